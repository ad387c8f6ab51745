"""The same done with several files: each in a transaction of its own, and word of those with which it could not be done.

Somebody else may be quicker with some of them; that stops none of the others.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db.models import QuerySet

from handover.portal import transaction
from handover.portal.accounts.models import User
from handover.portal.transfers import damages, successors, vault
from handover.portal.transfers.flow import STEPS, State
from handover.portal.transfers.intake import Incoming, UploadVerdict, receive
from handover.portal.transfers.mailbox import may_send
from handover.portal.transfers.models import Collection, Transfer
from handover.portal.transfers.moving import AlreadyMoved, NotTheirs, take_step
from handover.portal.transfers.vault import Damaged

MOST_AT_ONCE: Final = 200
"""Files with which something is done in one go; whoever chose more goes on with the rest."""
CAME_BACK: Final = (State.RECALLED, State.REJECTED, State.EXPIRED)
"""From here a sender may send a file once more, as long as its bytes are kept."""


@dataclass(frozen=True, slots=True)
class SeveralOutcome:
    """With which files it was done, and with which it could not be done, as they are now."""

    done: tuple[Transfer, ...]
    missed: tuple[Transfer, ...]


def do_with_each(files: Iterable[Transfer], act: Callable[[Transfer], object], now: datetime) -> SeveralOutcome:
    """Do something with each file in a transaction of its own; one that cannot be had, or has moved on, is missed."""
    done, missed = [], []
    for file in files:
        try:
            transaction.retry(lambda file=file: act(file))  # type: ignore[misc]  # bound now, called now
        except (AlreadyMoved, NotTheirs):
            missed.append(reloaded(file))
        except Damaged as damaged:
            damages.note_damage(damaged, now)
            missed.append(reloaded(file))
        else:
            done.append(file)
    return SeveralOutcome(tuple(done), tuple(missed))


def reloaded(file: Transfer) -> Transfer:
    """Return a file as it stands on file now."""
    file.refresh_from_db(fields=["state"])
    return file


def recall_several(files: Iterable[Transfer], by: User, now: datetime) -> SeveralOutcome:
    """Call files back that nobody has collected."""
    return do_with_each(files, lambda file: take_step("recall", file, by=by, now=now), now)


def reject_several(files: Iterable[Transfer], reason: str, by: User, now: datetime) -> SeveralOutcome:
    """Reject files, all for one reason."""
    return do_with_each(files, lambda file: take_step("reject", file, by=by, now=now, reason=reason), now)


def confirm_several(files: Iterable[Transfer], by: User, now: datetime) -> SeveralOutcome:
    """Say of files that were collected that they arrived. One that is damaged was in no download and cannot have arrived."""
    whole = [file for file in files if not is_noted_damaged(file)]
    outcome = do_with_each(whole, lambda file: take_step("confirm", file, by=by, now=now), now)
    waiting = Collection.objects.filter(transfers__in=[file.pk for file in outcome.done], answered_at=None)
    Collection.objects.filter(pk__in=list(waiting.values_list("pk", flat=True))).exclude(
        transfers__state=State.COLLECTED.value
    ).update(answered_at=now)
    kept = {file.pk for file in whole}
    return SeveralOutcome(outcome.done, (*outcome.missed, *(file for file in files if file.pk not in kept)))


def is_noted_damaged(file: Transfer) -> bool:
    """Say whether a file's bytes were found damaged."""
    return file.sealed is not None and hasattr(file.sealed, "damage")


def send_on_several(files: Iterable[Transfer], by: User, now: datetime) -> SeveralOutcome:
    """Send files that are held for a closed school on to its successor."""
    return do_with_each(files, lambda file: successors.send_to_successor(file, by, now), now)


def send_again_several(files: Iterable[Transfer], by: User, now: datetime) -> SeveralOutcome:
    """Send files once more that came back: each as a new transfer of the same bytes, checked as any file is.

    What was done are the new transfers: one about which there is a question waits for the answer, and is not on its way.
    """
    sent: list[Transfer] = []
    outcome = do_with_each(files, lambda file: sent.append(send_file_again(file, by, now)), now)
    return SeveralOutcome(tuple(sent), outcome.missed)


def may_send_again(file: Transfer, by: User) -> bool:
    """Say whether a person may send a file once more: it is theirs, came back, and its bytes are kept."""
    return file.stage in CAME_BACK and file.sealed_id is not None and may_send(file, by)


def send_file_again(file: Transfer, by: User, now: datetime) -> Transfer:
    """Send a file once more; raise AlreadyMoved where it did not come back, is gone, is refused today, or was sent again
    before.
    """
    if not may_send_again(file, by) or file.sealed is None:
        raise AlreadyMoved(file)
    data = b"".join(vault.read_sealed(file.sealed))
    outcome = receive(Incoming(file.file_name, len(data), too_large=False, read=lambda: data), by, now)
    if outcome.transfer is None or outcome.verdict is UploadVerdict.RESENT:
        raise AlreadyMoved(file)
    return outcome.transfer


def starts_of(event: str) -> tuple[State, ...]:
    """Return the states in which something can be done with a file."""
    return CAME_BACK if event == "send_again" else STEPS[EVENTS[event]].start


EVENTS: Final = {
    "recall": "recall",
    "reject": "reject",
    "confirm": "confirm",
    "send_on": "redirect",
}
"""What can be done with several files, and the step by whose states one knows for which files."""


def with_all(rows: QuerySet[Transfer]) -> QuerySet[Transfer]:
    """Return transfers with all that taking a step needs."""
    sides = ("source_establishment", "destination_establishment", "held_for", "sent_by", "sealed", "sealed__damage")
    return rows.select_related(*sides)


def find_several(rows: QuerySet[Transfer], references: Sequence[UUID]) -> list[Transfer]:
    """Return those of some references that are on a list, in the order in which they are shown there."""
    return list(with_all(rows.filter(reference__in=references)).order_by("-sent_at", "-id")[:MOST_AT_ONCE])
