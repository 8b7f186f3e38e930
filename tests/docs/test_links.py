"""Links between pages lead somewhere, and the list of pages is complete."""

from __future__ import annotations

import re

import pytest

from tests.docs.documents import DOCS, EVERYTHING, PAGES, Document

LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")


def targets(document: Document) -> list[str]:
    """Where the links of a file lead, without addresses of other sites."""
    return [link for link in LINK.findall(document.prose) if ":" not in link]


@pytest.mark.parametrize("document", EVERYTHING, ids=str)
def test_links_lead_somewhere(document):
    broken = []
    for link in targets(document):
        name, _hash, anchor = link.partition("#")
        target = (document.path.parent / name).resolve() if name else document.path
        if not target.exists() or (anchor and anchor not in Document(target).anchors):
            broken.append(link)

    assert not broken


def test_the_list_of_pages_is_complete():
    index = Document(DOCS / "README.md")

    listed = {(DOCS / link).resolve() for link in targets(index)}

    assert listed == {document.path for document in PAGES} - {index.path}
