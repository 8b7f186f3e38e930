"""All models of the app, where Django looks for them."""

from integra_cms.pages.cities import CitiesPage, CityPage
from integra_cms.pages.editions import Edition
from integra_cms.pages.home import HomePage
from integra_cms.pages.keywords import ResourceKeyword
from integra_cms.pages.kinds.agenda import AgendaPage
from integra_cms.pages.kinds.campaign_tool import CampaignToolPage
from integra_cms.pages.kinds.checklist import ChecklistPage
from integra_cms.pages.kinds.collection import CollectionPage
from integra_cms.pages.kinds.good_practice import GoodPracticePage
from integra_cms.pages.kinds.infographic import InfographicPage
from integra_cms.pages.kinds.method import MethodPage
from integra_cms.pages.library import LibraryPage
from integra_cms.pages.news import NewsPage
from integra_cms.pages.section import SectionPage

__all__ = [
    "AgendaPage",
    "CampaignToolPage",
    "ChecklistPage",
    "CitiesPage",
    "CityPage",
    "CollectionPage",
    "Edition",
    "GoodPracticePage",
    "HomePage",
    "InfographicPage",
    "LibraryPage",
    "MethodPage",
    "NewsPage",
    "ResourceKeyword",
    "SectionPage",
]
