"""Everything that is held on one child, for a data protection request: as a table of sections, each for its permissions.

A person gets what their role may see of their own school's or authority's, and is told which sections the role does not
open. What is handed over are references, not the records: a file is downloaded or opened on its own page, as ever.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from handover.common.text import Language, Text
from handover.portal.accounts.models import User
from handover.portal.audit.log import record
from handover.portal.lostpupils.permissions import SEARCH_LOST
from handover.portal.messaging.permissions import USE_MESSAGES
from handover.portal.reports import traces
from handover.portal.reports.report import Column, Line
from handover.portal.reports.table import FILE, SCHOOL, SENT, WHERE, words
from handover.portal.reports.traces import Gathering
from handover.portal.reports.wanted import Wanted
from handover.portal.transfers.marks import for_the_log
from handover.portal.transfers.permissions import COLLECTING, SEARCH_TRANSFERS, SENDING
from handover.portal.web.access import Permission


@dataclass(frozen=True, slots=True)
class Section:
    """One sort of trace: its word in file names, its title, who may see it, its columns, and how it is gathered."""

    key: str
    title: Text
    permissions: tuple[Permission, ...]
    columns: tuple[Column, ...]
    gather: Callable[[Gathering], list[Line]]


FOUND_BY = words("Found by", "Canfuwyd drwy")
SECTIONS: tuple[Section, ...] = (
    Section(
        "files",
        Text("Files that hold a record of the child", "Ffeiliau sy'n dal cofnod o'r plentyn"),
        (*SENDING, *COLLECTING, SEARCH_TRANSFERS),
        (
            *(SENT, words("Kind", "Math"), words("From", "O"), words("Sender", "Anfonwr")),
            *(words("To", "I"), words("Receiver", "Derbynnydd"), FILE, WHERE),
            *(words("Downloaded", "Lawrlwythwyd"), words("Kept until", "Cedwir tan"), FOUND_BY),
        ),
        traces.files,
    ),
    Section(
        "lost-pupils",
        Text("Rows of the lost pupil store", "Rhesi'r storfa disgyblion coll"),
        (SEARCH_LOST,),
        (
            *(
                words("Uploaded", "Llwythwyd i fyny"),
                *SCHOOL,
                words("Surname", "Cyfenw"),
                words("Forename", "Enw cyntaf"),
            ),
            *(words("Born", "Ganwyd"), words("UPN", "UPN"), words("Town", "Tref"), words("Postcode", "Cod post")),
            *(words("What became of it", "Beth ddigwyddodd"), words("Left the store", "Gadawodd y storfa"), FOUND_BY),
        ),
        traces.lost_pupils,
    ),
    Section(
        "searches",
        Text("Searches for the child", "Chwiliadau am y plentyn"),
        (SEARCH_LOST, SEARCH_TRANSFERS),
        (words("When", "Pryd"), words("What was done", "Beth a wnaed"), words("By", "Gan"), words("Found", "Canfuwyd")),
        traces.searches,
    ),
    Section(
        "kept-searches",
        Text("Searches that are still kept", "Chwiliadau sy'n dal i gael eu cadw"),
        (SEARCH_LOST,),
        (words("Begun", "Dechreuwyd"), words("Ends", "Daw i ben"), words("By", "Gan"), FOUND_BY),
        traces.kept_searches,
    ),
    Section(
        "matches",
        Text("Pairs of the census matching", "Parau'r paru â'r cyfrifiad"),
        (SEARCH_LOST,),
        (
            *(
                words("Matched", "Parwyd"),
                words("Uploaded by", "Llwythwyd i fyny gan"),
                words("On roll at", "Ar gofrestr"),
            ),
            *(words("Decision", "Penderfyniad"), words("Decided", "Penderfynwyd")),
        ),
        traces.matches,
    ),
    Section(
        "messages",
        Text("Secure messages that name the child", "Negeseuon diogel sy'n enwi'r plentyn"),
        (USE_MESSAGES,),
        (
            *(words("Sent", "Anfonwyd"), words("Which way", "Pa ffordd"), words("With", "Gyda")),
            *(words("Reference", "Cyfeirnod"), FOUND_BY),
        ),
        traces.messages,
    ),
)


@dataclass(frozen=True, slots=True)
class Holdings:
    """What was found: the lines of each section that the person may see, by its key, and the sections they may not."""

    lines: Mapping[str, list[Line]] = field(default_factory=dict)
    closed: tuple[Section, ...] = ()

    @property
    def found(self) -> int:
        """How many lines there are."""
        return sum(map(len, self.lines.values()))

    @property
    def sections(self) -> list[tuple[Section, list[Line]]]:
        """The sections that the person may see, with their lines."""
        return [(section, self.lines[section.key]) for section in SECTIONS if section.key in self.lines]


def gather(wanted: Wanted, by: User, how: str, language: Language, now: datetime) -> Holdings:
    """Gather what a person may see of a child, and write that into the audit log: in codes, never a name."""
    gathering = Gathering(wanted, by, now, language)
    open_ = [section for section in SECTIONS if by.may(*section.permissions)]
    holdings = Holdings(
        {section.key: section.gather(gathering) for section in open_},
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
