"""Answers from the catalogue, as bytes."""
