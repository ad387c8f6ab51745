"""Somebody who can write to the database tries to change what the audit log says."""

from collections.abc import Callable
from datetime import UTC, datetime
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction

from handover.portal.audit.anchors import Anchor
from handover.portal.audit.log import Actor, record
from handover.portal.audit.models import Entry, Head
from handover.portal.audit.verify import ChainFault, ChainFinding, verify
from tests.audit_guards import unguard

ALIS = Actor("alis", "school", "6812990")
NOON = datetime(2026, 9, 1, 12, tzinfo=UTC)
COPY = "INSERT INTO audit_entry SELECT {}, at, action, username, role, establishment, subject, details, previous, hash"
Sql = Callable[..., None]


def acts(count: int) -> None:
    for number in range(count):
        record("file.collected", actor=ALIS, subject=f"T{number}", now=NOON)


@pytest.fixture
def log(db: None) -> None:
    """Ten entries, guarded by the database."""
    acts(10)


@pytest.fixture
def sql(log: None) -> Sql:
    """Run SQL as somebody who has taken the database's guards away first."""
    unguard(connection)

    def run(*statements: str) -> None:
        with connection.cursor() as cursor:
            for statement in statements:
                cursor.execute(statement)

    return run


def found() -> list[tuple[str, int, int]]:
    return [(finding.fault.value, finding.first, finding.last) for finding in verify().findings]


CHANGES = {
    "action": "action = 'file.sent'",
    "person": "username = 'bryn'",
    "role": "role = 'national'",
    "establishment": "establishment = '6814990'",
    "subject": "subject = 'T99'",
    "details": 'details = \'{"to": "6602991"}\'',
    "time": "at = '2020-01-01 00:00:00'",
    "hash": "hash = 'f00d'",
    "previous": "previous = 'f00d'",
    "nothing": "username = ''",
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_the_database_refuses_to_change_an_entry(log: None, change: str) -> None:
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE audit_entry SET {change} WHERE sequence = 5")
    assert verify().ok


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM audit_entry WHERE sequence = 5",
        "DELETE FROM audit_entry",
        pytest.param(
            "TRUNCATE audit_entry",
            marks=pytest.mark.skipif("connection.vendor != 'postgresql'", reason="only PostgreSQL has TRUNCATE"),
        ),
        pytest.param(
            COPY.replace("INSERT", "INSERT OR REPLACE").format(4) + " FROM audit_entry WHERE sequence = 5",
            marks=pytest.mark.skipif("connection.vendor != 'sqlite'", reason="only SQLite has INSERT OR REPLACE"),
        ),
    ],
)
def test_the_database_refuses_to_remove_an_entry(log: None, statement: str) -> None:
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert Entry.objects.count() == 10
    assert verify().ok


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_a_changed_entry_is_found(sql: Sql, change: str) -> None:
    sql(f"UPDATE audit_entry SET {change} WHERE sequence = 5")
    assert ("changed", 5, 5) in found()


@pytest.mark.skipif("connection.vendor != 'sqlite'", reason="PostgreSQL keeps the types of its columns")
@pytest.mark.parametrize("change", ["at = '2026-13-45 99:00:00'", "at = 'noon'", "username = x'00ff'", "action = 7"])
def test_a_field_filled_with_rubbish_is_found(sql: Sql, change: str) -> None:
    sql(f"UPDATE audit_entry SET {change} WHERE sequence = 5")
    assert found() == [("changed", 5, 5)]


def test_a_removed_entry_is_found(sql: Sql) -> None:
    sql("DELETE FROM audit_entry WHERE sequence = 5")
    assert found() == [("removed", 5, 5)]


def test_the_removed_first_entries_are_found(sql: Sql) -> None:
    sql("DELETE FROM audit_entry WHERE sequence <= 3")
    assert found() == [("removed", 1, 3)]


def test_the_removed_last_entries_are_found(sql: Sql) -> None:
    sql("DELETE FROM audit_entry WHERE sequence > 7")
    assert found() == [("removed", 8, 10)]


def test_a_removed_log_is_found(sql: Sql) -> None:
    sql("DELETE FROM audit_entry")
    assert found() == [("removed", 1, 10)]


