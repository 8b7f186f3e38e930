"""Files that the public may see, and their renditions."""
