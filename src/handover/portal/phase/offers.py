"""An authority's list of offers: a child by UPN, or by name and birth date, and the school they go to.

What cannot be read for certain is left out and told; nothing is guessed.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from handover.common.folding import fold
from handover.common.identifiers import is_upn, split_establishment
from handover.common.lists.cells import read_written_day
from handover.common.lists.columns import COLUMN_NAMES, PupilColumn
from handover.common.lists.kinds import ListKind, ProblemLog
from handover.common.lists.reader import ListRow, read_each_row
from handover.common.problems import Problem, has_errors
from handover.portal.phase.faults import FAULTS

_WHO: Final = (PupilColumn.SURNAME, PupilColumn.FORENAME, PupilColumn.BIRTH_DATE)

OFFERS: Final = ListKind(
    prefix="offers",
    columns={
        **{column: COLUMN_NAMES[column] for column in (PupilColumn.UPN, *_WHO)},
        # Whatever else names a school here names the one that is offered.
        PupilColumn.DESTINATION: (
            *COLUMN_NAMES[PupilColumn.DESTINATION],
            *COLUMN_NAMES[PupilColumn.ESTABLISHMENT],
        ),
    },
    needed=((PupilColumn.UPN, PupilColumn.DESTINATION), (*_WHO, PupilColumn.DESTINATION)),
    faults=FAULTS,
    told=100,
    most_rows=100_000,
    formulas=False,
    leaving_out=frozenset({"upn", "date", "nobody", "school", "duplicate", "two_offers"}),
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


@dataclass(frozen=True, slots=True)
class OffersList:
    """What a list gave: the offers that count, and everything to be told about the rest."""

    offers: tuple[Offer, ...]
    problems: tuple[Problem, ...]

    @property
    def refused(self) -> bool:
        """Whether the list could not be read to its end; it then holds no offers."""
        return has_errors(self.problems)


Named = tuple[str, str, date]


def person_key(surname: str, forename: str, birth_date: date | None) -> Named | None:
    """Return by what a child without a UPN is known again, or None where a part of it is missing."""
    last, first = fold(surname), fold(forename)
    return (last, first, birth_date) if last and first and birth_date else None


def read_offers(chunks: Iterable[bytes], known_school: Callable[[str], bool]) -> OffersList:
    """Read a list. `known_school` says whether a number of seven digits is a school that takes files.

    Never raises for what the list holds.
    """
    log = ProblemLog(OFFERS)
    offers = list(read_each_row(chunks, log, lambda row: _offer_of(row, known_school, log)))
    if has_errors(log.problems):
        return OffersList((), tuple(log.problems))
    kept = _one_for_each_child(offers, log)
    log.problems.sort(key=lambda problem: problem.line or 0)
    log.add_counts()
    return OffersList(kept, tuple(log.problems))


def _offer_of(row: ListRow, known_school: Callable[[str], bool], log: ProblemLog) -> Offer | None:
    values = row.values
    upn, born = values.get(PupilColumn.UPN, "").replace(" ", "").upper(), values.get(PupilColumn.BIRTH_DATE, "")
    birth_date = read_written_day(born)
    school = values[PupilColumn.DESTINATION]
    number = split_establishment(school)
    offer = Offer(
        row.line,
        upn,
        values.get(PupilColumn.SURNAME, ""),
        values.get(PupilColumn.FORENAME, ""),
        birth_date,
        number.joined if number else "",
    )
    if upn and not is_upn(upn):
        log.add("upn", row.line)
    elif born and birth_date is None:
        log.add("date", row.line)
    elif not upn and person_key(offer.surname, offer.forename, birth_date) is None:
        log.add("nobody", row.line)
    elif not offer.destination or not known_school(offer.destination):
        log.add("school", row.line, value=school or "–")
    else:
        return offer
    return None


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
            log.add("duplicate", offer.line, other=earlier.line)
        else:
            log.add("two_offers", offer.line, other=earlier.line)
            if earlier.line not in out:
                out.add(earlier.line)
                log.add("two_offers", earlier.line, other=offer.line)
    return tuple(offer for offer in offers if offer.line not in out)
