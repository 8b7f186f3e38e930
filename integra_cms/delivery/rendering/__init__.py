"""From pages to documents: everything that a batch of pages refers to is read once."""
