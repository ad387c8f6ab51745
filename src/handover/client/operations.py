"""The operations of the API that are one request each. `docs/reference/api.md` says what each does."""

import json
import re
import uuid
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Final, TypeVar
from urllib.parse import quote

from handover.client.answers import (
    AnsweredPage,
    ApiTransfer,
    CheckAnswer,
    EstablishmentInfo,
    KeyInfo,
    Raw,
    SenderNotice,
    VendorApprovalInfo,
)
from handover.client.conversation import NO_FIELDS, ClientAnswer, ClientRequest, Conversation, do_locally
from handover.client.faults import ApiProblem
from handover.client.office_answers import RecordsInSif
from handover.client.reading import (
    read_establishment,
    read_good,
    read_key_info,
    read_notice,
    read_page,
    read_records_in_sif,
    read_transfer,
    read_vendor_approval,
    read_verdict,
)
from handover.client.retrying import Asking
from handover.client.sources import FileOrBytes, open_source

Item = TypeVar("Item")
JSON: Final = {"Content-Type": "application/json"}
OCTETS: Final = {"Content-Type": "application/octet-stream"}
NOT_FOUND: Final = 404
LONGEST_FIELD: Final = 100
"""Characters of what a sender calls a file, and of an idempotency key."""
_REFERENCE: Final = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", re.IGNORECASE)


def make_idempotency_key() -> str:
    """Return a key by which the site knows a call again that is made twice."""
    return str(uuid.uuid4())


def check_field_text(name: str, text: str | None, most: int = LONGEST_FIELD) -> None:
    """Raise ValueError for what a field of a request's head cannot hold: only printable ASCII can stand there."""
    if text is not None and not (0 < len(text) <= most and text.isascii() and text.isprintable()):
        raise ValueError(f"{name} takes 1 to {most} plain characters: letters without accents, digits, signs, blanks.")


def get_me(asking: Asking) -> Conversation[KeyInfo]:
    """Say whose the key is, what it opens and until when."""
    return read_good((yield from asking.ask(ClientRequest("GET", "/me"))), read_key_info)


def list_vendor_approvals(asking: Asking, cursor: str | None) -> Conversation[AnsweredPage[VendorApprovalInfo]]:
    """List the offices that approve a vendor; for a `VendorLogin` without an establishment."""
    return (yield from list_items(asking, "/vendor/establishments", cursor, read_vendor_approval))


def look_up_establishment(asking: Asking, number: str) -> Conversation[EstablishmentInfo]:
    """Look up an establishment by its number, such as `6814990`."""
    answer = yield from asking.ask(ClientRequest("GET", f"/establishments/{quote(number, safe='')}"))
    return read_good(answer, read_establishment)


def check_with_site(asking: Asking, file: FileOrBytes, *, name: str | None = None) -> Conversation[CheckAnswer]:
    """Have a file checked as if it were sent; the site keeps nothing of it."""
    with open_source(file, name) as source:
        data = yield from do_locally(source.read_all)
        request = ClientRequest("POST", "/check", {"name": source.name}, OCTETS, data)
        return read_good((yield from asking.ask(request)), read_verdict)


def list_incoming(
    asking: Asking,
    cursor: str | None,
    *,
    kind: str | None = None,
    since: datetime | None = None,
    limit: int | None = None,
) -> Conversation[AnsweredPage[ApiTransfer]]:
    """List what waits, the oldest first; `limit` is how many come with one request."""
    filters = {"kind": kind, "since": format_moment(since), "limit": write_query_number(limit)}
    return (yield from list_items(asking, "/inbox", cursor, read_transfer, **filters))


def list_sent_files(
    asking: Asking,
    cursor: str | None,
    *,
    state: str | None = None,
    sender_reference: str | None = None,
    kind: str | None = None,
    since: datetime | None = None,
    limit: int | None = None,
) -> Conversation[AnsweredPage[ApiTransfer]]:
    """List what this office sent, the oldest first; `limit` is how many come with one request."""
    filters = {
        "state": state,
        "sender_reference": sender_reference,
        "kind": kind,
        "since": format_moment(since),
        "limit": write_query_number(limit),
    }
    return (yield from list_items(asking, "/outbox", cursor, read_transfer, **filters))


def list_site_notices(asking: Asking, cursor: str | None) -> Conversation[AnsweredPage[SenderNotice]]:
    """List what happened later to files that this office sent, until each is acknowledged."""
    return (yield from list_items(asking, "/notices", cursor, read_notice))


