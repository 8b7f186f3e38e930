"""Search: an index of our own behind one small interface, for PostgreSQL and for SQLite.

Two columns of words stand behind every entry of the map: the lemmas of its language, and the forms
as they are written. Every word carries the scope and the language it belongs to, so that finding
all pages with a word costs what they cost alone, however many scopes there are.

Reading composes the list itself: ``ranked`` gives it a subquery of ``(entry_id, rank, resource)``,
to be ordered by ``rank DESC, resource`` and joined with the entries; ``rank`` is one number that
puts what is in the asked locale first, then what fits best, then what is newest.
"""

from integra_cms.delivery.search.engines import clear, index, outdated, ranked, remove, signature
from integra_cms.delivery.search.exceptions import SearchQuestionError
from integra_cms.delivery.search.excerpts import excerpt
from integra_cms.delivery.search.matching import Filters, Match
from integra_cms.delivery.search.questions import Question, parse
from integra_cms.delivery.search.rows import SearchRow
from integra_cms.delivery.search.suggesting import Suggestion, suggest

__all__ = [
    "Filters",
    "Match",
    "Question",
    "SearchQuestionError",
    "SearchRow",
    "Suggestion",
    "clear",
    "excerpt",
    "index",
    "outdated",
    "parse",
    "ranked",
    "remove",
    "signature",
    "suggest",
]
