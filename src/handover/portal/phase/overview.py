"""All that the page of a board shows, gathered once: each list of offers is read once, and matched once."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from handover.common.lists.known_schools import KnownSchools
from handover.common.lists.meanings import ColumnChoices, ListColumns
from handover.common.lists.reader import read_columns
from handover.portal.accounts.models import User
from handover.portal.audit.log import record
from handover.portal.establishments.models import Establishment
from handover.portal.phase import sending
from handover.portal.phase.asked import DeletionRequest, asked_of
from handover.portal.phase.boards import Standing, match_records, read_list, schools_for, to_put
from handover.portal.phase.changes import OfferChange, changes
from handover.portal.phase.counting import SchoolProgress, count_schools
from handover.portal.phase.models import Board, Bulk, Part
from handover.portal.phase.offers import OFFERS, OffersList
from handover.portal.phase.placing import BoardPlace, pupil_places
from handover.portal.phase.turned_away import turned_away
from handover.portal.transfers import damages, vault
from handover.portal.transfers.models import SealedFile, Transfer


@dataclass(frozen=True, slots=True)
class BoardOverview:
    """A board as its page shows it.

    `list_lost` says that the list of offers cannot be opened any more. `files` are the files on the board, each with
    whether it follows up an earlier one of its school; `sources` are the schools that sent them, by the file as a record
    names it. Other schools stand with their row of the register, or None. `placed` are the pupils who were given a school by
    hand; `choices` and `columns` say what the columns of the list of offers were taken for.
    """

    board: Board
    standing: Standing
    list_lost: bool
    changes: Sequence[OfferChange]
    files: Sequence[tuple[Bulk, bool]]
    sources: Mapping[str, Establishment]
    to_put: QuerySet[Transfer]
    schools: Sequence[tuple[SchoolProgress, Establishment | None]]
    deletions: Sequence[tuple[DeletionRequest, Establishment | None]]
    away: QuerySet[Part]
    placed: Sequence[tuple[BoardPlace, Establishment | None]]
    choices: ColumnChoices | None
    columns: ListColumns | None

    @property
    def gone(self) -> Sequence[str]:
        """The schools for which nothing can be made, because the whole-year file is no longer kept."""
        return self._refused(sending.ORIGINAL_GONE)

    @property
    def damaged(self) -> Sequence[str]:
        """The schools for which nothing can be made, because the whole-year file does not open."""
        return self._refused(sending.ORIGINAL_DAMAGED)

    @property
    def full(self) -> Sequence[str]:
        """The schools to which no number is left for the name of a file."""
        return self._refused(sending.NO_NUMBER)

    def _refused(self, code: str) -> Sequence[str]:
        return [number for number, codes in self.board.refused.items() if code in codes]


def look_at_board(board: Board, by: User, now: datetime) -> BoardOverview:
    """Return what the page of a board shows. Every look is audited, for it shows names.

    A list that cannot be opened any more counts as not brought, so that a new one can be. Nothing is sent meanwhile, for a
    sending stops at such a list.
    """
    record("phase.viewed", actor=by.actor, subject=str(board.reference), now=now)
    allowed = schools_for(board, timezone.localdate(now))
    offers = read_or_note(board.offers, allowed, board.offers_choices, now)
    before = read_or_note(board.offers_before, allowed, board.choices_before, now)
    found = match_records(board, offers or OffersList((), ()), allowed)
    schools, deletions = count_schools(board, found.counts), asked_of(board)
    by_hand = [place for place in pupil_places(found) if place.by_hand] if found.placed else []
    columns = look_at_offers(board) if offers else None
    proposed = columns.choices if columns else None
    names = names_of(
        (
            *(school.number for school in schools),
            *(place.offered for place in by_hand),
            *(each.destination for each in deletions),
        )
    )
    bulks = list(board.bulks.select_related("transfer__source_establishment"))
    sources = [bulk.transfer.source for bulk in bulks]
    return BoardOverview(
        board=board,
        standing=found,
        list_lost=offers is None and board.offers is not None,
        changes=changes(before, offers, found.matching) if before and offers else (),
        files=[(bulk, bulk.transfer.source in sources[:place]) for place, bulk in enumerate(bulks)],
        sources={str(bulk.pk): bulk.transfer.source_establishment for bulk in bulks},
        to_put=to_put(by),
        schools=[(school, names.get(school.number)) for school in schools],
        deletions=[(each, names.get(each.destination)) for each in deletions],
        away=turned_away(board),
        placed=[(place, names.get(place.offered)) for place in by_hand],
        columns=columns,
        choices=ColumnChoices.restored(board.offers_choices) if board.offers_choices else proposed,
    )


def look_at_offers(board: Board) -> ListColumns | None:
    """Return the columns of the list of offers that stands; None where there is none."""
    if board.offers is None:
        return None
    sheet = board.offers_choices["sheet"] if board.offers_choices else None
    return read_columns(vault.read_sealed(board.offers), OFFERS, sheet=sheet)


def read_or_note(
    sealed: SealedFile | None, schools: KnownSchools, choices: Mapping[str, Any] | None, now: datetime
) -> OffersList | None:
    """Return a list of offers that was taken before; None where there is none, or none that opens, which is noted."""
    if sealed is None:
        return None
    try:
        return read_list(sealed, schools, choices)
    except vault.Damaged as damaged:
        damages.note_damage(damaged, now)
        return None


def names_of(numbers: Iterable[str]) -> dict[str, Establishment]:
    """Return the schools of these numbers that are in the register."""
    return {school.number: school for school in Establishment.objects.filter(number__in=list(numbers))}
