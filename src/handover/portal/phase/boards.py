"""The board: putting files on it, bringing the list of offers, and how things stand."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import partial
from typing import Any, Final
from uuid import UUID

from django.db import IntegrityError
from django.db.models import QuerySet
from django.utils import timezone

from handover.common.calendar import academic_year
from handover.common.lists.known_schools import KnownSchools
from handover.common.lists.meanings import ColumnChoices
from handover.ctf.compare import FileComparison, differences
from handover.ctf.reader import read_ctf
from handover.ctf.whole_year import Leaver, read_whole_year
from handover.portal import transaction
from handover.portal.accounts.models import User
from handover.portal.audit.log import record
from handover.portal.establishments.directory import RouteState, state_on
from handover.portal.establishments.models import Establishment, EstablishmentKind
from handover.portal.locking import lock_rows
from handover.portal.phase.changes import OfferChange, changes
from handover.portal.phase.deciding import Decided, decide_by, forget_settled
from handover.portal.phase.faults import FAULTS
from handover.portal.phase.matching import OfferMatching, place_pupils
from handover.portal.phase.models import Board, BoardPupil, Bulk, Part
from handover.portal.phase.offers import OffersList, read_offers
from handover.portal.transfers import damages, vault
from handover.portal.transfers.answers import check_bytes
from handover.portal.transfers.flow import TO_COLLECT, State
from handover.portal.transfers.mailbox import list_received
from handover.portal.transfers.models import SealedFile, Transfer
from handover.portal.transfers.moving import AlreadyMoved, take_step
from handover.portal.transfers.senders import Sender

PUTTABLE = (*TO_COLLECT, State.CONFIRMED)
BATCH = 1000
MOST_NAMED: Final = 10
"""Rows that a refusal names; the others it counts."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How a board stands. `destinations` says for each file, by position, where its pupils go.

    `schools` are those that an offer may name, with which another list of the board can be read. `matching` says whose offer
    is whose record, with what was decided and given by hand; `placed` are the schools that were given by hand.
    """

    schools: KnownSchools
    offers: OffersList
    decided: Decided
    destinations: Mapping[int, Mapping[int, str]]
    matching: OfferMatching
    placed: Mapping[Leaver, str]

    @property
    def counts(self) -> Sequence[tuple[str, int]]:
        """How many pupils go to each school, by its number."""
        return sorted(Counter(match.offer.destination for match in self.matching.matches).items())


def board_of(by: Sender, now: datetime) -> Board:
    """Return the board of a person's authority: the newest there is, or one made for the school year of now.

    A board outlives the first of September: changes of mind and later results come when the new year has begun. Once
    nobody has worked with it for its time (see retention) it is taken down, and the next one is made.
    """
    assert by.establishment is not None
    la_number, year = by.establishment.la_number, academic_year(timezone.localdate(now))
    newest = Board.objects.filter(la_number=la_number).order_by("-year").first()
    return newest or Board.objects.get_or_create(la_number=la_number, year=year, defaults={"touched_at": now})[0]


def to_put(by: User) -> QuerySet[Transfer]:
    """Return the Common Transfer Files in a person's mailbox that are on no board yet."""
    states = [state.value for state in PUTTABLE]
    files = list_received(by).filter(state__in=states, kind="ctf", bulk__isnull=True, sealed__isnull=False)
    return files.select_related("source_establishment", "destination_establishment", "sealed", "sent_by", "held_for")


def put(board: Board, references: Iterable[UUID], by: User, now: datetime) -> list[Bulk]:
    """Put files of a person's mailbox on the board, which collects and confirms them; return those that were put.

    A file that somebody else puts there at the same moment is theirs; one whose bytes are damaged stays where it is, and
    those concerned are told.
    """
    found = []
    for transfer in to_put(by).filter(reference__in=list(references)):
        try:
            found.append(transaction.retry(partial(put_one, board, transfer, by, now)))
        except (AlreadyMoved, IntegrityError):
            continue
        except vault.Damaged as damaged:
            damages.note_damage(damaged, now)
    return found


def put_one(board: Board, transfer: Transfer, by: User, now: datetime) -> Bulk:
    """Put one file on the board, with the names of its pupils."""
    with transaction.atomic():
        check_bytes(transfer)
        if transfer.stage is not State.CONFIRMED:
            take_step("collect", transfer, by=by, now=now)
            take_step("confirm", transfer, by=by, now=now)
        bulk = Bulk.objects.create(board=board, transfer=transfer, put_at=now)
        leavers = (each.leaver for each in read_whole_year(str(bulk.pk), transfer_bytes(transfer)).pupils)
        BoardPupil.objects.bulk_create((row_of(bulk, leaver) for leaver in leavers), batch_size=BATCH)
        touch(board, now)
        record("phase.file_put", actor=by.actor, subject=str(transfer.reference), now=now)
    return bulk


