"""What all pages of the toolkit have in common, and what all resources have."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from django.apps import apps
from django.db import models
from django.utils import timezone
from django.utils.functional import classproperty
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, ObjectList, TabbedInterface
from wagtail.models import Page
from wagtail.permissions import policy_registry
from wagtail.search import index
from wagtail.utils.decorators import cached_classmethod

from integra_cms.blocks.fields import StreamField
from integra_cms.blocks.upgrades import current_version
from integra_cms.media.licences import LicensedMixin
from integra_cms.pages.fields import KeywordsField
from integra_cms.pages.forms import ToolkitCopyForm, ToolkitPageForm
from integra_cms.pages.orphans import is_orphan
from integra_cms.pages.placing import refuse_alias, refuse_foreign_locale
from integra_cms.pages.preview_modes import available_modes, find_mode
from integra_cms.pages.schemas import PageData
from integra_cms.pages.translatable import overrides
from integra_cms.pages.upgrading import upgrade_content
from integra_cms.plugins import Kind, contributions
from integra_cms.vocabularies.fields import TermCodesField

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse
    from wagtail.models import PagePermissionTester
    from wagtail_localize.fields import BaseTranslatableField

logger = logging.getLogger(__name__)

PLAIN_TEMPLATE = "integra_cms/plain_page.html"
"""Shows any page where no other template is installed, as on a site without ``integra_cms.web``."""

RESOURCE_PARENTS = (
    "integra_pages.LibraryPage",
    "integra_pages.CityPage",
    "integra_pages.SectionPage",
)


class BaseToolkitPage(Page):
    """A page of the toolkit: an edition in one language, never an alias of another page."""

    summary = models.TextField(
        _("summary"),
        blank=True,
        help_text=_("What the page is about, in some 75 to 100 words. Lists show it."),
    )
    body = StreamField(stream="body", blank=True, verbose_name=_("content"))

    untranslated_fields: ClassVar[tuple[str, ...]] = ()
    """Text columns that are the same in every language, beyond codes, addresses and choices."""

    own_fields: ClassVar[tuple[str, ...]] = ("slug",)
    """Fields in which every edition has a value of its own."""

    document_schema: ClassVar[type[PageData] | None] = None
    """What documents of a structural page hold; for a resource, its kind says so."""

    content_panels: ClassVar[Sequence[Any]] = [*Page.content_panels, "summary", "body"]
    classification_panels: ClassVar[Sequence[Any]] = []
    licence_panels: ClassVar[Sequence[Any]] = []

    search_fields = [
        *Page.search_fields,
        index.SearchField("summary"),
        index.SearchField("body"),
    ]

    base_form_class = ToolkitPageForm
    copy_form_class = ToolkitCopyForm
    copied_from: BaseToolkitPage | None = None
    """The page this one is a copy of, until the copy is stored."""

    class Meta:
        abstract = True

    @classproperty
    def override_translatable_fields(cls) -> list[BaseTranslatableField]:
        """What wagtail-localize asks for."""
        return overrides(cls)

    @cached_classmethod
    def get_edit_handler(cls) -> Any:
        """Tabs in the order in which an editor works, without empty ones."""
        tabs = (
            (cls.content_panels, _("Content")),
            (cls.classification_panels, _("Classification")),
            (cls.licence_panels, _("Licence and credit")),
            (cls.promote_panels, _("Address")),
            (cls.settings_panels, _("Settings")),
        )
        return TabbedInterface(
            [ObjectList(panels, heading=heading) for panels, heading in tabs if panels],
            base_form_class=cls.base_form_class,
        ).bind_to_model(cls)

    def get_template(self, request: HttpRequest, *args: Any, **kwargs: Any) -> list[str]:
        """The template of the page type, else one that shows any page plainly."""
        return [super().get_template(request, *args, **kwargs), PLAIN_TEMPLATE]

    @property
    def preview_modes(self) -> list[tuple[str, Any]]:
        """The template first, then what this site offers besides."""
        return [*super().preview_modes, *((mode.name, mode.label) for mode in available_modes())]

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        """The page as it is in memory, in one of these modes."""
        mode = find_mode(mode_name)
        return mode.serve(request, self) if mode else super().serve_preview(request, mode_name)

    @classmethod
    def can_exist_under(cls, parent: Page) -> bool:
        """Under a page whose model is gone nothing new can stand."""
        return not is_orphan(parent) and super().can_exist_under(parent)

    def permissions_for_user(self, user: Any) -> PagePermissionTester:
        """What the policy for pages says, where one is registered that has its own tester."""
        policy = policy_registry.get_by_type(type(self))
        tester = getattr(policy, "tester", None)
        return tester(user, self) if tester else super().permissions_for_user(user)

    def save(self, *args: Any, **kwargs: Any) -> Any:
        """Stores the page, unless it would show one language under the label of another.

        Every way of making a page ends here: the admin, copying, translating, importing, the API.
        So does code that makes live pages without publishing them; they say since when, too.
        """
        refuse_alias(self)
        if self._state.adding:
            refuse_foreign_locale(self)
        if self.live and not self.first_published_at:
            known = self.last_published_at or self.latest_revision_created_at
            self.first_published_at = known or timezone.now()
        return super().save(*args, **kwargs)

    def copy_all_child_relations(
        self, target: Any, exclude: Iterable[str] | None = None, **kwargs: Any
    ) -> dict[Any, Any]:
        """Copies what belongs to the page; keywords only into a page of the same language.

        Wagtail's copying gives no other hint of what a page is a copy of.
        """
        target.copied_from = self
        excluded = [*(exclude or ())]
        if target.locale_id != self.locale_id:
            excluded.append("keyword_items")
        return super().copy_all_child_relations(target, exclude=excluded, **kwargs)

    def serializable_data(self) -> dict[str, Any]:
        """The content of a revision says in which version its blocks are written."""
        return {**super().serializable_data(), "content_version": current_version()}

    def with_content_json(self, content: dict[str, Any]) -> Page:
        """A revision of an older version is brought up to date before anybody sees it."""
        upgraded = upgrade_content(type(self), content)
        for removed in upgraded.removed:
            logger.warning("Page %s: an upgrade of content took out %s", self.pk, removed.path)
        return super().with_content_json(upgraded.content)


class BaseResourcePage(LicensedMixin, BaseToolkitPage):
    """A resource of some kind. Plugins extend it for kinds of their own."""

    summary = models.TextField(
        _("summary"),
        help_text=_("What the resource is and what it is good for, in some 75 to 100 words."),
    )
    stages = TermCodesField(
        _("stages"),
        vocabulary="stage",
        help_text=_("The steps of a city's work on integration it helps with."),
    )
    areas = TermCodesField(_("areas"), vocabulary="area")
    issues = TermCodesField(_("issues"), vocabulary="issue")
    target_groups = TermCodesField(
        _("target groups"), vocabulary="target_group", help_text=_("Whom it is meant for.")
    )
    place_types = TermCodesField(
        _("types of places"), vocabulary="place_type", help_text=_("Where it is used.")
    )
    cities = TermCodesField(
        _("cities"), vocabulary="city", help_text=_("The cities it is about or comes from.")
    )
    aims = TermCodesField(
        _("aims"), vocabulary="aim", help_text=_("The aims of the project it serves.")
    )
    keywords = KeywordsField(
        through="integra_pages.ResourceKeyword",
        blank=True,
        verbose_name=_("keywords"),
        help_text=_("Words people may look for, in the language of this page."),
    )
    project = models.ForeignKey(
        "integra_vocabularies.Project",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("project"),
        help_text=_("The project that paid for it; its funding statement goes with the page."),
    )
    provenance = models.TextField(
        _("provenance"),
        blank=True,
        help_text=_("Who says so, and where: the document and the page it was taken from."),
    )
    version = models.CharField(
        _("version"),
        max_length=32,
        blank=True,
        help_text=_("A number or date that tells this state from earlier ones, such as “1.2”."),
    )
    is_example = models.BooleanField(
        _("example"),
        default=False,
        help_text=_("It is invented to show how the toolkit works. Readers are told so."),
    )
    files = StreamField(stream="files", blank=True, verbose_name=_("files"))
    links = StreamField(stream="links", blank=True, verbose_name=_("links"))
    related = StreamField(stream="related", blank=True, verbose_name=_("related resources"))

    untranslated_fields = (
        "licence",
        "rights_holder",
        "credit_line",
        "source_url",
        "licence_note",
        "version",
    )
    own_fields = (*BaseToolkitPage.own_fields, "keywords", "keyword_items")
    parent_page_types: ClassVar[Sequence[str]] = RESOURCE_PARENTS
    subpage_types: ClassVar[Sequence[str]] = []

    attachment_panels: ClassVar[Sequence[Any]] = [
        MultiFieldPanel(["files", "links", "related"], heading=_("Files, links and related"))
    ]
    classification_panels = [
        "stages",
        "areas",
        "issues",
        "target_groups",
        "place_types",
        "cities",
        "aims",
        "keywords",
        "project",
        "is_example",
    ]
    licence_panels = [
        MultiFieldPanel(
            ["licence", "rights_holder", "credit_line", "source_url", "licence_note"],
            heading=_("Licence and credit"),
        ),
        FieldPanel("provenance"),
        FieldPanel("version"),
    ]
    search_fields = [*BaseToolkitPage.search_fields, index.SearchField("files")]

    class Meta:
        abstract = True

    @classproperty
    def kind(cls) -> Kind:
        """The kind this page model stands for.

        Raises:
            UnknownContribution: No plugin declares a kind with this model.
        """
        for kind in contributions.kinds.values():
            if kind.model.lower() == cls._meta.label_lower:
                return kind
        return contributions.kinds[cls._meta.label]

    def get_template(self, request: HttpRequest, *args: Any, **kwargs: Any) -> list[str]:
        """The template that the kind names."""
        return [self.kind.template, PLAIN_TEMPLATE]


def resource_models() -> list[type[Page]]:
    """The page models of all kinds, those of plugins included."""
    return [apps.get_model(kind.model) for kind in contributions.kinds.values()]
