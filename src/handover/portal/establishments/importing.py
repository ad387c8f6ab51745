"""Taking the public register of schools into the site: what is new, what has changed, what has closed, what is left out.

The whole file is one transaction. What the site itself decides (a Welsh name, whether a school is active, its successor)
an import never touches.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import BinaryIO, NamedTuple

from django.utils import timezone

from handover.portal import transaction
from handover.portal.audit.log import Actor, record
from handover.portal.establishments.directory import las, register_la, register_welsh_las
from handover.portal.establishments.faults import FAULTS
from handover.portal.establishments.gias import SUCCESSOR, read_links, read_rows
from handover.portal.establishments.models import Establishment, EstablishmentKind
from handover.portal.establishments.register_rows import RegisterRow, SkippedRow, Status

BATCH = 1000


class RegisteredSchool(NamedTuple):
    """What the register decides about a school, in the order in which it is compared and written."""

    name: str
    phase: str
    urn: str
    town: str
    postcode: str
    email: str
    opened_on: date | None
    closed_on: date | None


@dataclass(slots=True)
class ImportReport:
    """What an import did, or would do: numbers of schools, and rows that were left out.

    `rows` counts the rows of the extract. Each of them was added, changed, closed or unchanged, or is `earlier`, one of a
    closed school whose number a later school has taken over and which is not kept, or was left out and is told in
    `refused`; of those in `warned` only a value was. In `refused` stands also, without a line, for which closed school a
    person must choose the successor. `bad_links` are the rows of the file of links that cannot be read; `other_links` counts
    links that name no successor.
    """

    added: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    closed: list[str] = field(default_factory=list)
    authorities: list[str] = field(default_factory=list)
    successors: list[str] = field(default_factory=list)
    rows: int = 0
    unchanged: int = 0
    earlier: int = 0
    refused: list[SkippedRow] = field(default_factory=list)
    warned: list[SkippedRow] = field(default_factory=list)
    bad_links: list[SkippedRow] = field(default_factory=list)
    other_links: int = 0

    @property
    def left_out(self) -> int:
        """How many rows of the extract were left out."""
        return sum(row.line > 0 for row in self.refused)

    def counts(self) -> dict[str, str]:
        """Return the numbers, for the audit log."""
        return {
            "added": str(len(self.added)),
            "changed": str(len(self.changed)),
            "closed": str(len(self.closed)),
            "unchanged": str(self.unchanged),
            "refused": str(len(self.refused)),
        }


def import_register(
    file: BinaryIO, by: Actor, now: datetime, *, links: BinaryIO | None = None, dry_run: bool = False
) -> ImportReport:
    """Import the register's extract, and its links if given; raise gias.UnreadableRegister if a file is something else."""
    report, urns = ImportReport(), dict[str, str]()
    rows = keep_latest(noting(read_rows(file), report, urns), report)
    pairs = list(noting_links(read_links(links), report)) if links else []
    with transaction.atomic():
        take_authorities(rows.values(), report)
        take_schools(rows, report, timezone.localdate(now))
        take_successors(pairs, urns, report, timezone.localdate(now))
        record("establishments.imported", actor=by, details=report.counts(), now=now)
        transaction.set_rollback(dry_run)
    return report


def noting(
    rows: Iterable[RegisterRow | SkippedRow], report: ImportReport, urns: dict[str, str]
) -> Iterator[RegisterRow]:
    """Yield the rows that can be read; note the others, and every URN with its school's number."""
    for row in rows:
        report.rows += 1
        if isinstance(row, SkippedRow):
            report.refused.append(row)
            continue
        report.warned += (SkippedRow(row.line, problem, row.sheet) for problem in row.warnings)
        if row.urn:
            urns[row.urn] = row.number
        yield row


def noting_links(links: Iterable[tuple[str, str, str] | SkippedRow], report: ImportReport) -> Iterator[tuple[str, str]]:
    """Yield the links to a successor; note the rows that cannot be read, and how many links are of other kinds."""
    for link in links:
        if isinstance(link, SkippedRow):
            report.bad_links.append(link)
        elif link[2].startswith(SUCCESSOR):
            yield link[:2]
        else:
            report.other_links += 1


