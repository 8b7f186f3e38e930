from __future__ import annotations

from tests.requirements import needs
from tools.client import main


@needs("npm", "npm")
def test_clients_can_be_generated_and_compiled(capsys):
    main()

    assert capsys.readouterr().out.count("generated and compiled") == 2
