"""A census extract (PLASC, School Census) as a list of pupils on roll.

Every row comes out as an `OnRoll`, every fault as a `Problem` in its place among them, so that a million rows need no
more memory than the few figures by which a repeated row is known again.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import partial
from types import MappingProxyType
from typing import Final, TypeAlias

from handover.common.identifiers import split_establishment
from handover.common.lists.cells import read_birth_date
from handover.common.lists.columns import COLUMN_NAMES, PupilColumn
from handover.common.lists.kinds import ListKind, ProblemLog
from handover.common.lists.meanings import ColumnChoices
from handover.common.lists.reader import ListRow, read_each_row
from handover.common.problems import Problem
from handover.matching.evidence import Child
from handover.matching.links import OnRoll
from handover.portal.lostpupils.census_faults import FAULTS

CENSUS: Final = ListKind(
    prefix="census",
    columns={
        **{
            column: names
            for column, names in COLUMN_NAMES.items()
            if column not in {PupilColumn.SOURCE, PupilColumn.DESTINATION}
        },
        PupilColumn.ESTABLISHMENT: (
            *COLUMN_NAMES[PupilColumn.ESTABLISHMENT],
            "Current school",
            "Current estab",
            "Ysgol bresennol",
        ),
    },
    # Without these there is nothing to match, or nobody to tell.
    needed=(
        (
            PupilColumn.UPN,
            PupilColumn.SURNAME,
            PupilColumn.FORENAME,
            PupilColumn.BIRTH_DATE,
            PupilColumn.ESTABLISHMENT,
        ),
    ),
    faults=FAULTS,
    told=100,
    leaving_out=frozenset({"name", "establishment", "duplicate"}),
    asks=True,
)

GENDERS: Final[Mapping[str, str]] = MappingProxyType(
    {
        **dict.fromkeys(("m", "male", "boy", "1", "gwryw", "bachgen"), "M"),
        **dict.fromkeys(("f", "female", "girl", "2", "benyw", "merch"), "F"),
    }
)

Found: TypeAlias = OnRoll | Problem


def read_census(chunks: Iterable[bytes], today: date, choices: ColumnChoices | None = None) -> Iterator[Found]:
    """Yield the pupils of an extract and the problems met, in the order of its lines.

    `choices` is what a person said of its columns; without it, an extract with columns in doubt is refused.

    `chunks` are its bytes in pieces of any size (an open file will do). Never raises for what the file holds. After an
    error, nothing follows but the numbers of problems that were not told.
    """
    log = ProblemLog(CENSUS)
    seen: set[int] = set()
    for pupil in read_each_row(chunks, log, lambda row: _pupil(row, today, seen, log), choices):
        yield from log.take_problems()
        yield pupil
    log.add_counts()
    yield from log.take_problems()


def _pupil(row: ListRow, today: date, seen: set[int], log: ProblemLog) -> OnRoll | None:
    values, line = row.values, row.line
    known = hash(tuple(values.values()))
    if known in seen:
        log.add("duplicate", line)
        return None
    seen.add(known)
    if not (values[PupilColumn.SURNAME] or values[PupilColumn.FORENAME]):
        log.add("name", line)
        return None
    school = values[PupilColumn.ESTABLISHMENT]
    if PupilColumn.LA in values and len(school) <= 4:
        school = f"{values[PupilColumn.LA]:0>3}{school:0>4}"
    number = split_establishment(school)
    if number is None:
        log.add("establishment", line, value=school)
        return None
    born = read_birth_date(values[PupilColumn.BIRTH_DATE], today, partial(log.add, line=line))
    return OnRoll(line, _child(values, born), number.joined)


def _child(values: Mapping[PupilColumn, str], born: date | None) -> Child:
    of = values.get
    return Child(
        surname=of(PupilColumn.SURNAME, "") or of(PupilColumn.FORENAME, ""),  # a child with one name
        forename=of(PupilColumn.FORENAME, ""),
        birth_date=born,
        upn=of(PupilColumn.UPN, "").upper(),
        former_upn=of(PupilColumn.FORMER_UPN, "").upper(),
        former_surname=of(PupilColumn.FORMER_SURNAME, ""),
        middle_names=of(PupilColumn.MIDDLE_NAMES, ""),
        preferred_surname=of(PupilColumn.PREFERRED_SURNAME, ""),
        preferred_forename=of(PupilColumn.PREFERRED_FORENAME, ""),
        gender=GENDERS.get(of(PupilColumn.GENDER, "").casefold(), ""),
        postcode=of(PupilColumn.POSTCODE, "").upper(),
        town=of(PupilColumn.TOWN, ""),
    )
