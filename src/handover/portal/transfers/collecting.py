"""Collecting: one file as it was sent, or several as one zip built while it goes out; then yes, it arrived, or no."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from functools import partial
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone

from handover.common.archive_writing import ZipMember, deflated_member
from handover.portal import clock, transaction
from handover.portal.accounts.models import User
from handover.portal.paging import MOST_COUNTED
from handover.portal.transfers import vault
from handover.portal.transfers.damages import sound
from handover.portal.transfers.flow import TO_COLLECT, State
from handover.portal.transfers.kinds import KIND_OF_FORM, KINDS, FileKind
from handover.portal.transfers.mailbox import list_received, may_collect, to_collect
from handover.portal.transfers.models import Collection, Transfer
from handover.portal.transfers.moving import AlreadyMoved, lock_transfers, take_step

COLLECTABLE = (*TO_COLLECT, State.CONFIRMED)
# More at once would make a download that few connections carry to its end.
MOST_AT_ONCE = 200


class OneAtATime(Exception):
    """Files of a kind that is collected one at a time were chosen together with others."""

    def __init__(self, kind: FileKind) -> None:
        super().__init__(kind.key)
        self.kind = kind


def start_collection(references: Sequence[UUID], by: User, now: datetime) -> Collection | None:
    """Begin a collection of files in the person's own mailbox; None if none of them can be collected any more.

    Raises OneAtATime where one of several is of a kind that is collected on its own.
    """
    states = [state.value for state in COLLECTABLE]
    wanted = list_received(by).filter(reference__in=references[:MOST_AT_ONCE], state__in=states)
    with transaction.atomic():
        found = list(wanted)
        if not found:
            return None
        alone = next((transfer.file_kind for transfer in found if not transfer.file_kind.together), None)
        if alone and len(found) > 1:
            raise OneAtATime(alone)
        collection = Collection.objects.create(mailbox=by.mailbox, by=by, started_at=now)
        collection.transfers.set(found)
    return collection


def collected_together(rows: QuerySet[Transfer]) -> QuerySet[Transfer]:
    """Return those of some files that can be collected with others."""
    return rows.exclude(kind__in=[form for kind in KINDS.values() if not kind.together for form in kind.stored])


def list_new(user: User, kind: str = "") -> QuerySet[Transfer]:
    """Return what waits for a person and nobody of the mailbox has collected, of one kind or of every kind."""
    new = to_collect(user).filter(state__in=[State.SENT.value, State.SEEN.value])
    if kind in KINDS:
        new = new.filter(kind__in=KINDS[kind].stored)
    return collected_together(new)


def count_new(user: User) -> dict[str, int]:
    """Count what is new for a person by kind, those kinds of which there is something; of a long list its oldest files."""
    return count_kinds(list_new(user).order_by("sent_at", "id").values_list("kind", flat=True)[:MOST_COUNTED])


def count_new_of(files: Iterable[Transfer]) -> dict[str, int]:
    """Count like `count_new`, of all files that wait for a person."""
    new = (State.SENT, State.SEEN)
    return count_kinds(file.kind for file in files if file.stage in new and file.file_kind.together)


def count_kinds(forms: Iterable[str]) -> dict[str, int]:
    """Count forms of files by kind, those kinds of which there is something, in the order of the table."""
    counts = Counter(KIND_OF_FORM[form].key for form in forms)
    return {key: counts[key] for key in KINDS if counts[key]}


def find_collection(reference: UUID, user: User) -> Collection | None:
    """Return a collection whose files are all a person's to collect, whoever began it, in whatever role.

    None tells nothing about those of others. What counts is the role that the person has now.
    """
    collection = Collection.objects.filter(reference=reference, mailbox=user.mailbox).first()
    if collection is None or not all(may_collect(transfer, user) for transfer in files_of(collection)):
        return None
    return collection


def files_of(collection: Collection) -> QuerySet[Transfer]:
    """Return the files of a collection, with all that taking a step needs, in order of their names."""
    sides = ("source_establishment", "destination_establishment", "held_for", "sent_by", "sealed")
    return collection.transfers.select_related(*sides).order_by("file_name", "sent_at")


def take_out_collection(collection: Collection, by: User, now: datetime) -> list[Transfer]:
    """Mark the files of a collection as collected and return those that can be downloaded, in order of their names.

    A file that its sender called back in the meantime is left out, and so is one whose bytes are damaged, which stays as
    it was (see `damaged`). Every byte was read before anything changes.
    """
    whole, ready = sound(files_of(collection), now), []
    with transaction.atomic():
        lock_transfers(collection.transfers.values_list("pk", flat=True))
        for transfer in whole:
            event = "collect_again" if transfer.stage is State.CONFIRMED else "collect"
            try:
                ready.append(take_step(event, transfer, by=by, now=now))
            except AlreadyMoved:
                continue
        collection.downloaded_at = now
        collection.answered_at = None
        collection.save(update_fields=["downloaded_at", "answered_at"])
    return ready


def damaged(collection: Collection) -> list[Transfer]:
    """Return the files of a collection whose bytes were found damaged."""
    return list(files_of(collection).filter(sealed__damage__isnull=False))


def answer_collection(collection: Collection, *, arrived: bool, by: User, now: datetime) -> list[Transfer]:
    """Say of every file of a collection that it arrived, or that it did not; return those that moved.

    Files that a colleague confirmed meanwhile stay confirmed; collecting again changes nothing either way. One that was
    damaged was not in the download, and cannot have arrived.
    """
    moved, files = [], files_of(collection)
    if arrived:
        files = files.filter(sealed__damage__isnull=True)
    with transaction.atomic():
        lock_transfers(collection.transfers.values_list("pk", flat=True))
        for transfer in files:
            try:
                moved.append(take_step("confirm" if arrived else "return", transfer, by=by, now=now))
            except AlreadyMoved:
                continue
        collection.answered_at = now
        collection.save(update_fields=["answered_at"])
    return moved


def unanswered(transfers: Iterable[Transfer]) -> dict[int, UUID]:
    """Return, for those of these files that were downloaded, the collection that waits to hear whether it arrived."""
    collected = [transfer.pk for transfer in transfers if transfer.stage is State.COLLECTED]
    rows = Collection.transfers.through.objects.filter(
        transfer_id__in=collected, collection__downloaded_at__isnull=False, collection__answered_at=None
    )
    # The latest collection of a file comes last, and stays.
    return dict(rows.order_by("collection__started_at").values_list("transfer_id", "collection__reference"))


def read_sent_bytes(transfer: Transfer) -> Iterator[bytes]:
    """Yield the sender's own bytes; nothing where they were destroyed."""
    return vault.read_sealed(transfer.sealed) if transfer.sealed else iter(())


def members_of(transfers: Iterable[Transfer], readme: str = "") -> list[ZipMember]:
    """Return files as they stand in a zip. Two files of one name go into folders of their own, names unchanged.

    `readme` is what to read first, where there is something to say. A file is opened only when its turn has come, to be
    read twice: a zip of many would keep too many open otherwise.
    """
    members = []
    if readme:
        members.append(deflated_member("README.txt", readme.encode("utf-8-sig"), timezone.localtime(clock.now())))
    seen: dict[str, int] = {}
    for transfer in transfers:
        if transfer.sealed is None:
            continue
        count = seen[transfer.file_name] = seen.get(transfer.file_name, 0) + 1
        inside = transfer.file_name if count == 1 else f"{count}/{transfer.file_name}"
        sealed, made = transfer.sealed, timezone.localtime(transfer.sent_at)
        members.append(
            ZipMember(inside, made, sealed.size, partial(vault.checksum, sealed), partial(vault.pieces_of, sealed))
        )
    return members