def row_of(bulk: Bulk, leaver: Leaver) -> BoardPupil:
    """Return a pupil as stored; what is longer than any name or number is cut, for it only serves to find them."""
    known = replace(leaver, upn=leaver.upn[:13], surname=leaver.surname[:100], forename=leaver.forename[:100])
    row = BoardPupil(bulk=bulk, position=leaver.position)
    row.leaver = known
    return row


def transfer_bytes(transfer: Transfer) -> bytes:
    """Return the bytes of a file; none where they were destroyed."""
    return b"".join(vault.read_sealed(transfer.sealed)) if transfer.sealed else b""


def touch(board: Board, now: datetime) -> None:
    """Note that somebody works with the board, from which its time is counted."""
    Board.objects.filter(pk=board.pk).update(touched_at=now)


def bring_offers(
    board: Board, data: Iterable[bytes], by: Sender, now: datetime, choices: ColumnChoices | None = None
) -> OffersList:
    """Take a list of offers in place of the one before, which is kept until the next; an unreadable one replaces nothing.

    Nor does one that would send most of the pupils back to the schools that they come from. `choices` is what was said of its
    columns. The bytes are gone through twice, to be read and then to be stored: `data` must begin anew each time. Raises
    `vault.NoRoom` if they cannot be stored.
    """
    schools = schools_for(board, timezone.localdate(now))
    offers = read_offers(data, schools.numbers.__contains__, choices, schools.find)
    if offers.refused:
        return offers
    found = match_records(board, offers, schools)
    offers = stop_if_back(offers, found.matching)
    if offers.refused:
        return offers
    sealed = vault.seal_file(data, now)
    with transaction.atomic():
        old = lock_rows(Board.objects.filter(pk=board.pk)).get()
        sealed.save(force_insert=True)
        Board.objects.filter(pk=board.pk).update(
            offers=sealed,
            offers_choices=choices.stored() if choices else None,
            offers_before=old.offers_id,
            choices_before=old.offers_choices,
            offers_at=now,
            touched_at=now,
        )
        destroy_list(old.offers_before)
        record("phase.offers_brought", actor=by.actor, subject=str(board.reference), now=now)
    board.refresh_from_db()
    forget_settled(board, found.decided)
    return offers


def read_new_offers(board: Board, data: Iterable[bytes], choices: ColumnChoices, now: datetime) -> OffersList:
    """Return what a list of offers says if it is read with these choices; nothing is stored."""
    schools = schools_for(board, timezone.localdate(now))
    return read_offers(data, schools.numbers.__contains__, choices, schools.find)


def stop_if_back(offers: OffersList, matching: OfferMatching) -> OffersList:
    """Return a list as refused where most of its offers are for the school that the record came from.

    Then the wrong column was taken for the offer. A few are asked one by one, as offers in doubt.
    """
    back = [doubt.offer for doubt in matching.doubts if doubt.goes_back]
    if not back or len(back) <= len(matching.matches):
        return offers
    rows = "; ".join(f"{offer.line}: {offer.who}" for offer in back[:MOST_NAMED])
    rows += " …" if len(back) > MOST_NAMED else ""
    return OffersList((), (FAULTS["offers.back"].at(line=back[0].line, count=len(back), rows=rows),))


def destroy_list(sealed: SealedFile | None) -> None:
    """Destroy a list of offers that nothing names any more, when the transaction is over."""
    if sealed is not None:
        SealedFile.objects.filter(pk=sealed.pk).delete()
        transaction.on_commit(lambda: vault.delete_sealed(sealed.name))


def schools_for(board: Board, today: date) -> KnownSchools:
    """Return the schools to which a file of the board may go, and those to which one went.

    An offer of a school that has closed since stands: what the school has is not to be called back or deleted for it.
    """
    schools = Establishment.objects.filter(kind=EstablishmentKind.SCHOOL, active=True).select_related(None)
    takes = (RouteState.OPEN, RouteState.NOT_YET_OPEN)
    went = set(Part.objects.filter(bulk__board=board).values_list("destination", flat=True))
    there = [
        (school.number, (school.name, school.name_cy))
        for school in schools.iterator()
        if state_on(school, today) in takes
    ]
    gone = ((number, ()) for number in went.difference(number for number, _ in there))
    return KnownSchools.of([*there, *gone], board.la_number)


