"""What makes this repository a site: settings, addresses, the user model."""
