"""A model with stream fields, for tests. It refers to no other model and none refers to it."""

from __future__ import annotations

from django.db import models
from modelcluster.models import ClusterableModel
from wagtail_localize.fields import TranslatableField

from integra_cms.blocks.fields import StreamField
from tests.blocks.samples import SampleStream


class Holder(ClusterableModel):
    title = models.CharField(max_length=50, blank=True)
    body = StreamField(SampleStream, blank=True)

    translatable_fields = [TranslatableField("body")]

    class Meta:
        app_label = "integra_blocks"
        managed = False

    def __str__(self) -> str:
        return self.title
