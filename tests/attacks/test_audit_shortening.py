"""Somebody who can write to the database cuts off the newest acts and puts back the head of that time.

What is left is whole in itself: only the ends that were noted outside the database tell of it.
"""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection

from handover.portal.audit.anchors import Anchor
from handover.portal.audit.log import Actor, record
from handover.portal.audit.models import Entry, Head
from handover.portal.audit.noting import AnchorsLost, LogShortened, begin_anchors, keep_anchors, own_lines
from handover.portal.audit.restoring import record_restore
from handover.portal.audit.verify import ChainFault, ChainFinding, verify
from handover.portal.database import sqlite_path
from tests.audit_guards import unguard

ALIS = Actor("alis", "school", "6812990")
NOON = datetime(2026, 9, 1, 12, tzinfo=UTC)
LATER = datetime(2026, 9, 2, 12, tzinfo=UTC)
Acts = Callable[..., None]


@pytest.fixture
def anchors(tmp_path: Path, settings) -> Path:
    """Where this machine keeps its anchors."""
    path = tmp_path / "noted" / "anchors"
    values = {**settings.CONFIG.values, "HANDOVER_AUDIT_ANCHORS": path}
    settings.CONFIG = replace(settings.CONFIG, values=values)
    return path


@pytest.fixture
def acts(transactional_db: None, anchors: Path) -> Acts:
    """Begin to note the end of the log (entry 1), and return a function that records so many acts."""
    begin_anchors(NOON)

    def record_many(count: int, at: datetime = NOON) -> None:
        for number in range(count):
            record("file.collected", actor=ALIS, subject=f"T{number}", now=at)

    return record_many


def shorten(old: tuple[int, str, str]) -> None:
    """Cut the log back to an old head, with the guards of the database taken away."""
    sequence, end, mac = old
    unguard(connection)
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM audit_entry WHERE sequence > %s", [sequence])
        cursor.execute("UPDATE audit_head SET sequence = %s, hash = %s, mac = %s", [sequence, end, mac])


def head() -> tuple[int, str, str]:
    return Head.objects.values_list("sequence", "hash", "mac").get()


def told() -> tuple[int, list[str]]:
    """Run the command; return how it ended and what it said."""
    out, code = StringIO(), 0
    try:
        call_command("verify_audit", stdout=out)
    except SystemExit as ending:
        code = int(str(ending.code))
    return code, out.getvalue().splitlines()


def test_an_old_head_under_a_shortened_log_is_found(acts: Acts) -> None:
    acts(5)
    old = head()
    acts(4)
    shorten(old)
    assert verify().findings == (ChainFinding(ChainFault.REMOVED, 7, 10),)
    code, lines = told()
    assert code == 1
    assert lines[0] == "Entries 7 to 10 were removed."


@pytest.mark.skipif("connection.vendor != 'sqlite'", reason="only SQLite keeps a write-ahead log beside the file")
def test_an_old_head_found_in_the_write_ahead_log_is_of_no_use(acts: Acts) -> None:
    acts(10)
    wal = Path(f"{sqlite_path(connection.settings_dict['NAME'])}-wal").read_bytes()
    pairs = {tuple(pair.decode() for pair in found) for found in re.findall(rb"(?=([0-9a-f]{64})([0-9a-f]{64}))", wal)}
    entries = dict(Entry.objects.values_list("hash", "sequence"))
    old = [(entries[end], end, mac) for end, mac in pairs if entries.get(end) == 6 and mac not in entries]
    assert old, "the write-ahead log holds earlier heads"
    shorten(old[0])
    assert verify().findings == (ChainFinding(ChainFault.REMOVED, 7, 11),)


def test_a_log_that_was_shortened_and_grew_again_is_found(acts: Acts) -> None:
    acts(5)
    old = head()
    acts(4)
    shorten(old)
    acts(2, LATER)
    assert verify().findings == (ChainFinding(ChainFault.REPLACED, 7, 10),)
    acts(20, LATER)
    assert verify().findings == (ChainFinding(ChainFault.REPLACED, 7, 10),)
    assert told()[1][0].startswith("Entries 7 to 10 are not those that were noted outside the database")


