"""Writing the audit log. Nothing but `record` does, and `record_noise` for failures that anybody can bring about."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from types import MappingProxyType

from handover.portal import transaction
from handover.portal.audit.actions import ACTIONS
from handover.portal.audit.anchoring import anchor_when_committed
from handover.portal.audit.anchors import Anchor
from handover.portal.audit.chain import ChainRow, seal_entry, seal_head
from handover.portal.audit.chain_keys import chain_key, chain_key_anew
from handover.portal.audit.models import HEAD, Entry, Head
from handover.portal.locking import lock_rows
from handover.portal.masterkeys.ring import KeyMissing

NOTHING: Mapping[str, str] = MappingProxyType({})
SUBJECT_LENGTH = 200


class AuditBroken(Exception):
    """The log's head is missing or was changed by someone else; nothing more is done until an operator has looked."""


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts: username, role (a key of the roles table) and establishment number, as plain values."""

    username: str
    role: str
    establishment: str


SITE = Actor("handover", "site", "")
"""The site itself: jobs, and commands of an operator."""
NOBODY = Actor("", "nobody", "")
"""Somebody who has not signed in."""


def record(
    action: str, *, actor: Actor, subject: str = "", details: Mapping[str, str] = NOTHING, now: datetime
) -> None:
    """Add one entry, in the caller's transaction: the act and its entry are stored together or not at all.

    `details` never hold a pupil's name, birth date or UPN. The head is one row for everybody, so the entry is written when
    the transaction has nothing else left to do, whenever it was asked for. Raises KeyError for an action that is not in
    the table; the transaction ends with AuditBroken where the head was tampered with: an act that cannot be recorded
    truly is not done.
    """
    row = entry_row(action, actor, subject, details, now)
    if transaction.is_in_transaction():
        transaction.collect_before_commit(append_entries, row)
        return
    with transaction.atomic():
        transaction.collect_before_commit(append_entries, row)


def entry_row(action: str, actor: Actor, subject: str, details: Mapping[str, str], now: datetime) -> ChainRow:
    """Return an entry without its place in the chain. Raises KeyError for an action that is not in the table."""
    return ChainRow(
        sequence=0,
        at=now.astimezone(UTC),
        action=ACTIONS[action].code,
        username=storable_text(actor.username, 60),
        role=actor.role,
        establishment=actor.establishment,
        subject=storable_text(subject, SUBJECT_LENGTH),
        details=json.dumps({name: str(value) for name, value in details.items()}, sort_keys=True),
        previous="",
    )


def append_entries(rows: Sequence[ChainRow]) -> None:
    """Put entries at the end of the chain. Everybody who writes waits for this from here to the end of the transaction."""
    head, key = locked_head(), chain_key()
    sequence, end, entries = head.sequence, head.hash, list[Entry]()
    for row in rows:
        sequence += 1
        placed = row._replace(sequence=sequence, previous=end)
        end = seal_entry(key, placed)
        entries.append(Entry(**placed._asdict(), hash=end))
    Entry.objects.bulk_create(entries)
    Head.objects.filter(pk=HEAD).update(sequence=sequence, hash=end, mac=seal_head(key, sequence, end))
    anchor_when_committed(Anchor(sequence, end, rows[-1].at))


def locked_head() -> Head:
    """Return the head, which nobody else can read for writing until this transaction ends. Raises AuditBroken."""
    head = lock_rows(Head.objects.filter(pk=HEAD)).first()
    if head is None:
        raise AuditBroken("The audit log has lost its head. Run `handover manage verify_audit`.")
    try:
        proven = is_proven(head)
    except KeyMissing as fault:
        raise AuditBroken(str(fault)) from None
    if not proven:
        raise AuditBroken(
            "The head of the audit log was changed, or HANDOVER_MASTER_KEY is not the key it was made with. "
            "Run `handover manage verify_audit`."
        )
    return head


def is_proven(head: Head) -> bool:
    """Say whether the head was made with today's master key, which may be another since this process last looked."""
    return any(head.mac == seal_head(key(), head.sequence, head.hash) for key in (chain_key, chain_key_anew))


def storable_text(text: str, length: int) -> str:
    """Return text that both databases can hold: no NUL, no half characters, not too long."""
    return text.encode("utf-8", "replace").decode().replace("\0", "?")[:length]
