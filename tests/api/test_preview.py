"""Drafts by HTTP, and how the preview panel leads to them."""

from __future__ import annotations

from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from django.urls import reverse
from django.utils.text import slugify
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from integra_cms.delivery.access import revoke_grant
from integra_cms.delivery.checks import check_front_end
from integra_cms.delivery.draining import drain
from integra_cms.delivery.models import PreviewGrant
from integra_cms.delivery.previewing import open_preview
from integra_cms.delivery.rebuilding import rebuild
from integra_cms.pages.models import MethodPage
from tests.api.conftest import assert_problem, body_of
from tests.delivery.media import library
from tests.pages.factories import MethodPageFactory, tree

pytestmark = pytest.mark.django_db

FRONT_END = "https://front.example.org/preview?token={token}&locale={locale}&path={path}"


@pytest.fixture
def method() -> MethodPage:
    page = MethodPageFactory(parent=tree(("en", "bg"))["en"].library, title="Walks & talks")
    rebuild()
    drain()
    return page


def assert_private(response):
    assert "no-store" in response["Cache-Control"]
    assert response["X-Robots-Tag"] == "noindex"
    assert response["Referrer-Policy"] == "no-referrer"
    assert "ETag" not in response
    assert "Surrogate-Key" not in response


def test_a_draft_is_read_by_its_link(api, method, admin_user):
    method.title = "Walks at night"

    response = api(f"preview/{open_preview(method, user=admin_user)}")

    answer = body_of(response)
    assert set(answer) == {"label", "document"}
    assert answer["label"]["draft"] is True
    assert answer["document"]["title"] == "Walks at night"
    assert_private(response)
    assert response["Access-Control-Allow-Origin"] == "*"


def test_a_link_that_opens_nothing_says_so_and_not_why(api, method, admin_user):
    token = open_preview(method, user=admin_user)
    ended = open_preview(method, user=admin_user, lifetime=timedelta(seconds=-1))
    revoke_grant(PreviewGrant.objects.latest("created_at"), user=admin_user)

    problems = []
    for each in (token, ended, f"{token}A", "nothing"):
        for address in (f"preview/{each}", f"preview/{each}/media/{method.translation_key}"):
            response = api(address)
            assert response["X-Robots-Tag"] == "noindex"
            problems.append(assert_problem(response, 410, "gone"))

    assert all(problem == problems[0] for problem in problems)


def test_what_cannot_be_a_link_is_refused(api):
    assert_problem(api("preview/a%20b"), 400, "parameter_invalid", "token")


def test_a_file_of_a_draft_is_where_the_draft_says(api, method, admin_user):
    picture = library.image()
    method.purpose = f'<p><a linktype="document" id="{library.document().pk}">The plan</a></p>'
    token = open_preview(method, user=admin_user)
    ((_uuid, named),) = body_of(api(f"preview/{token}"))["document"]["media"].items()

    response = api(named["file"])

    assert response.status_code == 200
    assert len(response.getvalue()) == named["bytes"]
    assert response["Content-Type"] == "application/pdf"
    assert_private(response)
    assert_problem(api(f"media/files/{named['sha256']}.pdf"), 404, "not_found")
    assert_problem(api(f"preview/{token}/media/{picture.uuid}"), 404, "not_found")


def test_a_part_of_a_file_is_as_private_as_the_file(api, method, admin_user):
    plan = library.document()
    method.purpose = f'<p><a linktype="document" id="{plan.pk}">The plan</a></p>'
    token = open_preview(method, user=admin_user)

    response = api(f"preview/{token}/media/{plan.uuid}", headers={"Range": "bytes=0-3"})

    assert response.status_code == 206
    assert response.getvalue() == b"%PDF"
    assert_private(response)


def test_previews_are_counted_like_everything_else(api, method, admin_user, settings):
    settings.INTEGRA = {**settings.INTEGRA, "API_RATE": 1}
    token = open_preview(method, user=admin_user)
    api(f"preview/{token}")

    assert_problem(api(f"preview/{token}"), 429, "too_many_requests")


