"""What caches before us still have to forget."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Purge(models.Model):
    """One thing to be purged; written with the change that makes it necessary."""

    class By(models.TextChoices):
        KEY = "key", _("Surrogate key")
        PATH = "path", _("Path on the site")

    by = models.CharField(max_length=4, choices=By.choices)
    value = models.CharField(max_length=2000)
    made_at = models.DateTimeField(auto_now_add=True)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("purge")
        verbose_name_plural = _("purges")

    def __str__(self) -> str:
        return f"{self.by} {self.value}"
