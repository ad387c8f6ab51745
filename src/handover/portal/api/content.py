"""The bytes of a file, as they were sent: the whole or a part. It is fetched as often as needed, and stays where it is."""

import re
from typing import Final
from uuid import UUID

from django.http import StreamingHttpResponse
from django.http.response import HttpResponseBase

from handover.common.text import Text
from handover.portal import clock
from handover.portal.api.answers import ApiAnswer, is_unchanged
from handover.portal.api.examples import EXAMPLES
from handover.portal.api.fields import IfNoneMatch, RangeField
from handover.portal.api.mailbox import get_stored_transfer
from handover.portal.api.operation import ApiOperation, ApiRequest
from handover.portal.api.refusals import ApiRefusal
from handover.portal.api.taking_in import write_digest
from handover.portal.transfers.fetching import fetch_part
from handover.portal.transfers.kinds import FileContent
from handover.portal.transfers.models import Transfer
from handover.portal.transfers.permissions import COLLECTING

ONE_RANGE: Final = re.compile(r"bytes=(\d{0,18})-(\d{0,18})", re.ASCII)
"""The ranges that are given; a field that says anything else, several ranges too, is passed over (RFC 9110, 14.2)."""


def fetch_content(
    request: ApiRequest, reference: UUID, wanted: RangeField = None, if_none_match: IfNoneMatch = None
) -> HttpResponseBase:
    """Give out a file's bytes."""
    transfer = get_stored_transfer(reference, request.auth)
    tag = f'"{transfer.digest}"'
    headers = {"ETag": tag, "Repr-Digest": write_digest(transfer.digest), "Accept-Ranges": "bytes"}
    if is_unchanged(request, tag):
        return ApiAnswer(304, None, headers).write()
    part = find_range(wanted if request.headers.get("If-Range", tag) == tag else None, transfer.size)
    start, stop = part or (0, transfer.size)
    stored = fetch_part(transfer, request.auth, start, stop, clock.now())
    response = StreamingHttpResponse(
        stored, content_type=content_type_of(transfer), status=206 if part else 200, headers=headers
    )
    response["Content-Length"] = str(stop - start)
    response["Content-Disposition"] = f'attachment; filename="{transfer.file_name}"'
    if part:
        response["Content-Range"] = f"bytes {start}-{stop - 1}/{transfer.size}"
    return response


def content_type_of(transfer: Transfer) -> str:
    """Return the media type of a file, by its kind."""
    return "application/zip" if transfer.file_kind.content is FileContent.ZIP else "application/xml"


def find_range(field: str | None, size: int) -> tuple[int, int] | None:
    """Return the part that a Range asks for, from its first byte to before its end; None where it asks for no one part.

    Raises ApiRefusal where there is no such part.
    """
    found = ONE_RANGE.fullmatch((field or "").replace(" ", ""))
    if found is None or found[1] == found[2] == "":
        return None
    if found[1] == "":
        start, stop = max(0, size - int(found[2])), size
    else:
        start, stop = int(found[1]), min(size, int(found[2]) + 1 if found[2] else size)
        if found[2] and int(found[2]) < start:
            return None
    if start >= stop:
        raise ApiRefusal("api.range", headers={"Content-Range": f"bytes */{size}"})
    return start, stop


OPERATIONS = (
    ApiOperation(
        "fetch_content",
        "GET",
        "/transfers/{uuid:reference}/content",
        "mailbox",
        COLLECTING,
        Text("Fetch a file", "Nôl ffeil"),
        Text(
            "The bytes as they were sent, with their SHA-256 in Repr-Digest; a part of them with Range. The file stays in the "
            "list of what waits until it is acknowledged. Each fetch is written down, and both sides see it in the file's "
            "history.",
            "Y beitiau fel yr anfonwyd hwy, â'u SHA-256 yn Repr-Digest; rhan ohonynt gyda Range. Mae'r ffeil yn aros yn y "
            "rhestr o'r hyn sy'n aros nes iddi gael ei chydnabod. Cofnodir pob nôl; mae'r ddwy ochr yn gweld hyn yn "
            "hanes y ffeil.",
        ),
        fetch_content,
        {200: None, 206: None, 304: None},
        EXAMPLES["fetch_content"],
        ("api.not_found", "api.other_side", "api.gone", "api.damaged", "api.range", "api.no_store"),
        gives_file=True,
        answer_headers=("ETag", "Repr-Digest", "Content-Range"),
    ),
)
