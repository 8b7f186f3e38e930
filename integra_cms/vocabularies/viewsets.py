"""The admin's menu "Vocabularies": terms, organisations, networks, projects."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, ClassVar

import django_filters
from django import forms
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.panels import (
    FieldPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
    TabbedInterface,
)
from wagtail.admin.ui.tables import Column
from wagtail.snippets.views.snippets import IndexView, SnippetViewSet, SnippetViewSetGroup

from integra_cms.languages.folding import fold
from integra_cms.languages.locales import locale_codes
from integra_cms.plugins import contributions
from integra_cms.vocabularies.admin_forms import (
    OrganisationForm,
    ProjectForm,
    StableIdentityForm,
    TermForm,
    vocabulary_choices,
)
from integra_cms.vocabularies.models import Network, Organisation, Project, Term


class FoldedSearchIndexView(IndexView):
    """A list that is searched in all languages at once, without regard to case and accents.

    There are few rows, so they are looked through one by one: no index could be out of date.
    """

    searched_fields: ClassVar[tuple[str, ...]] = ("code", "names")
    is_searchable = True

    def search_queryset(self, queryset: models.QuerySet[Any]) -> models.QuerySet[Any]:
        """Rows in whose code or texts the query occurs."""
        if not self.is_searching:
            return queryset
        asked = fold(self.search_query)
        found = [row.pk for row in queryset if any(asked in fold(text) for text in self.texts(row))]
        return queryset.filter(pk__in=found)

    def texts(self, row: models.Model) -> Iterator[str]:
        """What of a row is searched."""
        for name in self.searched_fields:
            value = getattr(row, name)
            if isinstance(value, str):
                yield value
            else:
                yield from value.values() if isinstance(value, Mapping) else value


class TermIndexView(FoldedSearchIndexView):
    searched_fields = ("code", "labels", "abbreviations")


class OrganisationIndexView(FoldedSearchIndexView):
    searched_fields = ("code", "names", "short_name", "aliases")


class ProjectIndexView(FoldedSearchIndexView):
    searched_fields = ("code", "titles", "acronym", "grant_id")


def languages_of(term: Term) -> str:
    """In which of the site's languages a term has a label, and which of them are drafts."""
    present = [
        locale if locale in term.reviewed else _("%(locale)s (draft)") % {"locale": locale}
        for locale in locale_codes()
        if locale in term.labels
    ]
    missing = [locale for locale in locale_codes() if locale not in term.labels]
    parts = [", ".join(present)] if present else []
    if missing:
        parts.append(_("missing: %(locales)s") % {"locales": ", ".join(missing)})
    return "; ".join(parts)


def vocabulary_of(term: Term) -> Any:
    """What the vocabulary of a term is called."""
    declared = contributions.vocabularies.get(term.vocabulary)
    return declared.label if declared else term.vocabulary


def state_of(term: Term) -> str:
    """Said only of terms that cannot be chosen any more."""
    return _("Retired") if term.retired else ""


class TermFilterSet(WagtailFilterSet):
    """Terms of one vocabulary; those still in use."""

    vocabulary = django_filters.ChoiceFilter(
        label=gettext_lazy("Vocabulary"),
        choices=vocabulary_choices,
        empty_label=gettext_lazy("All"),
        widget=forms.RadioSelect,
    )

    class Meta:
        model = Term
        fields = ("vocabulary", "retired")


class TermViewSet(SnippetViewSet):
    """Terms of all vocabularies."""

    model = Term
    icon = "tag"
    menu_label = gettext_lazy("Terms")
    index_view_class = TermIndexView
    filterset_class = TermFilterSet
    list_per_page = 50
    ordering = ("vocabulary", "order", "code")
    list_display = (
        "__str__",
        Column("vocabulary", label=gettext_lazy("Vocabulary"), accessor=vocabulary_of),
        "code",
        Column("languages", label=gettext_lazy("Languages"), accessor=languages_of),
        Column("state", label=gettext_lazy("Status"), accessor=state_of),
    )
    edit_handler = ObjectList(
        [
            MultiFieldPanel(
                [FieldPanel("vocabulary"), FieldPanel("code"), FieldPanel("order")],
                heading=gettext_lazy("Place"),
            ),
            FieldPanel("labels"),
            FieldPanel("abbreviations"),
            FieldPanel("descriptions"),
            FieldPanel("reviewed"),
            MultiFieldPanel(
                [FieldPanel("broader_code"), FieldPanel("uri"), FieldPanel("retired")],
                heading=gettext_lazy("Relations"),
            ),
        ],
        base_form_class=TermForm,
    )


