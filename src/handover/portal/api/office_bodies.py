"""The bodies of the operations for an office's work: messages, lists of pupils, lost pupils, monitoring, reports, SIF."""

import re
from datetime import date, datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import BeforeValidator, Field

from handover.portal.api.bodies import PlaceBody, ProblemBody, RequestBody, ResponseBody, TransferBody, Words

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


class BoxBody(RequestBody):
    """A box of secure messages: one kind of user at one school or authority."""

    number: str = Field(pattern=NUMBER, description="Number of the school, or of the authority (681LLLL).")
    role: str = Field("school", max_length=30, description="A role of the table of roles; `school` for a school.")


class NamedBoxBody(ResponseBody):
    """A box with its name."""

    number: str
    role: str
    name: str


class MessageBody(ResponseBody):
    """A message that came."""

    reference: UUID
    source: NamedBoxBody = Field(description="The box that it came from.")
    description: str = Field(description="What it is about.")
    text: str | None = Field(None, description="What it says; only where one message is asked for.")
    sent_at: datetime
    read_at: datetime | None = Field(description="When somebody of the box first read it.")
    answered_at: datetime | None
    kept_until: date


class MessageListBody(ResponseBody):
    """A part of the messages that came."""

    items: list[MessageBody]
    next: str | None


class RecipientBody(NamedBoxBody):
    """Somebody to whom a message was sent."""

    read_at: datetime | None
    gone: bool = Field(description="Whether the copy was deleted, or its time was over.")


class SentMessageBody(ResponseBody):
    """A message that was sent from the key's box."""

    reference: UUID
    author: str = Field(description="The person who sent it, or the software.")
    description: str = Field(description="What it is about; empty once nobody has a copy any more.")
    sent_at: datetime
    recipients: list[RecipientBody]


class SentMessageListBody(ResponseBody):
    """A part of the messages that were sent."""

    items: list[SentMessageBody]
    next: str | None


class NewMessageBody(RequestBody):
    """A message to be sent. It may name a child: both columns are sealed, and no e-mail says them."""

    recipients: list[BoxBody] = Field(max_length=50)
    description: Words = Field(max_length=500)
    text: Words = Field(max_length=50_000)
    answers: Reference | None = Field(None, description="The message that this one answers.")


class ExpectedPupilBody(RequestBody):
    """A pupil whom the office expects: by UPN, or by name and date of birth, or both."""

    upn: Words = Field("", max_length=20)
    surname: Words = Field("", max_length=100)
    forename: Words = Field("", max_length=100)
    birth_date: Day | None = None
    source: Words = Field(
        "", max_length=100, description="Number of the school that the pupil comes from, or of its authority (681LLLL)."
    )


class ExpectedPupilsBody(RequestBody):
    """Pupils to be put on the list."""

    pupils: list[ExpectedPupilBody] = Field(min_length=1, max_length=5000)


class ExpectedBody(ResponseBody):
    """A pupil on the list, and where the record is."""

    upn: str
    surname: str
    forename: str
    birth_date: date | None
    source: str
    reference: UUID
    record: Literal["missing", "coming", "arrived"]
    record_words: str
    transfer: UUID | None = Field(description="The file that holds the record, if it came to the key's own mailbox.")
    added_at: datetime
    asked_at: datetime | None = Field(description="When somebody last asked for the record by secure message.")


class ExpectedListBody(ResponseBody):
    """A part of the list, those first whose record is missing; and how many there are of each."""

    items: list[ExpectedBody]
    next: str | None
    counts: dict[str, int]


class ExpectedAddedBody(ResponseBody):
    """What became of pupils that were put on the list."""

    added: int = Field(description="How many are new on the list.")
    there: int = Field(description="How many were on it already.")
    problems: list[ProblemBody] = Field(description="What was left out; `line` is the place in the order sent, from 1.")


class OfferBody(ResponseBody):
    """A place offered, as the list says, and what became of it on the board."""

    line: int = Field(description="Line of the list, from 1.")
    upn: str
    surname: str
    forename: str
    birth_date: date | None
    destination: str = Field(description="Number of the school that offers the place.")
    school: str = Field(
        description="Number of the school that the pupil goes to: another where a person gave one by hand."
    )
    state: Literal["matched", "in_doubt", "no_record"]
    state_words: str


class OfferListBody(ResponseBody):
    """A part of the list of offers that stands."""

    items: list[OfferBody]
    next: str | None
    brought_at: datetime | None
    counts: dict[str, int]


class OffersTakenBody(ResponseBody):
    """What became of a list of offers."""

    offers: int = Field(description="How many offers count.")
    problems: list[ProblemBody]


class WatchedBody(ResponseBody):
    """A file on the lists of an authority."""

    reference: UUID
    kind: str
    file_name: str
    source: PlaceBody
    destination: PlaceBody
    state: str
    state_words: str
    size: int
    pupils: int
    sent_at: datetime
    moved_at: datetime
    school_days: int = Field(
        description="School days since it was sent, in the receiver's nation; 400 for that and more."
    )
    overdue: bool = Field(description="Whether it has waited longer than the regulations allow.")


