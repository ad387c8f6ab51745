"""The chain of custody of a record as a file that a school can verify offline: its entries, their signed end, the keys."""

import json
from collections.abc import Iterable
from datetime import UTC, datetime
from itertools import groupby
from typing import Any, Final
from uuid import UUID

from django.conf import settings

from handover.common.custody.entries import FORMAT, ChainHead, EntryFacts, hash_head, sign_hash, write_moment
from handover.portal.custody.keys import SigningKey, list_public_keys, use_signing_key
from handover.portal.custody.models import PUPIL, CustodyEntry

DEEPEST: Final = 20
"""So many transfers back at most: a file that went on more often is told from there."""


def export_custody(record: UUID, now: datetime) -> bytes | None:
    """Return the export of a record: its chain, those it came from, and those of its pupils; None where nothing is noted."""
    chains = collect_chains(record)
    if not chains:
        return None
    key = use_signing_key(now)
    document = {
        "format": FORMAT,
        "site": settings.CONFIG.url,
        "made_at": write_moment(now),
        "keys": list_public_keys(now),
        "chains": [_written_chain(chain, key, now) for chain in chains],
    }
    return (json.dumps(document, indent=1) + "\n").encode()


def collect_chains(record: UUID) -> list[list[CustodyEntry]]:
    """Return the chain of a record first, then those of what it came from, then those of the pupils of the file."""
    own = list(CustodyEntry.objects.filter(record=record).order_by("number"))
    if not own:
        return []
    chains, seen, following = [own], {record}, _parents(own)
    for _ in range(DEEPEST):
        following -= seen
        if not following:
            break
        found = _by_record(CustodyEntry.objects.filter(record__in=following).order_by("record", "number"))
        seen |= following
        chains += found
        following = {parent for chain in found for parent in _parents(chain)}
    of_pupils = CustodyEntry.objects.filter(kind=PUPIL, parent=record).values("record")
    pupils = CustodyEntry.objects.filter(record__in=of_pupils).exclude(record__in=seen)
    return chains + _by_record(pupils.order_by("record", "number"))


def _parents(chain: Iterable[CustodyEntry]) -> set[UUID]:
    return {entry.parent for entry in chain if entry.parent}


def _by_record(entries: Iterable[CustodyEntry]) -> list[list[CustodyEntry]]:
    return [list(group) for _, group in groupby(entries, key=lambda entry: entry.record)]


def _written_chain(chain: list[CustodyEntry], key: SigningKey, now: datetime) -> dict[str, Any]:
    last = chain[-1]
    head = ChainHead(str(last.record), last.number, last.hash, write_moment(now.astimezone(UTC)), key.key_id)
    signature = sign_hash(key.private, hash_head(head))
    return {
        "record": head.record,
        "kind": last.kind,
        "entries": [_written_entry(entry) for entry in chain],
        "head": {"count": head.count, "last": head.last, "at": head.at, "key": head.key, "signature": signature},
    }


def _written_entry(entry: CustodyEntry) -> dict[str, Any]:
    values = {name: getattr(entry, name) for name in EntryFacts.__dataclass_fields__}
    plain = {"record": str(entry.record), "parent": str(entry.parent or ""), "at": write_moment(entry.at)}
    return values | plain | {"hash": entry.hash, "signature": entry.signature}
