"""Delivery: what is published, ready to serve, and everything that reads it."""
