from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone
from wagtail.models import PageLogEntry

from integra_cms.pages.editions import Edition, Freshness, Origin
from integra_cms.pages.exceptions import EditionMissing
from integra_cms.pages.signals import source_changed
from integra_cms.pages.sources import change_source
from integra_cms.project.models import User
from tests.pages.factories import MethodPageFactory, locale, translated, tree


@pytest.fixture
def told():
    """The resources that receivers of the signal were told of."""
    resources: list[set] = []

    def receiver(resources: set, told=resources, **kwargs):
        told.append(resources)

    source_changed.connect(receiver)
    yield resources
    source_changed.disconnect(receiver)


def test_a_translation_becomes_the_source_and_the_source_a_translation(method, told):
    bulgarian = translated(method, "bg")

    changed = change_source([method.translation_key], locale("bg"))

    new, former = Edition.objects.get(page=bulgarian.pk), Edition.objects.get(page=method.pk)
    assert changed == [new]
    assert (new.is_source, new.origin) == (True, Origin.SOURCE)
    assert (former.is_source, former.origin) == (False, Origin.HUMAN)
    assert told == [{method.translation_key}]


def test_what_was_confirmed_against_the_former_source_is_outdated(site, method):
    for code in ("bg", "hr"):
        if code == "hr":
            tree_of_hr(site)
        translated(method, code)
    measured(method, "hr", {"title": [["aa", "aa", 1]], "purpose": [["bb", None, 2]]}, missing=1)

    change_source([method.translation_key], locale("bg"))

    croatian = Edition.objects.get(resource=method.translation_key, locale=locale("hr"))
    assert croatian.segments == {"title": [["", "aa", 1]], "purpose": [["", None, 2]]}
    assert (croatian.segments_missing, croatian.segments_outdated) == (1, 1)


def test_the_new_source_has_no_segments_and_the_former_none_that_are_known(method):
    translated(method, "bg")
    measured(method, "bg", {"title": [["aa", "aa", 1]]}, missing=0)

    change_source([method.translation_key], locale("bg"))

    new, former = Edition.objects.of_resources([method.translation_key]).order_by("-is_source")
    assert (new.segments, new.freshness) == ({}, Freshness.CURRENT)
    assert (former.segments, former.freshness) == ({}, Freshness.MISSING)


def test_a_source_in_that_locale_already_is_left_alone(method, told):
    assert change_source([method.translation_key], method.locale) == []
    assert told == []


def test_all_or_none(site, method):
    other = MethodPageFactory(parent=site["en"].library)
    translated(method, "bg")

    with pytest.raises(EditionMissing, match=str(other.translation_key)):
        change_source([method.translation_key, other.translation_key], locale("bg"))

    assert Edition.objects.get(page=method.pk).is_source


def test_who_may_not_edit_the_source_may_not_change_it(method):
    translated(method, "bg")
    nobody = User.objects.create_user("nobody@example.org")

    with pytest.raises(PermissionDenied, match="City walk"):
        change_source([method.translation_key], locale("bg"), user=nobody)


def test_a_change_is_logged_with_its_page(method, admin_user):
    bulgarian = translated(method, "bg")

    change_source([method.translation_key], locale("bg"), user=admin_user)

    entry = PageLogEntry.objects.get(page=bulgarian.pk, action="integra.source.change")
    assert entry.user == admin_user
    assert entry.data == {"locale": "bg"}


@pytest.mark.parametrize(
    ("reviewed", "elected"), [((), "bg"), (("hr",), "hr"), (("bg", "hr"), "bg")]
)
def test_who_follows_a_deleted_source(db, reviewed, elected):
    site = tree(["en", "hr", "bg"])
    page = MethodPageFactory(parent=site["en"].library)
    for code in ("hr", "bg"):
        translated(page, code)
    Edition.objects.filter(
        resource=page.translation_key, locale__language_code__in=reviewed
    ).update(origin=Origin.HUMAN, reviewed_at=timezone.now())

    page.delete()

    source = Edition.objects.get(resource=page.translation_key, is_source=True)
    assert source.locale.language_code == elected


def test_the_database_refuses_a_second_source(method):
    translated(method, "bg")
    second = Edition.objects.filter(resource=method.translation_key, is_source=False)

    with pytest.raises(IntegrityError), transaction.atomic():
        second.update(is_source=True, origin=Origin.SOURCE)


def test_the_database_refuses_a_source_that_does_not_say_so(method):
    with pytest.raises(IntegrityError), transaction.atomic():
        Edition.objects.filter(page=method.pk).update(origin=Origin.HUMAN)


def test_the_database_refuses_a_second_edition_in_a_locale(site, method):
    other = MethodPageFactory(parent=site["en"].library)

    with pytest.raises(IntegrityError), transaction.atomic():
        Edition.objects.filter(page=other.pk).update(
            resource=method.translation_key, is_source=False, origin=Origin.DRAFT
        )


def tree_of_hr(site):
    """The library in Croatian."""
    for page in (site["en"].home, site["en"].library):
        translated(page, "hr")


def measured(page, code, segments, missing):
    total = sum(map(len, segments.values()))
    Edition.objects.filter(resource=page.translation_key, locale=locale(code)).update(
        segments=segments, segments_total=total, segments_missing=missing
    )
