"""How each offer of the list that stands has fared: its record is there, or is not, or a person must decide whose it is."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from django.utils import timezone

from handover.common.text import Text
from handover.portal import transaction
from handover.portal.audit.log import record
from handover.portal.phase.boards import board_of, read_standing
from handover.portal.phase.models import Board
from handover.portal.phase.offers import Offer
from handover.portal.transfers.senders import Sender


class OfferState(StrEnum):
    """What is known of an offer."""

    MATCHED = "matched"
    IN_DOUBT = "in_doubt"
    NO_RECORD = "no_record"


OFFER_STATES: Final[Mapping[OfferState, Text]] = {
    OfferState.MATCHED: Text("The record is on the board", "Mae'r cofnod ar y bwrdd"),
    OfferState.IN_DOUBT: Text("A person must decide on the board", "Rhaid i berson benderfynu ar y bwrdd"),
    OfferState.NO_RECORD: Text("No record yet", "Dim cofnod eto"),
}
"""How each is told."""


@dataclass(frozen=True, slots=True)
class OfferStanding:
    """An offer, what is known of it, and the school that the pupil goes to: another one where that was given by hand."""

    offer: Offer
    state: OfferState
    school: str


def look_at_offers_standing(by: Sender, now: datetime) -> tuple[Board, list[OfferStanding]]:
    """Return the board of somebody's authority and its offers, by line. Every look is audited, for it shows names.

    Raises `vault.Damaged` where the list cannot be opened.
    """
    board = board_of(by, now)
    found = read_standing(board, timezone.localdate(now))
    with transaction.atomic():
        record("phase.viewed", actor=by.actor, subject=str(board.reference), details={"as": "offers"}, now=now)
    doubtful = {asked.doubt.offer.line for asked in found.decided.open}
    records = {match.offer.line: match.leaver for match in found.decided.matching.matches}
    goes = {match.leaver: match.offer.destination for match in found.matching.matches}

    def stands(offer: Offer) -> OfferStanding:
        if offer.line in records:
            return OfferStanding(offer, OfferState.MATCHED, goes.get(records[offer.line], offer.destination))
        return OfferStanding(
            offer, OfferState.IN_DOUBT if offer.line in doubtful else OfferState.NO_RECORD, offer.destination
        )

    return board, [stands(offer) for offer in found.offers.offers]
