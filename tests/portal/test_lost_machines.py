"""A machine with a part of the site loses its power: it says no good-bye, and others want what it had locked."""

import pytest
from django.db import connection

pytestmark = pytest.mark.django_db


def shown(name: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute(f"SHOW {name}")
        return str(cursor.fetchone()[0])


@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite has no machines at the other end")
def test_postgresql_gives_up_a_machine_that_lost_its_power_within_half_a_minute() -> None:
    names = ("tcp_keepalives_idle", "tcp_keepalives_interval", "tcp_keepalives_count", "tcp_user_timeout")
    assert [shown(name) for name in names] == ["10", "5", "4", "30000"]
