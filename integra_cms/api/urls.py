"""Addresses of the API; a site includes them where it wants it to stand."""

from __future__ import annotations

from integra_cms.api.api import api
from integra_cms.api.mounting import NAMESPACE

app_name = NAMESPACE
urlpatterns = api().urls[0]
