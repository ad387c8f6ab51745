"""Everything that is held on one child, for a data protection request: as a table of sections, each for its permissions.

A person gets what their role may see of their own school's or authority's, and is told which sections the role does not
open. What is handed over are references, not the records: a file is downloaded or opened on its own page, as ever.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Generic, Protocol, TypeVar

from handover.common.text import Language, Text
from handover.portal.accounts.models import User
from handover.portal.audit.log import record
from handover.portal.lostpupils.permissions import SEARCH_LOST
from handover.portal.messaging.permissions import USE_MESSAGES
from handover.portal.reports import traces
from handover.portal.reports.columns import ColumnHead, Line, ReportColumn, lines_of
from handover.portal.reports.traces import Gathering
from handover.portal.reports.wanted import ChildQuery
from handover.portal.transfers.marks import for_the_log
from handover.portal.transfers.permissions import COLLECTING, SEARCH_TRANSFERS, SENDING
from handover.portal.web.access import Permission

R = TypeVar("R")


class TraceSource(Protocol):
    """Where the lines of a section come from."""

    @property
    def columns(self) -> Sequence[ColumnHead]:
        """What a line says, in order."""

    def lines(self, gathering: Gathering) -> list[Line]:
        """Return every line."""


@dataclass(frozen=True, slots=True)
class Traces(Generic[R]):
    """Lines that are the records of one sort that are about the child."""

    columns: tuple[ReportColumn[R], ...]
    records: Callable[[Gathering], Iterable[R]]

    def lines(self, gathering: Gathering) -> list[Line]:
        """Return every line."""
        return lines_of(self.records(gathering), self.columns, gathering)


@dataclass(frozen=True, slots=True)
class HoldingSection:
    """One sort of trace: its word in file names, its title, who may see it, and what is gathered."""

    key: str
    title: Text
    permissions: tuple[Permission, ...]
    source: TraceSource

    @property
    def columns(self) -> Sequence[ColumnHead]:
        """What a line says, in order."""
        return self.source.columns


SECTIONS: tuple[HoldingSection, ...] = (
    HoldingSection(
        "files",
        Text("Files that hold a record of the child", "Ffeiliau sy'n cynnwys cofnod y plentyn"),
        (*SENDING, *COLLECTING, SEARCH_TRANSFERS),
        Traces(traces.FILES, traces.trace_files),
    ),
    HoldingSection(
        "lost-pupils",
        Text("Rows of the lost pupil store", "Rhesi'r storfa disgyblion coll"),
        (SEARCH_LOST,),
        Traces(traces.LOST_PUPILS, traces.lost_pupils),
    ),
    HoldingSection(
        "searches",
        Text("Searches for the child", "Chwiliadau am y plentyn"),
        (SEARCH_LOST, SEARCH_TRANSFERS),
        Traces(traces.SEARCHED, traces.searches),
    ),
    HoldingSection(
        "kept-searches",
        Text("Searches that are still kept", "Chwiliadau sy'n dal i gael eu cadw"),
        (SEARCH_LOST,),
        Traces(traces.KEPT_SEARCHES, traces.kept_searches),
    ),
    HoldingSection(
        "matches",
        Text("Pairs of the census matching", "Parau'r paru â'r cyfrifiad"),
        (SEARCH_LOST,),
        Traces(traces.MATCHES, traces.matches),
    ),
    HoldingSection(
        "messages",
        Text("Secure messages that name the child", "Negeseuon diogel sy'n enwi'r plentyn"),
        (USE_MESSAGES,),
        Traces(traces.MESSAGES, traces.trace_messages),
    ),
)


@dataclass(frozen=True, slots=True)
class Holdings:
    """What was found: the lines of each section that the person may see, by its key, and the sections they may not."""

    lines: Mapping[str, list[Line]] = field(default_factory=dict)
    closed: tuple[HoldingSection, ...] = ()

    @property
    def found(self) -> int:
        """How many lines there are."""
        return sum(map(len, self.lines.values()))

    @property
    def sections(self) -> list[tuple[HoldingSection, list[Line]]]:
        """The sections that the person may see, with their lines."""
        return [(section, self.lines[section.key]) for section in SECTIONS if section.key in self.lines]


def gather(wanted: ChildQuery, by: User, how: str, language: Language, now: datetime) -> Holdings:
    """Gather what a person may see of a child, and write that into the audit log: in codes, never a name."""
    gathering = Gathering(wanted, by, now, language)
    open_ = [section for section in SECTIONS if by.may(*section.permissions)]
    holdings = Holdings(
        {section.key: section.source.lines(gathering) for section in open_},
        tuple(section for section in SECTIONS if section not in open_),
    )
    sought = [one for one, _ in wanted.sought()]
    details = {
        "by": ",".join(one.by for one in sought),
        "sought": ",".join(for_the_log(one) for one in sought),
        "found": str(holdings.found),
        "as": how,
    }
    record("child.gathered", actor=by.actor, details=details, now=now)
    return holdings
