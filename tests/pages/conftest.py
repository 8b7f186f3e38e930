from __future__ import annotations

import pytest

from integra_cms.pages.models import MethodPage
from tests.pages.factories import MethodPageFactory, Tree, tree


@pytest.fixture
def site(db) -> Tree:
    return tree()


@pytest.fixture
def method(site: Tree) -> MethodPage:
    """A live method in the English library, with a revision as everything published has one."""
    page = MethodPageFactory(title="City walk", parent=site["en"].library)
    page.save_revision().publish()
    return MethodPage.objects.get(pk=page.pk)
