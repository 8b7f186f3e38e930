"""A small real plugin: a kind with its own blocks, a block for all bodies, terms, a rule."""

from integra_cms.plugins import ToolkitPlugin


class NeighboursConfig(ToolkitPlugin):
    name = "tests.plugins.neighbours"
    label = "neighbours"
    verbose_name = "Neighbours"
    contract = 1
    kinds = ["tests.plugins.neighbours.declared.MEETING_PLACE"]
    streams = {"opening_times": "when a meeting place is open"}
    blocks = {
        "opening_times": {"opening_time": "tests.plugins.neighbours.blocks.OpeningTimeBlock"},
        "body": {"neighbour_tip": "tests.plugins.neighbours.blocks.NeighbourTipBlock"},
    }
    vocabularies = ["tests.plugins.neighbours.declared.VENUE"]
    readiness_rules = ["tests.plugins.neighbours.declared.HAS_OPENING_TIMES"]