def test_the_worker_says_by_itself_that_the_log_was_shortened(acts: Acts) -> None:
    acts(5)
    old = head()
    acts(4)
    shorten(old)
    with pytest.raises(LogShortened, match="no longer holds entry 10"):
        keep_anchors(LATER)
    acts(20, LATER)
    with pytest.raises(LogShortened):
        keep_anchors(LATER)


@pytest.mark.parametrize("damage", [Path.unlink, lambda path: path.write_bytes(b"")], ids=["deleted", "emptied"])
def test_a_file_of_anchors_that_is_gone_is_missed(acts: Acts, anchors: Path, damage: Callable[[Path], None]) -> None:
    acts(5)
    old = head()
    acts(4)
    damage(anchors)
    shorten(old)
    acts(2)
    assert ChainFinding(ChainFault.ANCHORS_MISSING, 1, 1) in verify().findings
    code, lines = told()
    assert code == 1
    assert "is missing or was emptied, although entry 1 says" in lines[0]
    with pytest.raises(AnchorsLost, match="missing or was emptied"):
        keep_anchors(LATER)


def test_a_file_that_was_taken_away_does_not_quietly_come_back(acts: Acts, anchors: Path) -> None:
    acts(2)
    anchors.unlink()
    acts(2)
    assert not anchors.exists()


def test_anchors_put_in_by_somebody_without_the_key_are_found(acts: Acts, anchors: Path) -> None:
    acts(3)
    with anchors.open("ab") as file:
        file.write(b"4 " + b"0" * 64 + b" 2026-09-01T12:00:00.000000+00:00 " + b"0" * 64 + b"\n")
    assert verify().findings == (ChainFinding(ChainFault.ANCHORS_UNREADABLE, 1, 1),)


def test_an_end_kept_by_hand_finds_what_the_file_no_longer_can(acts: Acts, anchors: Path) -> None:
    acts(5)
    old, before = head(), anchors.read_bytes()
    acts(4)
    noted = verify()
    shorten(old)
    anchors.write_bytes(before)
    assert verify().ok
    assert verify([Anchor(noted.sequence, noted.hash)]).findings == (ChainFinding(ChainFault.REMOVED, 7, 10),)


def test_the_file_of_another_machine_finds_it_too(acts: Acts, anchors: Path, tmp_path: Path) -> None:
    acts(5)
    old, before = head(), anchors.read_bytes()
    acts(4)
    other = tmp_path / "other"
    other.write_bytes(anchors.read_bytes())
    shorten(old)
    anchors.write_bytes(before)
    out = StringIO()
    with pytest.raises(SystemExit):
        call_command("verify_audit", "--anchor-file", str(other), stdout=out)
    assert out.getvalue().startswith("Entries 7 to 10 were removed.")


def test_whoever_shortens_the_log_cannot_say_that_it_was_a_restore(acts: Acts) -> None:
    acts(5)
    old = head()
    acts(4)
    shorten(old)
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO audit_entry (sequence, at, action, username, role, establishment, subject, details, previous, hash)"
            " SELECT 7, at, 'audit.restored', username, role, establishment, subject, %s, hash, hash FROM audit_entry"
            " WHERE sequence = 6",
            ['{"first_entry": "7", "last_entry": "10", "end": "x"}'],
        )
    assert verify().findings == (ChainFinding(ChainFault.INSERTED, 7, 7), ChainFinding(ChainFault.REMOVED, 8, 10))
    with pytest.raises(LogShortened):
        keep_anchors(LATER)


def test_what_is_cut_off_after_a_restore_is_found_again(acts: Acts) -> None:
    acts(5)
    old = head()
    acts(4)
    shorten(old)
    record_restore_of_own_file()
    acts(1, LATER.replace(hour=13))
    second = head()
    acts(1, LATER.replace(hour=14))
    assert verify().ok
    shorten(second)
    assert verify().findings == (ChainFinding(ChainFault.REMOVED, 9, 9),)


def record_restore_of_own_file() -> None:
    lines = own_lines()
    assert lines
    assert record_restore(lines.anchors, LATER)
