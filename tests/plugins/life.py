"""Steps in the life of a plugin, each in a process of its own: on, off, on again.

    DATABASE_URL=sqlite:///… DJANGO_SETTINGS_MODULE=… python -m tests.plugins.life STEP FOLDER

Each prints what it saw as JSON. They share nothing but the database, as on a real site.
"""

from __future__ import annotations

import json
import sys
from io import StringIO
from pathlib import Path
from typing import Any

import django

TIP = {
    "type": "neighbour_tip",
    "id": "11111111-1111-4111-8111-111111111111",
    "value": {"text": "Sentinel tip.", "code": "sentinel"},
}
PARAGRAPH = {
    "type": "paragraph",
    "id": "22222222-2222-4222-8222-222222222222",
    "value": '<p data-block-key="abcde">Known text.</p>',
}
STEP = {
    "type": "step",
    "id": "33333333-3333-4333-8333-333333333333",
    # A field that a plugin added to a block of core.
    "value": {
        "title": "Meet",
        "text": "<p>At the library.</p>",
        "neighbour_hint": "Sentinel hint.",
    },
}
OPENING = {
    "type": "opening_time",
    "id": "44444444-4444-4444-8444-444444444444",
    "value": {
        "day": "monday",
        "note": "Sentinel note.",
        "hosts": [
            {
                "type": "item",
                "id": "55555555-5555-4555-8555-555555555555",
                "value": {"name": "Sentinel host"},
            }
        ],
    },
}


def plant(folder: Path) -> dict[str, Any]:
    """With the plugin on: pages with its kind, its blocks, its field."""
    from django.contrib.auth import get_user_model
    from django.core.management import call_command

    from integra_cms.vocabularies.models import Term
    from tests.pages.factories import MethodPageFactory, tree
    from tests.plugins.neighbours.models import MeetingPlacePage

    call_command("migrate", verbosity=0)
    missing = StringIO()
    call_command("makemigrations", dry_run=True, stdout=missing)
    get_user_model().objects.create_superuser("admin@example.org", "secret")
    Term.objects.create(vocabulary="venue", code="library", labels={"en": "Library hall"})
    library = tree()["en"].library
    MethodPageFactory(
        parent=library, title="Method", slug="method", body=[PARAGRAPH, TIP], steps=[STEP]
    ).save_revision().publish()
    place = library.add_child(
        instance=MeetingPlacePage(
            title="Meeting place",
            slug="place",
            summary="Where neighbours meet.",
            venue="library",
            opening_times=[OPENING],
        )
    )
    place.save_revision().publish()
    return {"migrations": missing.getvalue(), **look(folder)}


def look(folder: Path) -> dict[str, Any]:
    """What visitors get and what is stored, whether the plugin is on or off."""
    from django.test import Client
    from wagtail.models import Page

    from integra_cms.delivery.draining import drain
    from integra_cms.pages.models import MethodPage

    drain()
    method = MethodPage.objects.get(slug="method", locale__language_code="en")
    place = Page.objects.get(slug="place")
    with_raw = json.loads(MethodPage._meta.get_field("body").value_to_string(method))
    steps = json.loads(MethodPage._meta.get_field("steps").value_to_string(method))
    visitor = Client()
    return {
        "body": with_raw,
        "steps": steps,
        "method": visitor.get(method.url).content.decode(),
        "place": visitor.get(place.url).content.decode(),
        "place_status": visitor.get(place.url).status_code,
        "library": visitor.get(place.get_parent().url).content.decode(),
    }


def edit(folder: Path) -> dict[str, Any]:
    """With the plugin off: an editor changes the title, translates, dumps; the doctor looks."""
    from django.core.management import CommandError, call_command
    from django.test import Client
    from django.urls import reverse
    from wagtail.models import Locale, Page

    from integra_cms.pages.models import MethodPage

    method = MethodPage.objects.get(slug="method", locale__language_code="en")
    admin = Client()
    admin.login(username="admin@example.org", password="secret")
    answer = admin.post(
        reverse("wagtailadmin_pages:edit", args=[method.pk]),
        {**form_data(admin, method), "title": "Method, edited", "action-publish": "1"},
    )
    copy = MethodPage.objects.get(pk=method.pk).copy_for_translation(
        Locale.objects.get(language_code="bg")
    )
    doctor = StringIO()
    try:
        call_command("plugins", "doctor", "--json", stdout=doctor)
    except CommandError as error:
        said = str(error)
    else:
        said = ""
    dumping = StringIO()
    call_command("pack", "dump", str(folder / "dump"), "--name", "life", stdout=dumping)
    place = Page.objects.get(slug="place")
    missing = StringIO()
    call_command("makemigrations", dry_run=True, stdout=missing)
    return {
        **look(folder),
        "saved": answer.status_code,
        "title": MethodPage.objects.get(pk=method.pk).title,
        "translated": json.loads(MethodPage._meta.get_field("body").value_to_string(copy)),
        "doctor": json.loads(doctor.getvalue()),
        "doctor_failed": said,
        "dumped": sorted(
            path.relative_to(folder / "dump").as_posix()
            for path in (folder / "dump" / "data" / "pages").rglob("*.json")
            if "Sentinel" in path.read_text()
        ),
        "dumping": dumping.getvalue(),
        "place_in_admin": admin.get(
            reverse("wagtailadmin_pages:edit", args=[place.pk]), follow=True
        ).content.decode(),
        "explorer": admin.get(
            reverse("wagtailadmin_explore", args=[place.get_parent().pk])
        ).status_code,
        "migrations": missing.getvalue(),
    }


def form_data(admin: Any, page: Any) -> dict[str, Any]:
    """What a browser would send back if nothing were changed."""
    from django.urls import reverse
    from wagtail.fields import StreamField
    from wagtail.test.utils.form_data import querydict_from_html

    from tests.blocks.form_data import posted

    answer = admin.get(reverse("wagtailadmin_pages:edit", args=[page.pk]))
    data = querydict_from_html(answer.content.decode(), form_id="page-edit-form").dict()
    for field in page._meta.get_fields():
        if isinstance(field, StreamField):
            value = field.value_from_object(page)
            data |= posted(field.stream_block, value, prefix=field.name).dict()
    return data


STEPS = {"plant": plant, "edit": edit, "look": look}

if __name__ == "__main__":
    django.setup()
    sys.stdout.write(json.dumps(STEPS[sys.argv[1]](Path(sys.argv[2]))))
