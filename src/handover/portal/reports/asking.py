"""What is asked of a report: for whom, which authority, which dates, and what narrows it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from handover.common.text import Language, Text
from handover.portal.accounts.reach import everywhere
from handover.portal.establishments.models import Establishment
from handover.portal.lostpupils.wording import KINDS as LOST_KINDS
from handover.portal.lostpupils.wording import OUTSIDE, UNKNOWN
from handover.portal.reports.period import Period
from handover.portal.transfers.senders import Sender


class Filter(StrEnum):
    """One thing by which a report can be narrowed; the value is the word in the address."""

    DATES = "dates"
    SCHOOLS = "schools"
    AUTHORITIES = "authorities"
    DOWNLOADED = "status"
    LOST_KIND = "type"


FILTERS: dict[Filter, Text] = {
    Filter.DATES: Text("From and to", "Rhwng dau ddyddiad"),
    Filter.SCHOOLS: Text("All schools, or some of them", "Pob ysgol, neu rai ohonynt"),
    Filter.AUTHORITIES: Text(
        "One's own authority and some others, or all of them", "Eich awdurdod eich hun a rhai eraill, neu bob un"
    ),
    Filter.DOWNLOADED: Text("Whether the file was downloaded", "A lawrlwythwyd y ffeil"),
    Filter.LOST_KIND: Text("Why the pupil is in the store", "Pam mae'r disgybl yn y storfa"),
}

DOWNLOADED, NOT_DOWNLOADED = "downloaded", "waiting"
STATUSES: dict[str, Text] = {
    "": Text("All pupils", "Pob disgybl"),
    DOWNLOADED: Text("Pupils now downloaded", "Disgyblion a lawrlwythwyd erbyn hyn"),
    NOT_DOWNLOADED: Text("Pupils not downloaded", "Disgyblion heb eu lawrlwytho"),
}
TYPES: dict[str, Text] = {
    "": Text("Both", "Y ddau"),
    OUTSIDE: Text("Pupils leaving the maintained sector only", "Disgyblion sy'n gadael y sector a gynhelir yn unig"),
    UNKNOWN: Text("Missing pupils only", "Disgyblion coll yn unig"),
}
"""The choices of the seed's screen (section 7.5), by the letter that fills the destination."""
assert set(TYPES) == {"", *LOST_KINDS}


@dataclass(frozen=True, slots=True)
class ReportQuery:
    """One question put to a report.

    `la_number` is the authority that it is about, empty for all of them, which only somebody may ask who acts for every
    authority. `schools` are numbers of schools of it; empty for all. `authorities` are the other authorities of a cluster,
    `all_authorities` says that every authority there is belongs to it.
    """

    by: Sender
    now: datetime
    la_number: str
    period: Period = field(default_factory=Period)
    schools: tuple[str, ...] = ()
    authorities: tuple[str, ...] = ()
    all_authorities: bool = False
    status: str = ""
    lost_kind: str = ""
    language: Language = "en"

    def __post_init__(self) -> None:
        own = self.by.establishment.la_number if self.by.establishment else ""
        if not everywhere(self.by.actor) and self.la_number != own:
            raise PermissionError(f"a report about authority {self.la_number or 'all'} is not for {own}")

    @property
    def of_authority(self) -> Mapping[str, str]:
        """The condition on a column `la_number`: none where every authority is meant."""
        return {"la_number": self.la_number} if self.la_number else {}

    def named(self, place: Establishment | None) -> str:
        """Return the name of a place in the language of the question; empty for none."""
        return place.named(self.language) if place else ""
