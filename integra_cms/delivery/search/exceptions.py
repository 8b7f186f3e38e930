"""What can go wrong with search."""

from __future__ import annotations

from integra_cms.exceptions import IntegraError


class SearchQuestionError(IntegraError):
    """A question that is not answered because it asks for too much at once."""

    code = "search_question_too_long"