def read_standing(board: Board, today: date) -> Standing:
    """Return how a board stands with the list of offers that is stored. Raises `vault.Damaged` if that does not open."""
    schools = schools_for(board, today)
    return match_records(board, read_list(board.offers, schools, board.offers_choices), schools)


def match_records(board: Board, offers: OffersList, schools: KnownSchools) -> Standing:
    """Return how a board stands with a list of offers: whose offer is whose record, and where everybody goes."""
    sources = dict(board.bulks.values_list("pk", "transfer__source"))
    rows = BoardPupil.objects.filter(bulk__board=board).order_by("bulk__put_at", "bulk_id", "position")
    firsts, later = part_later_records([row.leaver for row in rows.iterator(chunk_size=BATCH)], sources)
    decided = decide_by(board, offers.offers, firsts, {str(bulk): source for bulk, source in sources.items()})
    placed = placed_pupils(board, firsts, later)
    matching = place_pupils(decided.matching, placed)
    destinations: defaultdict[int, dict[int, str]] = defaultdict(dict)
    there = {each.leaver: each.offer.destination for each in matching.matches}
    for leaver, first in (*((leaver, leaver) for leaver in firsts), *later):
        if first in there:
            destinations[int(leaver.file)][leaver.position] = there[first]
    return Standing(schools, offers, decided, destinations, matching, placed)


def placed_pupils(
    board: Board, firsts: Sequence[Leaver], later: Sequence[tuple[Leaver, Leaver]]
) -> Mapping[Leaver, str]:
    """Return the schools that were given by hand, by the record of each child that came first."""
    rows = board.placements.values_list("pupil__bulk_id", "pupil__position", "destination").order_by("placed_at", "pk")
    given = {(str(bulk), position): school for bulk, position, school in rows}
    pairs = (*((leaver, leaver) for leaver in firsts), *later)
    return {
        first: given[leaver.file, leaver.position] for leaver, first in pairs if (leaver.file, leaver.position) in given
    }


def part_later_records(
    leavers: Iterable[Leaver], sources: Mapping[int, str]
) -> tuple[list[Leaver], list[tuple[Leaver, Leaver]]]:
    """Return the records of each child that came first, and the later ones of the same school, each with its first.

    A later record goes where the first went; by UPN alone, since nothing less is certain.
    """
    firsts: dict[tuple[str, str], Leaver] = {}
    alone: list[Leaver] = []
    later: list[tuple[Leaver, Leaver]] = []
    for leaver in leavers:
        first = firsts.setdefault((sources[int(leaver.file)], leaver.upn), leaver) if leaver.upn else leaver
        if first.file == leaver.file:
            alone.append(leaver)
        else:
            later.append((leaver, first))
    return alone, later


def read_list(sealed: SealedFile | None, schools: KnownSchools, choices: Mapping[str, Any] | None) -> OffersList:
    """Return a list of offers that was taken before, with what was said of its columns; an empty one where there is none.

    Raises `vault.Damaged`.
    """
    if sealed is None:
        return OffersList((), ())
    said = ColumnChoices.restored(choices) if choices else None
    return read_offers(vault.read_sealed(sealed), schools.numbers.__contains__, said, schools.find)


def list_changes(board: Board, found: Standing) -> tuple[OfferChange, ...]:
    """Return in what the list that stands differs from the one before it; nothing where it is the first."""
    if board.offers_before is None:
        return ()
    return changes(read_list(board.offers_before, found.schools, board.choices_before), found.offers, found.matching)


def earlier(bulk: Bulk) -> Bulk | None:
    """Return the file of the same school that was on the board before this one, if this one follows it up."""
    before = Bulk.objects.filter(board=bulk.board, transfer__source=bulk.transfer.source, pk__lt=bulk.pk)
    return before.select_related("transfer__sealed").order_by("-pk").first()


def difference(bulk: Bulk, language: str) -> FileComparison | None:
    """Return what a later file of a school says differently from the one before; None where there is none to compare."""
    before = earlier(bulk)
    if before is None or not (before.transfer.sealed and bulk.transfer.sealed):
        return None
    old, new = (read_ctf(transfer_bytes(each.transfer)).document for each in (before, bulk))
    return differences(old, new, language) if old and new else None


def close_board(board: Board, now: datetime) -> bool:
    """Take a board down, with its pupils and its lists of offers; the transfers stay. Say whether it was still there."""
    with transaction.atomic():
        there = Board.objects.filter(pk=board.pk).first()
        if there is None:
            return False
        lists = (there.offers, there.offers_before)
        there.delete()
        for sealed in lists:
            destroy_list(sealed)
    return True
