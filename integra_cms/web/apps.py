"""The front end as a Django app."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class WebConfig(AppConfig):
    name = "integra_cms.web"
    label = "integra_web"
    verbose_name = _("Web")
