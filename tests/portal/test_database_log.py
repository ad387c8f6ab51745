"""A database that is away costs the log a line a minute, and nothing else is held back."""

import logging
import sqlite3

import psycopg
import pytest
from django.db.utils import OperationalError

from handover.cli.server import free_port
from handover.portal.database_log import DatabaseAwayOnce, comes_back, find_absence

BEGAN = 1_800_000_000.0


def absence() -> OperationalError:
    """What Django makes of a PostgreSQL server that is not there."""
    try:
        try:
            psycopg.connect(f"postgresql://site:secret@127.0.0.1:{free_port()}/handover", connect_timeout=5)
        except psycopg.OperationalError as fault:
            raise OperationalError(str(fault)) from fault
    except OperationalError as fault:
        return fault
    raise AssertionError("somebody answered")


def logged(silence: DatabaseAwayOnce, fault: BaseException | None, second: float) -> str | None:
    """What one handler writes of a fault; None for nothing."""
    record = logging.LogRecord("any", logging.ERROR, "f", 1, "%s failed", ("it",), fault and (type(fault), fault, None))
    record.created = BEGAN + second
    return logging.Formatter().format(record) if silence.filter(record) else None


def test_whatever_fails_because_the_database_is_away_is_one_line_a_minute() -> None:
    silence, fault = DatabaseAwayOnce(), absence()
    lines = [line for second in range(600) if (line := logged(silence, fault, second / 5))]
    assert len(lines) == 2
    assert lines[0].startswith("the database does not answer: connection failed")
    assert lines[1].endswith("(299 more failed for it since the last line)")
    assert "\n" not in "".join(lines)
    assert "secret" not in "".join(lines)


def test_what_fails_for_another_reason_is_written_whole_meanwhile() -> None:
    silence = DatabaseAwayOnce()
    logged(silence, absence(), 0)
    assert logged(silence, None, 1) == "it failed"
    for other in (
        ValueError("a fault"),
        psycopg.errors.DeadlockDetected("deadlock"),
        psycopg.errors.UndefinedTable("no"),
    ):
        assert logged(silence, other, 1).startswith("it failed\n")


def test_a_locked_sqlite_database_is_there_and_one_that_cannot_be_opened_is_away(tmp_path) -> None:
    with pytest.raises(sqlite3.OperationalError) as met:
        sqlite3.connect(f"file:{tmp_path}/none.sqlite3?mode=rw", uri=True).execute("SELECT 1")
    assert find_absence(met.value) is met.value
    sqlite3.connect(tmp_path / "one.sqlite3").execute("BEGIN EXCLUSIVE")
    with pytest.raises(sqlite3.OperationalError) as met:
        sqlite3.connect(tmp_path / "one.sqlite3", timeout=0).execute("CREATE TABLE t (c)")
    assert find_absence(met.value) is None


@pytest.mark.parametrize(
    ("said", "waits"),
    [
        ("connection to server at 10.0.0.1, port 5432 failed: Connection refused", True),
        ("failed to resolve host 'db': Name or service not known", True),
        ("connection failed: FATAL:  the database system is starting up", True),
        ("connection failed: FATAL:  sorry, too many clients already", True),
        ('connection failed: FATAL:  password authentication failed for user "site"', False),
        ('connection failed: FATAL:  database "handovr" does not exist', False),
    ],
)
def test_a_server_that_turns_us_away_for_good_is_not_waited_for(said: str, waits: bool) -> None:
    assert comes_back(psycopg.OperationalError(said)) is waits
