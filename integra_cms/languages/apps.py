"""The application, here for its command ``lemmas``; it has no models."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LanguagesConfig(AppConfig):
    name = "integra_cms.languages"
    label = "integra_languages"
    verbose_name = _("Languages")
