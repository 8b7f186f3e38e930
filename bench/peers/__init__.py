"""Stock Wagtail's own APIs on the same rows, to compare with."""
