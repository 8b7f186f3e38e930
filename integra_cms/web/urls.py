"""Addresses of the front end that are no pages; a site includes them before Wagtail's."""

from __future__ import annotations

from django.urls import path, re_path

from integra_cms.languages.locales import aliases
from integra_cms.web import views

app_name = "integra"

urlpatterns = [path("sitemap.xml", views.sitemap, name="sitemap_show")]

if aliases():
    pattern = "|".join(sorted(aliases()))
    urlpatterns.append(
        re_path(rf"^(?P<alias>{pattern})/(?P<rest>.*)$", views.locale_alias, name="locale_alias")
    )
