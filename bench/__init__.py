"""Timings, as ratios against stock Wagtail in the same run: ``make bench``."""
