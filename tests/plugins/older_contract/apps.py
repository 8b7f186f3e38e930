"""A plugin written for a contract that is not offered any more."""

from integra_cms.plugins import ToolkitPlugin


class OlderContractConfig(ToolkitPlugin):
    name = "tests.plugins.older_contract"
    label = "older_contract"
    contract = 0
