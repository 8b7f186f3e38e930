from __future__ import annotations

import pytest

from tests.blocks.library import stock_library
from tests.pages.factories import Tree, tree


@pytest.fixture
def site(db) -> Tree:
    return tree(("en", "bg", "cs"))


@pytest.fixture
def library(db):
    """Something for every kind of chooser."""
    return stock_library()
