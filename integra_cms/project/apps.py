"""The reference site as a Django app: its user model and its start-up commands."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ProjectConfig(AppConfig):
    """Label ``integra_project`` is for ever: the user table carries it."""

    name = "integra_cms.project"
    label = "integra_project"
    verbose_name = _("INTEGRA site")
