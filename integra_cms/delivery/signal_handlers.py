"""Writes dirty marks whenever something changes that a document may depend on.

Handlers of ``post_save`` and ``post_delete`` run inside the writer's transaction; Wagtail's own
signals of publishing do not.
"""

from __future__ import annotations

from typing import Any

from django.db.models import Model
from django.db.models.signals import post_delete, post_save, pre_delete
from taggit.models import Tag
from wagtail.contrib.redirects.models import Redirect
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import (
    Collection,
    CollectionViewRestriction,
    Locale,
    Page,
    PageViewRestriction,
    Site,
)
from wagtail.signals import page_slug_changed, post_page_move
from wagtailmedia.models import get_media_model

from integra_cms.delivery import marks
from integra_cms.delivery.marks import mark
from integra_cms.delivery.media.facts import models_by_type
from integra_cms.delivery.prompting import plan, without_prompting
from integra_cms.media.signals import files_changed
from integra_cms.pages.editions import Edition
from integra_cms.pages.keywords import ResourceKeyword
from integra_cms.pages.signal_handlers import is_toolkit_page
from integra_cms.pages.signals import editions_changed, source_changed
from integra_cms.sections.models import City, CityFigure, CityPartner
from integra_cms.vocabularies.models import (
    Network,
    Organisation,
    Project,
    ProjectPartner,
    Statistic,
    Term,
)
from integra_cms.vocabularies.signals import terms_changed

DRAFT_FIELDS = frozenset(
    {
        "comments",
        "draft_title",
        "has_unpublished_changes",
        "latest_revision",
        "latest_revision_created_at",
        "locked",
        "locked_at",
        "locked_by",
        "numchild",
        "wagtail_admin_comments",
    }
)
"""Fields of pages that say something about work on them and nothing to readers."""


def connect() -> None:
    """Wires the handlers; called once when the app is ready."""
    marks.marked.connect(plan, dispatch_uid="integra_delivery.plan")
    for signal in (post_save, post_delete):
        signal.connect(page_written, dispatch_uid=f"integra_delivery.page.{id(signal)}")
        for model, handler in _handlers().items():
            uid = f"integra_delivery.{model._meta.label}.{id(signal)}"
            signal.connect(handler, sender=model, dispatch_uid=uid)
    pre_delete.connect(tag_written, sender=Tag, dispatch_uid="integra_delivery.tag_going")
    editions_changed.connect(resources_written, dispatch_uid="integra_delivery.editions")
    source_changed.connect(resources_written, dispatch_uid="integra_delivery.sources")
    files_changed.connect(files_written, dispatch_uid="integra_delivery.files")
    terms_changed.connect(terms_written, dispatch_uid="integra_delivery.terms")
    for moved in (page_slug_changed, post_page_move):
        moved.connect(page_moved, dispatch_uid=f"integra_delivery.moved.{id(moved)}")


def _handlers() -> dict[type[Model], Any]:
    return {
        Edition: edition_written,
        ResourceKeyword: keyword_written,
        Tag: tag_written,
        PageViewRestriction: restriction_written,
        Collection: collection_written,
        CollectionViewRestriction: everything_written,
        Locale: locale_written,
        Site: everything_written,
        Redirect: redirect_written,
        Term: term_written,
        Project: project_written,
        ProjectPartner: project_part_written,
        Statistic: project_part_written,
        Organisation: organisation_written,
        Network: organisation_written,
        City: city_written,
        CityPartner: city_part_written,
        CityFigure: city_part_written,
        get_image_model(): file_written,
        get_document_model(): file_written,
        get_media_model(): file_written,
    }


def page_written(sender: type[Any], instance: Any, **kwargs: Any) -> None:
    """A page of the toolkit, also one whose draft alone was saved, which changes nothing."""
    if not isinstance(instance, Page) or kwargs.get("raw"):
        return
    fields = kwargs.get("update_fields")
    if fields is not None and DRAFT_FIELDS.issuperset(fields):
        return
    if instance.cached_content_type.model_class() is None or is_toolkit_page(instance):
        if kwargs["signal"] is post_delete:
            mark(marks.GONE, instance.translation_key)
        else:
            mark(marks.PAGE, instance.pk)


