from __future__ import annotations

import pytest
from django.urls import reverse
from wagtail.actions.copy_page import CopyPageAction, CopyPageIntegrityError
from wagtail.actions.create_alias import CreatePageAliasAction, CreatePageAliasIntegrityError
from wagtail.models import Page

from integra_cms.pages.exceptions import AliasRefused, ForeignLocaleRefused
from integra_cms.pages.models import MethodPage
from tests.pages.factories import MethodPageFactory, locale


def alias_by_method(page, site):
    page.create_alias(parent=site["bg"].library)


def alias_by_action(page, site):
    CreatePageAliasAction(page, parent=site["en"].library, update_slug="alias").execute()


def alias_by_translation(page, site):
    page.copy_for_translation(locale("bg"), alias=True)


def alias_of_missing_parents(page, site):
    page.copy_for_translation(locale("hr"), copy_parents=True)


def alias_of_a_branch(page, site):
    site["en"].library.create_alias(recursive=True, parent=site["en"].home, update_slug="alias")


def alias_by_hand(page, site):
    alias = MethodPage(title="Alias", slug="alias", alias_of=page, live=False)
    site["en"].library.add_child(instance=alias)


def alias_of_an_existing_page(page, site):
    other = MethodPageFactory(parent=site["en"].library)
    other.alias_of = page
    other.save(clean=False)


@pytest.mark.parametrize(
    "make_alias",
    [
        alias_by_method,
        alias_by_action,
        alias_by_translation,
        alias_of_missing_parents,
        alias_of_a_branch,
        alias_by_hand,
        alias_of_an_existing_page,
    ],
)
def test_no_way_leads_to_an_alias(site, method, make_alias):
    with pytest.raises(AliasRefused, match="one language under the label of another"):
        make_alias(method, site)

    assert not Page.objects.filter(alias_of__isnull=False).exists()


def test_wagtail_takes_the_refusals_for_its_own():
    assert issubclass(AliasRefused, CreatePageAliasIntegrityError)
    assert issubclass(ForeignLocaleRefused, CopyPageIntegrityError)


def test_the_copy_form_offers_no_alias(method, admin_client):
    url = reverse("wagtailadmin_pages:copy", args=[method.pk])

    form = admin_client.get(url).context["form"]

    assert "alias" not in form.fields


def test_a_posted_alias_is_a_copy(method, admin_client):
    url = reverse("wagtailadmin_pages:copy", args=[method.pk])
    parent = method.get_parent().pk

    admin_client.post(
        url, {"new_title": "A", "new_slug": "a", "new_parent_page": parent, "alias": "on"}
    )

    assert MethodPage.objects.get(slug="a").alias_of is None


def test_a_copy_stays_in_its_language(site, method):
    with pytest.raises(ForeignLocaleRefused, match=r"“en”.*“bg”"):
        method.copy(to=site["bg"].library)

    assert MethodPage.objects.count() == 1


def test_a_copy_does_not_change_its_label(site, method):
    action = CopyPageAction(
        method, to=site["bg"].library, update_attrs={"locale": locale("bg"), "slug": "bg"}
    )

    with pytest.raises(ForeignLocaleRefused, match="Translate the page instead"):
        action.execute()


def test_the_copy_form_says_that_a_copy_stays_in_its_language(site, method, admin_client):
    url = reverse("wagtailadmin_pages:copy", args=[method.pk])
    data = {"new_title": "A", "new_slug": "a", "new_parent_page": site["bg"].library.pk}

    response = admin_client.post(url, data)

    assert "in another language" in str(response.context["form"].errors["new_parent_page"])
    assert MethodPage.objects.count() == 1


def test_a_new_page_has_the_language_of_its_parent(site):
    with pytest.raises(ForeignLocaleRefused):
        MethodPageFactory(parent=site["bg"].library, locale=locale("en"))


def test_a_new_page_takes_the_language_of_its_parent(site):
    page = MethodPageFactory(parent=site["bg"].library)

    assert page.locale.language_code == "bg"


def test_translating_needs_translated_parents(method):
    from wagtail.actions.copy_for_translation import ParentNotTranslatedError

    with pytest.raises(ParentNotTranslatedError):
        method.copy_for_translation(locale("hr"))
