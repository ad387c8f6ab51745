"""The end of the log is noted outside the database, and a backup that was put back can be said to be one."""

import stat
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction

from handover.portal.audit import noting
from handover.portal.audit.anchors import Anchor, append_anchor, begin_file, read_anchor_lines, rewrite
from handover.portal.audit.log import Actor, record
from handover.portal.audit.models import Entry, Head
from handover.portal.audit.noting import begin_anchors, keep_anchors, thinned
from handover.portal.audit.verify import verify
from tests.audit_guards import unguard

pytestmark = pytest.mark.both_databases("triggers, written for each database")

KEYS = (b"k" * 32,)
NOON = datetime(2026, 9, 1, 12, tzinfo=UTC)
LATER = datetime(2026, 9, 2, 12, tzinfo=UTC)
Acts = Callable[..., Any]


@pytest.fixture
def anchors(tmp_path: Path, settings) -> Path:
    path = tmp_path / "files.anchors"
    values = {**settings.CONFIG.values, "HANDOVER_FILES": tmp_path / "files", "HANDOVER_AUDIT_ANCHORS": None}
    settings.CONFIG = replace(settings.CONFIG, values=values)
    return path


@pytest.fixture
def act(transactional_db: None, anchors: Path) -> Acts:
    def record_one(at: datetime = NOON) -> Any:
        record("file.sent", actor=Actor("alis", "school", "6812990"), now=at)
        return Entry.objects.order_by("sequence").last()  # none while the transaction around it goes on

    return record_one


def put_back(head: Head) -> None:
    """As a backup does that was put back: the log as it was when this head was read."""
    unguard(connection)
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM audit_entry WHERE sequence > %s", [head.sequence])
    head.save()


def run(*words: str) -> tuple[int, list[str]]:
    out, code = StringIO(), 0
    try:
        call_command(*words, stdout=out)
    except SystemExit as ending:
        code = int(str(ending.code))
    return code, out.getvalue().splitlines()


def test_every_act_is_noted_when_it_is_done(act: Acts, anchors: Path) -> None:
    begin_anchors(NOON)
    entries = [act(), act()]
    lines = read_anchor_lines(anchors, noting.anchor_keys())
    assert lines
    assert lines.anchors[-2:] == tuple(Anchor(entry.sequence, entry.hash, NOON) for entry in entries)
    assert lines.unreadable == 0


def test_an_act_that_is_undone_is_not_noted(act: Acts, anchors: Path) -> None:
    begin_anchors(NOON)
    before = anchors.read_bytes()
    with transaction.atomic():
        act()
        transaction.set_rollback(True)
    assert anchors.read_bytes() == before


def test_a_machine_begins_its_file_once_for_its_own_account_alone(act: Acts, anchors: Path) -> None:
    act()
    assert begin_anchors(NOON)
    assert not begin_anchors(NOON)
    assert Entry.objects.filter(action="audit.anchors_begun").count() == 1
    assert stat.S_IMODE(anchors.stat().st_mode) == 0o600
    assert verify().ok


def test_a_file_whose_beginning_was_broken_off_is_taken_up(act: Acts, anchors: Path) -> None:
    first = act()
    begin_file(anchors, noting.anchor_keys(), Anchor(first.sequence, first.hash, NOON))
    act()
    assert begin_anchors(NOON)
    assert verify().ok


def test_the_worker_notes_an_end_that_was_missed_and_says_it(act: Acts, anchors: Path, caplog) -> None:
    begin_anchors(NOON)
    before = anchors.read_bytes()
    entry = act()
    anchors.write_bytes(before)
    with caplog.at_level("INFO", "handover.audit"):
        assert keep_anchors(NOON) == 1
        assert keep_anchors(NOON) == 0
    assert [line.message for line in caplog.records] == [f"the audit log ends at {entry.sequence}:{entry.hash}"]


def test_an_act_is_done_where_its_end_cannot_be_noted(act: Acts, anchors: Path, caplog) -> None:
    begin_anchors(NOON)
    anchors.unlink()
    anchors.mkdir()
    act()
    assert Entry.objects.count() == 2
    assert "could not be noted" in caplog.text


def test_what_a_power_cut_left_of_a_line_spoils_no_other(tmp_path: Path) -> None:
    path = tmp_path / "anchors"
    begin_file(path, KEYS, Anchor(1, "a", NOON))
    with path.open("ab") as file:
        file.write(b"2 b 2026-")
    append_anchor(path, KEYS, Anchor(3, "c", NOON), durable=True)
    lines = read_anchor_lines(path, KEYS)
    assert lines
    assert [anchor.sequence for anchor in lines.anchors] == [1, 3]
    assert lines.unreadable == 1


def test_a_line_made_with_another_key_is_no_anchor(tmp_path: Path) -> None:
    path = tmp_path / "anchors"
    begin_file(path, KEYS, Anchor(1, "a", NOON))
    lines = read_anchor_lines(path, (b"x" * 32,))
    assert lines
    assert (lines.anchors, lines.unreadable) == ((), 1)


