"""Where pages stand: their address on the site, their parent, their city, and who may see them.

Everything follows from the paths of the tree, so it takes the same few queries for any number of
pages.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import quote

from django.urls import NoReverseMatch, reverse
from django.utils import translation
from django.utils.http import RFC3986_SUBDELIMS
from wagtail.models import Page, PageViewRestriction, Site

from integra_cms.delivery.models import Document

STEP = Page.steplen

LONGEST: int = Document._meta.get_field("path").max_length or 0
"""Characters of an address; what is longer cannot be served."""

logger = logging.getLogger(__name__)


def ancestors(path: str, *, inclusive: bool = False) -> Iterator[str]:
    """Tree paths of the pages above one, the lowest first."""
    for end in range(len(path) if inclusive else len(path) - STEP, 0, -STEP):
        yield path[:end]


class Restrictions:
    """The pages that not everybody may see: one query."""

    def __init__(self) -> None:
        self.paths = set(PageViewRestriction.objects.values_list("page__path", flat=True))

    def cover(self, path: str) -> bool:
        """Whether a page, or one above it, is for some readers only."""
        return bool(self.paths) and any(
            each in self.paths for each in ancestors(path, inclusive=True)
        )


class Addresses:
    """Where pages are on the site, without host: two queries.

    The same address as Wagtail's ``page.url``. Where no page is served by this site itself, it is
    made in the same way.
    """

    def __init__(self) -> None:
        sites = Site.objects.order_by("-root_page__url_path", "-is_default_site", "hostname")
        keys = dict.fromkeys(sites.values_list("root_page__translation_key", flat=True))
        order = {key: place for place, key in enumerate(keys)}
        rows = Page.objects.filter(translation_key__in=order).values_list(
            "translation_key", "url_path", "locale__language_code"
        )
        found = sorted(rows, key=lambda row: (order[row[0]], row[2]))
        self.roots = [(url_path, _prefix(locale)) for _key, url_path, locale in found]

    def of(self, url_path: str) -> str | None:
        """The address of a page; None for one that is below no site, or has one without end."""
        for root, prefix in self.roots:
            if url_path.startswith(root):
                address = prefix + quote(url_path[len(root) :], safe=RFC3986_SUBDELIMS + "/~:@")
                return address if _is_storable(address, url_path) else None
        return None


def _is_storable(address: str, url_path: str) -> bool:
    """Whether the catalogue has room for an address. Each Cyrillic letter of a slug takes six."""
    if max(len(address), len(url_path)) <= LONGEST:
        return True
    logger.warning("%s… is too long for an address; give pages shorter slugs.", url_path[:200])
    return False


def _prefix(locale: str) -> str:
    try:
        with translation.override(locale):
            return str(reverse("wagtail_serve", args=("",)))
    except NoReverseMatch:
        return f"/{locale}/"


@dataclass(frozen=True)
class Surroundings:
    """What stands above a page: the resource of its parent, and the code of its city."""

    parent: str | None
    city: str


class Tree:
    """What stands above some pages: one query."""

    def __init__(self, paths: Iterable[str]) -> None:
        above = {each for path in paths for each in ancestors(path, inclusive=True)}
        rows = Page.objects.filter(path__in=above).values_list(
            "path", "translation_key", "citypage__city"
        )
        self.known = {path: (str(key), city or "") for path, key, city in rows}

    def around(self, path: str) -> Surroundings:
        """Of one of these pages. The root of the tree is nobody's parent."""
        above = path[:-STEP]
        parent = self.known[above][0] if len(above) > STEP and above in self.known else None
        cities = (
            self.known[each][1] for each in ancestors(path, inclusive=True) if each in self.known
        )
        return Surroundings(parent, next(filter(None, cities), ""))
