"""Packs: toolkit content as a folder that can be read, checked, loaded and written back."""