def test_a_long_file_keeps_its_first_anchor_one_of_each_day_and_the_newest(tmp_path: Path) -> None:
    many = tuple(Anchor(number, "h", NOON + timedelta(hours=number)) for number in range(2000))
    kept = [anchor.sequence for anchor in thinned(many)]
    assert kept[:4] == [0, 11, 35, 59]
    assert kept[-1000:] == list(range(1000, 2000))
    assert len(kept) == 1 + 42 + 1000
    path = tmp_path / "anchors"
    begin_file(path, KEYS, many[0])
    rewrite(path, KEYS, thinned(many))
    lines = read_anchor_lines(path, KEYS)
    assert lines
    assert [anchor.sequence for anchor in lines.anchors] == kept
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_the_worker_thins_a_long_file_and_the_log_stays_whole(act: Acts, anchors: Path, monkeypatch) -> None:
    begin_anchors(NOON)
    for hour in range(30):
        act(NOON + timedelta(hours=hour))
    monkeypatch.setattr(noting, "LONG_FILE", 1000)
    monkeypatch.setattr(noting, "NEWEST_KEPT", 2)
    keep_anchors(LATER)
    lines = read_anchor_lines(anchors, noting.anchor_keys())
    assert lines
    assert [anchor.sequence for anchor in lines.anchors] == [0, 13, 30, 31]
    assert verify().ok


def test_after_a_backup_was_put_back_the_log_is_whole_again_and_says_what_is_gone(act: Acts, anchors: Path) -> None:
    begin_anchors(NOON)
    act()
    backup = Head.objects.get()
    for _ in range(3):
        act()
    put_back(backup)
    code, lines = run("verify_audit")
    assert (code, lines[0]) == (1, "Entries 3 to 5 were removed.")
    assert run("record_restore") == (
        0,
        [
            "Recorded: entries 3 to 5 are gone with the backup that was put back. "
            "Run `handover manage verify_audit`, and note the new end of the log."
        ],
    )
    act(datetime(2099, 1, 1, tzinfo=UTC))
    code, lines = run("verify_audit")
    assert code == 0
    assert lines[0].startswith("Entries 3 to 5 of before are gone with a backup that was put back, as was recorded on ")
    assert "is whole: 4 entries" in lines[-1]
    assert run("record_restore")[1] == [
        "The log holds every entry that was noted outside the database. Nothing was recorded."
    ]


def test_acts_after_a_restore_are_not_called_changed(act: Acts, anchors: Path) -> None:
    begin_anchors(NOON)
    act()
    backup = Head.objects.get()
    for _ in range(2):
        end = act()
    put_back(backup)
    for _ in range(3):
        act(LATER)
    noted = ("--noted", f"{end.sequence}:{end.hash}")
    code, lines = run("verify_audit", *noted)
    assert code == 1
    assert lines[0].startswith("Entries 3 to 4 are not those that were noted outside the database: an older copy")
    assert run("record_restore", *noted)[0] == 0
    code, lines = run("verify_audit", *noted)
    assert (code, lines[0][:54]) == (0, "Entries 3 to 4 of before are gone with a backup that w")


def test_a_lost_file_is_begun_anew_by_the_operators_word(act: Acts, anchors: Path) -> None:
    begin_anchors(NOON)
    act()
    anchors.unlink()
    assert run("verify_audit")[0] == 1
    assert run("begin_anchors") == (0, [f"The end of the audit log is noted in {anchors} from now on."])
    assert run("verify_audit")[0] == 0


def test_a_damaged_file_is_kept_beside_the_new_one(act: Acts, anchors: Path) -> None:
    begin_anchors(NOON)
    with anchors.open("ab") as file:
        file.write(b"rubbish\n")
    assert run("verify_audit")[0] == 1
    run("begin_anchors")
    assert run("verify_audit")[0] == 0
    (old,) = [path for path in anchors.parent.iterdir() if path.name.startswith("files.anchors.")]
    assert b"rubbish" in old.read_bytes()


def test_a_file_that_shows_missing_entries_is_not_set_aside(act: Acts, anchors: Path) -> None:
    begin_anchors(NOON)
    backup = Head.objects.get()
    act()
    put_back(backup)
    with pytest.raises(CommandError, match="record_restore"):
        run("begin_anchors")
    assert anchors.exists()


def test_a_log_of_which_nothing_was_noted_is_whole_but_says_so(act: Acts, anchors: Path) -> None:
    act()
    code, lines = run("verify_audit")
    assert code == 0
    assert lines[0] == (
        "No end of the log was noted outside the database, so that missing entries at its end would not show."
    )


def test_a_wrong_key_is_one_line(act: Acts, anchors: Path, settings) -> None:
    begin_anchors(NOON)
    for _ in range(30):
        act()
    settings.CONFIG = replace(settings.CONFIG, values={**settings.CONFIG.values, "HANDOVER_MASTER_KEY": b"x" * 32})
    code, lines = run("verify_audit")
    assert code == 1
    assert [line for line in lines if "HANDOVER_MASTER_KEY" in line] == [lines[0]]
    assert len(lines) == 3


@pytest.mark.parametrize(
    ("content", "words"), [(None, "There is no file"), (b"rubbish\n", "holds no anchor of this site")]
)
def test_a_file_of_anchors_that_is_none_is_refused(
    act: Acts, tmp_path: Path, content: bytes | None, words: str
) -> None:
    other = tmp_path / "other"
    if content:
        other.write_bytes(content)
    with pytest.raises(CommandError, match=words):
        run("verify_audit", "--anchor-file", str(other))


@pytest.mark.parametrize("command", ["verify_audit", "record_restore"])
def test_a_file_that_cannot_be_read_is_named_with_the_remedy(act: Acts, anchors: Path, command: str) -> None:
    begin_anchors(NOON)
    anchors.unlink()
    anchors.mkdir()
    with pytest.raises(CommandError, match=r"cannot be read: Is a directory\. Run this under the site's own account"):
        run(command)
