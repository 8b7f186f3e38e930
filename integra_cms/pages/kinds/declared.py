"""The kinds of the toolkit, declared as any plugin declares its own."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from integra_cms.plugins import Kind

COMMON_FACETS = ("stages", "areas", "issues", "target_groups", "place_types", "cities", "aims")

METHOD = Kind(
    name="method",
    model="integra_pages.MethodPage",
    label=_("Method"),
    label_plural=_("Methods"),
    icon="list-ol",
    template="integra_cms/kinds/method.html",
    document="integra_cms.pages.kinds.method.MethodData",
    facets=(*COMMON_FACETS, "method_kind", "participation_level", "settings"),
)
CHECKLIST = Kind(
    name="checklist",
    model="integra_pages.ChecklistPage",
    label=_("Checklist"),
    label_plural=_("Checklists"),
    icon="list-ul",
    template="integra_cms/kinds/checklist.html",
    document="integra_cms.pages.kinds.checklist.ChecklistData",
    facets=(*COMMON_FACETS, "area"),
)
GOOD_PRACTICE = Kind(
    name="good_practice",
    model="integra_pages.GoodPracticePage",
    label=_("Good practice"),
    label_plural=_("Good practices"),
    icon="pick",
    template="integra_cms/kinds/good_practice.html",
    document="integra_cms.pages.kinds.good_practice.GoodPracticeData",
    facets=(*COMMON_FACETS, "country", "level"),
)
AGENDA = Kind(
    name="agenda",
    model="integra_pages.AgendaPage",
    label=_("Integration agenda"),
    label_plural=_("Integration agendas"),
    icon="calendar-check",
    template="integra_cms/kinds/agenda.html",
    document="integra_cms.pages.kinds.agenda.AgendaData",
    facets=(*COMMON_FACETS, "adoption"),
)
INFOGRAPHIC = Kind(
    name="infographic",
    model="integra_pages.InfographicPage",
    label=_("Infographic"),
    label_plural=_("Infographics"),
    icon="image",
    template="integra_cms/kinds/infographic.html",
    document="integra_cms.pages.kinds.infographic.InfographicData",
    facets=(*COMMON_FACETS, "theme", "area"),
)
CAMPAIGN_TOOL = Kind(
    name="campaign_tool",
    model="integra_pages.CampaignToolPage",
    label=_("Campaign tool"),
    label_plural=_("Campaign tools"),
    icon="media",
    template="integra_cms/kinds/campaign_tool.html",
    document="integra_cms.pages.kinds.campaign_tool.CampaignToolData",
    facets=(*COMMON_FACETS, "medium", "level", "languages"),
)
COLLECTION = Kind(
    name="collection",
    model="integra_pages.CollectionPage",
    label=_("Collection"),
    label_plural=_("Collections"),
    icon="folder-open-1",
    template="integra_cms/kinds/collection.html",
    document="integra_cms.pages.kinds.collection.CollectionData",
    facets=COMMON_FACETS,
)
