"""What a newer list of offers says otherwise than the one before: who is new, who goes elsewhere, who is left out."""

from collections.abc import Hashable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from handover.common.text import Text
from handover.ctf.whole_year import Leaver
from handover.portal.phase.matching import OfferMatching
from handover.portal.phase.offers import Offer, OffersList, person_key


class Difference(StrEnum):
    """In what two lists differ about one child, in the order in which it is shown."""

    NEW = "new"
    ELSEWHERE = "elsewhere"
    GONE = "gone"


WORDS: Final = {
    Difference.NEW: Text("New in the list", "Newydd yn y rhestr"),
    Difference.ELSEWHERE: Text("To another school now", "I ysgol arall erbyn hyn"),
    Difference.GONE: Text(
        "No longer in the list",
        "Heb fod yn y rhestr mwyach",
    ),
}
"""How a difference is told."""


@dataclass(frozen=True, slots=True)
class OfferChange:
    """One child about whom two lists differ, named as far as the lists or the records on the board name them.

    `was` and `now` are the schools offered before and now, seven digits; empty for none.
    """

    difference: Difference
    upn: str
    surname: str
    forename: str
    birth_date: date | None
    was: str
    now: str


def changes(old: OffersList, new: OffersList, matching: OfferMatching) -> tuple[OfferChange, ...]:
    """Return in what a newer list differs, sorted as it is shown. A child is known again by UPN, or by name and birth date."""
    before, after = ({child_offered(offer): offer for offer in each.offers} for each in (old, new))
    records = {leaver.upn: leaver for leaver in leavers_of(matching) if leaver.upn}
    found = [
        change_of(before.get(child), after.get(child), records)
        for child in (*after, *(child for child in before if child not in after))
        if child not in before or child not in after or before[child].destination != after[child].destination
    ]
    order = list(Difference)
    return tuple(sorted(found, key=lambda each: (order.index(each.difference), each.surname, each.forename, each.upn)))


def child_offered(offer: Offer) -> Hashable:
    """Return by what one child is known in two lists."""
    return offer.upn or person_key(offer.surname, offer.forename, offer.birth_date)


def leavers_of(matching: OfferMatching) -> Iterator[Leaver]:
    """Yield every record of a matching."""
    yield from (match.leaver for match in matching.matches)
    yield from (leaver for doubt in matching.doubts for leaver in doubt.leavers)
    yield from matching.without_offer


def change_of(old: Offer | None, new: Offer | None, records: dict[str, Leaver]) -> OfferChange:
    """Return the change between two offers of one child, of which at least one is there."""
    offer = new or old
    assert offer is not None
    named: Offer | Leaver = records.get(offer.upn, offer)
    kept = Difference.ELSEWHERE if new else Difference.GONE
    return OfferChange(
        kept if old else Difference.NEW,
        offer.upn,
        offer.surname or named.surname,
        offer.forename or named.forename,
        offer.birth_date or named.birth_date,
        old.destination if old else "",
        new.destination if new else "",
    )