def list_items(
    asking: Asking, path: str, cursor: str | None, read_item: Callable[[Raw], Item], **filters: str | None
) -> Conversation[AnsweredPage[Item]]:
    """Return a page of a list: the first, or the one at a cursor."""
    query = {name: value for name, value in {**filters, "cursor": cursor}.items() if value is not None}
    answer = yield from asking.ask(ClientRequest("GET", path, query))
    return read_good(answer, lambda raw: read_page(raw, read_item))


def get_head(asking: Asking, reference: str) -> Conversation[ApiTransfer]:
    """Say where a file is that this office sent or that is addressed to it."""
    return as_transfer((yield from asking.ask(ClientRequest("GET", transfer_path(reference)))))


def get_records_in_sif(asking: Asking, reference: str) -> Conversation[RecordsInSif]:
    """Fetch the pupils of a Common Transfer File as SIF objects, and what did not come over. The file waits on."""
    answer = yield from asking.ask(ClientRequest("GET", f"{transfer_path(reference)}/sif"))
    return read_good(answer, read_records_in_sif)


def confirm_arrival(asking: Asking, reference: str, *, if_match: str | None = None) -> Conversation[ApiTransfer]:
    """Confirm that the file has arrived: it is collected and confirmed. To say so again changes nothing."""
    return (yield from post_step(asking, reference, "acknowledge", {}, if_match))


def refuse_arrival(
    asking: Asking, reference: str, reason: str, text: str = "", *, if_match: str | None = None
) -> Conversation[ApiTransfer]:
    """Refuse a file, for a reason of the site's table, in words where it asks for them."""
    return (yield from post_step(asking, reference, "reject", {"reason": reason, "text": text}, if_match))


def call_file_back(asking: Asking, reference: str, *, if_match: str | None = None) -> Conversation[ApiTransfer]:
    """Call back a file that the other side has not collected."""
    return (yield from post_step(asking, reference, "recall", {}, if_match))


def answer_transfer(
    asking: Asking, reference: str, answer: str, *, if_match: str | None = None
) -> Conversation[ApiTransfer]:
    """Answer what the site asked about a file: `yes` sends it, `no` drops it."""
    return (yield from post_step(asking, reference, "answer", {"answer": answer}, if_match))


def confirm_notice(asking: Asking, notice: str) -> Conversation[None]:
    """Say that a notice was read; it is listed no more."""
    answer = yield from post_json(asking, f"/notices/{quote(notice, safe='')}/acknowledge", {})
    if answer.body:
        read_good(answer, lambda raw: raw)


def track_transfer(asking: Asking, name: str) -> Conversation[ApiTransfer | None]:
    """Find a file by its reference or by the sender's own name for it (the newest, of several); None if there is none."""
    if _REFERENCE.fullmatch(name):
        try:
            return (yield from get_head(asking, name.lower()))
        except ApiProblem as problem:
            if problem.status != NOT_FOUND:
                raise
    found, cursor = None, None
    while True:
        page = yield from list_sent_files(asking, cursor, sender_reference=name)
        found = page.items[-1] if page.items else found
        if page.next is None or page.next == cursor:
            return found
        cursor = page.next


def post_step(
    asking: Asking, reference: str, step: str, content: Mapping[str, str], if_match: str | None
) -> Conversation[ApiTransfer]:
    """Take a step of the life cycle, once also where it must be asked for twice."""
    headers = {"If-Match": if_match} if if_match is not None else NO_FIELDS
    return as_transfer((yield from post_json(asking, f"{transfer_path(reference)}/{step}", content, headers)))


def post_json(
    asking: Asking, path: str, content: Mapping[str, object], headers: Mapping[str, str] = NO_FIELDS
) -> Conversation[ClientAnswer]:
    """Post a JSON object under an idempotency key, new unless one is given, and return the answer."""
    fields = {**JSON, "Idempotency-Key": make_idempotency_key(), **headers}
    return (yield from asking.ask(ClientRequest("POST", path, NO_FIELDS, fields, json.dumps(content).encode())))


def transfer_path(reference: str) -> str:
    """Return the path of a transfer."""
    return f"/transfers/{quote(reference, safe='')}"


def as_transfer(answer: ClientAnswer) -> ApiTransfer:
    """Read an answer that is a transfer."""
    return read_good(answer, lambda raw: read_transfer(raw, answer.headers.get("etag")))


def write_query_number(number: int | None) -> str | None:
    """Return a number as an address holds it."""
    return None if number is None else str(number)


def format_moment(moment: datetime | None) -> str | None:
    """Return a moment as the API takes it. One without a zone is meant as this computer's."""
    return None if moment is None else moment.astimezone().isoformat()