class WatchedListBody(ResponseBody):
    """A part of a list of an authority."""

    items: list[WatchedBody]
    next: str | None


class SoughtBody(RequestBody):
    """The child whose files are looked for: the UPN, or two of the three others, spelt as in the file."""

    upn: Words = Field("", max_length=20)
    surname: Words = Field("", max_length=100)
    forename: Words = Field("", max_length=100)
    birth_date: Day | None = None


class FoundFilesBody(ResponseBody):
    """The files of an authority that hold a child, the newest first, a hundred at most."""

    items: list[WatchedBody]


class LostQuestionBody(RequestBody):
    """What is known of a child who is searched for: a UPN, or a surname, or a date of birth with a forename or a town."""

    upn: Words = Field("", max_length=20)
    surname: Words = Field("", max_length=100)
    begins: bool = Field(
        False, description="The surname begins with exactly these letters; otherwise it sounds like them."
    )
    forename: Words = Field("", max_length=100)
    town: Words = Field("", max_length=100)
    birth_date: Day | None = None
    gender: Literal["", "F", "M"] = ""


class LostHitBody(ResponseBody):
    """A lost pupil who may be meant, and why."""

    reference: UUID
    surname: str
    forename: str
    birth_date: date | None
    town: str
    kind: str = Field(description="X: next school not known. M: left the maintained sector.")
    school: PlaceBody = Field(description="The school that put the file into the store.")
    lodged_at: datetime
    state: str
    state_words: str
    reasons: list[str] = Field(description="What agrees and what does not, the weightiest first.")


class LostAnswerBody(ResponseBody):
    """What a search gave. Where very many fit none is shown: it would be a list of children."""

    vague: bool
    add: list[str] = Field(description="The fields that would narrow the search, the most telling first.")
    meant_upn: str | None = Field(description="The UPN with its right check letter, where that was wrong.")
    fitting: list[LostHitBody]
    nearest: list[LostHitBody]


class LostPupilBody(ResponseBody):
    """All that the index of the store knows of a lost pupil."""

    reference: UUID
    upn: str
    former_upn: str
    surname: str
    former_surname: str
    preferred_surname: str
    forename: str
    preferred_forename: str
    middle_names: str
    birth_date: date | None
    gender: str
    town: str
    postcode: str
    school_year: str
    kind: str
    school: PlaceBody
    lodged_at: datetime
    state: str
    state_words: str
    may_release: bool = Field(description="Whether this key's authority may send the file on now.")


class ReleaseBody(RequestBody):
    """To which school a lost pupil's file goes, and who decided it."""

    school: str = Field(
        pattern=NUMBER, description="Number of the school of your authority where the pupil is on roll."
    )
    decided_by: Words = Field(
        min_length=1,
        max_length=60,
        description="Username of the person of your authority who decided it, and who may release files on the site.",
    )
    reasonable_steps: Literal[True] = Field(
        description="That this person has taken reasonable steps to make sure that the pupil is on roll at that school."
    )


class ReleasedBody(ResponseBody):
    """The file on its way to the school."""

    transfer: TransferBody


class MetPupilBody(ResponseBody):
    """A pupil who came into the store and whom a kept search met."""

    reference: UUID
    met_at: datetime


class KeptSearchBody(ResponseBody):
    """A search that is kept for a year."""

    reference: UUID
    question: LostQuestionBody
    kept_by: str = Field(description="The person who keeps it, or the software.")
    begun_at: datetime
    ends_at: datetime
    met: list[MetPupilBody]


class KeptSearchListBody(ResponseBody):
    """A part of the searches that the authority keeps, the latest first."""

    items: list[KeptSearchBody]
    next: str | None


class ReportBody(ResponseBody):
    """A report that the key may run."""

    key: str
    title: str
    about: str
    takes: list[str] = Field(description="By what it can be narrowed.")
    names_pupils: bool


class ReportListBody(ResponseBody):
    """The reports that the key may run."""

    items: list[ReportBody]


class SifObjectBody(ResponseBody):
    """One SIF object."""

    pupil: int | None = Field(
        description="Place of the pupil in the file, from 1; null for what belongs to no one pupil."
    )
    name: str = Field(description="Name of the object, such as LearnerPersonal.")
    xml: str = Field(description="The object as SIF UK writes it.")


class LossBody(ResponseBody):
    """One value of the file that did not simply come over, as `handover bridge to-sif --json` tells of it."""

    kind: str
    pupil: int | None
    path: str
    value: str
    given: str
    kept: bool = Field(description="Whether the original travels along in an extended element.")
    row: str = Field(description="Row of the table of the bridge.")
    message: str


class RecordsInSifBody(ResponseBody):
    """The records of a file as SIF objects in publishing order, and what did not come over."""

    reference: UUID
    objects: list[SifObjectBody]
    losses: list[LossBody]
