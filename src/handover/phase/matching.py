"""Whose offer is whose record: by UPN, then by a former UPN, then by name and birth date as `matching.names` folds them.

What could mean two children, or a child who seems to be another, is shown to a person and never decided here.
"""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from handover.common.text import Text
from handover.phase.offers import Offer, person_key
from handover.phase.pupils import Leaver


class How(StrEnum):
    """By what an offer and a record were found to be one child's."""

    UPN = "upn"
    FORMER_UPN = "former_upn"
    NAME = "name"
    HAND = "hand"


WORDS: Final[Mapping[How, Text]] = {
    How.UPN: Text("by UPN", "yn ôl UPN"),
    How.FORMER_UPN: Text("by a former UPN", "yn ôl UPN blaenorol"),
    How.NAME: Text("by name and date of birth", "yn ôl enw a dyddiad geni"),
    How.HAND: Text("decided by hand", "penderfynwyd â llaw"),
}
"""How a match is told."""


@dataclass(frozen=True, slots=True)
class Match:
    """An offer and the record of the child it is for."""

    offer: Offer
    leaver: Leaver
    how: How


@dataclass(frozen=True, slots=True)
class Doubt:
    """An offer that fits several records, or one that may be another child's."""

    offer: Offer
    leavers: tuple[Leaver, ...]


@dataclass(frozen=True, slots=True)
class Matching:
    """Every offer and every record, in exactly one place: together, in doubt, or alone.

    A record in doubt is not among those without an offer.
    """

    matches: tuple[Match, ...]
    doubts: tuple[Doubt, ...]
    without_offer: tuple[Leaver, ...]
    without_record: tuple[Offer, ...]


def match(offers: Sequence[Offer], leavers: Sequence[Leaver], decided: Mapping[int, Leaver] | None = None) -> Matching:
    """Match a list of offers with the pupils of whole-year files.

    `decided` holds what a person decided of a doubt: the line of the offer, and the record it is for.
    """
    decided = decided or {}
    finders = _finders(leavers)
    found: list[Match] = []
    doubts: list[Doubt] = []
    alone: list[Offer] = []
    for offer in offers:
        if offer.line in decided:
            found.append(Match(offer, decided[offer.line], How.HAND))
            continue
        how, fitting = next(((how, met) for how, find in finders if (met := find(offer))), (How.UPN, ()))
        if not fitting:
            alone.append(offer)
        elif len(fitting) > 1 or _may_be_another(offer, fitting[0], how):
            doubts.append(Doubt(offer, fitting))
        else:
            found.append(Match(offer, fitting[0], how))
    matches, more_doubts = _one_offer_each(found)
    doubts += more_doubts
    taken = {each.leaver for each in matches} | {leaver for each in doubts for leaver in each.leavers}
    without_offer = tuple(leaver for leaver in leavers if leaver not in taken)
    return Matching(tuple(matches), tuple(doubts), without_offer, tuple(alone))


Finder = Callable[[Offer], tuple[Leaver, ...]]


def _finders(leavers: Sequence[Leaver]) -> tuple[tuple[How, Finder], ...]:
    by_upn = _index(leavers, lambda leaver: (leaver.upn,))
    by_former = _index(leavers, lambda leaver: leaver.former_upns)
    by_name = _index(leavers, lambda leaver: (person_key(leaver.surname, leaver.forename, leaver.birth_date),))
    return (
        (How.UPN, lambda offer: by_upn.get(offer.upn, ())),
        (How.FORMER_UPN, lambda offer: by_former.get(offer.upn, ())),
        (How.NAME, lambda offer: by_name.get(person_key(offer.surname, offer.forename, offer.birth_date), ())),
    )


def _index(
    leavers: Iterable[Leaver], keys: Callable[[Leaver], Iterable[Hashable]]
) -> Mapping[Hashable, tuple[Leaver, ...]]:
    index: defaultdict[Hashable, tuple[Leaver, ...]] = defaultdict(tuple)
    for leaver in leavers:
        for key in keys(leaver):
            if key:
                index[key] = (*index[key], leaver)
    return dict(index)


def _may_be_another(offer: Offer, leaver: Leaver, how: How) -> bool:
    """Say whether what found the record is contradicted: another UPN beside the name, another birth date beside the UPN."""
    if how is How.NAME:
        return bool(offer.upn and leaver.upn)
    return offer.birth_date is not None and leaver.birth_date not in (None, offer.birth_date)


def _one_offer_each(found: Sequence[Match]) -> tuple[list[Match], list[Doubt]]:
    """Set aside records that two offers found, unless a person decided or both name one school."""
    by_leaver: defaultdict[Leaver, list[Match]] = defaultdict(list)
    for each in found:
        by_leaver[each.leaver].append(each)
    matches: list[Match] = []
    doubts: list[Doubt] = []
    for leaver, several in by_leaver.items():
        by_hand = [each for each in several if each.how is How.HAND]
        if by_hand or len({each.offer.destination for each in several}) == 1:
            matches.append((by_hand or several)[-1 if by_hand else 0])
        else:
            doubts += [Doubt(each.offer, (leaver,)) for each in several]
    return matches, doubts
