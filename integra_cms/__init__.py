"""A plugin-based, headless CMS extension on Wagtail for city integration toolkits."""

__version__ = "0.1.0"
