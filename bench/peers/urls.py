"""Addresses of the reference site and of Wagtail's APIs."""

from __future__ import annotations

from django.urls import path
from wagtail.api.v2.router import WagtailAPIRouter
from wagtail.api.v2.views import PagesAPIViewSet
from wagtail.api.v3.urls import api

from integra_cms.project import urls as site

second = WagtailAPIRouter("wagtailapi")
second.register_endpoint("pages", PagesAPIViewSet)

urlpatterns = [
    path("api/v2/", second.urls),
    path("api/v3/", api.urls),
    *site.urlpatterns,
]
