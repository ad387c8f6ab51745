"""What bodies of the API are made of, and those about files and keys: names in snake_case, times in ISO 8601 with their zone.

Those of messages, lists of pupils and authorities lie beside it in `…_bodies.py`.
"""

import re
from datetime import date, datetime
from typing import Annotated, Any, Final, Literal
from uuid import UUID

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field

from handover.portal.api.models import LONGEST_REFERENCE
from handover.portal.transfers.intake import UploadVerdict


def refuse_nul(text: str) -> str:
    """Return a text; raise ValueError where it holds a NUL, which nothing can store."""
    if "\0" in text:
        raise ValueError("A text cannot hold the character NUL.")
    return text


LONGEST_NAME: Final = 255
Words = Annotated[str, AfterValidator(refuse_nul)]
NUMBER = r"^[0-9]{3}[0-9A-Za-z]{4}$"
"""The number of a mailbox: three digits of the authority, four characters of the school or desk."""


def read_iso_day(value: Any) -> Any:
    """Return a day as pydantic reads one; raise ValueError for what is not written YYYY-MM-DD, such as a number."""
    if (
        isinstance(value, date)
        or value is None
        or (isinstance(value, str) and re.fullmatch(r"\d{4}-\d{2}-\d{2}", value))
    ):
        return value
    raise ValueError("A day is written as in 2015-02-11.")


Day = Annotated[date, Field(strict=False), BeforeValidator(read_iso_day)]
Reference = Annotated[UUID, Field(strict=False)]
"""A UUID as JSON can write it."""


class RequestBody(BaseModel):
    """A body that software sends, or an object in one: what is misspelt, or of another type, is told and never passed over.

    It is no `ninja.Schema`, which takes whatever has attributes for an object, a list too. What stood in it is never logged.
    """

    model_config = ConfigDict(extra="forbid", strict=True, hide_input_in_errors=True)


class ResponseBody(BaseModel):
    """A body that the site answers with. Where one cannot be made, the log says which member, and never what stood in it."""

    model_config = ConfigDict(hide_input_in_errors=True)


class PlaceBody(ResponseBody):
    """An establishment as one end of a transfer. `XXXXXXX` and `MMMMMMM` are the lost pupil store."""

    number: str = Field(description="Number of the mailbox, such as 6814990, 681LLLL or XXXXXXX.")
    name: str = Field(description="Its name, in the language of the answer.")


class ProblemBody(ResponseBody):
    """A finding of a check: what, where, how bad, and what to do about it."""

    code: str
    severity: Literal["error", "warning", "note"]
    line: int | None = Field(None, description="Line of the file, from 1.")
    path: str | None = Field(None, description="Place in the document.")
    pupil: int | None = Field(None, description="Place of the pupil in the file, from 1.")
    message: str
    remedy: str


class ProblemDocument(ResponseBody):
    """Why a request was refused (RFC 9457)."""

    type: str = Field(description="The page about the code on this site.")
    title: str
    status: int
    code: str
    detail: str
    remedy: str
    problems: list[ProblemBody] | None = Field(None, description="The single findings, where there are several.")


class TransferBody(ResponseBody):
    """One file on its way."""

    reference: UUID
    kind: str = Field(description="Kind of file, a key of the table of kinds, such as ctf.")
    file_name: str
    source: PlaceBody
    destination: PlaceBody
    state: str = Field(description="Where the file is: a key of the life cycle, such as sent or confirmed.")
    state_words: str
    size: int = Field(description="Bytes.")
    digest: str = Field(description="SHA-256 of the bytes, in hexadecimal digits.")
    pupils: int = Field(description="How many pupils' records the file holds.")
    sent_at: datetime
    moved_at: datetime = Field(description="When it came into its state.")
    fetched_at: datetime | None = Field(
        None,
        description="When software of the receiver last took a copy by the API. Fetching does not change the state.",
    )
    sender_reference: str | None = Field(None, description="The sender's own id of the file; for its sender alone.")
    questions: list[ProblemBody] = Field(description="What the sender has to answer before the file goes.")
    reason: str = Field(description="Why it was rejected or removed; empty otherwise.")
    parent: UUID | None = Field(None, description="The transfer that was sent on as this one.")


class SendBody(ResponseBody):
    """What became of a file that was sent."""

    verdict: UploadVerdict
    transfer: TransferBody | None
    problems: list[ProblemBody]
    pupils: int


