"""The bodies for authorities: monitoring, lost pupils and the searches that are kept."""

from datetime import date, datetime
from typing import Literal
from uuid import UUID

from pydantic import Field

from handover.portal.api.bodies import NUMBER, Day, PlaceBody, RequestBody, ResponseBody, TransferBody, Words


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