# ------------------------------------------------------------------ the preview panel


@pytest.fixture
def front_end(settings):
    settings.INTEGRA = {**settings.INTEGRA, "FRONT_END_PREVIEW_URL": FRONT_END}


STREAMS = ("body", "steps", "roles", "supplies", "files", "links", "related")


def form(title: str) -> dict[str, str]:
    """What the panel sends of a method with a title and not much else."""
    return nested_form_data(
        {
            "title": title,
            "slug": slugify(title),
            "summary": "What it is.",
            "purpose": rich_text("<p>Looking.</p>"),
            "ethics": rich_text("<p>Nobody is named.</p>"),
            "licence": "LicenseRef-Unknown",
            "comments": {"TOTAL_FORMS": "0", "INITIAL_FORMS": "0"},
            **{name: streamfield([]) for name in STREAMS},
        }
    )


@pytest.fixture
def editing(client, admin_user, method):
    """The address of the preview of a page in the admin, with a form that was not saved."""
    client.force_login(admin_user)
    address = reverse("wagtailadmin_pages:preview_on_edit", args=[method.pk])
    assert client.post(address, form("Walks at night")).json()["is_available"]
    return address


def test_a_site_without_front_end_has_no_such_mode(method):
    assert "front_end" not in dict(method.preview_modes)


def test_the_panel_leads_to_the_front_end(api, client, front_end, editing, method):
    assert [name for name, _label in method.preview_modes] == ["", "front_end"]

    response = client.get(editing + "?mode=front_end&in_preview_panel=true")

    assert response.status_code == 302
    assert "no-store" in response["Cache-Control"]
    assert response["Referrer-Policy"] == "no-referrer"
    address = urlsplit(response["Location"])
    asked = {name: values[0] for name, values in parse_qs(address.query).items()}
    assert address.hostname == "front.example.org"
    assert (asked["locale"], asked["path"]) == ("en", "/en/library/walks-talks/")
    answer = body_of(api(f"preview/{asked['token']}"))
    assert answer["document"]["title"] == "Walks at night"


def test_a_page_that_is_not_stored_yet_is_shown_too(api, client, admin_user, front_end, method):
    client.force_login(admin_user)
    library_page = method.get_parent()
    address = reverse(
        "wagtailadmin_pages:preview_on_add",
        args=["integra_pages", "methodpage", library_page.pk],
    )
    assert client.post(address, form("Something new")).json()["is_available"]

    response = client.get(address + "?mode=front_end")

    token = parse_qs(urlsplit(response["Location"]).query)["token"][0]
    answer = body_of(api(f"preview/{token}"))
    assert answer["document"]["title"] == "Something new"
    assert answer["document"]["parent"] == str(library_page.translation_key)


def test_the_template_is_still_shown_first(client, front_end, editing):
    response = client.get(editing)

    assert response.status_code == 200
    assert b"Walks at night" in response.content


@pytest.mark.parametrize(
    "address",
    [
        None,
        FRONT_END,
        "https://front.example.org/{locale}{path}#{token}",
        "http://localhost:3000/preview/{token}",
        "http://127.0.0.1/{token}",
    ],
)
def test_an_address_that_can_be_used_is_right(settings, address):
    settings.INTEGRA = {"FRONT_END_PREVIEW_URL": address}

    assert list(check_front_end()) == []


@pytest.mark.parametrize(
    "address",
    [
        "",
        "https://front.example.org/preview",
        "http://front.example.org/{token}",
        "https://{token}.example.org/",
        "/preview?token={token}",
        "javascript://localhost/{token}",
        "https://front.example.org/{token}/{page}",
        "https://front.example.org/{token.page}",
        "https://front.example.org/{token}{",
        "https://front.example.org/{}{token}",
        7,
    ],
)
def test_an_address_that_cannot_be_used_is_reported(settings, address):
    settings.INTEGRA = {"FRONT_END_PREVIEW_URL": address}

    (error,) = check_front_end()

    assert error.id == "integra.E605"
    assert repr(address) in error.msg
