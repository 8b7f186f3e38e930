"""What ``manage.py plugins doctor`` looks at in the vocabularies."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Count
from django.utils.translation import gettext_lazy as _

from integra_cms.plugins import Ailment, Examination, contributions
from integra_cms.vocabularies.models import Term
from integra_cms.vocabularies.terms import missing_terms


def ailing_vocabularies() -> Iterator[Ailment]:
    """Fixed terms without labels, and terms of vocabularies that nobody declares."""
    for vocabulary, codes in missing_terms():
        yield Ailment(
            code="fixed_terms_missing",
            what=f"The fixed vocabulary {vocabulary.code} has codes without a term; people see "
            "the bare codes.",
            where=codes,
            remedy="Load a pack that has them, such as the toolkit's own, or add them in the "
            "admin under Vocabularies.",
        )
    counted = Term.objects.values_list("vocabulary").annotate(Count("pk")).order_by("vocabulary")
    for vocabulary, number in counted:
        if vocabulary not in contributions.vocabularies:
            yield Ailment(
                code="vocabulary_undeclared",
                what=f"There are {number} terms of the vocabulary {vocabulary}, which no "
                "switched-on plugin declares. They keep their labels, but no form offers them.",
                where=(f"integra_vocabularies.Term, vocabulary {vocabulary}",),
                remedy="Switch on the plugin that declares it, or delete the terms.",
            )


VOCABULARIES = Examination(
    name="vocabularies", label=_("Vocabularies and their terms"), run=ailing_vocabularies
)
