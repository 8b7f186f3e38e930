"""Leaves that hold codes of a vocabulary.

Vocabularies live in a layer above: their app sets the source of terms when it is ready. A code
that is retired, or that nobody knows any more, stays in the content and is shown as such.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from django import forms
from django.utils.html import format_html, format_html_join
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from wagtail import blocks
from wagtail.admin.telepath import register
from wagtail.admin.telepath.widgets import WidgetAdapter

from integra_cms.blocks.codes import valid_code
from integra_cms.blocks.segments import NotTranslated


class TermChoice(NamedTuple):
    """A term as it is offered for choice.

    Attributes:
        code: What is stored.
        label: What people read.
        language: The language of the label, where it is not the asked one.
        retired: It is no longer offered; content that has it keeps it.
    """

    code: str
    label: str
    language: str = ""
    retired: bool = False


TermSource = Callable[[str, str], Iterable[TermChoice]]


def _no_terms(vocabulary: str, locale: str) -> Iterable[TermChoice]:
    return ()


_source: TermSource = _no_terms


def set_term_source(source: TermSource) -> TermSource:
    """Sets who knows the terms: a function of vocabulary and locale. Returns the one before."""
    global _source  # one source per process is the point: it is set once, when apps are ready
    before, _source = _source, source
    return before


def term_choices(vocabulary: str, locale: str) -> list[TermChoice]:
    """The terms of a vocabulary in their order, labelled for a locale, retired ones included."""
    return list(_source(vocabulary, locale))


def _options(vocabulary: str) -> list[tuple[str, str]]:
    return [
        (
            term.code,
            _("%(label)s (retired)") % {"label": term.label} if term.retired else term.label,
        )
        for term in term_choices(vocabulary, get_language() or "en")
    ]


class TermSelect(forms.Select):
    """A menu that keeps a chosen code also where it is not on offer."""


class TermCheckboxes(forms.CheckboxSelectMultiple):
    """Boxes to tick that keep ticked codes also where they are not on offer."""


class TermWidgetAdapter(WidgetAdapter):
    """Tells the form how to show a code that is not on offer."""

    def js_args(self, widget: Any) -> list[Any]:
        return [*super().js_args(widget), gettext_lazy("(not in the list of terms)")]

    @property
    def media(self) -> forms.Media:
        return super().media + forms.Media(js=["integra_cms/blocks/terms.js"])


class TermSelectAdapter(TermWidgetAdapter):
    js_constructor = "integra_cms.blocks.TermSelect"


class TermCheckboxesAdapter(TermWidgetAdapter):
    js_constructor = "integra_cms.blocks.TermCheckboxes"


register(TermSelectAdapter(), TermSelect)
register(TermCheckboxesAdapter(), TermCheckboxes)


class _CodeField(forms.ChoiceField):
    def valid_value(self, value: str) -> bool:
        """Any code: the content may be older than the vocabulary, or its plugin switched off."""
        valid_code(value)
        return True


class _CodesField(forms.MultipleChoiceField):
    def valid_value(self, value: str) -> bool:
        """Any code: the content may be older than the vocabulary, or its plugin switched off."""
        valid_code(value)
        return True


class _TermLeaf(NotTranslated, blocks.FieldBlock):
    """What the two blocks for terms have in common."""

    vocabulary: str

    def _label(self, code: str) -> str:
        """The label as HTML; a label in another language says so."""
        locale = get_language() or "en"
        for term in term_choices(self.vocabulary, locale):
            if term.code == code:
                if term.language and term.language != locale:
                    return format_html('<span lang="{}">{}</span>', term.language, term.label)
                return format_html("{}", term.label)
        return format_html("{}", code)

    class Meta:
        icon = "tag"


class TermBlock(_TermLeaf):
    """One term of a vocabulary."""

    def __init__(
        self, vocabulary: str, required: bool = True, help_text: Any = None, **kwargs: Any
    ) -> None:
        self.vocabulary = vocabulary
        self.field = _CodeField(
            choices=lambda: [("", _("Choose …")), *_options(vocabulary)],
            required=required,
            help_text=help_text,
            widget=TermSelect,
        )
        super().__init__(**kwargs)

    def to_python(self, value: str | None) -> str:
        return value or ""

    def normalize(self, value: str | None) -> str:
        return value or ""

    def get_api_representation(self, value: str, context: Any = None) -> str | None:
        return value or None

    def render_basic(self, value: str, context: Any = None) -> str:
        return self._label(value) if value else ""

    class Meta:
        default = ""


class TermsBlock(_TermLeaf):
    """Several terms of a vocabulary."""

    def __init__(
        self, vocabulary: str, required: bool = False, help_text: Any = None, **kwargs: Any
    ) -> None:
        self.vocabulary = vocabulary
        self.field = _CodesField(
            choices=lambda: _options(vocabulary),
            required=required,
            help_text=help_text,
            widget=TermCheckboxes,
        )
        super().__init__(**kwargs)

    def to_python(self, value: list[str] | None) -> list[str]:
        return list(value or [])

    def normalize(self, value: list[str] | None) -> list[str]:
        return list(value or [])

    def render_basic(self, value: list[str], context: Any = None) -> str:
        return format_html_join(", ", "{}", ((self._label(code),) for code in value))

    class Meta:
        default: list[str] = []
