"""Entries of vocabularies."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from integra_cms.plugins import contributions
from integra_cms.vocabularies.identity import StableIdentityMixin, validate_code
from integra_cms.vocabularies.lists import LocalesField
from integra_cms.vocabularies.localised import LocalisedTextField
from integra_cms.vocabularies.querysets import TermQuerySet, new_stamp


class Term(StableIdentityMixin, models.Model):
    """An entry of a vocabulary: a code for ever, and labels in every language.

    Content refers to a term by its code. A term that is used, or that belongs to a fixed
    vocabulary, is retired instead of deleted: it keeps its labels but cannot be chosen any more.
    """

    identity_fields = ("vocabulary", "code")

    vocabulary = models.CharField(_("vocabulary"), max_length=64, validators=[validate_code])
    code = models.CharField(
        _("code"),
        max_length=64,
        validators=[validate_code],
        help_text=_("Stands in content and in packs instead of a label. It can never be changed."),
    )
    order = models.PositiveIntegerField(
        _("order"), default=0, help_text=_("Terms with a low number come first.")
    )
    labels = LocalisedTextField(_("labels"), required_locales=("en",))
    abbreviations = LocalisedTextField(_("abbreviations"))
    descriptions = LocalisedTextField(_("descriptions"), multiline=True)
    uri = models.URLField(
        _("address in another vocabulary"),
        max_length=500,
        blank=True,
        help_text=_("Where a public vocabulary has the same term."),
    )
    broader_code = models.CharField(
        _("code of the broader term"),
        max_length=64,
        blank=True,
        help_text=_("A term of the same vocabulary that includes this one."),
    )
    reviewed = LocalesField(
        _("reviewed languages"),
        help_text=_("Languages whose texts a native speaker has confirmed; the others are drafts."),
    )
    retired = models.BooleanField(
        _("retired"),
        default=False,
        help_text=_("Content that uses the term keeps it, but nobody can choose it any more."),
    )
    # Their sum over all rows tells whether a cached copy of the terms is still current.
    stamp = models.PositiveBigIntegerField(default=new_stamp, editable=False)

    objects = TermQuerySet.as_manager()

    class Meta:
        ordering = ("vocabulary", "order", "code")
        verbose_name = _("term")
        verbose_name_plural = _("terms")
        constraints = (
            models.UniqueConstraint(
                fields=("vocabulary", "code"),
                name="integra_term_code_unique",
                violation_error_message=_("This vocabulary has a term with this code already."),
                violation_error_code="term_exists",
            ),
            models.CheckConstraint(
                condition=~Q(vocabulary="") & ~Q(code=""), name="integra_term_named"
            ),
            models.CheckConstraint(
                condition=~Q(broader_code=F("code")),
                name="integra_term_not_its_own_broader_term",
                violation_error_message=_("A term cannot be its own broader term. Choose another."),
                violation_error_code="term_broader_itself",
            ),
        )

    def __str__(self) -> str:
        return str(self.labels.get_for(get_language() or "") or self.code)

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Renews the stamp, so that every process notices the change."""
        self.stamp = new_stamp()
        if kwargs.get("update_fields") is not None:
            kwargs["update_fields"] = {*kwargs["update_fields"], "stamp"}
        super().save(*args, **kwargs)

    def clean(self) -> None:
        """Refuses what does not fit into the vocabulary.

        Raises:
            ValidationError: With the codes ``vocabulary_unknown``, ``vocabulary_fixed`` or
                ``term_broader_unknown``, or as every stable identity.
        """
        super().clean()
        if self._state.adding:
            self._refuse_wrong_vocabulary()
        others = Term.objects.filter(vocabulary=self.vocabulary)
        if self.broader_code and not others.filter(code=self.broader_code).exists():
            raise ValidationError(
                _(
                    "The broader term “%(code)s” is not in the vocabulary “%(vocabulary)s”. "
                    "Correct the code or add the term first."
                ),
                code="term_broader_unknown",
                params={"code": self.broader_code, "vocabulary": self.vocabulary},
            )

    def _refuse_wrong_vocabulary(self) -> None:
        declared = contributions.vocabularies.get(self.vocabulary)
        if declared is None:
            raise ValidationError(
                _(
                    "There is no vocabulary “%(vocabulary)s”. Use one of: %(known)s; or switch on "
                    "the plugin that brings it."
                ),
                code="vocabulary_unknown",
                params={
                    "vocabulary": self.vocabulary,
                    "known": ", ".join(contributions.vocabularies),
                },
            )
        if declared.fixed is not None and self.code not in declared.fixed:
            raise ValidationError(
                _(
                    "The vocabulary “%(vocabulary)s” is fixed: “%(code)s” cannot be added. Its "
                    "codes are: %(fixed)s."
                ),
                code="vocabulary_fixed",
                params={
                    "vocabulary": self.vocabulary,
                    "code": self.code,
                    "fixed": ", ".join(declared.fixed),
                },
            )
