"""Whether software of the receiver has fetched a copy of a file, from the audit log: the file itself does not change."""

from collections.abc import Iterable
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db.models import Max

from handover.portal.audit.models import Entry

FETCHED: Final = "file.fetched"
"""The action of the audit log."""


def find_fetches(references: Iterable[UUID]) -> dict[str, datetime]:
    """Return when a copy of each of these files was last fetched, by the file's reference."""
    entries = Entry.objects.filter(action=FETCHED, subject__in=[str(reference) for reference in references])
    return dict(entries.order_by().values_list("subject").annotate(Max("at")))


def find_last_fetch(reference: UUID) -> datetime | None:
    """Return when a copy of a file was last fetched; None where software has none."""
    return find_fetches([reference]).get(str(reference))


def was_fetched_at(reference: UUID, establishment: str) -> bool:
    """Say whether software of an establishment, by its number, has fetched a file."""
    return Entry.objects.filter(action=FETCHED, subject=str(reference), establishment=establishment).exists()
