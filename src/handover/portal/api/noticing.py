"""The operations about what happened to files later."""

from uuid import UUID

from django.http import Http404
from django.http.response import HttpResponseBase

from handover.common.text import Text
from handover.portal import clock
from handover.portal.api.answers import ApiAnswer, make_answer
from handover.portal.api.bodies import NoticeBody, NoticeListBody
from handover.portal.api.describing import SIDES, describe_transfers
from handover.portal.api.examples import EXAMPLES
from handover.portal.api.fields import Cursor, IdempotencyKey, Limit
from handover.portal.api.late_notices import acknowledge_notice, find_late_words, list_late_notices
from handover.portal.api.mailbox import read_cursor, write_cursor
from handover.portal.api.operation import ApiOperation, ApiRequest
from handover.portal.paging import read_page_behind
from handover.portal.transfers.permissions import COLLECTING, SENDING
from handover.portal.web import wording

WITH_SIDES = tuple(f"transfer__{side}" for side in SIDES)


def list_notices(request: ApiRequest, cursor: Cursor = None, limit: Limit = 50) -> HttpResponseBase:
    """List what happened later, the oldest first."""
    rows = list_late_notices(request.auth).select_related("transfer", *WITH_SIDES)
    page = read_page_behind(rows, "happened_at", descending=False, after=read_cursor(cursor), size=limit)
    transfers = describe_transfers([notice.transfer for notice in page.rows], request.auth)
    items = [
        NoticeBody(
            id=notice.reference,
            event=notice.event,
            words=wording.say_text(find_late_words(notice)),
            at=notice.happened_at,
            transfer=transfer,
        )
        for notice, transfer in zip(page.rows, transfers, strict=True)
    ]
    return make_answer(NoticeListBody(items=items, next=write_cursor(page.following))).write()


def acknowledge_late_notice(
    request: ApiRequest, reference: UUID, idempotency_key: IdempotencyKey = None
) -> HttpResponseBase:
    """Take a notice off the list. Doing it again changes nothing, so an Idempotency-Key is not needed."""
    if not acknowledge_notice(reference, request.auth, clock.now()):
        raise Http404
    return ApiAnswer(204).write()


OPERATIONS = (
    ApiOperation(
        "list_notices",
        "GET",
        "/notices",
        "notices",
        SENDING + COLLECTING,
        Text("List what happened later", "Rhestru'r hyn a ddigwyddodd wedyn"),
        Text(
            "What became of files after the answer to their sending: rejected, expired, taken by a successor, called back "
            "after a copy was fetched. Each stays on the list until it is acknowledged.",
            "Yr hyn a ddaeth o ffeiliau ar ôl yr ateb i'w hanfon: eu gwrthod, eu dod i ben, eu cymryd gan olynydd, eu galw'n "
            "ôl ar ôl nôl copi. Mae pob un yn aros ar y rhestr nes iddo gael ei gydnabod.",
        ),
        list_notices,
        {200: NoticeListBody},
        EXAMPLES["list_notices"],
    ),
    ApiOperation(
        "acknowledge_notice",
        "POST",
        "/notices/{uuid:reference}/acknowledge",
        "notices",
        SENDING + COLLECTING,
        Text("Acknowledge a notice", "Cydnabod hysbysiad"),
        Text(
            "Say that the software knows: the notice leaves the list. Saying it again changes nothing.",
            "Dweud bod y feddalwedd yn gwybod: mae'r hysbysiad yn gadael y rhestr. Nid yw dweud hynny eto'n newid dim.",
        ),
        acknowledge_late_notice,
        {204: None},
        EXAMPLES["acknowledge_notice"],
        ("api.not_found",),
    ),
)
