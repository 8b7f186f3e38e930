from __future__ import annotations

from integra_cms.delivery.reading.questions import facet_names
from integra_cms.pages.facets import Standard, facets
from integra_cms.pages.kinds.campaign_tool import CampaignLevel
from integra_cms.pages.kinds.method import ParticipationLevel


def test_facets_stand_in_the_order_in_which_they_are_declared():
    assert tuple(facets()) == facet_names()


def test_every_facet_says_in_one_way_where_its_codes_are_from():
    for facet in facets().values():
        ways = [facet.vocabularies, facet.choices, facet.standard]
        assert len(list(filter(None, ways))) == 1, facet.name


def test_codes_of_a_vocabulary_are_its_terms():
    assert facets()["areas"].vocabularies == facets()["area"].vocabularies == ("area",)
    assert facets()["venue"].vocabularies == ("venue",)


def test_codes_of_choices_have_their_order_and_labels_whether_one_or_many_can_be_chosen():
    participation, settings = facets()["participation_level"], facets()["settings"]

    assert list(participation.choices) == ParticipationLevel.values
    assert participation.choices["inform"] == ParticipationLevel.INFORM.label
    assert list(settings.choices) == ["on_site", "indoor", "online"]


def test_kinds_that_share_a_facet_may_mean_choices_of_their_own():
    level = facets()["level"]

    assert [kind.name for kind in level.kinds] == ["good_practice", "campaign_tool"]
    assert list(level.choices) == ["city", "region", "nation", "eu", "country"]
    assert level.choices["country"] == CampaignLevel.COUNTRY.label


def test_codes_of_countries_and_languages_are_those_of_others():
    assert facets()["country"].standard == Standard.COUNTRIES
    assert facets()["languages"].standard == Standard.LANGUAGES
