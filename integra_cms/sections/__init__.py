"""Cities, the people who work for them, and what these may do."""
