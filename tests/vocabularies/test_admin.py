"""Vocabularies in the admin."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.contrib.messages import get_messages
from django.urls import reverse
from django.utils.translation import override
from wagtail.admin.icons import get_icons
from wagtail.models import ModelLogEntry

from integra_cms.vocabularies.models import Organisation, Project, ProjectPartner, Term
from integra_cms.vocabularies.viewsets import VocabulariesViewSetGroup

pytestmark = pytest.mark.django_db

LOCALES = ("en", "bg", "hr", "sk", "cs", "it")


def address(view: str, *args, model: str = "term") -> str:
    return reverse(f"wagtailsnippets_integra_vocabularies_{model}:{view}", args=args)


def page(response) -> BeautifulSoup:
    return BeautifulSoup(response.content, "html.parser")


def told(response) -> list[str]:
    return [str(message).strip() for message in get_messages(response.wsgi_request)]


@pytest.fixture
def librarian(client):
    user = get_user_model().objects.create_superuser("librarian@example.org", "secret")
    client.force_login(user)
    return client


@pytest.fixture
def term_form() -> dict[str, str]:
    return {"vocabulary": "issue", "code": "health", "order": "3", "labels-en": "Health"}


def test_the_form_shows_all_languages_side_by_side(librarian, housing):
    form = page(librarian.get(address("edit", housing.pk)))

    for name in ("labels", "abbreviations", "descriptions"):
        inputs = form.select(f"[name^='{name}-']")
        assert [tag["lang"] for tag in inputs] == list(LOCALES)
    assert form.find(attrs={"name": "labels-bg"})["value"] == "Жилище"


def test_a_term_is_added_with_its_texts(librarian, term_form):
    response = librarian.post(
        address("add"), {**term_form, "labels-bg": "Здраве", "labels-cs": " ", "reviewed": ["en"]}
    )

    term = Term.objects.get()
    assert response.url == address("list")
    assert (term.vocabulary, term.code, term.order) == ("issue", "health", 3)
    assert term.labels == {"en": "Health", "bg": "Здраве"}
    assert term.reviewed == ["en"]
    assert ModelLogEntry.objects.get().action == "wagtail.create"


def test_a_term_without_an_english_label_is_sent_back(librarian, term_form):
    response = librarian.post(address("add"), {**term_form, "labels-en": "", "labels-bg": "Здраве"})

    assert not Term.objects.exists()
    assert "The text in the language “en” is missing. Fill it in." in page(response).get_text()
    assert page(response).find(attrs={"name": "labels-bg"})["value"] == "Здраве"


def test_a_fixed_vocabulary_takes_no_new_code(librarian, term_form):
    response = librarian.post(address("add"), {**term_form, "vocabulary": "area"})

    assert not Term.objects.exists()
    assert "is fixed: “health” cannot be added" in page(response).get_text()


def test_labels_change_and_languages_of_other_sites_stay(librarian, term_form, housing):
    Term.objects.update(labels={"en": "Housing", "ar": "سكن"})
    form = page(librarian.get(address("edit", housing.pk)))
    posted = {tag["name"]: tag["value"] for tag in form.select("input[name^='labels-']")}

    librarian.post(address("edit", housing.pk), {**posted, "order": "1", "labels-it": "Alloggio"})

    assert Term.objects.get().labels == {"en": "Housing", "ar": "سكن", "it": "Alloggio"}


def test_a_posted_change_of_code_or_vocabulary_changes_neither(librarian, term_form, housing):
    librarian.post(address("edit", housing.pk), {**term_form, "vocabulary": "place_type"})

    housing.refresh_from_db()
    assert (housing.vocabulary, housing.code) == ("issue", "housing")
    assert housing.labels["en"] == "Health"


def test_code_and_vocabulary_cannot_be_typed_into_a_stored_term(librarian, housing):
    form = page(librarian.get(address("edit", housing.pk)))

    assert form.find(attrs={"name": "code"}).has_attr("disabled")
    assert form.find(attrs={"name": "vocabulary"}).has_attr("disabled")


def test_a_term_of_a_vocabulary_that_is_gone_can_still_be_edited(librarian, term_form):
    term = Term.objects.create(vocabulary="of_a_plugin", code="x", labels={"en": "X"})

    librarian.post(address("edit", term.pk), {"order": "0", "labels-en": "Y"})

    term.refresh_from_db()
    assert (term.vocabulary, term.labels) == ("of_a_plugin", {"en": "Y"})


def test_the_list_shows_labels_in_the_active_language_and_what_is_missing(librarian, housing):
    with override("bg"):
        row = page(librarian.get(address("list"), headers={"accept-language": "bg"})).select_one(
            "tbody tr"
        )

    text = " ".join(row.get_text(" ").split())
    assert "Жилище" in text
    assert "en, bg (" in text
    assert "hr, sk, cs, it" in text


@pytest.mark.parametrize(("query", "found"), [("ZILISTE", 0), ("жилищ", 1), ("HOUS", 1), ("x", 0)])
def test_the_list_is_searched_in_all_languages(librarian, housing, query, found):
    rows = page(librarian.get(address("list"), {"q": query})).select("tbody tr")

    assert len(rows) == found


def test_the_list_is_filtered_by_vocabulary(librarian, housing):
    Term.objects.create(vocabulary="aim", code="aim-1", labels={"en": "First aim"})

    rows = page(librarian.get(address("list"), {"vocabulary": "aim"})).select("tbody tr")

    assert len(rows) == 1
    assert "First aim" in rows[0].get_text()


def test_the_list_costs_the_same_for_many_terms(librarian, django_assert_max_num_queries):
    for number in range(30):
        Term.objects.create(vocabulary="issue", code=f"i-{number}", labels={"en": str(number)})
    librarian.get(address("list"))

    with django_assert_max_num_queries(20):
        response = librarian.get(address("list"))

    assert len(page(response).select("tbody tr")) == 30


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_used_term_is_kept_and_the_reason_given(librarian, integra, method):
    term = Term.objects.create(vocabulary="aim", code="aim-1", labels={"en": "First aim"})
    Project.objects.update(aims=["aim-1"])

    response = getattr(librarian, method)(address("delete", term.pk))

    assert Term.objects.exists()
    assert response.url == address("list")
    assert "it is used, for example by project “INTEGRA”" in told(response)[0]


def test_a_fixed_term_is_kept_in_a_bulk_deletion(librarian, housing):
    serv = Term.objects.create(vocabulary="area", code="SERV", labels={"en": "Services"})
    bulk = (
        reverse("wagtail_bulk_action", args=("integra_vocabularies", "term", "delete"))
        + f"?id={serv.pk}&id={housing.pk}&next={address('list')}"
    )

    response = librarian.post(bulk)

    assert Term.objects.count() == 2
    assert "is fixed" in told(response)[0]


def test_an_unused_term_can_be_deleted(librarian, housing):
    librarian.post(address("delete", housing.pk))

    assert not Term.objects.exists()


def test_a_partner_organisation_is_kept_and_the_reason_given(librarian, integra, sda):
    ProjectPartner.objects.create(project=integra, organisation=sda, role="lead")

    response = librarian.post(address("delete", sda.pk, model="organisation"))

    assert Organisation.objects.exists()
    assert "is used by Sofia Development Association (Lead partner)" in told(response)[0]


def test_an_organisation_is_added_with_names_and_country(librarian):
    librarian.post(
        address("add", model="organisation"),
        {
            "code": "etp-slovakia",
            "names-en": "ETP Slovakia",
            "names-sk": "ETP Slovensko",
            "aliases": "ETP-Slovakia\nETP Slovensko",
            "type": "ngo",
            "country": "SK",
        },
    )

    etp = Organisation.objects.get()
    assert etp.names == {"en": "ETP Slovakia", "sk": "ETP Slovensko"}
    assert etp.aliases == ["ETP-Slovakia", "ETP Slovensko"]
    assert etp.country == "SK"


@pytest.fixture
def partners(integra, sda) -> list[ProjectPartner]:
    icp = Organisation.objects.create(code="icp", names={"en": "ICP"}, type="ngo", country="CZ")
    return [
        ProjectPartner.objects.create(project=integra, organisation=sda, role="lead", order=0),
        ProjectPartner.objects.create(project=integra, organisation=icp, role="partner", order=1),
    ]


def project_form(partners: list[ProjectPartner], roles: list[str]) -> dict[str, object]:
    form: dict[str, object] = {
        "titles-en": "Integration",
        "acronym": "INTEGRA",
        "countries": ["BG", "SK"],
        "unofficial": ["bg", "sk"],
        "emblem": "integra_cms/eu-emblem.svg",
        "budget_total": "540087.88",
        "budget_eu": "485809.05",
        "currency": "EUR",
        "start_month": "2018-01",
        "end_month": "2019-12",
        "partners-TOTAL_FORMS": len(partners),
        "partners-INITIAL_FORMS": len(partners),
        "statistics-TOTAL_FORMS": 1,
        "statistics-INITIAL_FORMS": 0,
        "statistics-0-code": "participants",
        "statistics-0-labels-en": "Participants",
        "statistics-0-labels-bg": "Участници",
        "statistics-0-qualifier": "over",
        "statistics-0-value": "2000",
        "statistics-0-as_of": "2019",
        "statistics-0-source_name": "Leaflet",
    }
    for place, (partner, role) in enumerate(zip(partners, roles, strict=True)):
        form |= {
            f"partners-{place}-id": partner.pk,
            f"partners-{place}-organisation": partner.organisation_id,
            f"partners-{place}-role": role,
            f"partners-{place}-ORDER": place + 1,
        }
    return form


def test_a_project_is_edited_with_its_statistics(librarian, integra, partners):
    response = librarian.post(
        address("edit", integra.pk, model="project"), project_form(partners, ["lead", "partner"])
    )

    project = Project.objects.get()
    assert response.url == address("list", model="project")
    assert (project.countries, project.unofficial) == (["BG", "SK"], ["bg", "sk"])
    assert project.statistics.get().labels == {"en": "Participants", "bg": "Участници"}
    assert project.lead.short_name == "SDA"


@pytest.mark.parametrize("order", [1, -1])
def test_the_lead_passes_from_one_partner_to_another_in_any_order(
    librarian, integra, partners, order
):
    form = project_form(partners[::order], ["partner", "lead"][::order])

    librarian.post(address("edit", integra.pk, model="project"), form)

    assert Project.objects.get().lead.code == "icp"


def test_two_leads_are_sent_back(librarian, integra, partners):
    response = librarian.post(
        address("edit", integra.pk, model="project"), project_form(partners, ["lead", "lead"])
    )

    assert "A project has one lead partner." in page(response).get_text()
    assert Project.objects.get().lead.short_name == "SDA"


@pytest.mark.parametrize("model", ["term", "organisation", "network", "project"])
def test_every_list_and_form_opens(librarian, model, housing, sda, integra):
    for view in ("list", "add"):
        assert librarian.get(address(view, model=model)).status_code == 200


def test_a_person_without_permission_stays_outside(client, housing):
    user = get_user_model().objects.create_user("editor@example.org", "secret")
    user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client.force_login(user)

    response = client.get(address("edit", housing.pk))

    assert response.status_code == 302


def test_icons_exist():
    known = get_icons()

    used = [VocabulariesViewSetGroup.menu_icon]
    used += [viewset.icon for viewset in VocabulariesViewSetGroup.items]

    assert all(f'id="icon-{name}"' in known for name in used)
