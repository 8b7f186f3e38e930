"""A small pack with every kind of object, as files that tests may change."""

from __future__ import annotations

import copy
import hashlib
import json
import uuid
from pathlib import Path
from typing import Any

from integra_cms.sharing.bag import write_manifests
from integra_cms.sharing.loading import load
from integra_cms.sharing.plan import Plan, make_plan
from integra_cms.sharing.sealing import seal
from integra_cms.sharing.staging import stage
from tests.media import pictures

Files = dict[str, Any]
"""Path inside the pack → JSON, or bytes."""


def uid(name: str) -> str:
    """A UUID that follows from a name."""
    return str(uuid.uuid5(uuid.NAMESPACE_URL, f"tests/{name}"))


PICTURE = pictures.saved("PNG")
TEXT = b"Route: from the town hall to the school.\n"


def prose(text: str) -> str:
    return f'<p data-block-key="{uid(text)[:5]}">{text}</p>'


def block(kind: str, name: str, value: Any) -> dict[str, Any]:
    return {"type": kind, "id": uid(name), "value": value}


def item(name: str, value: Any) -> dict[str, Any]:
    return block("item", name, value)


def page(
    kind: str, name: str, locale: str = "en", parent: str | None = "library", **more: Any
) -> dict[str, Any]:
    """An edition; the first in English is the source unless something else is said."""
    return {
        "kind": kind,
        "resource": uid(name),
        "locale": locale,
        "parent": uid(parent) if parent else None,
        "origin": "source" if locale == "en" else "draft",
        "title": f"{name} {locale}",
        "slug": f"{name}-{locale}",
        "fields": {"summary": f"What {name} is about, in {locale}."},
        **more,
    }


def path_of(form: dict[str, Any], name: str) -> str:
    return f"data/pages/{form['kind']}/{name}-en/{form['locale']}.json"


def media(content: bytes, kind: str, extension: str, name: str, **more: Any) -> Files:
    """The description of a file, and the file."""
    sha256 = hashlib.sha256(content).hexdigest()
    form = {
        "uuid": uid(name),
        "type": kind,
        "title": name,
        "sha256": sha256,
        "format": extension,
        "licence": "CC0-1.0",
        **more,
    }
    return {
        f"data/media/{uid(name)}.json": form,
        f"data/media/files/{sha256}.{extension}": content,
    }


def structure() -> Files:
    """Front page, library and list of cities in English and Bulgarian, and one city."""
    files: Files = {}
    for locale in ("en", "bg"):
        for kind, name, parent in (
            ("home", "home", None),
            ("library", "library", "home"),
            ("cities", "cities", "home"),
        ):
            form = page(kind, name, locale, parent)
            files[path_of(form, name)] = form
        form = page("city", "sofia", locale, "cities")
        form["fields"] |= {"city": "sofia", "lead_image": {"media": uid("map")}}
        files[path_of(form, "sofia")] = form
    return files


def resources() -> Files:
    """One page of every other kind, with links among them."""
    files: Files = {}
    for kind, name, locale, parent, fields in RESOURCES:
        form = page(kind, name, locale, parent)
        form["fields"] |= fields
        files[path_of(form, name)] = form
    for locale in ("en", "bg"):
        path = f"data/pages/method/walk-en/{locale}.json"
        files[path]["keywords"] = [f"walk {locale}", "street"]
    return files


ENGLISH = ("See the city together.", "Meet at the hall", "Use")
BULGARIAN = ("Да видим града заедно.", "Среща пред общината", "Ползвайте")


def walk(purpose: str, step: str, use: str) -> dict[str, Any]:
    """The fields of a method."""
    return {
        "stages": ["assess"],
        "areas": ["SERV"],
        "cities": ["sofia"],
        "project": "integra",
        "licence": "CC-BY-4.0",
        "credit_line": "The city of Sofia",
        "purpose": prose(purpose),
        "ethics": prose("Nobody is pictured."),
        "staff_days": "2.5",
        "participants_min": 6,
        "settings": ["on_site"],
        "perform_time": "PT2H",
        "steps": [
            block("step", "step-1", {"title": step, "text": prose(step), "minutes_min": 60}),
        ],
        "body": [
            block("paragraph", "p-1", _linking_text(use)),
            block("picture", "pic-1", {"image": {"media": uid("map")}, "alt_text": "A map."}),
            block(
                "link_list",
                "ll-1",
                {
                    "title": "See also",
                    "links": [
                        item("l-1", {"label": "List", "page": {"resource": uid("list")}}),
                        item("l-2", {"label": "Route", "document": {"media": uid("route")}}),
                    ],
                },
            ),
        ],
    }


def _linking_text(use: str) -> str:
    return (
        f'<p data-block-key="aaaaa">{use} <a linktype="page" resource="{uid("list")}">the list</a>,'
        f' <a linktype="document" media="{uid("route")}">the route</a>'
        ' and <a href="https://example.org/a">this</a>.</p>'
    )


