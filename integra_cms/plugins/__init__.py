"""The plugin contract: what an app may contribute to the toolkit, and what is contributed."""

from integra_cms.plugins.collecting import contributions, plugins
from integra_cms.plugins.config import ToolkitPlugin
from integra_cms.plugins.exceptions import BrokenContribution, UnknownContribution
from integra_cms.plugins.points import (
    CONTRACT,
    POINTS,
    Ailment,
    ApiRouter,
    Examination,
    Finding,
    Kind,
    ReadinessRule,
    Task,
    Vocabulary,
)

__all__ = [
    "CONTRACT",
    "POINTS",
    "Ailment",
    "ApiRouter",
    "BrokenContribution",
    "Examination",
    "Finding",
    "Kind",
    "ReadinessRule",
    "Task",
    "ToolkitPlugin",
    "UnknownContribution",
    "Vocabulary",
    "contributions",
    "plugins",
]