def keep_latest(rows: Iterable[RegisterRow], report: ImportReport) -> dict[str, RegisterRow]:
    """Return one row for each number: a school that becomes an academy often keeps the number of the closed one."""
    kept: dict[str, RegisterRow] = {}
    for row in rows:
        other = kept.setdefault(row.number, row)
        if other is row:
            continue
        older, newer = sorted((other, row), key=weight)
        kept[row.number] = newer
        if older.status is Status.CLOSED:
            report.earlier += 1
        else:
            problem = FAULTS["establishment.twice"].at(other=newer.line, number=row.number)
            report.refused.append(SkippedRow(older.line, problem, older.sheet))
    return kept


def weight(row: RegisterRow) -> tuple[Status, date, int]:
    """Return by what one of two rows with the same number is kept: open before closed, then the later opening."""
    return row.status, row.opened_on or date.min, row.line


def take_authorities(rows: Iterable[RegisterRow], report: ImportReport) -> None:
    """Make the 22 of Wales and any other authority that a row belongs to."""
    known = set(las().values_list("la_number", flat=True))
    register_welsh_las()
    for la_number, name in {row.number[:3]: row.la_name for row in rows}.items():
        if la_number not in known:
            register_la(la_number, name)
    report.authorities = sorted(set(las().values_list("la_number", flat=True)) - known)


def take_schools(rows: dict[str, RegisterRow], report: ImportReport, today: date) -> None:
    """Write what differs."""
    stored = Establishment.objects.filter(kind=EstablishmentKind.SCHOOL).values_list(
        "number", *RegisteredSchool._fields
    )
    known = {number: RegisteredSchool(*facts) for number, *facts in stored.iterator()}
    different = []
    for number, row in rows.items():
        before = known.get(number)
        after = facts_of(row, before, today)
        if after == before:
            report.unchanged += 1
            continue
        list_change(report, before, after, today).append(number)
        different.append(
            Establishment(number=number, kind=EstablishmentKind.SCHOOL, la_number=number[:3], **after._asdict())
        )
    Establishment.objects.bulk_create(
        different,
        batch_size=BATCH,
        update_conflicts=True,
        unique_fields=["number"],
        update_fields=list(RegisteredSchool._fields),
    )


def facts_of(row: RegisterRow, before: RegisteredSchool | None, today: date) -> RegisteredSchool:
    """Return what a row says. The status outweighs the closing day, which the register often lacks or forgets."""
    closed_on = row.closed_on
    if row.status is Status.CLOSED:
        closed_on = closed_on or (before and before.closed_on) or today
    elif closed_on and closed_on <= today:
        closed_on = None
    email = row.email or (before.email if before else "")
    return RegisteredSchool(row.name, row.phase, row.urn, row.town, row.postcode, email, row.opened_on, closed_on)


def list_change(
    report: ImportReport, before: RegisteredSchool | None, after: RegisteredSchool, today: date
) -> list[str]:
    """Return the list of the report that a school belongs on."""
    if before is None:
        return report.added
    was_closed = before.closed_on is not None and before.closed_on <= today
    is_closed = after.closed_on is not None and after.closed_on <= today
    return report.closed if is_closed and not was_closed else report.changed


def take_successors(pairs: list[tuple[str, str]], urns: dict[str, str], report: ImportReport, today: date) -> None:
    """Name the successor of each closed school that has one; where it has several, a person must choose."""
    following: dict[str, set[str]] = {}
    for urn, later in pairs:
        number, successor = urns.get(urn), urns.get(later)
        if number and successor and number != successor:
            following.setdefault(number, set()).add(successor)
    closed = Establishment.objects.filter(closed_on__lte=today, successor=None, number__in=list(following))
    keys = dict(Establishment.objects.filter(kind=EstablishmentKind.SCHOOL).values_list("number", "pk").iterator())
    found = []
    for school in closed if following else ():
        successors = following[school.number]
        if len(successors) > 1:
            names = ", ".join(sorted(successors))
            problem = FAULTS["establishment.several_successors"].at(number=school.number, successors=names)
            report.refused.append(SkippedRow(0, problem))
        elif (key := keys.get(next(iter(successors)))) is not None:
            school.successor_id = key
            found.append(school)
    Establishment.objects.bulk_update(found, ["successor"], batch_size=BATCH)
    report.successors = [school.number for school in found]
