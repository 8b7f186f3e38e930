"""Images, documents and recordings as a plugin."""

from __future__ import annotations

from django.db.models.signals import pre_save
from django.utils.translation import gettext_lazy as _

from integra_cms.plugins import ToolkitPlugin


class MediaConfig(ToolkitPlugin):
    name = "integra_cms.media"
    label = "integra_media"
    verbose_name = _("Media")

    contract = 1

    def ready(self) -> None:
        """Cleans files that Wagtail keeps until their form is complete."""
        from wagtail.models import UploadedFile

        from integra_cms.media import checks  # noqa: F401 - importing registers them
        from integra_cms.media.uploads import clean_waiting

        pre_save.connect(clean_waiting, sender=UploadedFile)
