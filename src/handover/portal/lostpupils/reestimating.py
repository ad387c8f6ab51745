"""What officers said of pairs changes what evidence weighs in the next matchings: proposed, kept, and taken back.

Each decision counts once: those since the last re-estimation that stands are weighed against the table as that left it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Max

from handover.matching.estimating import DecidedPair, WeightChange, apply_changes, reestimate
from handover.matching.findings import FINDINGS, EvidenceTable
from handover.portal import transaction
from handover.portal.audit.log import SITE, record
from handover.portal.lostpupils.models import Finding, Reestimation
from handover.portal.lostpupils.stored_evidence import restore_comparison, restore_evidence


@dataclass(frozen=True, slots=True)
class ProposedWeights:
    """What the decisions since the last re-estimation would change: of how many pairs, how many of them one child."""

    pairs: int
    one_child: int
    changes: tuple[WeightChange, ...]


def current_weights() -> EvidenceTable:
    """Return what evidence weighs: as shipped, with every re-estimation that stands, in their order."""
    table = FINDINGS
    for kept in Reestimation.objects.filter(withdrawn_at=None):
        table = apply_changes(restore_changes(kept.changes, table), table)
    return table


def restore_changes(kept: list[list[Any]], table: EvidenceTable) -> Iterator[WeightChange]:
    """Yield the changes that were kept, without those of rows that this version's table no longer has."""
    for field, finding, share in kept:
        if found := restore_comparison(field, finding):
            row = table[found[0]][found[1]]
            yield WeightChange(*found, row.m, share, row.points, row.points, 0, 0, 0)


def propose_weights(now: datetime) -> ProposedWeights:
    """Return what the decisions since the last re-estimation would change."""
    decided = list(new_decisions(now))
    changes = reestimate(decided, current_weights())
    return ProposedWeights(len(decided), sum(each.same_child for each in decided), changes)


def new_decisions(now: datetime) -> Iterator[DecidedPair]:
    """Yield what people decided since the last re-estimation that stands and until now, as field and finding."""
    since = Reestimation.objects.filter(withdrawn_at=None).aggregate(at=Max("made_at"))["at"]
    rows = Finding.objects.filter(same_child__isnull=False, decided_at__lte=now)
    if since is not None:
        rows = rows.filter(decided_at__gt=since)
    for evidence, same in rows.order_by("pk").values_list("evidence", "same_child").iterator(chunk_size=1000):
        yield DecidedPair(tuple(found for found in restore_evidence(evidence) if found), bool(same))


def keep_weights(now: datetime) -> ProposedWeights:
    """Keep what the decisions would change, for every matching from now on; return what was kept, which may be nothing.

    Raises IntegrityError if somebody else does so at the same time.
    """
    with transaction.atomic():
        proposed = propose_weights(now)
        if proposed.changes:
            last = Reestimation.objects.aggregate(last=Max("number"))["last"] or 0
            changes = [[each.field.value, each.finding.value, each.new_m] for each in proposed.changes]
            kept = Reestimation.objects.create(number=last + 1, made_at=now, pairs=proposed.pairs, changes=changes)
            details = {"pairs": str(proposed.pairs), "changes": str(len(changes))}
            record("lost.weights_changed", actor=SITE, subject=str(kept.number), details=details, now=now)
    return proposed


def withdraw_weights(now: datetime) -> Reestimation | None:
    """Take back the last re-estimation that stands; return it, or None if none does. Its decisions count as new again."""
    with transaction.atomic():
        last = Reestimation.objects.filter(withdrawn_at=None).last()
        if last is None or not Reestimation.objects.filter(pk=last.pk, withdrawn_at=None).update(withdrawn_at=now):
            return None
        record("lost.weights_withdrawn", actor=SITE, subject=str(last.number), now=now)
    return last