def edition_written(sender: type[Any], instance: Edition, **kwargs: Any) -> None:
    """Origin, freshness and which edition is the source stand in labels."""
    mark(marks.RESOURCE, instance.resource)


def resources_written(sender: Any, resources: set[Any], **kwargs: Any) -> None:
    """Records of editions were written past their models."""
    mark(marks.RESOURCE, *sorted(map(str, resources)))


def keyword_written(sender: type[Any], instance: ResourceKeyword, **kwargs: Any) -> None:
    """Keywords can be written without their page."""
    mark(marks.PAGE, instance.content_object_id)


def tag_written(sender: type[Any], instance: Tag, **kwargs: Any) -> None:
    """A keyword that gets another name, or is deleted, changes the pages that have it."""
    rows = ResourceKeyword.objects.filter(tag_id=instance.pk)
    if pages := list(rows.values_list("content_object_id", flat=True)):
        mark(marks.PAGE, *pages)


def restriction_written(sender: type[Any], instance: PageViewRestriction, **kwargs: Any) -> None:
    """Who may see a page may also see what stands below it, or may not."""
    mark(marks.SUBTREE, instance.page_id)


def everything_written(sender: type[Any], instance: Any, **kwargs: Any) -> None:
    """Rare, and hard to follow: everything is looked at, and what is the same stays."""
    mark(marks.EVERYTHING, instance.pk)


def locale_written(sender: type[Any], instance: Locale, **kwargs: Any) -> None:
    """A locale that gets another code takes all of its pages along; a new one has none yet."""
    if not kwargs.get("created"):
        mark(marks.EVERYTHING, instance.pk)


def redirect_written(sender: type[Any], instance: Redirect, **kwargs: Any) -> None:
    """Redirects have a register of their own."""
    mark(marks.REGISTER, "redirects")


def page_moved(sender: type[Any], **kwargs: Any) -> None:
    """Wagtail now makes redirects, many at once and past their model, after its transaction.

    Whether it has made them yet depends on the order of apps, so the worker looks a moment later.
    """
    with without_prompting():
        mark(marks.REGISTER, "redirects")


def term_written(sender: type[Any], instance: Term, **kwargs: Any) -> None:
    """Labels of terms stand in documents and registers."""
    mark(marks.TERM, f"{instance.vocabulary}:{instance.code}")


def terms_written(sender: Any, terms: set[tuple[str, str]], **kwargs: Any) -> None:
    """Terms were written past their models."""
    mark(marks.TERM, *(f"{vocabulary}:{code}" for vocabulary, code in sorted(terms)))


def project_written(sender: type[Any], instance: Project, **kwargs: Any) -> None:
    """Its funding statement stands in documents."""
    mark(marks.PROJECT, instance.code)


def project_part_written(sender: type[Any], instance: Any, **kwargs: Any) -> None:
    """Partners and numbers of a project."""
    mark(marks.REGISTER, "project")


def organisation_written(sender: type[Any], instance: Any, **kwargs: Any) -> None:
    """Organisations stand in the registers of projects and cities."""
    mark(marks.ORGANISATION, instance.code)


def city_written(sender: type[Any], instance: City, **kwargs: Any) -> None:
    """A city, of which documents say the name."""
    mark(marks.CITY, instance.code)


def city_part_written(sender: type[Any], instance: Any, **kwargs: Any) -> None:
    """Partners and figures of a city."""
    mark(marks.REGISTER, "cities")


def file_written(sender: type[Any], instance: Any, **kwargs: Any) -> None:
    """An image, document or recording."""
    mark(marks.MEDIA, instance.uuid)


def files_written(sender: Any, uuids: set[Any], **kwargs: Any) -> None:
    """Files were written past their models, as when many get another collection at once."""
    mark(marks.MEDIA, *sorted(map(str, uuids)))


def collection_written(sender: type[Any], instance: Collection, **kwargs: Any) -> None:
    """Its files, and those below it: in the admin, what is saved may be moved then.

    Who may see files follows from where their collection stands, and moving has no signal.
    """
    if kwargs.get("created") or kwargs["signal"] is post_delete:
        return
    for model in models_by_type().values():
        inside = model.objects.filter(collection__path__startswith=instance.path)
        if uuids := list(inside.values_list("uuid", flat=True)):
            mark(marks.MEDIA, *uuids)
