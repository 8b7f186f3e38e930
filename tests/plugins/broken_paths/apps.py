"""A plugin whose declarations lead nowhere, or to something of another type."""

from integra_cms.plugins import ToolkitPlugin


class BrokenPathsConfig(ToolkitPlugin):
    name = "tests.plugins.broken_paths"
    label = "broken_paths"
    contract = 1
    kinds = ["tests.plugins.broken_paths.nowhere.KIND", "tests.settings.SECRET_KEY"]
