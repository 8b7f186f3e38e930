"""One page of each kind, not saved, that synthetic resources are cast after."""

from __future__ import annotations

import json
import uuid
from collections.abc import Mapping, Sequence
from io import BytesIO
from typing import Any

from django.core.files.base import ContentFile
from django.db import connection, models
from PIL import Image
from wagtail.models import Locale

from bench.moulds import RARELY, Mould
from bench.words import COMMON
from integra_cms.blocks.fields import StreamField
from integra_cms.media.models import ToolkitImage
from integra_cms.pages.base import BaseResourcePage
from integra_cms.pages.fields import ProseField
from integra_cms.pages.models import (
    AgendaPage,
    CampaignToolPage,
    ChecklistPage,
    CollectionPage,
    GoodPracticePage,
    InfographicPage,
    MethodPage,
)
from integra_cms.sharing.page_forms import content_fields
from integra_cms.vocabularies.models import Project

SHARES: Mapping[type[BaseResourcePage], int] = {
    MethodPage: 10,
    ChecklistPage: 3,
    GoodPracticePage: 2,
    CampaignToolPage: 2,
    AgendaPage: 1,
    InfographicPage: 1,
    CollectionPage: 1,
}
"""How many of twenty resources are of each kind."""

MODELS = {
    "photovoice": MethodPage,
    "services": ChecklistPage,
    "sofia-city-integration-agenda": AgendaPage,
    "city-audit-toolkit": CollectionPage,
}
"""Pages of the toolkit, by their English slug. The other kinds have no page in it."""

LONGEST = {"supplies": 7, "steps": 5, "sections": 6}
"""How many blocks of a stream are kept, so that documents have some 13 kB."""

REQUIRED = {"medium": "podcast", "languages": ["en", "ar"]}


def make_pictures(count: int) -> list[int]:
    """A handful of small pictures that all pages share."""
    keys = []
    for number in range(count):
        data = BytesIO()
        Image.new("RGB", (320, 200), (number * 30, 90, 160)).save(data, "JPEG")
        picture = ToolkitImage(
            title=f"Picture {number}",
            description="People at a table.",
            file=ContentFile(data.getvalue(), name=f"picture-{number}.jpg"),
            licence="CC-BY-4.0",
            rights_holder="INTEGRA CMS project",
        )
        picture.save()
        keys.append(picture.pk)
    return keys


def originals(pictures: Sequence[int]) -> dict[type[BaseResourcePage], BaseResourcePage]:
    """A page of each kind as synthetic ones look, valid but for its place in the tree."""
    source = Locale.objects.get(language_code="en")
    known = {
        model: _values(model.objects.get(slug=slug, locale=source))
        for slug, model in MODELS.items()
    }
    pages = {}
    for model in SHARES:
        page = model(title="Original", slug="original", locale=source)
        method = known[MethodPage]
        for field in content_fields(model):
            value = known.get(model, method).get(field.name, field.get_default())
            if field.name in REQUIRED:
                value = REQUIRED[field.name]
            elif not value and isinstance(field, ProseField):
                value = method["purpose"]
            elif not value and type(field) is models.TextField:
                value = method["summary"]
            setattr(page, field.attname, value)
        page.slug = "original"
        page.project = Project.objects.first()
        page.body = json.dumps(
            _body(method["body"], method["related"][0]["value"]["page"], pictures)
        )
        page.related = json.dumps(method["related"])
        pages[model] = page
    return pages


def mould_of(page: BaseResourcePage) -> Mould:
    """What rows of this kind are cast from."""
    fields = page._meta.local_concrete_fields
    row = []
    for field in fields:
        value = getattr(page, field.attname)
        if isinstance(field, StreamField):
            row.append(field.get_prep_value(value) or [])
        else:
            row.append(field.get_db_prep_save(value, connection))
    return Mould(
        [field.column for field in fields],
        row,
        texts=frozenset(
            field.column
            for field in fields
            if isinstance(field, ProseField) or type(field) is models.TextField
        ),
        streams=frozenset(field.column for field in fields if isinstance(field, StreamField)),
    )


def _values(page: BaseResourcePage) -> dict[str, Any]:
    """Its content, streams as lists of a bounded length."""
    values = {}
    for field in content_fields(type(page)):
        value = getattr(page, field.attname)
        if isinstance(field, StreamField):
            value = (field.get_prep_value(value) or [])[: LONGEST.get(field.name)]
        values[field.name] = value
    return values


def _body(body: list[Any], page: int, pictures: Sequence[int]) -> list[Any]:
    """The body of the method with links in its text, two pictures, and the words to search for."""
    link = f'<a linktype="page" id="{page}">this page</a>'
    outside = '<a href="https://example.org/">somewhere else</a>'
    texts = (f"<b>{COMMON} {RARELY}</b> and {link}", f"{link} and {outside}", *[link] * 4)
    extra: list[tuple[str, Any]] = [
        *(("paragraph", f'<p data-block-key="bench">{text}</p>') for text in texts),
        *(
            ("picture", {"image": key, "alt_text": "People at a table.", "caption": "A table."})
            for key in pictures[:2]
        ),
    ]
    return [
        *body,
        *(
            {"type": name, "id": str(uuid.uuid5(uuid.NAMESPACE_URL, f"{number}")), "value": value}
            for number, (name, value) in enumerate(extra)
        ),
    ]
