"""The INTEGRA toolkit itself, as a plugin like any other."""
