"""A plugin that uses names which belong to core."""

from integra_cms.plugins import ToolkitPlugin


class SameNamesConfig(ToolkitPlugin):
    name = "tests.plugins.same_names"
    label = "same_names"
    contract = 1
    blocks = {"body": {"paragraph": "integra_cms.blocks.text.ParagraphBlock"}}
    vocabularies = ["tests.plugins.same_names.contributed.STAGE"]
