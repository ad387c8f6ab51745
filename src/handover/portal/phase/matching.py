"""Whose offer is whose record: by UPN, then by a former UPN, then by name and birth date as `matching.names` folds them.

Who is left is put side by side where all that two children are called agrees (`matching.whole_names`): preferred, middle and
former names, forename and surname exchanged, short forms, slips of the keyboard.

What could mean two children, or a child who seems to be another, is shown to a person and never decided here.
"""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from handover.common.text import Text
from handover.ctf.whole_year import Leaver
from handover.matching.names import similarity
from handover.matching.whole_names import ChildNames, NameAgreement, align_whole_names
from handover.portal.phase.offers import Offer, person_key


class How(StrEnum):
    """By what an offer and a record were found to be one child's."""

    UPN = "upn"
    FORMER_UPN = "former_upn"
    NAME = "name"
    HAND = "hand"
    PLACED = "placed"


WORDS: Final[Mapping[How, Text]] = {
    How.UPN: Text("by UPN", "yn ôl UPN"),
    How.FORMER_UPN: Text("by a former UPN", "yn ôl UPN blaenorol"),
    How.NAME: Text("by name and date of birth", "yn ôl enw a dyddiad geni"),
    How.HAND: Text("decided by hand", "penderfynwyd â llaw"),
    How.PLACED: Text("given a school by hand", "rhoddwyd ysgol â llaw"),
}
"""How a match is told."""


ALIKE: Final = 0.9
"""How alike two names must be to be shown together, as `matching.names.similarity` measures it: a slip of the keyboard."""


AGREEING: Final = frozenset(NameAgreement) - {NameAgreement.SHARED, NameAgreement.DIFFERENT, NameAgreement.MISSING}
"""How all that two children are called must agree to be shown together: no word of one against a word of the other."""


@dataclass(frozen=True, slots=True)
class Match:
    """An offer and the record of the child it is for."""

    offer: Offer
    leaver: Leaver
    how: How


@dataclass(frozen=True, slots=True)
class Doubt:
    """An offer that fits several records, or one that may be another child's.

    `goes_back` says that it is for the school that the record came from.
    """

    offer: Offer
    leavers: tuple[Leaver, ...]
    goes_back: bool = False


@dataclass(frozen=True, slots=True)
class OfferMatching:
    """Every offer and every record, in exactly one place: together, in doubt, or alone.

    A record in doubt is not among those without an offer.
    """

    matches: tuple[Match, ...]
    doubts: tuple[Doubt, ...]
    without_offer: tuple[Leaver, ...]
    without_record: tuple[Offer, ...]


Decided = Mapping[int, Leaver | None]
"""What a person decided of doubts: by the line of the offer, the record it is for, or None where it is for none of them."""


def match_offers(
    offers: Sequence[Offer],
    leavers: Sequence[Leaver],
    decided: Decided | None = None,
    sources: Mapping[str, str] | None = None,
) -> OfferMatching:
    """Match a list of offers with the pupils of whole-year files, as far as a person has not decided otherwise.

    `sources` are the schools that the files came from, by the file as a record names it.
    """
    decided, sources = decided or {}, sources or {}
    finders = _finders(leavers)
    found: list[Match] = []
    doubts: list[Doubt] = []
    alone: list[Offer] = []
    for offer in offers:
        if offer.line in decided:
            chosen = decided[offer.line]
            if chosen:
                found.append(Match(offer, chosen, How.HAND))
            else:
                alone.append(offer)
            continue
        how, fitting = next(((how, met) for how, find in finders if (met := find(offer))), (How.UPN, ()))
        if not fitting:
            alone.append(offer)
        elif back := offer.destination in {sources.get(each.file) for each in fitting}:
            doubts.append(Doubt(offer, fitting, goes_back=back))
        elif len(fitting) > 1 or _may_be_another(offer, fitting[0], how):
            doubts.append(Doubt(offer, fitting))
        else:
            found.append(Match(offer, fitting[0], how))
    matches, more_doubts, set_aside = _one_offer_each(found)
    doubts += more_doubts
    alone += set_aside
    taken = {each.leaver for each in matches} | {leaver for each in doubts for leaver in each.leavers}
    near = _near(
        [offer for offer in alone if offer.line not in decided], [each for each in leavers if each not in taken]
    )
    doubts += near
    taken |= {leaver for each in near for leaver in each.leavers}
    lines = {each.offer.line for each in near}
    without_offer = tuple(leaver for leaver in leavers if leaver not in taken)
    return OfferMatching(tuple(matches), tuple(doubts), without_offer, tuple(o for o in alone if o.line not in lines))


def _near(offers: Sequence[Offer], leavers: Sequence[Leaver]) -> list[Doubt]:
    """Return the offers without a record that may be for a child without an offer, written or heard a little otherwise.

    All their names must agree, and the birth date be the same; nobody is matched by that without a person's yes.
    """
    born = _index(leavers, lambda leaver: (leaver.birth_date,))
    fitting = (
        (offer, tuple(each for each in born.get(offer.birth_date, ()) if _alike(offer, each))) for offer in offers
    )
    return [Doubt(offer, found) for offer, found in fitting if found]


def _alike(offer: Offer, leaver: Leaver) -> bool:
    names = ((offer.surname, leaver.surname), (offer.forename, leaver.forename))
    if all(one and other and similarity(one, other) >= ALIKE for one, other in names):
        return True
    return align_whole_names(_names_of(offer), _names_of(leaver)).agreement in AGREEING


def _names_of(child: Offer | Leaver) -> ChildNames:
    return ChildNames(
        child.surname,
        child.forename,
        child.middle_names,
        child.former_surname,
        child.preferred_surname,
        child.preferred_forename,
    )


def place_pupils(matching: OfferMatching, placed: Mapping[Leaver, str]) -> OfferMatching:
    """Return a matching with the schools that were given by hand, which go before every offer."""
    if not placed:
        return matching
    by_hand = [
        Match(Offer(0, each.upn, each.surname, each.forename, each.birth_date, school), each, How.PLACED)
        for each, school in placed.items()
    ]
    doubts = (
        replace(doubt, leavers=tuple(each for each in doubt.leavers if each not in placed)) for doubt in matching.doubts
    )
    return OfferMatching(
        (*(match for match in matching.matches if match.leaver not in placed), *by_hand),
        tuple(doubt for doubt in doubts if doubt.leavers),
        tuple(each for each in matching.without_offer if each not in placed),
        matching.without_record,
    )


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


def _one_offer_each(found: Sequence[Match]) -> tuple[list[Match], list[Doubt], list[Offer]]:
    """Set aside records that two offers found, unless both name one school.

    What a person decided goes before what was found; the offers for which nothing is left come last.
    """
    by_leaver: defaultdict[Leaver, list[Match]] = defaultdict(list)
    for each in found:
        by_leaver[each.leaver].append(each)
    matches: list[Match] = []
    doubts: list[Doubt] = []
    set_aside: list[Offer] = []
    for leaver, several in by_leaver.items():
        stands = [each for each in several if each.how is How.HAND] or several
        there = {each.offer.destination for each in stands}
        if len(there) == 1:
            matches.append(stands[0])
        else:
            doubts += [Doubt(each.offer, (leaver,)) for each in stands]
        set_aside += [each.offer for each in several if each not in stands and each.offer.destination not in there]
    return matches, doubts, set_aside
