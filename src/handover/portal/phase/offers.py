"""An authority's list of offers: a child by UPN, or by name and birth date, and the school they go to.

What cannot be read for certain is left out and told; nothing is guessed.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from handover.common.folding import fold
from handover.common.identifiers import is_upn
from handover.common.lists.cells import read_written_day
from handover.common.lists.columns import COLUMN_NAMES, PupilColumn
from handover.common.lists.kinds import ListKind, ProblemLog
from handover.common.lists.known_schools import spell_number
from handover.common.lists.meanings import ColumnChoices
from handover.common.lists.reader import ListRow, read_each_row
from handover.common.problems import Problem, has_errors
from handover.matching.placeholder_names import fold_names
from handover.portal.phase.faults import FAULTS

_WHO: Final = (PupilColumn.SURNAME, PupilColumn.FORENAME, PupilColumn.BIRTH_DATE)
_MORE: Final = (
    PupilColumn.MIDDLE_NAMES,
    PupilColumn.PREFERRED_SURNAME,
    PupilColumn.PREFERRED_FORENAME,
    PupilColumn.FORMER_SURNAME,
    PupilColumn.LA,
    PupilColumn.SOURCE,
)

OFFERS: Final = ListKind(
    prefix="offers",
    columns={
        column: COLUMN_NAMES[column]
        for column in (PupilColumn.UPN, *_WHO, *_MORE, PupilColumn.ESTABLISHMENT, PupilColumn.DESTINATION)
    },
    needed=((PupilColumn.UPN, PupilColumn.DESTINATION), (*_WHO, PupilColumn.DESTINATION)),
    faults=FAULTS,
    told=100,
    most_rows=100_000,
    formulas=False,
    leaving_out=frozenset({"upn", "date", "nobody", "school", "school_alike", "duplicate", "two_offers"}),
    asks=True,
    names_pupils=True,
    stands_for={PupilColumn.ESTABLISHMENT: PupilColumn.DESTINATION},
)


@dataclass(frozen=True, slots=True)
class Offer:
    """A place offered: the line of the list (from 1), the child as the list knows them, the school's seven digits."""

    line: int
    upn: str
    surname: str
    forename: str
    birth_date: date | None
    destination: str
    middle_names: str = ""
    preferred_surname: str = ""
    preferred_forename: str = ""
    former_surname: str = ""

    @property
    def who(self) -> str:
        """The child in words."""
        return " ".join(filter(None, (self.forename, self.surname))) or self.upn


@dataclass(frozen=True, slots=True)
class OffersList:
    """What a list gave: the offers that count, and everything to be told about the rest.

    `alike` are the names of schools in the list that several schools have, each with their numbers.
    """

    offers: tuple[Offer, ...]
    problems: tuple[Problem, ...]
    alike: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def refused(self) -> bool:
        """Whether the list could not be read to its end; it then holds no offers."""
        return has_errors(self.problems)


Named = tuple[str, str, date]
FindSchools = Callable[[str, str], Sequence[str]]
"""Gives the numbers of the schools that are meant by what stands in a cell, and by the number of an authority beside it."""


def person_key(surname: str, forename: str, birth_date: date | None) -> Named | None:
    """Return by what a child without a UPN is known again, or None where the date or every name is missing."""
    last, first = fold_names(surname, forename)
    return (last, first, birth_date) if last and birth_date else None


def read_offers(
    chunks: Iterable[bytes],
    known_school: Callable[[str], bool],
    choices: ColumnChoices | None = None,
    find_schools: FindSchools = spell_number,
) -> OffersList:
    """Read a list. `known_school` says whether a number of seven digits is a school that takes files.

    `choices` is what a person said of its columns; without it, a list with columns in doubt is refused. Never raises for what
    the list holds.
    """
    log = ProblemLog(OFFERS)
    reader = _OfferReader(known_school, find_schools, choices.schools if choices else {}, log)
    offers = list(read_each_row(chunks, log, reader.read_row, choices))
    if has_errors(log.problems):
        return OffersList((), tuple(log.problems))
    kept = _one_for_each_child(offers, log)
    log.problems.sort(key=lambda problem: problem.line or 0)
    log.add_counts()
    return OffersList(kept, tuple(log.problems), reader.alike)


@dataclass(slots=True)
class _OfferReader:
    known_school: Callable[[str], bool]
    find_schools: FindSchools
    chosen: Mapping[str, str]
    log: ProblemLog
    alike: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def read_row(self, row: ListRow) -> Offer | None:
        """Return the offer of a row; None where it is left out, which is noted."""
        of = row.values.get
        upn, born = of(PupilColumn.UPN, "").replace(" ", "").upper(), of(PupilColumn.BIRTH_DATE, "")
        birth_date = read_written_day(born)
        surname, forename = of(PupilColumn.SURNAME, ""), of(PupilColumn.FORENAME, "")
        if upn and not is_upn(upn):
            self.log.add("upn", row.line)
        elif born and birth_date is None:
            self.log.add("date", row.line)
        elif not upn and person_key(surname, forename, birth_date) is None:
            self.log.add("nobody", row.line)
        elif number := self._school_in(row):
            return Offer(
                row.line,
                upn,
                surname,
                forename,
                birth_date,
                number,
                of(PupilColumn.MIDDLE_NAMES, ""),
                of(PupilColumn.PREFERRED_SURNAME, ""),
                of(PupilColumn.PREFERRED_FORENAME, ""),
                of(PupilColumn.FORMER_SURNAME, ""),
            )
        return None

    def _school_in(self, row: ListRow) -> str:
        """Return the number of the school that offers a place; empty where there is none, or several, which is noted."""
        text = row.values[PupilColumn.DESTINATION]
        found = tuple(filter(self.known_school, self.find_schools(text, row.values.get(PupilColumn.LA, ""))))
        if (chosen := self.chosen.get(fold(text), "")) in found:
            return chosen
        if len(found) == 1:
            return found[0]
        if found:
            self.alike[text] = found
            self.log.add("school_alike", row.line, value=text, numbers=", ".join(found))
        else:
            self.log.add("school", row.line, value=text or "–")
        return ""


def _one_for_each_child(offers: list[Offer], log: ProblemLog) -> tuple[Offer, ...]:
    """Return the offers without repeated rows, and without those of a child who is offered two schools."""
    first: dict[object, Offer] = {}
    out: set[int] = set()
    for offer in offers:
        who = offer.upn or person_key(offer.surname, offer.forename, offer.birth_date)
        earlier = first.setdefault(who, offer)
        if earlier is offer:
            continue
        out.add(offer.line)
        if earlier.destination == offer.destination:
            log.add("duplicate", offer.line, other=earlier.line, who=offer.who)
        else:
            log.add("two_offers", offer.line, other=earlier.line, who=offer.who)
            if earlier.line not in out:
                out.add(earlier.line)
                log.add("two_offers", earlier.line, other=offer.line, who=earlier.who)
    return tuple(offer for offer in offers if offer.line not in out)
