"""The journal keeps every step over kills and full disks, and never guesses."""

from dataclasses import replace
from datetime import timedelta

import pytest

from handover.client.answers import ReportedProblem
from handover.client.courier.journal_file import DamagedJournal, JournalFile, read_journal, write_line
from handover.client.courier.records import (
    ArrivingFile,
    DepartingFile,
    InStage,
    Journal,
    News,
    OutStage,
    read_record,
    record_as_json,
)
from tests.client.courier.office import CTF, NOON, RENAME
from tests.disks import disk_full_after

SENT = DepartingFile(
    7,
    CTF,
    OutStage.DONE,
    NOON.isoformat(),
    12,
    "ab" * 32,
    1,
    "warned",
    "r-1",
    "6814990 Glan",
    3,
    (RENAME, ReportedProblem("ctf.upn", "error", "Drwg “ŵ”", "Cywirwch", 4, "/CTfile", 2)),
    5,
    "yes",
    f"sent/{CTF}",
    "",
    (News("n-1", NOON.isoformat(), "Gwrthodwyd"),),
)
CAME = ArrivingFile(
    "r-2", CTF, InStage.PLACED, NOON.isoformat(), 9, "cd" * 32, "6814990 Glan", f"in/{CTF}", "", "no", ""
)


@pytest.mark.parametrize("record", [SENT, CAME, DepartingFile(1, "", OutStage.CLAIMED, "")])
def test_a_record_comes_back_as_it_was_written(record):
    assert read_record(record_as_json(record)) == record


def test_what_was_kept_is_there_after_a_restart(tmp_path):
    with JournalFile(tmp_path / "journal") as file:
        file.keep(CAME)
        file.keep(SENT)
        file.keep(replace(CAME, stage=InStage.DONE))
    assert read_journal(tmp_path / "journal") == Journal({7: SENT}, {"r-2": replace(CAME, stage=InStage.DONE)})


def test_a_line_cut_short_is_as_if_it_had_not_been_written(tmp_path):
    path = tmp_path / "journal"
    line = write_line(SENT)
    for cut in (*range(0, len(line), 11), len(line) - 1):
        path.write_bytes(write_line(CAME) + line[:cut])
        assert read_journal(path) == Journal({}, {"r-2": CAME})
    with JournalFile(path) as file:
        file.keep(SENT)
    assert path.read_bytes() == write_line(CAME) + line


def test_a_damaged_line_inside_stops_the_courier_and_says_what_to_do(tmp_path):
    path = tmp_path / "journal"
    path.write_bytes(write_line(CAME).replace(b"Glan", b"Glen") + write_line(SENT))
    with pytest.raises(DamagedJournal, match=r"line 1 .* damaged\. Put the folder \.courier back from a backup"):
        JournalFile(path)


def test_a_full_disk_leaves_the_journal_as_it_was_and_it_goes_on_when_there_is_room(tmp_path):
    path = tmp_path / "journal"
    with JournalFile(path) as file:
        file.keep(CAME)
        with disk_full_after(path.stat().st_size + 40), pytest.raises(OSError, match=r"full|large"):
            file.keep(SENT)
        assert file.journal == Journal({}, {"r-2": CAME})
        file.keep(SENT)
    assert path.read_bytes() == write_line(CAME) + write_line(SENT)


def test_words_about_pupils_are_forgotten_after_a_month_and_the_rest_after_a_year(tmp_path):
    path = tmp_path / "journal"
    with JournalFile(path) as file:
        for _ in range(9):
            file.keep(SENT)
        file.keep(CAME)
        file.keep(ArrivingFile("r-3", CTF, InStage.DONE, NOON.isoformat(), reason="Not ours"))
        file.tidy(NOON + timedelta(days=31))
        assert path.read_bytes().count(b"\n") == 3
        assert file.journal.outgoing == {7: SENT}
        file.tidy(NOON + timedelta(days=32))
        assert b"Cywirwch" not in path.read_bytes()
        assert b"Gwrthodwyd" not in path.read_bytes()
        assert b"Not ours" not in path.read_bytes()
        assert file.journal.find_sent("r-1").place == f"sent/{CTF}"
        file.tidy(NOON + timedelta(days=401))
        file.keep(replace(CAME, stage=InStage.TAKEN))
    known = read_journal(path)
    assert known.incoming == {"r-2": replace(CAME, stage=InStage.TAKEN)}
    assert known.count_copies(8, CTF, "ab" * 32) == 1
    assert known.next_number == 8


def test_a_journal_that_cannot_be_tidied_is_as_it_was(tmp_path):
    path = tmp_path / "journal"
    with JournalFile(path) as file:
        file.keep(SENT)
        with disk_full_after(100), pytest.raises(OSError, match="large"):
            file.tidy(NOON)
        file.keep(CAME)
    assert path.read_bytes() == write_line(SENT) + write_line(CAME)


def test_the_same_name_and_bytes_have_the_same_key_in_every_journal():
    first = DepartingFile(1, CTF, OutStage.MEASURED, NOON.isoformat(), digest="ab" * 32)
    assert replace(first, number=9, since="").idempotency_key == first.idempotency_key
    assert replace(first, copy=1).idempotency_key != first.idempotency_key
    assert replace(first, name="x").idempotency_key != first.idempotency_key
    assert replace(first, digest="cd" * 32).idempotency_key != first.idempotency_key