class RefusedFileBody(ProblemDocument, SendBody):
    """The answer to a file that was refused: a problem document with what became of the file beside it."""

    problems: list[ProblemBody]


class TransferListBody(ResponseBody):
    """A part of a list of transfers."""

    items: list[TransferBody]
    next: str | None = Field(description="What to give as `cursor` for the next part; null at the end.")


class LimitsBody(ResponseBody):
    """What a key may ask for."""

    requests_per_minute: int = Field(description="Requests of one key.")
    request_bytes: int = Field(description="The largest body of any request.")
    file_bytes: dict[str, int] = Field(description="The largest file of each kind that the key may send.")
    piece_bytes: int = Field(description="The largest piece of an upload.")
    upload_hours: int = Field(description="How long an upload that is not finished is kept.")
    list_items: int = Field(description="The most items of one part of a list.")


class VendorBody(ResponseBody):
    """A vendor of software that an office approves."""

    name: str
    client_id: str


class KeyBody(ResponseBody):
    """The key that came with the request, and its office."""

    key: str = Field(description="Name of the key.")
    prefix: str = Field(description="The letters of the key that are no secret.")
    establishment: PlaceBody
    mailbox: str = Field(description="The number under which the key sends and receives.")
    role: str
    rights: list[str]
    ends_on: date
    vendor: VendorBody | None = Field(
        description="The vendor through whose token it came; null for a key of the office."
    )
    limits: LimitsBody


class ApprovalBody(ResponseBody):
    """That an office approves the vendor: for what, and until when."""

    establishment: PlaceBody
    scope: str = Field(description="What to ask for to get a token for this office.")
    mailbox: str = Field(description="The number under which the vendor sends and receives for it.")
    role: str
    rights: list[str]
    ends_on: date


class ApprovalListBody(ResponseBody):
    """A part of the list of offices that approve the vendor."""

    items: list[ApprovalBody]
    next: str | None = Field(description="What to give as `cursor` for the next part; null at the end.")


class BeginUploadBody(RequestBody):
    """A file that is to come in pieces."""

    name: Words = Field(min_length=1, max_length=LONGEST_NAME, description="The name of the file.")
    size: int = Field(ge=1, le=2**53, description="Its length in bytes.")
    sender_reference: Words | None = Field(
        None, min_length=1, max_length=LONGEST_REFERENCE, description="Your own id of the file."
    )


class UploadBody(ResponseBody):
    """An upload that is under way."""

    id: UUID
    size: int
    offset: int = Field(description="How many bytes are here.")
    piece_size: int = Field(description="The most bytes of one piece.")
    expires_at: datetime = Field(description="Until when it can be carried on.")


class NoticeBody(ResponseBody):
    """Something that happened to a file after it was sent or had arrived."""

    id: UUID
    event: str = Field(description="What happened: a key of the table of late events, such as reject or expire.")
    words: str
    at: datetime
    transfer: TransferBody


class NoticeListBody(ResponseBody):
    """A part of the list of notices."""

    items: list[NoticeBody]
    next: str | None = Field(description="What to give as `cursor` for the next part; null at the end.")


class EstablishmentBody(ResponseBody):
    """An establishment as the register has it today."""

    number: str
    name: str
    open: bool = Field(description="Whether a file that is sent today goes on its way at once.")
    state: Literal["open", "closed", "closed_with_successor", "not_yet_open", "inactive"]
    opens_on: date | None
    closed_on: date | None
    successor: PlaceBody | None = Field(description="The open school that took the place of a closed one.")
    authority: PlaceBody | None
    takes: list[str] = Field(description="The kinds of files that this key's office may send there.")


class RejectBody(RequestBody):
    """Why a file is rejected. The sender reads it; it should name no child."""

    reason: Literal["not_ours", "unreadable", "not_imported", "other"]
    text: Words = Field(
        "", max_length=400, description="In a few words, for the sender's office; needed where `other`."
    )


class AnswerBody(RequestBody):
    """The answer to the questions about a file."""

    answer: Literal["yes", "no"]


class FileNameBody(ResponseBody):
    """How the name of a file is read."""

    kind: str | None
    source: str | None
    destination: str | None
    canonical: str | None


class CheckBody(ResponseBody):
    """What the checks say of a file, in the form of `handover ctf check --json`."""

    file: str
    verdict: Literal["accept", "repair", "refuse"]
    name: FileNameBody | None
    pupils: int
    problems: list[ProblemBody]
