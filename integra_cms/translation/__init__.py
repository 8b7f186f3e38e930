"""Editions and their sources: alignment and freshness; the stock translation views, closed."""
