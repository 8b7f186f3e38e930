"""Tells subscribers about changes, until they have heard or it is hopeless."""
