"""Files that the virus scanner has not looked at: held with a reason, looked at again by a job, and sent on or dropped."""

import logging
from collections import Counter
from contextlib import suppress
from datetime import datetime
from typing import Final

from django.db.models import QuerySet
from django.utils import timezone

from handover.portal import transaction
from handover.portal.scanning.chosen import scan_data
from handover.portal.scanning.verdicts import ScanResult, ScanVerdict
from handover.portal.transfers import damages, vault
from handover.portal.transfers.addresses import departure, route_to
from handover.portal.transfers.answers import erase
from handover.portal.transfers.flow import State
from handover.portal.transfers.models import SealedFile, Transfer
from handover.portal.transfers.moving import AlreadyMoved, take_step
from handover.portal.transfers.spool import SpooledBytes, spool_pieces

log = logging.getLogger("handover.scanning")

MOST_SCANNED: Final = 200
"""Files that one run of the worker looks at; the run ends early while the scanner does not answer."""
HELD_BEFORE_SENT: Final = (State.ASKING.value, State.HELD.value)


def list_unscanned() -> QuerySet[SealedFile]:
    """Return the stored files that wait for the scanner, those first that came first."""
    waiting = Transfer.objects.filter(state__in=HELD_BEFORE_SENT).exclude(sealed=None)
    return SealedFile.objects.exclude(unscanned="").filter(name__in=waiting.values("sealed")).order_by("sealed_at")


def unscanned_files_wait(now: datetime) -> bool:
    """Say whether files wait for the scanner."""
    return list_unscanned().exists()


def count_unscanned() -> dict[str, int]:
    """Count the files that wait for the scanner, by the reason that it gave last."""
    return dict(Counter(list_unscanned().values_list("unscanned", flat=True)))


def scan_held_files(now: datetime) -> int:
    """Have files scanned that wait for it; return how many were. What is clean goes on, what is not is dropped."""
    scanned = 0
    for sealed in list_unscanned()[:MOST_SCANNED]:
        try:
            verdict = scan_data(SpooledBytes(spool_pieces(vault.read_sealed(sealed))), now) or ScanVerdict(
                ScanResult.CLEAN
            )
        except vault.Damaged as damaged:
            damages.note_damage(damaged, now)
            continue
        if verdict.result is not ScanResult.NOT_SCANNED:
            settle_scan(sealed, verdict, now)
            scanned += 1
        elif sealed.unscanned != verdict.reason:
            SealedFile.objects.filter(pk=sealed.pk).update(unscanned=verdict.reason)
        if verdict.reason == "away":
            break
    return scanned


def settle_scan(sealed: SealedFile, verdict: ScanVerdict, now: datetime) -> None:
    """Let a file go on that is clean, or drop it; one that its sender has dropped meanwhile stays as it is.

    One transaction: a worker that is killed leaves the file waiting for the scanner, so that the next one comes to it.
    """
    with transaction.atomic():
        if verdict.result is ScanResult.CLEAN:
            SealedFile.objects.filter(pk=sealed.pk).update(unscanned="")
        for transfer in Transfer.objects.filter(sealed=sealed, state__in=HELD_BEFORE_SENT).select_related("sealed"):
            with suppress(AlreadyMoved):
                if verdict.result is ScanResult.FOUND:
                    drop_infected(transfer, verdict.signature, now)
                elif transfer.stage is State.HELD:
                    send_scanned(transfer, now)


def send_scanned(transfer: Transfer, now: datetime) -> None:
    """Send a file on its way that was held for the scanner alone."""
    there = route_to(transfer.destination, timezone.localdate(now))
    event, held_for = departure(transfer.source, transfer.destination, there)
    with transaction.atomic():
        Transfer.objects.filter(pk=transfer.pk).update(held_for=held_for)
        take_step(event, transfer, by=None, now=now)


def drop_infected(transfer: Transfer, signature: str, now: datetime) -> None:
    """Drop a file in which the scanner found something, destroy its bytes, and tell the sender."""
    with transaction.atomic():
        take_step("infect", transfer, by=None, now=now, noted={"signature": signature})
        erase(transfer, now)
    log.warning("the virus scanner found %s in transfer %s from %s", signature, transfer.reference, transfer.source)
