"""What the admin's forms add to what the models say."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from integra_cms.plugins import contributions
from integra_cms.vocabularies.lists import StoredChoicesMixin, country_choices
from integra_cms.vocabularies.models import ProjectPartner


class StableIdentityForm(WagtailAdminModelForm):
    """Shows the code of a stored row, and lets nobody change it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk is not None:
            for name in self.instance.identity_fields:
                self.fields[name].disabled = True


class VocabularyFormField(StoredChoicesMixin, forms.ChoiceField):
    """The declared vocabularies, and the stored one even if no plugin declares it any more."""

    def choices_with(self, stored: Iterable[str]) -> list[tuple[str, Any]]:
        """In the order of their declaration."""
        undeclared = [(code, code) for code in stored if code not in contributions.vocabularies]
        return [*vocabulary_choices(), *undeclared]


def vocabulary_choices() -> list[tuple[str, Any]]:
    """Codes and labels of the declared vocabularies."""
    return [
        (vocabulary.code, vocabulary.label) for vocabulary in contributions.vocabularies.values()
    ]


class TermForm(StableIdentityForm):
    """A term, in all languages side by side."""

    vocabulary = VocabularyFormField(label=_("Vocabulary"))


class OrganisationForm(StableIdentityForm):
    """An organisation, with its country by name."""

    country = forms.ChoiceField(label=_("Country"), choices=country_choices)


class ProjectForm(StableIdentityForm):
    """A project with its partners and statistics."""

    def clean(self) -> dict[str, Any]:
        """Refuses a second lead partner: the database would, but less kindly."""
        cleaned = super().clean()
        if self._with_role(ProjectPartner.Role.LEAD)[1:]:
            self.add_error(
                None,
                forms.ValidationError(
                    _("A project has one lead partner. Make the others partners."),
                    code="lead_exists",
                ),
            )
        return cleaned

    def save(self, commit: bool = True) -> Any:
        """Takes the lead from who gives it up first, so that the rows can be saved in any order."""
        if commit:
            rows = [form.instance.pk for form in self._with_role(ProjectPartner.Role.PARTNER)]
            ProjectPartner.objects.filter(pk__in=rows).update(role=ProjectPartner.Role.PARTNER)
        return super().save(commit)

    def _with_role(self, role: str) -> list[forms.ModelForm]:
        partners = self.formsets["partners"]
        if not partners.is_valid():
            return []
        return [
            form
            for form in partners.forms
            if form.cleaned_data.get("role") == role and not form.cleaned_data.get("DELETE")
        ]
