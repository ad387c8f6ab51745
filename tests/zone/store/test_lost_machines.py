"""A machine with a zone server loses its power: it says no good-bye, and others want what it had locked."""

from handover.common.databases import read_database_address
from handover.zone.store.postgres import PostgresConnection

NAMES = ("tcp_keepalives_idle", "tcp_keepalives_interval", "tcp_keepalives_count", "tcp_user_timeout")


def test_postgresql_gives_up_a_zone_server_that_lost_its_power_within_half_a_minute(postgres_url: str) -> None:
    connection = PostgresConnection(read_database_address(postgres_url))
    shown = [connection.rows(f"SHOW {name}")[0][0] for name in NAMES]
    connection.close()
    assert shown == ["10", "5", "4", "30000"]
