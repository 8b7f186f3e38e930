"""Locales, names, folding, order, words and lemmas: small functions that everything may use."""
