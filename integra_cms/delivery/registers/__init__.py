"""Small answers about the whole site."""
