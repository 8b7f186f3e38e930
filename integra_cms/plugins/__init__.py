"""The plugin contract: what an app may contribute to the toolkit, and what is contributed."""

from integra_cms.plugins.collecting import contributions, plugins
from integra_cms.plugins.config import ToolkitPlugin
from integra_cms.plugins.exceptions import BrokenContribution, UnknownContribution
from integra_cms.plugins.points import (
    CONTRACT,
    POINTS,
    Ailment,
    Examination,
    Finding,
    Kind,
    ReadinessRule,
    Vocabulary,
)

__all__ = [
    "CONTRACT",
    "POINTS",
    "Ailment",
    "BrokenContribution",
    "Examination",
    "Finding",
    "Kind",
    "ReadinessRule",
    "ToolkitPlugin",
    "UnknownContribution",
    "Vocabulary",
    "contributions",
    "plugins",
]
