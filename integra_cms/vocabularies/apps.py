"""The vocabularies as a plugin."""

from __future__ import annotations

from django.core.signals import request_finished, request_started
from django.db.models.signals import post_delete, post_save, pre_delete
from django.utils.translation import gettext_lazy as _

from integra_cms.plugins import ToolkitPlugin

DECLARED = "integra_cms.vocabularies.declared"


class VocabulariesConfig(ToolkitPlugin):
    name = "integra_cms.vocabularies"
    label = "integra_vocabularies"
    verbose_name = _("Vocabularies")

    contract = 1
    vocabularies = [
        f"{DECLARED}.AREA",
        f"{DECLARED}.STAGE",
        f"{DECLARED}.AIM",
        f"{DECLARED}.ISSUE",
        f"{DECLARED}.PLACE_TYPE",
        f"{DECLARED}.TARGET_GROUP",
        f"{DECLARED}.METHOD_KIND",
        f"{DECLARED}.CAMPAIGN_MEDIUM",
        f"{DECLARED}.INFOGRAPHIC_THEME",
        f"{DECLARED}.RESOURCE_KIND",
        f"{DECLARED}.CITY",
        f"{DECLARED}.GLOSSARY",
    ]
    examinations = ["integra_cms.vocabularies.examinations.VOCABULARIES"]

    def ready(self) -> None:
        """Keeps copies of terms current, guards used terms, and offers terms to blocks."""
        from integra_cms.blocks.terms import set_term_source
        from integra_cms.vocabularies import freshness, usage
        from integra_cms.vocabularies.block_terms import choices_for_blocks

        term = self.get_model("Term")
        post_save.connect(freshness.forget, sender=term)
        pre_delete.connect(usage.refuse_deletion, sender=term)
        post_delete.connect(freshness.forget, sender=term)
        request_started.connect(freshness.begin)
        request_finished.connect(freshness.end)
        set_term_source(choices_for_blocks)
