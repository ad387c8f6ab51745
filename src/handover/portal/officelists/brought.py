"""Keeping a list while its office is asked, remembering the answers, and letting the list go."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from uuid import UUID

from handover.common.lists.columns import PupilColumn
from handover.common.lists.kinds import ListKind
from handover.common.lists.meanings import ColumnChoices, ListColumns, Meanings
from handover.common.lists.reader import read_columns
from handover.portal import transaction
from handover.portal.accounts.models import User
from handover.portal.masterkeys.codes import newest_form
from handover.portal.officelists.models import BroughtList, ColumnMemory
from handover.portal.sealed import token
from handover.portal.transfers import vault
from handover.portal.transfers.models import SealedFile


def keep_list(data: Iterable[bytes], kind: ListKind, by: User, now: datetime) -> BroughtList:
    """Seal a list that waits for an answer. Raises `vault.NoRoom` if it cannot be stored."""
    sealed = vault.seal_file(data, now)
    with transaction.atomic():
        sealed.save(force_insert=True)
        return BroughtList.objects.create(kind=kind.prefix, by=by, brought_at=now, sealed=sealed)


def find_brought(reference: UUID, kind: ListKind, by: User) -> BroughtList | None:
    """Return a list that a person has brought; those of others do not exist for them."""
    mine = BroughtList.objects.filter(reference=reference, kind=kind.prefix, by=by)
    return mine.select_related("sealed").first()


def list_bytes(brought: BroughtList) -> Iterator[bytes]:
    """Yield the bytes of a list. Raises `vault.Damaged` if they do not open."""
    return vault.read_sealed(brought.sealed)


def drop_list(brought: BroughtList, now: datetime) -> bool:
    """Destroy a list; say whether it was still there."""
    with transaction.atomic():
        there = BroughtList.objects.filter(pk=brought.pk).delete()[0]
        sealed = SealedFile.objects.filter(pk=brought.sealed_id).first()
        if not there or sealed is None:
            return False
        sealed.delete()
        transaction.on_commit(lambda: vault.delete_sealed(sealed.name))
    return True


def choices_of(brought: BroughtList) -> ColumnChoices | None:
    """Return what was said of a list's columns; None where nothing was yet."""
    return ColumnChoices.restored(brought.choices) if brought.choices else None


def keep_choices(brought: BroughtList, choices: ColumnChoices) -> None:
    """Note what was said of a list's columns and schools."""
    brought.choices = choices.stored()
    brought.save(update_fields=["choices"])


def propose_for_office(data: Iterable[bytes], kind: ListKind, by: User, sheet: int | None = None) -> ListColumns | None:
    """Return what the columns of a list are taken for by a person's office; None where it is no list."""
    proposed = read_columns(data, kind, sheet=sheet)
    if proposed is None:
        return None
    known = recall_meanings(kind, by, proposed)
    return proposed.renew(kind, known) if known else proposed


def recall_meanings(kind: ListKind, by: User, columns: ListColumns) -> Meanings:
    """Return what a person's office said of these columns before, by their keys."""
    codes = {heading_code(each.key): each.key for each in columns.columns}
    keys = {newest_form(code): key for code, key in codes.items()}
    said = ColumnMemory.objects.filter(office=by.actor.establishment, kind=kind.prefix, heading__in=list(codes))
    return {
        keys[newest_form(heading)]: PupilColumn(meaning) if meaning else None
        for heading, meaning in said.values_list("heading", "meaning")
    }


def remember_meanings(
    kind: ListKind, columns: ListColumns, meanings: Mapping[int, PupilColumn | None], by: User, now: datetime
) -> None:
    """Note for the next list what a person said of columns, by their places."""
    rows = [
        ColumnMemory(
            office=by.actor.establishment,
            kind=kind.prefix,
            heading=heading_code(each.key),
            meaning=(said.value if (said := meanings[each.place]) else ""),
            said_at=now,
        )
        for each in columns.columns
        if each.place in meanings and each.name
    ]
    ColumnMemory.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["office", "kind", "heading"],
        update_fields=["meaning", "said_at"],
    )


def heading_code(key: str) -> str:
    """Return the keyed code of a heading: in a list without headings it may be a child's name."""
    return token("column headings", key).hex()
