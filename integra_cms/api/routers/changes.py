"""The feed of changes, and everything at once for those who begin to follow it."""

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from ninja import Query, Router

from integra_cms.api import caching
from integra_cms.api.answering import answer_with, known_to
from integra_cms.api.described import NDJSON
from integra_cms.api.parameters import ExportParameters, FeedParameters
from integra_cms.delivery.reading.exporting import export
from integra_cms.delivery.reading.feed import changes

router = Router(tags=["Following"])


@router.get("changes", operation_id="change_list", url_name="change_list")
def change_list(request: HttpRequest, parameters: Query[FeedParameters]) -> HttpResponse:
    """What changed after a number, in order and without gaps.

    Ask again after `next` until it equals `head`. 410 says that changes after your number are not
    kept any more: begin again from an export.
    """
    answer = changes(
        parameters.after, parameters.limit, full=parameters.full, known=known_to(request)
    )
    return answer_with(request, answer, caching.FEED, missing="")


@router.get("export", operation_id="export_show", url_name="export_show")
def export_show(request: HttpRequest, parameters: Query[ExportParameters]) -> StreamingHttpResponse:
    """Everything that is served, a JSON object on each line.

    The first line holds `cursor`, the number from which to follow the feed: whoever reads this and
    then `changes?after=` that number misses nothing.
    """
    stream = export(parameters.locales, parameters.kind)
    return StreamingHttpResponse(
        stream, content_type=NDJSON, headers={"Cache-Control": caching.STREAM}
    )
