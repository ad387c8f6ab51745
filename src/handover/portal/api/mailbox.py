"""The mailbox: what waits for the office, what it sent, and where one file is."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404
from django.http.response import HttpResponse, HttpResponseBase

from handover.common.text import Text
from handover.portal.api.answers import ApiAnswer, is_unchanged, make_answer, tag_of
from handover.portal.api.bodies import TransferBody, TransferListBody
from handover.portal.api.describing import SIDES, describe_transfer, describe_transfers
from handover.portal.api.examples import EXAMPLES
from handover.portal.api.fields import Cursor, IfNoneMatch, KindFilter, Limit, ReferenceFilter, Since, StateFilter
from handover.portal.api.models import sender_reference_token
from handover.portal.api.operation import ApiOperation, ApiRequest
from handover.portal.apikeys.holders import KeyHolder
from handover.portal.locking import lock_rows
from handover.portal.paging import read_page_behind
from handover.portal.transfers.kinds import KINDS
from handover.portal.transfers.mailbox import find_transfer, list_outgoing, to_collect, visible
from handover.portal.transfers.models import Transfer
from handover.portal.transfers.permissions import COLLECTING, SENDING


def list_waiting_files(
    request: ApiRequest, cursor: Cursor = None, limit: Limit = 50, kind: KindFilter = None, since: Since = None
) -> HttpResponseBase:
    """List what waits for the office, the oldest first."""
    return list_part(narrow_list(to_collect(request.auth), kind, since), request.auth, cursor, limit)


def list_files_sent(
    request: ApiRequest,
    cursor: Cursor = None,
    limit: Limit = 50,
    kind: KindFilter = None,
    since: Since = None,
    state: StateFilter = None,
    sender_reference: ReferenceFilter = None,
) -> HttpResponseBase:
    """List what the office sent, the oldest first."""
    rows = narrow_list(list_outgoing(request.auth), kind, since)
    if state is not None:
        rows = rows.filter(state=state)
    if sender_reference is not None:
        rows = rows.filter(sender_references__token=sender_reference_token(request.auth.mailbox, sender_reference))
    return list_part(rows, request.auth, cursor, limit)


def narrow_list(rows: QuerySet[Transfer], kind: str | None, since: datetime | None) -> QuerySet[Transfer]:
    """Return the files of one kind, or since a moment."""
    if kind is not None:
        rows = rows.filter(kind__in=KINDS[kind].stored)
    return rows if since is None else rows.filter(sent_at__gte=since)


def list_part(rows: QuerySet[Transfer], holder: KeyHolder, cursor: str | None, limit: int) -> HttpResponse:
    """Answer with the part of a list that begins at a cursor."""
    rows = rows.select_related(*SIDES)
    page = read_page_behind(rows, "sent_at", descending=False, after=read_cursor(cursor), size=limit)
    body = TransferListBody(items=describe_transfers(page.rows, holder), next=write_cursor(page.following))
    return make_answer(body).write()


def write_cursor(following: str) -> str | None:
    """Return the cursor of the part of a list that begins at a position; None where this was the last."""
    return urlsafe_b64encode(following.encode()).decode() if following else None


def read_cursor(cursor: str | None) -> str:
    """Return the position that a cursor holds; what is none is the beginning of the list."""
    try:
        return urlsafe_b64decode(cursor or "").decode()
    except (Error, ValueError):
        return ""


def get_transfer(reference: UUID, holder: KeyHolder) -> Transfer:
    """Return a transfer of the office; to others it does not exist. Raises Http404."""
    transfer = find_transfer(reference, holder)
    if transfer is None:
        raise Http404
    return transfer


def get_stored_transfer(reference: UUID, holder: KeyHolder) -> Transfer:
    """Return a transfer as `get_transfer` does, read for its bytes alone. Raises Http404."""
    rows = visible(holder).filter(reference=reference).select_related(None).select_related("sealed")
    transfer = rows.order_by().first()
    if transfer is None:
        raise Http404
    return transfer


def get_locked_transfer(reference: UUID, holder: KeyHolder) -> Transfer:
    """Return a transfer of the office, which nobody else can change until this transaction ends. Raises Http404."""
    rows = visible(holder).filter(reference=reference).select_related(None)
    transfer = lock_rows(rows.select_related("source_establishment", "destination_establishment")).first()
    if transfer is None:
        raise Http404
    return transfer


def show_transfer(request: ApiRequest, reference: UUID, if_none_match: IfNoneMatch = None) -> HttpResponseBase:
    """Say where a file is."""
    transfer = get_transfer(reference, request.auth)
    headers = {"ETag": tag_of(transfer)}
    if is_unchanged(request, headers["ETag"]):
        return ApiAnswer(304, None, headers).write()
    return make_answer(describe_transfer(transfer, request.auth), 200, headers).write()


OPERATIONS = (
    ApiOperation(
        "list_inbox",
        "GET",
        "/inbox",
        "mailbox",
        COLLECTING,
        Text("List what waits", "Rhestru'r hyn sy'n aros"),
        Text(
            "The files that wait for the office, the oldest first: those to be fetched, and those that a person has downloaded "
            "and not confirmed. A file leaves the list when it is acknowledged or rejected. Ask from the beginning each time.",
            "Y ffeiliau sy'n aros am y swyddfa, yr hynaf yn gyntaf: y rhai i'w nôl, a'r rhai y mae rhywun wedi'u lawrlwytho "
            "heb eu cadarnhau. Mae ffeil yn gadael y rhestr pan gaiff ei chydnabod neu ei gwrthod. Gofynnwch o'r dechrau bob "
            "tro.",
        ),
        list_waiting_files,
        {200: TransferListBody},
        EXAMPLES["list_inbox"],
    ),
    ApiOperation(
        "list_outbox",
        "GET",
        "/outbox",
        "mailbox",
        SENDING,
        Text("List what was sent", "Rhestru'r hyn a anfonwyd"),
        Text(
            "The files that the office sent, by whatever way, the oldest first; `sender_reference` finds one by your own id.",
            "Y ffeiliau a anfonodd y swyddfa, drwy ba ffordd bynnag, yr hynaf yn gyntaf; mae `sender_reference` yn dod o hyd i "
            "un yn ôl eich dynodydd eich hun.",
        ),
        list_files_sent,
        {200: TransferListBody},
        EXAMPLES["list_outbox"],
    ),
    ApiOperation(
        "show_transfer",
        "GET",
        "/transfers/{uuid:reference}",
        "mailbox",
        SENDING + COLLECTING,
        Text("Show where a file is", "Dangos ble mae ffeil"),
        Text(
            "One file that the office sent or received. Its ETag changes whenever the file comes into another state.",
            "Un ffeil a anfonodd neu a dderbyniodd y swyddfa. Mae ei ETag yn newid pryd bynnag y daw'r ffeil i gyflwr arall.",
        ),
        show_transfer,
        {200: TransferBody, 304: None},
        EXAMPLES["show_transfer"],
        ("api.not_found",),
        answer_headers=("ETag",),
    ),
)
