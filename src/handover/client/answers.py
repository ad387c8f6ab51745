"""What the site answers, as values. Each keeps the site's own object in `raw`, so that nothing it adds later is lost."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final, Generic, TypeVar

Raw = Mapping[str, Any]
NOTHING: Final[Raw] = MappingProxyType({})
Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class EstablishmentName:
    """An establishment as a transfer names it: its number, such as `6814990`, and its name."""

    number: str
    name: str


@dataclass(frozen=True, slots=True)
class VendorApprovalInfo:
    """That an office approves the vendor that asks: under which number it works for it, what it may do, and until when."""

    establishment: EstablishmentName
    mailbox: str
    role: str
    rights: tuple[str, ...]
    ends_on: date | None
    raw: Raw = field(default_factory=dict, repr=False, compare=False)


@dataclass(frozen=True, slots=True)
class KeyInfo:
    """What the site knows of the key that asks: its name, whose it is, what it opens, and until when.

    `mailbox` is the number under which it sends, such as `6812990` or `681LLLL`.
    """

    name: str
    establishment: EstablishmentName
    mailbox: str
    role: str
    rights: tuple[str, ...]
    ends_on: date | None
    limits: Raw = field(default_factory=dict, hash=False)
    raw: Raw = field(default_factory=dict, repr=False, compare=False)


@dataclass(frozen=True, slots=True)
class EstablishmentInfo:
    """An establishment as a sender looks it up. `takes` are the kinds of files that may be sent to it."""

    number: str
    name: str
    open: bool
    closed_on: date | None
    successor: EstablishmentName | None
    authority: EstablishmentName | None
    takes: tuple[str, ...]
    raw: Raw = field(default_factory=dict, repr=False, compare=False)


@dataclass(frozen=True, slots=True)
class ReportedProblem:
    """A finding of a check, or a question: what, where (line and pupil from 1), and what to do about it."""

    code: str
    severity: str
    message: str
    remedy: str
    line: int | None = None
    path: str | None = None
    pupil: int | None = None
    raw: Raw = field(default_factory=dict, repr=False, compare=False)


@dataclass(frozen=True, slots=True)
class ApiTransfer:
    """A file on its way, or at its end.

    `reference` names it for ever. `size` is in bytes, `digest` the SHA-256 of the content in hexadecimal. `sender_reference`
    is the sender's own name for it, which only the sender sees. `fetched_at` is when the receiver's software last took a copy.
    `etag` is set by `head`, for `if_match`.
    """

    reference: str
    kind: str
    file_name: str
    source: EstablishmentName
    destination: EstablishmentName
    state: str
    state_words: str
    size: int
    digest: str
    pupils: int | None
    sent_at: datetime | None
    moved_at: datetime | None
    sender_reference: str | None = None
    questions: tuple[ReportedProblem, ...] = ()
    reason: str | None = None
    parent: str | None = None
    fetched_at: datetime | None = None
    etag: str | None = None
    raw: Raw = field(default_factory=dict, repr=False, compare=False)


@dataclass(frozen=True, slots=True)
class SendOutcome:
    """What became of a file that was sent.

    `verdict` is `accepted`, `warned`, `held`, `asked` (it goes once `answer(reference, "yes")` is given), `resent` (the
    very file is on its way already; nothing was sent twice) or `refused` (nothing was sent, and `problems` say why).
    """

    verdict: str
    transfer: ApiTransfer | None
    problems: tuple[ReportedProblem, ...]
    pupils: int | None
    raw: Raw = field(default_factory=dict, repr=False, compare=False)

    @property
    def refused(self) -> bool:
        """Whether nothing was sent."""
        return self.verdict == "refused"

    @property
    def asked(self) -> bool:
        """Whether a question must be answered before the file goes."""
        return self.verdict == "asked"


@dataclass(frozen=True, slots=True)
class CheckAnswer:
    """What the checks say of a file that is not sent: `accept`, `repair` (under a corrected name) or `refuse`."""

    verdict: str
    problems: tuple[ReportedProblem, ...]
    pupils: int | None
    canonical: str | None
    raw: Raw = field(default_factory=dict, repr=False, compare=False)


@dataclass(frozen=True, slots=True)
class SenderNotice:
    """What happened later to a file: rejected, never collected, the destination closed … `event` is a key of a table."""

    id: str
    event: str
    words: str
    at: datetime | None
    transfer: ApiTransfer | None
    raw: Raw = field(default_factory=dict, repr=False, compare=False)


@dataclass(frozen=True, slots=True)
class FetchedFile:
    """A file that was fetched whole: its content agrees with the digest (SHA-256, hexadecimal) that the site gave."""

    path: Path
    size: int
    digest: str
    new: bool
    """False where the same content lay there already."""


@dataclass(frozen=True, slots=True)
class LostPupilHit:
    """A lost pupil who may be meant, and why: what agrees and what does not, the weightiest first."""

    reference: str
    surname: str
    forename: str
    birth_date: date | None
    town: str
    school: EstablishmentName
    state: str
    state_words: str
    reasons: tuple[str, ...]
    raw: Raw = field(default_factory=dict, repr=False, compare=False)


@dataclass(frozen=True, slots=True)
class LostPupilAnswer:
    """What a search of the lost pupil store gave.

    Where very many fit, `vague` is true and none is shown; `add` says in words what would narrow the search. `meant_upn` is the
    UPN with its right check letter, where that was wrong.
    """

    vague: bool
    add: tuple[str, ...]
    meant_upn: str | None
    fitting: tuple[LostPupilHit, ...]
    nearest: tuple[LostPupilHit, ...]
    raw: Raw = field(default_factory=dict, repr=False, compare=False)


@dataclass(frozen=True, slots=True)
class SiteReport:
    """A report that the key may run. `takes` says by what it can be narrowed."""

    key: str
    title: str
    about: str
    takes: tuple[str, ...]
    names_pupils: bool
    raw: Raw = field(default_factory=dict, repr=False, compare=False)


@dataclass(frozen=True, slots=True)
class AnsweredPage(Generic[Item]):
    """A page of a list; `next` is the cursor of the page after it."""

    items: tuple[Item, ...]
    next: str | None
