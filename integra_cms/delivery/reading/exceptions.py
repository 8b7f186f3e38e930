"""What reading refuses."""

from __future__ import annotations

from collections.abc import Sequence

from integra_cms.exceptions import IntegraError


class QuestionRefused(IntegraError):
    """A question that cannot be answered as it was put.

    Attributes:
        parameter: What is wrong with the question: the name of one of its parts.
        allowed: What may stand there, where that is a list.
    """

    code = "question_refused"

    def __init__(self, parameter: str, message: str, allowed: Sequence[str] = ()) -> None:
        self.parameter = parameter
        self.allowed = tuple(allowed)
        super().__init__(message)


class CursorError(QuestionRefused):
    """A cursor that was not given out for this question."""

    code = "cursor_refused"

    def __init__(self, message: str) -> None:
        super().__init__("cursor", message)


class FeedError(QuestionRefused):
    """A place in the feed from which nobody can read on."""

    code = "feed_error"

    def __init__(self, message: str) -> None:
        super().__init__("after", message)


class FeedCompacted(FeedError):
    """The changes after that number are no longer all there: start again from an export."""

    code = "feed_compacted"


class FeedAhead(FeedError):
    """A number that the feed has not reached: it was given out by another installation."""

    code = "feed_ahead"