class OrganisationViewSet(SnippetViewSet):
    """Partners and other organisations."""

    model = Organisation
    icon = "group"
    menu_label = gettext_lazy("Organisations")
    index_view_class = OrganisationIndexView
    ordering = ("code",)
    list_filter = ("type", "country")
    list_display = ("__str__", "short_name", "type", "country", "seat")
    edit_handler = ObjectList(
        [
            FieldPanel("code"),
            FieldPanel("names"),
            FieldPanel("short_name"),
            FieldPanel("aliases"),
            FieldPanel("type"),
            MultiFieldPanel(
                [FieldPanel("country"), FieldPanel("seat")], heading=gettext_lazy("Place")
            ),
            MultiFieldPanel(
                [FieldPanel("url"), FieldPanel("contact_url")], heading=gettext_lazy("Addresses")
            ),
            MultiFieldPanel(
                [FieldPanel("logo"), FieldPanel("logo_alts"), FieldPanel("logo_permission")],
                heading=gettext_lazy("Logo"),
            ),
        ],
        base_form_class=OrganisationForm,
    )


class NetworkViewSet(SnippetViewSet):
    """Networks, stakeholder groups and their meetings."""

    model = Network
    icon = "globe"
    menu_label = gettext_lazy("Networks")
    index_view_class = FoldedSearchIndexView
    ordering = ("code",)
    list_filter = ("kind", "level")
    list_display = ("__str__", "kind", "level", "date")
    edit_handler = ObjectList(
        [
            FieldPanel("code"),
            FieldPanel("names"),
            FieldPanel("descriptions"),
            FieldPanel("kind"),
            FieldPanel("level"),
            FieldPanel("date"),
            FieldPanel("url"),
            FieldPanel("members", widget=forms.CheckboxSelectMultiple),
        ],
        base_form_class=StableIdentityForm,
    )


PROJECT_PANELS = [
    FieldPanel("code"),
    FieldPanel("titles"),
    FieldPanel("acronym"),
    FieldPanel("goals"),
    FieldPanel("aims"),
    FieldPanel("chain_of_work"),
    FieldPanel("networks"),
    FieldPanel("competence"),
    FieldPanel("advocacy"),
    MultiFieldPanel(
        [FieldPanel("start_month"), FieldPanel("end_month")], heading=gettext_lazy("Period")
    ),
    FieldPanel("countries"),
    FieldPanel("url"),
    FieldPanel("notes"),
]
FUNDING_PANELS = [
    FieldPanel("funding_statements"),
    FieldPanel("disclaimers"),
    FieldPanel("unofficial"),
    FieldPanel("emblem"),
    MultiFieldPanel(
        [FieldPanel("budget_total"), FieldPanel("budget_eu"), FieldPanel("currency")],
        heading=gettext_lazy("Budget"),
    ),
    MultiFieldPanel(
        [FieldPanel("grant_id"), FieldPanel("contract_wording")], heading=gettext_lazy("Contract")
    ),
]
PARTNER_PANELS = [FieldPanel("organisation"), FieldPanel("role")]
STATISTIC_PANELS = [
    FieldPanel("code"),
    FieldPanel("labels"),
    FieldPanel("qualifier"),
    FieldPanel("value"),
    FieldPanel("units"),
    FieldPanel("as_of"),
    FieldPanel("source_name"),
    FieldPanel("source_url"),
]


class ProjectViewSet(SnippetViewSet):
    """Projects with their funding, partners and numbers."""

    model = Project
    icon = "clipboard-list"
    menu_label = gettext_lazy("Projects")
    index_view_class = ProjectIndexView
    ordering = ("code",)
    list_display = ("__str__", "code", "grant_id", "start_month", "end_month")
    edit_handler = TabbedInterface(
        [
            ObjectList(PROJECT_PANELS, heading=gettext_lazy("Project")),
            ObjectList(FUNDING_PANELS, heading=gettext_lazy("Funding")),
            ObjectList(
                [InlinePanel("partners", panels=PARTNER_PANELS, label=gettext_lazy("Partner"))],
                heading=gettext_lazy("Partners"),
            ),
            ObjectList(
                [
                    InlinePanel(
                        "statistics", panels=STATISTIC_PANELS, label=gettext_lazy("Statistic")
                    )
                ],
                heading=gettext_lazy("Statistics"),
            ),
        ],
        base_form_class=ProjectForm,
    )


class VocabulariesViewSetGroup(SnippetViewSetGroup):
    """One entry of the admin's menu for all of them."""

    menu_label = gettext_lazy("Vocabularies")
    menu_name = "vocabularies"
    menu_icon = "list-ul"
    menu_order = 300
    items = (TermViewSet, OrganisationViewSet, NetworkViewSet, ProjectViewSet)
