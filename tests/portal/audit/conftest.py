"""Times and acts for the tests of the audit log."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from handover.portal.audit.log import Actor, record
from handover.portal.audit.models import Entry

NOON = datetime(2026, 9, 1, 12, 0, 0, 123456, tzinfo=UTC)
ALIS = Actor("alis", "school", "6812990")


@pytest.fixture
def acts(db: None) -> Callable[[int], list[Entry]]:
    """Return a function that records so many acts of Alis."""

    def record_many(count: int) -> list[Entry]:
        for number in range(count):
            record(
                "file.sent",
                actor=ALIS,
                subject=f"T{number}",
                details={"to": "6814990", "bytes": "2048"},
                now=NOON + timedelta(seconds=number),
            )
        return list(reversed(Entry.objects.all()[:count]))

    return record_many
