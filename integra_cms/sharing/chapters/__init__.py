"""The parts of a pack, one module each; the order of `CHAPTERS` is that of loading."""

from integra_cms.sharing.chapter import Chapter, FormJson, Reference, Staged
from integra_cms.sharing.chapters.cities import Cities
from integra_cms.sharing.chapters.media import Media
from integra_cms.sharing.chapters.organisations import Networks, Organisations
from integra_cms.sharing.chapters.pages import Pages
from integra_cms.sharing.chapters.projects import Projects
from integra_cms.sharing.chapters.terms import Terms

CHAPTERS: tuple[Chapter, ...] = (
    Media(),
    Terms(),
    Organisations(),
    Networks(),
    Projects(),
    Cities(),
    Pages(),
)

__all__ = ["CHAPTERS", "Chapter", "FormJson", "Reference", "Staged"]
