"""The bodies of the lists of pupils: those whom an office expects, and the places that an authority offers."""

from datetime import date, datetime
from typing import Literal
from uuid import UUID

from pydantic import Field

from handover.portal.api.bodies import Day, ProblemBody, RequestBody, ResponseBody, Words


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
