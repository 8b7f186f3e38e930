"""A plugin that refers to what nobody contributes."""

from integra_cms.plugins import ToolkitPlugin


class UnknownReferencesConfig(ToolkitPlugin):
    name = "tests.plugins.unknown_references"
    label = "unknown_references"
    contract = 1
    kinds = [
        "tests.plugins.unknown_references.contributed.WITHOUT_MODEL",
        "tests.plugins.unknown_references.contributed.WITHOUT_FACET",
    ]
    blocks = {"sidebar": {"paragraph": "integra_cms.blocks.text.ParagraphBlock"}}
    readiness_rules = ["tests.plugins.unknown_references.contributed.RULE"]
