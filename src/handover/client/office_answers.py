"""What the site answers about an office's work beside files, as values. Each keeps the site's own object in `raw`."""

from dataclasses import dataclass, field
from datetime import date, datetime

from handover.client.answers import EstablishmentName, Raw, ReportedProblem


@dataclass(frozen=True, slots=True)
class MessageBox:
    """A box of secure messages: one kind of user (`role`) at one school or authority. A school has one, `school`."""

    number: str
    role: str = "school"
    name: str = ""


@dataclass(frozen=True, slots=True)
class ReceivedMessage:
    """A message that came. `text` is what it says, and None in a list; `read_at` is when somebody of the box first read it."""

    reference: str
    source: MessageBox
    description: str
    text: str | None
    sent_at: datetime | None
    read_at: datetime | None
    answered_at: datetime | None
    kept_until: date | None
    raw: Raw = field(default_factory=dict, repr=False, compare=False)


@dataclass(frozen=True, slots=True)
class MessageCopy:
    """A copy of a message that was sent. `gone` says that it was deleted, or that its time was over."""

    box: MessageBox
    read_at: datetime | None
    gone: bool


@dataclass(frozen=True, slots=True)
class SentMessage:
    """A message that was sent from the key's box, by a person or by software. It is empty once nobody has a copy."""

    reference: str
    author: str
    description: str
    sent_at: datetime | None
    copies: tuple[MessageCopy, ...]
    raw: Raw = field(default_factory=dict, repr=False, compare=False)


@dataclass(frozen=True, slots=True)
class ListedPupil:
    """A pupil to be put on the list of the expected: by UPN, or by name and date of birth, or both.

    `source` is the number of the school that the pupil comes from, or of its authority.
    """

    upn: str = ""
    surname: str = ""
    forename: str = ""
    birth_date: date | None = None
    source: str = ""


@dataclass(frozen=True, slots=True)
class AwaitedPupil:
    """A pupil on the list. `record` is `missing`, `coming` or `arrived`; `transfer` the file with it, where it came here."""

    reference: str
    pupil: ListedPupil
    record: str
    record_words: str
    transfer: str | None
    added_at: datetime | None
    asked_at: datetime | None
    raw: Raw = field(default_factory=dict, repr=False, compare=False)


@dataclass(frozen=True, slots=True)
class ListOutcome:
    """What became of a list: how many of it are new, how many were there, and what was left out and why."""

    added: int
    there: int
    problems: tuple[ReportedProblem, ...]
    raw: Raw = field(default_factory=dict, repr=False, compare=False)


@dataclass(frozen=True, slots=True)
class OfferedPlace:
    """A place offered. `destination` offers it; the pupil goes to `school`. `state`: `matched`, `in_doubt`, `no_record`."""

    line: int
    pupil: ListedPupil
    destination: str
    school: str
    state: str
    state_words: str
    raw: Raw = field(default_factory=dict, repr=False, compare=False)


@dataclass(frozen=True, slots=True)
class WatchedFile:
    """A file on the lists of an authority. `school_days` are those since it was sent, 400 for that and more."""

    reference: str
    kind: str
    file_name: str
    source: EstablishmentName
    destination: EstablishmentName
    state: str
    state_words: str
    school_days: int
    overdue: bool
    raw: Raw = field(default_factory=dict, repr=False, compare=False)


@dataclass(frozen=True, slots=True)
class LostPupilCard:
    """What the index of the lost pupil store knows of a pupil; the rest stands in `raw`."""

    reference: str
    upn: str
    surname: str
    forename: str
    birth_date: date | None
    school: EstablishmentName
    state: str
    state_words: str
    may_release: bool
    raw: Raw = field(default_factory=dict, repr=False, compare=False)


@dataclass(frozen=True, slots=True)
class KeptSearchInfo:
    """A search that is kept for a year; `met` are the references of the pupils whom it met, with the moments."""

    reference: str
    kept_by: str
    ends_at: datetime | None
    met: tuple[tuple[str, datetime | None], ...]
    raw: Raw = field(default_factory=dict, repr=False, compare=False)


@dataclass(frozen=True, slots=True)
class RecordsInSif:
    """The records of a file as SIF objects, in the order in which they are to be stored; `losses` are rows of the bridge.

    Each object is the place of its pupil in the file, from 1 (None for what belongs to no one pupil), its name, and its XML.
    """

    reference: str
    objects: tuple[tuple[int | None, str, str], ...]
    losses: tuple[Raw, ...]
    raw: Raw = field(default_factory=dict, repr=False, compare=False)


@dataclass(frozen=True, slots=True)
class OffersOutcome:
    """What became of a list of offers: how many count, and what was left out and why."""

    offers: int
    problems: tuple[ReportedProblem, ...]
    raw: Raw = field(default_factory=dict, repr=False, compare=False)