def test_a_removed_entry_with_the_later_ones_moved_up_is_found(sql: Sql) -> None:
    sql("DELETE FROM audit_entry WHERE sequence = 5")
    for number in range(6, 11):
        sql(f"UPDATE audit_entry SET sequence = {number - 1} WHERE sequence = {number}")
    assert found() == [("changed", 5, 9), ("removed", 10, 10)]


def test_the_last_entries_removed_with_their_head_are_found(sql: Sql) -> None:
    sql("DELETE FROM audit_entry WHERE sequence > 7", "DELETE FROM audit_head")
    assert found() == [("head missing", 0, 0)]


def test_the_last_entries_removed_with_a_head_made_to_fit_are_found(sql: Sql) -> None:
    seventh = Entry.objects.get(sequence=7).hash
    sql("DELETE FROM audit_entry WHERE sequence > 7", f"UPDATE audit_head SET sequence = 7, hash = '{seventh}'")
    assert found() == [("head changed", 7, 7)]


def test_an_old_head_put_back_under_the_newest_entries_is_found(log: None) -> None:
    old = Head.objects.get()
    acts(2)
    old.save()
    assert found() == [("head changed", 12, 12)]


def test_an_entry_put_in_at_the_end_is_found(sql: Sql) -> None:
    sql(COPY.format(11) + " FROM audit_entry WHERE sequence = 10")
    assert ("inserted", 11, 11) in found()


@pytest.mark.parametrize("number", [0, -3])
def test_an_entry_put_in_before_the_first_is_found(sql: Sql, number: int) -> None:
    sql(COPY.format(number) + " FROM audit_entry WHERE sequence = 1")
    assert found() == [("inserted", number, number)]


def test_an_entry_put_in_the_place_of_another_is_found(sql: Sql) -> None:
    sql("DELETE FROM audit_entry WHERE sequence = 5", COPY.format(5) + " FROM audit_entry WHERE sequence = 4")
    assert found() == [("changed", 5, 5)]


def test_two_entries_that_changed_places_are_found(sql: Sql) -> None:
    sql(
        "UPDATE audit_entry SET sequence = 99 WHERE sequence = 4",
        "UPDATE audit_entry SET sequence = 4 WHERE sequence = 5",
        "UPDATE audit_entry SET sequence = 5 WHERE sequence = 99",
    )
    assert found() == [("changed", 4, 5)]


def test_an_older_copy_of_the_whole_log_is_found_by_an_end_noted_elsewhere(sql: Sql) -> None:
    old = Head.objects.get()
    acts(2)
    noted = verify()
    sql("DELETE FROM audit_entry WHERE sequence > 10")
    old.save()
    assert verify().ok
    assert verify([Anchor(noted.sequence, noted.hash)]).findings == (ChainFinding(ChainFault.REMOVED, 11, 12),)


def test_another_log_of_the_same_length_is_found_by_an_end_noted_elsewhere(log: None) -> None:
    assert verify([Anchor(10, "f00d")]).findings == (ChainFinding(ChainFault.REPLACED, 10, 10),)


def test_a_log_checked_with_another_key_is_not_whole(log: None, settings) -> None:
    settings.CONFIG = type(settings.CONFIG)({**settings.CONFIG.values, "HANDOVER_MASTER_KEY": b"x" * 32})
    assert verify().findings == (ChainFinding(ChainFault.WRONG_KEY, 0, 0),)


def test_the_command_names_what_it_found_and_fails(sql: Sql) -> None:
    sql("UPDATE audit_entry SET username = 'bryn' WHERE sequence = 2", "DELETE FROM audit_entry WHERE sequence = 6")
    out = StringIO()
    with pytest.raises(SystemExit) as ending:
        call_command("verify_audit", stdout=out)
    assert ending.value.code == 1
    assert out.getvalue().splitlines() == [
        "Entry 2 was changed after it was written.",
        "Entry 6 was removed.",
        "No end of the log was noted outside the database, so that missing entries at its end would not show.",
        "The audit log is NOT whole: 2 faults in 9 entries.",
    ]


def test_the_command_says_that_a_log_is_whole_and_takes_its_own_end(log: None) -> None:
    out = StringIO()
    call_command("verify_audit", stdout=out)
    assert "is whole: 10 entries" in out.getvalue()
    end = out.getvalue().split()[-1]
    acts(1)
    call_command("verify_audit", "--noted", end, stdout=out)
