"""Changing the master key while people work: beginning it, how far it has come, and refusing the old key at the end."""

import os
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings

from handover.common.keyring import FIRST, LAST, KeyRing, MasterKey, RetainedChain, RetainedKeys
from handover.portal import transaction
from handover.portal.audit.chain import CHAIN_PURPOSE, seal_head
from handover.portal.audit.chain_keys import ANCHORS_PURPOSE, chain_key
from handover.portal.audit.log import SITE, locked_head, record
from handover.portal.audit.models import HEAD, Head
from handover.portal.masterkeys.models import ChangeProgress, KeyChange
from handover.portal.masterkeys.purposes import CODE_PURPOSES
from handover.portal.masterkeys.resealing import ColumnState, count_left, list_states
from handover.portal.masterkeys.ring import KeyMissing, forget_ring, given_keys, key_ring, look_again, seal_retained

BEGUN = "keys.change_begun"
ENDED = "keys.change_ended"
REOPENED = "keys.change_reopened"


class CannotChange(Exception):
    """The change of the master key cannot begin or end; the text says why and what to do."""


@dataclass(frozen=True, slots=True)
class KeyStatus:
    """How the master key stands: its generation and id, the change that is under way, and each column's state."""

    generation: int
    key_id: str
    change: KeyChange | None
    columns: tuple[ColumnState, ...]

    @property
    def left(self) -> int:
        """How many values are still under the old key."""
        return sum(column.left for column in self.columns)

    @property
    def resealed(self) -> int:
        """How many values came under the new key."""
        return sum(column.resealed for column in self.columns)


def read_key_status() -> KeyStatus:
    """Return how the master key stands."""
    ring = look_again()
    change = KeyChange.objects.order_by("-generation").first()
    columns = tuple(list_states()) if change is not None and change.finished_at is None else ()
    return KeyStatus(ring.current, ring.masters[ring.current].key_id, change, columns)


def demand_one_database() -> None:
    """Raise CannotChange where zones lie in further databases, in which nothing is sealed anew."""
    if further := settings.CONFIG.zone_databases:
        raise CannotChange(
            f"The master key cannot be changed while zones lie in further databases ({', '.join(further)}), where nothing "
            "is sealed anew: move the zones to the site's own database (`handover zone move ZONE --to own`), take "
            "HANDOVER_ZONE_DATABASES out of the settings, and run the command again."
        )


def begin_change(now: datetime) -> int:
    """Have the new key seal from now on; return its generation. Raises CannotChange.

    The head of the log is held meanwhile, so nobody writes an entry between the last under the old key and the first under
    the new one, which says that the change began.
    """
    demand_one_database()
    try:
        with transaction.atomic():
            head = locked_head()
            ring, new = look_again(), new_key_of_settings()
            generation = ring.current + 1
            before = ring.masters[ring.current]
            content = seal_retained(retain_keys(ring, head.sequence), new, generation)
            KeyChange.objects.create(generation=generation, key_id=new.key_id, content=content, begun_at=now)
            ChangeProgress.objects.all().delete()
            look_again()
            Head.objects.filter(pk=HEAD).update(mac=seal_head(chain_key(), head.sequence, head.hash))
            details = {"generation": str(generation), "key": new.key_id, "before": before.key_id}
            record(BEGUN, actor=SITE, details=details, now=now)
    except BaseException:
        forget_ring()
        raise
    return generation


def new_key_of_settings() -> MasterKey:
    """Return the key that is to be the next. Raises CannotChange."""
    ring, given = key_ring(), given_keys()
    if ring.turning:
        raise CannotChange("A change of the master key is under way: see `handover keys status`.")
    if given.old is None:
        raise CannotChange(
            "There is one key only. Set HANDOVER_MASTER_KEY to the new key and HANDOVER_MASTER_KEY_OLD to the one of now, "
            "in the settings of every process, and restart them one after the other."
        )
    if given.key.key_id == given.old.key_id:
        raise CannotChange("HANDOVER_MASTER_KEY and HANDOVER_MASTER_KEY_OLD are the same key.")
    if given.key.key_id == ring.masters[ring.current].key_id:
        raise CannotChange(
            "The site already seals with HANDOVER_MASTER_KEY. Take HANDOVER_MASTER_KEY_OLD out of the settings."
        )
    if given.key.key_id in ring.retained.key_ids:
        raise CannotChange("HANDOVER_MASTER_KEY was this site's key before. Make a new one.")
    if ring.current >= LAST:
        raise CannotChange(f"The master key was changed {LAST - FIRST} times; no more changes can be told apart.")
    return given.key


def retain_keys(ring: KeyRing, until: int) -> RetainedKeys:
    """Return what must stay of the keys before: those of codes, and those that prove the log up to entry `until`."""
    kept, today = ring.retained, ring.masters[ring.current]
    first = ring.current == FIRST
    chain = RetainedChain(until, today.derive(CHAIN_PURPOSE), today.derive(ANCHORS_PURPOSE))
    return RetainedKeys(
        {purpose: today.derive(purpose.encode()) for purpose in CODE_PURPOSES} if first else kept.codes,
        os.urandom(32) if first else kept.root,
        {**kept.layers, ring.current + 1: os.urandom(32)},
        (*kept.chains, chain),
        (*kept.key_ids, today.key_id),
    )


def end_change(now: datetime, *, leave_unreadable: bool = False) -> int:
    """Refuse the old key from now on; return the generation that stays. Raises CannotChange while something is left.

    `leave_unreadable` ends it although values are left that do not open under the old key, either.
    """
    demand_one_database()
    ring = look_again()
    if not ring.turning:
        raise CannotChange("No change of the master key is under way.")
    left = count_left()
    unpassed = ChangeProgress.objects.filter(passed=False).exists() or not ChangeProgress.objects.exists()
    if left and (unpassed or not leave_unreadable):
        raise CannotChange(
            f"{left} values are still sealed under the old key. The worker comes to them; `handover keys reseal` does it "
            "at once. Those that do not open any more are named by `handover files check` or are gone; "
            "`--leave-unreadable` gives them up."
        )
    with transaction.atomic():
        locked_head()
        KeyChange.objects.filter(generation=ring.current).update(finished_at=now)
        record(ENDED, actor=SITE, details={"generation": str(ring.current), "left": str(left)}, now=now)
    look_again()
    return ring.current


def reopen_change(now: datetime) -> int:
    """Let the key before open again; return the generation that seals. Raises CannotChange where it is not in the settings."""
    change = KeyChange.objects.order_by("-generation").first()
    if change is None or change.finished_at is None:
        raise CannotChange("No change of the master key has ended.")
    try:
        with transaction.atomic():
            locked_head()
            KeyChange.objects.filter(pk=change.pk).update(finished_at=None)
            ChangeProgress.objects.all().delete()
            look_again()
            record(REOPENED, actor=SITE, details={"generation": str(change.generation)}, now=now)
    except BaseException as fault:
        forget_ring()
        if isinstance(fault, KeyMissing):
            raise CannotChange(str(fault)) from None
        raise
    return change.generation
