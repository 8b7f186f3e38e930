"""Blocks and fields that no switched-on plugin knows: kept, shown, never served.

Editors see them read-only. What the form sends back is signed, so that nobody can smuggle
content past the checks of the block it belongs to.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.serializers.json import DjangoJSONEncoder
from django.core.signing import Signer
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import FieldBlock

from integra_cms.blocks.segments import NotTranslated

PLACEHOLDER = "_unknown"
"""What an unknown block is called inside a form; never stored."""

UNKNOWN_FIELDS = "_unknown_fields"
"""The hidden form field with the unknown fields of a struct; never stored."""

_signer = Signer(salt="integra_cms.blocks.unknown")


@dataclass(frozen=True)
class Forged:
    """Something a form sent back that is not what it was given."""

    text: str


def seal(content: Any) -> str:
    """Content as text for a form: readable, with a signature in the last line."""
    text = _canonical(content)
    return f"{text}\n{_signer.signature(text)}"


def unseal(text: str) -> Any:
    """What was sealed, or ``Forged``."""
    body, _newline, signature = str(text).strip().rpartition("\n")
    try:
        content = json.loads(body)
    except ValueError:
        return Forged(str(text))
    if not constant_time_compare(_signer.signature(_canonical(content)), signature.strip()):
        return Forged(str(text))
    return content


def _canonical(content: Any) -> str:
    return json.dumps(content, indent=2, sort_keys=True, ensure_ascii=False, cls=DjangoJSONEncoder)


def changed_error() -> ValidationError:
    """What is said about a forged placeholder."""
    return ValidationError(
        _(
            "The content of a block that this site does not know was changed on the way. "
            "Reload the page and leave that block as it is, or delete it."
        ),
        code="unknown_block_changed",
    )


class UnknownBlock(NotTranslated, FieldBlock):
    """Stands in for a block of a type that nobody registers; its value is the raw value."""

    def __init__(self, type_name: str, **kwargs: Any) -> None:
        self.field = forms.CharField(
            required=False, widget=forms.Textarea(attrs={"readonly": True, "rows": 4})
        )
        super().__init__(**kwargs)
        self.set_name(type_name)

    def get_form_state(self, value: Any) -> str:
        if isinstance(value, Forged):
            return value.text
        return seal({"type": self.name, "value": value})

    def value_from_datadict(self, data: Any, files: Any, prefix: str) -> dict[str, Any] | Forged:
        text = data.get(prefix, "")
        content = unseal(text)
        return content if isinstance(content, dict) else Forged(str(text))

    def clean(self, value: Any) -> Any:
        if isinstance(value, Forged):
            raise changed_error()
        return value

    def render(self, value: Any, context: Any = None) -> str:
        return ""

    def render_basic(self, value: Any, context: Any = None) -> str:
        return ""

    def get_comparison_class(self) -> type:
        # Imported here: it needs models, this module is imported before they are ready.
        from wagtail.admin.compare import CharBlockComparison

        return CharBlockComparison

    class Meta:
        icon = "warning"
        label = _("Unknown block (kept as it is)")
        description = _("A block of a plugin that is switched off. It is kept, but not shown.")


class UnknownFieldsBlock(FieldBlock):
    """The hidden field that carries the unknown fields of a struct through a form."""

    field = forms.CharField(required=False, widget=forms.HiddenInput())

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.set_name(UNKNOWN_FIELDS)
        self.label = ""

    class Meta:
        form_attrs = {"hidden": "hidden"}


class ChildBlocks(dict):
    """Child blocks by name; any other name gives a block that keeps its value untouched.

    ``in`` and iteration know the registered blocks alone.
    """

    def __init__(self, blocks: Any) -> None:
        super().__init__(blocks)
        self._unknown: dict[str, UnknownBlock] = {}

    def __missing__(self, name: str) -> UnknownBlock:
        return self._unknown.setdefault(name, UnknownBlock(name))


def find_unknown(raw: Any, block: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """Where raw content has blocks or fields that nobody knows: (path, name) of each.

    Raises:
        ValidationError: The content has not the shape of its block (``block_malformed``).
    """
    if not hasattr(block, "raw_children"):
        return
    for step, name, child, value in block.raw_children(raw):
        here = f"{path}.{step}" if path else step
        if child is None:
            yield here, name
        else:
            yield from find_unknown(value, child, here)


def refuse_unknown(raw: Any, block: Any) -> None:
    """Refuses raw content from outside (API, packs) with blocks or fields that nobody knows.

    Raises:
        ValidationError: ``block_unknown`` with all places, or ``block_malformed``.
    """
    found = [f"{name} ({path})" for path, name in find_unknown(raw, block)]
    if found:
        raise ValidationError(
            _(
                "This site does not know: %(found)s. Switch on the plugin that brings them, "
                "or take them out."
            ),
            code="block_unknown",
            params={"found": ", ".join(found)},
        )


def malformed(what: str, raw: Any) -> ValidationError:
    """What is said about raw content that has not the shape of its block."""
    return ValidationError(
        _("%(what)s cannot be %(raw)s."),
        code="block_malformed",
        params={"what": what, "raw": str(raw)[:80]},
    )
