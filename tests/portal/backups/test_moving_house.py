"""Moving a site from PostgreSQL to SQLite and back: every row and every number, or nothing; and the old one stands still."""

from contextlib import contextmanager
from datetime import timedelta
from functools import partial
from pathlib import Path

import psycopg
import pytest
from django.db import connection

from handover.common.databases import DatabaseAddress, read_database_address, write_address
from handover.portal.accounts.models import User
from handover.portal.audit.log import SITE, record
from handover.portal.audit.models import Entry
from handover.portal.audit.noting import begin_anchors
from handover.portal.audit.verify import verify
from handover.portal.backups.facts import count_table_rows, list_tables
from handover.portal.backups.moving_house import move_site
from handover.portal.backups.refusal import BackupRefused
from handover.portal.backups.target import site_on
from handover.portal.lostpupils.models import LostPupil
from handover.portal.stores.belonging import check_belonging
from handover.portal.stores.models import SiteIdentity
from handover.portal.stores.stops import Stopped
from handover.portal.transfers.models import Transfer
from handover.portal.zones.broker import broker, let_go
from handover.zone.opening import create_zone
from tests.backups import configure, here, run_killed_at
from tests.cast import make_cast
from tests.files import send
from tests.moments import NOW
from tests.postgres import make_database
from tests.shared import own_database, shared_server
from tests.site import new_database
from tests.stores import store
from tests.tables import TEMPLATE

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.both_databases("from the one to the other and back")]
__all__ = ["store"]

LATER = NOW + timedelta(hours=2)


@pytest.fixture
def source(store):
    """A site on PostgreSQL in which things have happened, and its address."""
    if connection.vendor != "postgresql":
        pytest.skip("a site moves between SQLite and PostgreSQL: run with --database postgresql")
    configure(DATABASE_URL=here())
    begin_anchors(NOW)
    cast = make_cast()
    for number in (1, 2):
        send(cast.alis, "6814990", number=number, note=f"Siân {number}")
    send(cast.carys, "XXXXXXX")
    create_zone(broker(), "town", "Tref", "closed")
    let_go()
    # The newest number that was given out belongs to nobody any more: it must not be given out again.
    gone = send(cast.alis, "6814990", number=3, note="3").transfer
    Transfer.objects.filter(pk=gone.pk).delete()
    connection.close()
    return here()


@contextmanager
def fresh_server():
    """A PostgreSQL database with tables and nothing in them."""
    name = own_database("moved")
    server = read_database_address(shared_server())
    words = {"host": server.host, "port": server.port, "user": server.user, "password": server.password}
    with psycopg.connect(**words, dbname="postgres", autocommit=True) as maker:
        maker.execute(f"DROP DATABASE IF EXISTS {name}")
        make_database(shared_server(), name, TEMPLATE)
        yield write_address(DatabaseAddress("postgresql", name, server.user, server.password, server.host, server.port))
        connection.close()
        maker.execute(f"DROP DATABASE {name} WITH (FORCE)")


def everything():
    """What the site knows, as its own models read it, and how many rows each table has."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        rows = count_table_rows(Asked(cursor), list_tables(Asked(cursor), connection.vendor))
    return {
        "rows": {table: count for table, count in rows.items() if table not in {"django_migrations", "audit_entry"}},
        "transfers": list(Transfer.objects.order_by("pk").values()),
        "lost": sorted((each.pk, each.surname) for each in LostPupil.objects.all()),
        "entries": list(Entry.objects.exclude(action="database.moved").order_by("sequence").values()),
    }


class Asked:
    def __init__(self, cursor):
        self.cursor = cursor

    def execute(self, query):
        self.cursor.execute(query)
        return self.cursor


def test_a_site_moves_to_sqlite_and_back_with_every_row_and_an_audit_log_that_is_whole(source, tmp_path):
    before = everything()
    newest = max(row["id"] for row in before["transfers"])
    connection.close()
    file = f"sqlite:///{new_database(tmp_path / 'moved.sqlite3')}"
    done = move_site(source, file, LATER)
    assert done.log.ok
    assert done.rows["transfers_transfer"] == 3
    with site_on(file):
        assert everything() == before
        check_belonging(LATER)
        fourth = send(make_again(), "6814990", number=4, note="4").transfer
        assert fourth.pk == newest + 2
        before = everything()
    with fresh_server() as back:
        assert move_site(file, back, LATER).log.ok
        with site_on(back):
            assert everything() == before
            assert send(make_again(), "6814990", number=5, note="5").transfer.pk == fourth.pk + 1
            assert verify().ok


def make_again():
    return User.objects.get(username="alis")


def test_the_database_that_was_moved_away_from_is_as_it_was_and_does_not_start(source, tmp_path):
    before = everything()
    connection.close()
    file = f"sqlite:///{new_database(tmp_path / 'moved.sqlite3')}"
    move_site(source, file, LATER)
    assert everything() == before
    with pytest.raises(Stopped, match="moved to another database"):
        check_belonging(LATER)
    connection.close()
    with pytest.raises(BackupRefused, match="moved away from this database before"):
        move_site(source, file, LATER)


def test_who_is_killed_while_moving_leaves_the_site_where_it_was_and_moves_it_the_next_time(source, tmp_path):
    before = everything()
    connection.close()
    file = f"sqlite:///{new_database(tmp_path / 'moved.sqlite3')}"
    for point in (4, 6, 8, 10):
        if not run_killed_at(point, partial(move_site, source, file, LATER)):
            break
        if not SiteIdentity.objects.filter(moved_at=None).exists():
            break
        check_belonging(LATER)
        connection.close()
    SiteIdentity.objects.update(moved_at=None)
    connection.close()
    move_site(source, file, LATER)
    with site_on(file):
        assert everything() == before
        assert Entry.objects.filter(action="database.moved").count() == 1


def test_into_a_database_that_holds_a_site_nothing_is_moved(source, tmp_path):
    file = new_database(tmp_path / "moved.sqlite3")
    with site_on(f"sqlite:///{file}"):
        record("files.adopted", actor=SITE, details={}, now=NOW)
    data = Path(file).read_bytes()
    with pytest.raises(BackupRefused, match="holds a site already"):
        move_site(source, f"sqlite:///{file}", LATER)
    assert Path(file).read_bytes() == data
    with pytest.raises(BackupRefused, match="of one engine"):
        move_site(source, source, LATER)
