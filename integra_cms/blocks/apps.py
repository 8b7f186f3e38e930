"""The blocks of the toolkit as a plugin."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from integra_cms.plugins import ToolkitPlugin

HERE = "integra_cms.blocks"

TEXT = {
    "paragraph": f"{HERE}.text.ParagraphBlock",
    "heading": f"{HERE}.text.HeadingBlock",
    "quote": f"{HERE}.text.QuoteBlock",
    "callout": f"{HERE}.text.CalloutBlock",
}
MEDIA = {
    "picture": f"{HERE}.media.PictureBlock",
    "audio": f"{HERE}.media.AudioBlock",
    "video": f"{HERE}.media.VideoBlock",
    "external_media": f"{HERE}.media.ExternalMediaBlock",
}
LINKS = {
    "link": f"{HERE}.links.LinkBlock",
    "link_list": f"{HERE}.links.LinkListBlock",
    "resource": f"{HERE}.links.ResourceBlock",
}
FIGURES = {"figure_set": f"{HERE}.figures.FigureSetBlock"}
EVIDENCE = {"evidence": f"{HERE}.evidence.EvidenceBlock"}


class BlocksConfig(ToolkitPlugin):
    name = HERE
    label = "integra_blocks"
    verbose_name = _("Blocks")

    contract = 1
    streams = {
        "body": "What a page says, in the order in which it is read.",
        "steps": "What is done, one step after the other.",
        "roles": "Who is needed, and what for.",
        "supplies": "What is needed.",
        "sections": "The sections of a checklist.",
        "drivers": "What drives change.",
        "scenarios": "How the future might go.",
        "interventions": "What could be done.",
        "figures": "Numbers that are read together.",
        "evidence": "Findings with their source.",
        "files": "Files to download.",
        "links": "Links to pages, files and other sites.",
        "related": "Other resources of the library.",
    }
    blocks = {
        "body": {**TEXT, **MEDIA, **LINKS, **FIGURES, **EVIDENCE},
        "steps": {"step": f"{HERE}.method.StepBlock"},
        "roles": {"role": f"{HERE}.method.RoleBlock"},
        "supplies": {"supply": f"{HERE}.method.SupplyBlock"},
        "sections": {"section": f"{HERE}.checklist.SectionBlock"},
        "drivers": {"driver": f"{HERE}.agenda.DriverBlock"},
        "scenarios": {"scenario": f"{HERE}.agenda.ScenarioBlock"},
        "interventions": {"intervention": f"{HERE}.agenda.InterventionBlock"},
        "figures": FIGURES,
        "evidence": EVIDENCE,
        "files": {"file": f"{HERE}.files.FileBlock"},
        "links": {"link": LINKS["link"]},
        "related": {"resource": LINKS["resource"]},
    }

    def ready(self) -> None:
        """Registers the checks of stream fields and blocks."""
        from integra_cms.blocks import checks  # noqa: F401 - importing registers them
