"""Figures of the replica for the metrics; none where the site has no replica."""

from collections.abc import Iterable
from datetime import datetime

from django.conf import settings

from handover.portal.operations.metric import Sample, single_sample
from handover.portal.replicas.lag import ReplicaLag, ReplicaUnfit, measure_lag


def measure_replica(now: datetime) -> Iterable[Sample]:
    """Return for how many seconds the replica has been behind."""
    lag = _lag(now)
    return single_sample(lag.behind.total_seconds()) if lag else []


def count_unfit_replicas(now: datetime) -> Iterable[Sample]:
    """Return 1 for a replica that does not answer or is another site's, 0 for one that is fit."""
    return single_sample(0.0 if _lag(now) else 1.0) if settings.CONFIG.database_replica_url else []


def _lag(now: datetime) -> ReplicaLag | None:
    if not settings.CONFIG.database_replica_url:
        return None
    try:
        return measure_lag(now)
    except ReplicaUnfit:
        return None
