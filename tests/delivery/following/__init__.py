"""Processes that write, drain and follow at the same time, each with a database connection."""
