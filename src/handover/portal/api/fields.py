"""The fields of requests that several operations share, as their signatures name them."""

from datetime import UTC, datetime
from typing import Annotated, Final

from ninja import Header, Path, Query
from pydantic import AfterValidator, AwareDatetime, Field

from handover.portal.api.bodies import LONGEST_NAME, NUMBER, refuse_nul
from handover.portal.api.models import LONGEST_REFERENCE
from handover.portal.transfers.flow import STATES
from handover.portal.transfers.kinds import KINDS

MOST_ITEMS: Final = 200
USUAL_ITEMS: Final = 50
PRINTABLE: Final = r"^[\x20-\x7e]+$"


def as_utc(moment: datetime) -> datetime:
    """Return a moment in UTC; raise ValueError for one that lies before or behind all that can be counted."""
    try:
        return moment.astimezone(UTC)
    except OverflowError as fault:
        raise ValueError("A moment from year 1 to 9999.") from fault


def known_kind(key: str) -> str:
    """Return the key of a kind of file; raise ValueError where there is none."""
    if key not in KINDS:
        raise ValueError(f"One of: {', '.join(KINDS)}.")
    return key


def known_state(key: str) -> str:
    """Return the key of a state; raise ValueError where there is none."""
    if key not in [state.value for state in STATES]:
        raise ValueError(f"One of: {', '.join(STATES)}.")
    return key


IdempotencyKey = Annotated[
    str | None,
    Header(
        None,
        alias="Idempotency-Key",
        min_length=1,
        max_length=255,
        pattern=PRINTABLE,
        description="The same for each repetition of a request, such as a UUID: for 24 hours it is carried out once only.",
    ),
]
SenderReferenceField = Annotated[
    str | None,
    Header(
        None,
        alias="Sender-Reference",
        min_length=1,
        max_length=LONGEST_REFERENCE,
        pattern=PRINTABLE,
        description="Your own id of the file, by which you find it again.",
    ),
]
ContentDigest = Annotated[
    str | None,
    Header(
        None,
        alias="Content-Digest",
        max_length=500,
        pattern=PRINTABLE,
        description="SHA-256 of the body (RFC 9530), such as sha-256=:…:. A body that is another one is refused.",
    ),
]
IfMatch = Annotated[
    str | None,
    Header(
        None,
        alias="If-Match",
        max_length=500,
        pattern=PRINTABLE,
        description="The ETag of the file as you saw it: nothing is done where it has moved since.",
    ),
]
IfNoneMatch = Annotated[
    str | None,
    Header(
        None,
        alias="If-None-Match",
        max_length=500,
        pattern=PRINTABLE,
        description="The ETag that you hold: 304 where nothing has changed.",
    ),
]
FileName = Annotated[
    str,
    Query(..., min_length=1, max_length=LONGEST_NAME, description="The name of the file."),
    AfterValidator(refuse_nul),
]
Cursor = Annotated[
    str | None,
    Query(None, max_length=200, description="`next` of the part before; none for the first part."),
]
Limit = Annotated[int, Query(USUAL_ITEMS, ge=1, le=MOST_ITEMS, description="The most items to return.")]
KindKey = Annotated[str, Field(json_schema_extra={"enum": list(KINDS)}), AfterValidator(known_kind)]
StateKey = Annotated[
    str, Field(json_schema_extra={"enum": [state.value for state in STATES]}), AfterValidator(known_state)
]
KindFilter = Annotated[KindKey | None, Query(None, description="Files of one kind only.")]
StateFilter = Annotated[StateKey | None, Query(None, description="Files in one state only.")]
Moment = Annotated[AwareDatetime, AfterValidator(as_utc)]
Since = Annotated[Moment | None, Query(None, description="Files that were sent at this moment or later.")]
ReferenceFilter = Annotated[
    str | None, Query(None, max_length=LONGEST_REFERENCE, description="The file with this id of your own.")
]
RangeField = Annotated[
    str | None,
    Header(
        None,
        alias="Range",
        max_length=100,
        pattern=PRINTABLE,
        description="The part to return, such as bytes=1048576-; without it, all of the file.",
    ),
]
EstablishmentNumber = Annotated[
    str,
    Path(..., pattern=NUMBER, description="Seven characters, such as 6814990 or 681LLLL."),
]
