"""One expected pupil, from a row of a list or from a form: what is known of the child, and what is wrong with it."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from handover.common.folding import fold
from handover.common.identifiers import check_upn, split_establishment
from handover.common.lists.cells import read_birth_date
from handover.common.lists.columns import PupilColumn

_AUTHORITY: Final = re.compile(r"([0-9]{3})[/ ]?LLLL", re.IGNORECASE)

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
        """Names without regard to accents and capitals, and birth date, if all three are known."""
        if not (fold(self.surname) and fold(self.forename) and self.birth_date):
            return None
        return (fold(self.surname), fold(self.forename), self.birth_date)


def read_expected(values: Mapping[PupilColumn, str], line: int, today: date, fault: Fault) -> Expected | None:
    """Read one pupil from cells without stray blanks; None where too little is known. `fault` hears what is wrong."""
    pupil = Expected(
        line=line,
        upn=_upn(values.get(PupilColumn.UPN, ""), fault),
        surname=values.get(PupilColumn.SURNAME, ""),
        forename=values.get(PupilColumn.FORENAME, ""),
        birth_date=read_birth_date(values.get(PupilColumn.BIRTH_DATE, ""), today, fault),
        source=_source(values, fault),
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


def _source(values: Mapping[PupilColumn, str], fault: Fault) -> str:
    # A column `School` is read only where there is none that says from which school: it may be where the pupil goes.
    text = values[PupilColumn.SOURCE] if PupilColumn.SOURCE in values else values.get(PupilColumn.ESTABLISHMENT, "")
    la = values.get(PupilColumn.LA, "")
    number = f"{la:0>3}{text:0>4}" if la and text and len(text) <= 4 else text
    if school := split_establishment(number):
        return school.joined
    if authority := _AUTHORITY.fullmatch(number):
        return f"{authority[1]}LLLL"
    if text:
        fault("school", value=text)
    return ""
