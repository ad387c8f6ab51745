"""Writing an entry of a chain of custody, in the transaction of the step that it notes: both are stored, or neither.

A step costs two small statements, however long the chain is: the end of the chain (for the first entry, the key), and the
entry. The caller has the record's own row locked, so that nobody else adds to the same chain meanwhile.
"""

from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from handover.common.custody.entries import CHAIN_START, EntryFacts, hash_entry, sign_hash, write_moment
from handover.common.custody.events import resolve_holder
from handover.portal.custody.keys import use_signing_key
from handover.portal.custody.models import FILE, CustodyEntry


def find_last_entry(record: UUID) -> CustodyEntry | None:
    """Return the entry with which a chain ends now."""
    return CustodyEntry.objects.filter(record=record).order_by("-number").first()


def append_custody_entry(
    record: UUID,
    event: str,
    *,
    by: str,
    source: str,
    destination: str,
    digest: str,
    now: datetime,
    kind: str = FILE,
    pupil: int = 0,
    parent: UUID | None = None,
) -> CustodyEntry:
    """Put an entry at the end of a record's chain. `parent` is the record from which this one came, if it came from one."""
    last = find_last_entry(record)
    key, links = use_signing_key(now, last.key if last else ""), _links(last, parent)
    moment = now.astimezone(UTC)
    facts = EntryFacts(
        record=str(record),
        kind=kind,
        at=write_moment(moment),
        event=event,
        by=by,
        source=source,
        destination=destination,
        holder=resolve_holder(event, source=source, destination=destination, by=by),
        digest=digest,
        pupil=pupil,
        key=key.key_id,
        **links,
    )
    code = hash_entry(facts)
    columns = asdict(facts) | {"record": record, "at": moment, "parent": parent if facts.parent else None}
    return CustodyEntry.objects.create(**columns, hash=code, signature=sign_hash(key.private, code))


def _links(last: CustodyEntry | None, parent: UUID | None) -> dict[str, Any]:
    """Return what ties an entry to the one before it, and to the end of the record from which this one came."""
    end_of_parent = find_last_entry(parent) if parent else None
    return {
        "number": last.number + 1 if last else 1,
        "previous": last.hash if last else CHAIN_START,
        "parent": str(parent) if end_of_parent else "",
        "parent_hash": end_of_parent.hash if end_of_parent else "",
    }
