"""One expected pupil, from a row of a list or from a form: what is known of the child, and what is wrong with it."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from handover.common.identifiers import check_upn
from handover.common.lists.cells import read_birth_date
from handover.common.lists.columns import PupilColumn
from handover.common.lists.known_schools import spell_number
from handover.matching.placeholder_names import fold_names

_AUTHORITY: Final = re.compile(r"([0-9]{3})[/ ]?LLLL", re.IGNORECASE)

FindSchools = Callable[[str, str], Sequence[str]]
Fault = Callable[..., None]
"""Called with the code of a fault behind `expected.`, and the values of its words."""


@dataclass(frozen=True, slots=True)
class Expected:
    """A pupil who is expected: by UPN, or by names and birth date, or both.

    `source` is the number of the school that the pupil comes from, or of its authority (`681LLLL`); empty where nobody
    knows. `line` is that of the list (from 1), or 0.
    """

    line: int
    upn: str
    surname: str
    forename: str
    birth_date: date | None
    source: str

    @property
    def named(self) -> tuple[str, str, date] | None:
        """Names without regard to accents and capitals, and birth date; None where the date or every name is missing.

        A child with one name has no forename here, in whichever field it stood.
        """
        last, first = fold_names(self.surname, self.forename)
        return (last, first, self.birth_date) if last and self.birth_date else None


def read_expected(
    values: Mapping[PupilColumn, str], line: int, today: date, fault: Fault, find_schools: FindSchools = spell_number
) -> Expected | None:
    """Read one pupil from cells without stray blanks; None where too little is known. `fault` hears what is wrong.

    `find_schools` gives the numbers of the schools that are meant by a cell, and by the number of an authority beside it.
    """
    pupil = Expected(
        line=line,
        upn=_upn(values.get(PupilColumn.UPN, ""), fault),
        surname=values.get(PupilColumn.SURNAME, ""),
        forename=values.get(PupilColumn.FORENAME, ""),
        birth_date=read_birth_date(values.get(PupilColumn.BIRTH_DATE, ""), today, fault),
        source=_source(values, fault, find_schools),
    )
    if not (pupil.upn or pupil.named):
        fault("too_little")
        return None
    return pupil


def _upn(text: str, fault: Fault) -> str:
    upn = "".join(text.split()).upper()
    check = check_upn(upn)
    if upn and not check.correct:
        why = check.explain()
        fault("upn", value=text, why=why.en, why_cy=why.cy)
        return ""
    return upn


def _source(values: Mapping[PupilColumn, str], fault: Fault, find_schools: FindSchools) -> str:
    # A column `School` is read only where there is none that says from which school: it may be where the pupil goes.
    text = values[PupilColumn.SOURCE] if PupilColumn.SOURCE in values else values.get(PupilColumn.ESTABLISHMENT, "")
    la = values.get(PupilColumn.LA, "")
    if authority := _AUTHORITY.fullmatch(text):
        return f"{authority[1]}LLLL"
    found = find_schools(text, la.zfill(3) if la else "")
    if len(found) == 1:
        return found[0]
    if found:
        fault("school_alike", value=text, numbers=", ".join(found))
    elif text:
        fault("school", value=text)
    return ""
