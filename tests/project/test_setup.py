"""Bringing up a site, and the accounts for trying it out."""

from __future__ import annotations

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.exceptions import ImproperlyConfigured
from django.db import IntegrityError, transaction
from wagtail.models import GroupPagePermission, Site

from integra_cms.pages.models import CityPage
from integra_cms.project.demo import PEOPLE, create_demo_accounts
from integra_cms.project.site_address import adopt_site_address
from integra_cms.sections.models import Membership
from integra_cms.sections.opening import CityPlan, open_cities
from tests.pages.factories import tree

pytestmark = pytest.mark.django_db


@pytest.fixture
def cities():
    tree(["en", "bg", "cs"])
    open_cities(
        [
            CityPlan(names={"en": "Sofia"}, locales=["bg", "en"], country="BG"),
            CityPlan(names={"en": "Example city"}, locales=["en"], details={"is_example": True}),
        ]
    )


def test_there_is_an_account_for_everybody_who_works_with_the_site(settings, cities):
    settings.INTEGRA_DEMO = True

    created = create_demo_accounts()

    assert set(created) == {person.email for person in PEOPLE}
    assert len(set(created.values())) == len(PEOPLE)
    assert get_user_model().objects.get(email="admin@example.org").is_superuser
    assert Membership.objects.count() == len(PEOPLE) - 1
    for email, password in created.items():
        assert get_user_model().objects.get(email=email).check_password(password)


def test_accounts_are_created_once_and_keep_their_passwords(settings, cities):
    settings.INTEGRA_DEMO = True
    create_demo_accounts("first-password")

    assert create_demo_accounts("second-password") == {}
    assert get_user_model().objects.first().check_password("first-password")


def test_a_site_for_the_public_gets_no_such_accounts(settings, cities):
    settings.INTEGRA_DEMO = False

    with pytest.raises(ImproperlyConfigured, match="INTEGRA_DEMO"):
        create_demo_accounts()

    assert get_user_model().objects.count() == 0


def test_people_sign_in_by_e_mail_whatever_its_capitals(client):
    get_user_model().objects.create_user("Ana@Example.org", "secret")

    assert client.login(username="ANA@example.org", password="secret")


def test_an_e_mail_address_belongs_to_one_person(db):
    users = get_user_model().objects
    users.create_user("ana@example.org")

    with pytest.raises(IntegrityError), transaction.atomic():
        users.bulk_create([get_user_model()(email="ANA@example.org")])


@pytest.mark.parametrize(
    ("url", "hostname", "port"),
    [
        ("https://toolkit.example.org", "toolkit.example.org", 443),
        ("http://localhost:8000", "localhost", 8000),
    ],
)
def test_the_site_takes_the_address_its_operator_gives(settings, url, hostname, port):
    settings.WAGTAILADMIN_BASE_URL = url

    assert adopt_site_address()

    site = Site.objects.get(is_default_site=True)
    assert (site.hostname, site.port) == (hostname, port)


def test_an_address_that_somebody_gave_is_kept(settings):
    settings.WAGTAILADMIN_BASE_URL = "https://toolkit.example.org"
    Site.objects.update(hostname="city.example.org", port=443)

    assert not adopt_site_address()
    assert Site.objects.get().hostname == "city.example.org"


def test_no_group_of_wagtail_goes_round_the_rights_of_cities():
    assert not Group.objects.filter(name__in=["Editors", "Moderators"]).exists()
    assert not GroupPagePermission.objects.exists()


def test_what_an_editor_writes_is_not_locked_away_from_the_publisher(cities):
    front_page = CityPage.objects.filter(city="sofia").first()

    assert front_page.get_workflow() is None
