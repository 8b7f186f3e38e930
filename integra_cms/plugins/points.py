"""The whole plugin contract on one page: what a plugin may contribute, and in which shape.

A plugin is a Django app whose config extends :class:`~integra_cms.plugins.ToolkitPlugin`. Each
extension point below is an attribute of that config. What it holds is named by dotted paths, so
that declaring costs no import; it is loaded once, in the order of ``INSTALLED_APPS``, when
somebody first asks. Core declares its own kinds, blocks and vocabularies in exactly this way.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.module_loading import import_string
from pydantic import BaseModel

from integra_cms.plugins.exceptions import BrokenContribution

CONTRACT = 1
"""The version of this page. A plugin says which one it was written for."""


@dataclass(frozen=True)
class Kind:
    """A kind of resource: one page model of the library, with what others need to handle it.

    Attributes:
        name: Public and for ever: it stands in packs and answers. Snake case.
        model: The page model, as ``"app_label.Model"``.
        label: What people call one such resource.
        label_plural: What people call several.
        icon: A name from Wagtail's icon set.
        template: Shows one resource to visitors.
        facets: Fields of the model that visitors may filter by.
        document: Dotted path of the pydantic model that describes the ``fields`` of a document of
            this kind; it extends :class:`~integra_cms.pages.schemas.ResourceData`.
    """

    name: str
    model: str
    label: Any
    label_plural: Any
    icon: str
    template: str
    facets: tuple[str, ...] = ()
    document: str = ""

    def load_document(self) -> type[BaseModel]:
        """The model that ``document`` leads to.

        Raises:
            BrokenContribution: There is no path, or it leads to something else.
        """
        try:
            found = import_string(self.document)
        except ImportError as error:
            raise BrokenContribution(
                f"The kind {self.name!r} has the document schema {self.document!r}, which cannot "
                f"be imported ({error})."
            ) from error
        if not (isinstance(found, type) and issubclass(found, BaseModel)):
            raise BrokenContribution(
                f"The kind {self.name!r} has the document schema {self.document}, which is no "
                f"pydantic model."
            )
        return found


@dataclass(frozen=True)
class Vocabulary:
    """A list of terms, each with a stable code and labels in every language.

    Attributes:
        code: Public and for ever. Snake case.
        label: What people call the vocabulary.
        help_text: What the terms are for, for whoever edits them.
        ordered: The order of the terms carries meaning, otherwise they are sorted by label.
        fixed: The codes it consists of, where nobody may add or remove one.
    """

    code: str
    label: Any
    help_text: Any = ""
    ordered: bool = False
    fixed: tuple[str, ...] | None = None

    @property
    def name(self) -> str:
        """What it is registered under."""
        return self.code


@dataclass(frozen=True)
class Finding:
    """One thing that stands in the way of publishing.

    Attributes:
        code: Stable, for programs.
        message: A sentence for people: what is missing and what to do.
        path: Where in the page: ``field`` or ``field.block-id.field``; empty for the whole page.
    """

    code: str
    message: Any
    path: str = ""


@dataclass(frozen=True)
class ReadinessRule:
    """Something a page must fulfil before it goes live.

    Attributes:
        name: Public; a waiver refers to it. Snake case.
        label: What people call the rule.
        check: Looks at a page and yields what is missing; yields nothing when all is well.
        kinds: Names of the kinds it applies to; empty: to all pages of the toolkit.
    """

    name: str
    label: Any
    check: Callable[[Any], Iterable[Finding]]
    kinds: tuple[str, ...] = ()


@dataclass(frozen=True)
class Ailment:
    """Something in the data that no switched-on plugin answers for, or that is damaged.

    Attributes:
        code: Stable, for programs.
        what: What was found, in words: names and numbers, no guesses.
        where: The places, for people: model, page or file, and path inside it.
        remedy: What to do about it.
    """

    code: str
    what: str
    where: tuple[str, ...]
    remedy: str


@dataclass(frozen=True)
class Examination:
    """One thing ``manage.py plugins doctor`` looks at.

    Attributes:
        name: Public. Snake case.
        label: What is examined.
        run: Reads the data, changes nothing, yields what it finds.
    """

    name: str
    label: Any
    run: Callable[[], Iterable[Ailment]]


@dataclass(frozen=True)
class ApiRouter:
    """Addresses of a plugin in the API, below ``x/<name>/``.

    Attributes:
        name: Public and for ever: it stands in addresses. Small letters, digits and hyphens.
        router: A ``ninja.Router``.
    """

    name: str
    router: Any


@dataclass(frozen=True)
class Task:
    """Something the worker does again and again.

    Attributes:
        name: Public; the log of the worker names it. Snake case.
        label: What it does.
        every: Seconds from the end of one run to the beginning of the next.
        run: Does a bounded part of the work; true: there is more, run it again soon.
    """

    name: str
    label: Any
    every: int
    run: Callable[[], bool | None]


@dataclass(frozen=True)
class ExtensionPoint:
    """One attribute of a plugin's config.

    Attributes:
        name: The attribute.
        shape: ``"paths"``: a list of dotted paths to values that carry a ``name``;
            ``"streams"``: stream name → what it is for, in one line;
            ``"blocks"``: stream name → block name → dotted path of a block class.
        expects: The type (for blocks: the base class) of what a path leads to.
        purpose: What the plugin gains by it, in one line.
    """

    name: str
    shape: str
    expects: str
    purpose: str
    loads: type | None = field(default=None, compare=False)


POINTS: Mapping[str, ExtensionPoint] = {
    point.name: point
    for point in (
        ExtensionPoint(
            "kinds", "paths", "Kind", "kinds of resources, with their page models", Kind
        ),
        ExtensionPoint(
            "streams", "streams", "str", "named streams that other plugins may add blocks to"
        ),
        ExtensionPoint(
            "blocks", "blocks", "wagtail.blocks.Block", "blocks for named streams, own or others'"
        ),
        ExtensionPoint(
            "vocabularies", "paths", "Vocabulary", "lists of terms with labels", Vocabulary
        ),
        ExtensionPoint(
            "readiness_rules",
            "paths",
            "ReadinessRule",
            "what pages must fulfil before they go live",
            ReadinessRule,
        ),
        ExtensionPoint(
            "examinations",
            "paths",
            "Examination",
            "what `manage.py plugins doctor` looks at",
            Examination,
        ),
        ExtensionPoint(
            "content_upgrades",
            "paths",
            "integra_cms.blocks.upgrades.Upgrade",
            "how stored blocks of an older version become those of today",
        ),
        ExtensionPoint("tasks", "paths", "Task", "what `manage.py worker` does regularly", Task),
        ExtensionPoint(
            "routers", "paths", "ApiRouter", "addresses in the API, below `x/<name>/`", ApiRouter
        ),
    )
}