RESOURCES: list[tuple[str, str, str, str, dict[str, Any]]] = [
    ("method", "walk", "en", "library", walk("See the city together.", "Meet at the hall", "Use")),
    (
        "method",
        "walk",
        "bg",
        "library",
        walk("Да видим града заедно.", "Среща пред общината", "Ползвайте"),
    ),
    (
        "checklist",
        "list",
        "en",
        "library",
        {
            "area": "SERV",
            "checklist_version": "1",
            "sections": [
                block(
                    "section",
                    "s-1",
                    {
                        "code": "SERV",
                        "area": "SERV",
                        "title": "Services",
                        "items": [
                            item(
                                "i-1",
                                {"code": "SERV-1", "statement": "It is open.", "modes": ["see"]},
                            )
                        ],
                    },
                )
            ],
        },
    ),
    (
        "good_practice",
        "practice",
        "en",
        "sofia",
        {
            "situation": prose("Before."),
            "goals": prose("Goals."),
            "actions": prose("Actions."),
            "results": prose("Results."),
            "transferability": prose("It can be done elsewhere."),
            "organisation": "sda",
            "reviewed_on": "2019-05-01",
            "start": "2018",
        },
    ),
    (
        "agenda",
        "agenda",
        "en",
        "sofia",
        {
            "scenarios": [
                block(
                    "scenario",
                    "sc-1",
                    {
                        "code": "A",
                        "title": "Growth",
                        "narrative": prose("More people come."),
                        "approach": "two_by_two",
                        "effects": [item("e-1", {"issue": "housing", "text": "Rents rise."})],
                    },
                )
            ]
        },
    ),
    ("infographic", "poster", "en", "library", {"theme": "labour", "text_alternative": "Ten."}),
    ("campaign_tool", "comic", "en", "library", {"medium": "comic", "languages": ["ar", "hr"]}),
    (
        "collection",
        "toolkit",
        "en",
        "library",
        {"items": [block("resource", "r-1", {"page": {"resource": uid("walk")}})]},
    ),
    ("section", "about", "en", "sofia", {}),
    ("news", "news", "en", "sofia", {"date": "2019-06-01", "image": {"media": uid("map")}}),
]


def records() -> Files:
    """Everything that is no page."""
    vocabularies = {
        "area": ["SERV", "PART"],
        "stage": ["assess", "improve"],
        "issue": ["housing"],
        "infographic_theme": ["labour"],
        "campaign_medium": ["comic", "podcast"],
        "aim": ["aim-1"],
    }
    files: Files = {
        f"data/vocabularies/{name}.json": {
            "vocabulary": name,
            "terms": [{"code": code, "labels": {"en": code, "bg": f"{code} bg"}} for code in codes],
        }
        for name, codes in vocabularies.items()
    }
    files["data/vocabularies/campaign_medium.json"]["terms"][0]["broader"] = "podcast"
    files["data/organisations/sda.json"] = {
        "code": "sda",
        "names": {"en": "Development Association", "bg": "Асоциация"},
        "type": "ngo",
        "country": "BG",
        "logo": uid("map"),
    }
    files["data/networks/cities.json"] = {
        "code": "cities",
        "names": {"en": "Cities"},
        "kind": "network",
        "level": "city_to_city",
        "members": ["sda"],
    }
    files["data/projects/integra.json"] = {
        "code": "integra",
        "titles": {"en": "Integra"},
        "aims": ["aim-1"],
        "emblem": "integra_cms/eu-emblem.svg",
        "start_month": "2018-01",
        "budget_total": "540087.88",
        "currency": "EUR",
        "partners": [{"organisation": "sda", "role": "lead"}],
        "statistics": [
            {
                "code": "people",
                "labels": {"en": "People"},
                "value": "2000",
                "as_of": "2019",
                "source_name": "A sheet",
            }
        ],
    }
    files["data/cities/sofia.json"] = {
        "code": "sofia",
        "uuid": uid("city-sofia"),
        "resource": uid("sofia"),
        "names": {"en": "Sofia", "bg": "София"},
        "country": "BG",
        "lau": [{"code": "68134", "year": 2019}],
        "latitude": "42.698",
        "longitude": "23.324",
        "locales": ["bg", "en"],
        "partners": [{"organisation": "sda", "role": "lead"}],
        "figures": [
            {
                "code": "people",
                "labels": {"en": "Inhabitants"},
                "value": "1236000",
                "year": 2019,
                "level": "city",
                "source_name": "A register",
            }
        ],
    }
    return files


def small_pack() -> Files:
    """A pack with every kind of object; a fresh copy for each test."""
    return copy.deepcopy(
        {
            "data/pack.json": {
                "format": 1,
                "name": "small",
                "title": "Small pack",
                "date": "2026-01-31",
                "locales": ["en", "bg"],
                "content_version": 1,
                "needs": ["integra_pages"],
            },
            **records(),
            **media(PICTURE, "image", "png", "map", description="A map", city="sofia"),
            **media(TEXT, "document", "txt", "route", language="en", tags=["paper"]),
            **structure(),
            **resources(),
        }
    )


def write(folder: Path, files: Files) -> Path:
    """Writes a pack with right checksums, whatever is in it."""
    for path, content in files.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        if not isinstance(content, bytes):
            content = (json.dumps(content, ensure_ascii=False, indent=2) + "\n").encode()
        target.write_bytes(content)
    write_manifests(folder, {"External-Identifier": "small"})
    return folder


def sealed(folder: Path, files: Files) -> Path:
    """Writes a pack as `pack seal` leaves it."""
    write(folder, files)
    seal(folder)
    return folder


def loaded(folder: Path) -> Plan:
    """Loads a pack and returns what was planned."""
    staged = stage(folder)
    plan = make_plan(staged)
    load(staged, plan)
    return plan
