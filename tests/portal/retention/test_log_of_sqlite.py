"""What was removed does not stay readable in SQLite's log."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection

from handover.portal.database import sqlite_path
from handover.portal.notices.models import Notice
from handover.portal.retention.keeping import keep_retention
from tests.moments import NOW


@pytest.mark.django_db(transaction=True)
def test_what_was_removed_is_not_in_the_log_either():
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL's log is the server's")
    log = Path(f"{sqlite_path(connection.settings_dict['NAME'])}-wal")
    old = NOW - timedelta(days=3650)
    Notice.objects.create(kind="arrived", recipient="a@example.org", subject="s", body="b", created_at=old, sent_at=old)
    assert log.stat().st_size > 0
    assert keep_retention(NOW) == 1
    assert not Notice.objects.exists()
    assert log.stat().st_size == 0
