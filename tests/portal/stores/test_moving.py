"""Stored files are moved from a folder to a bucket and back, while people work; and killed half way, and finished."""

import re
from functools import partial
from pathlib import Path
from uuid import UUID

import pytest
from click.testing import CliRunner

from handover.cli.files import files_command
from handover.portal.audit.models import Entry
from handover.portal.storage.disk_storage import DiskStorage
from handover.portal.storage.s3_storage import S3Storage
from handover.portal.stores import moving as stores_moving
from handover.portal.stores.mark import Mark, replace_mark
from handover.portal.stores.moving import move_files
from handover.portal.transfers import vault
from handover.portal.transfers.models import SealedFile
from tests.moments import NOW
from tests.s3_server import _client, _s3_server, bucket, s3, says, site_on_s3
from tests.stores import store, use

ROOT = Path(__file__).resolve().parents[3]
__all__ = ["_client", "_s3_server", "bucket", "s3", "site_on_s3", "store"]


@pytest.fixture(autouse=True)
def _no_file_expected(monkeypatch):
    """The database of the tests is not the one of the settings, whose file is not there."""
    monkeypatch.setattr("handover.cli.files.expect_database", lambda: None)


@pytest.fixture(params=["to the bucket", "to the folder"])
def moving(request, site_on_s3, store, settings):
    """The old place and the new one, five files in the old one and one that lies aside there; the site knows both."""
    places = [
        (DiskStorage(store), store),
        (S3Storage(site_on_s3.address, site_on_s3.client), site_on_s3.address),
    ]
    (old, old_place), (new, new_place) = places if request.param == "to the bucket" else reversed(places)
    use(settings, old_place)
    sealed = [vault.seal_file([b"file %d " % number * 30_000], NOW) for number in range(5)]
    SealedFile.objects.bulk_create(sealed)
    aside = vault.seal_file([b"aside"], NOW)
    old.move_aside(next(each for each in old.walk() if each.name == aside.name), NOW.date())
    use(settings, new_place, HANDOVER_FILES_BEFORE=old_place)
    return old, new, sealed


def run(code=0):
    done = CliRunner().invoke(files_command, ["move"])
    assert done.exit_code == code, done.output
    return done.output


def is_readable(sealed):
    return [b"".join(vault.read_sealed(each)) for each in sealed] == [
        b"file %d " % number * 30_000 for number in range(5)
    ]


def names_in(place):
    return {each.name for each in place.walk() if not isinstance(each, str)}


def test_all_files_are_moved_those_aside_too_and_it_is_written_down(moving):
    old, new, sealed = moving
    assert is_readable(sealed)
    said = run()
    assert said.startswith(f"Moved to {new.where}: 5 files, and 1 that lay aside.\n")
    assert (names_in(old), names_in(new)) == (set(), {each.name for each in sealed})
    assert (list(old.walk_aside()), [each.day for each in new.walk_aside()]) == ([], [NOW.date()])
    assert is_readable(sealed)
    assert Entry.objects.filter(action="files.moved").count() == 1
    assert "0 files, and 0 that lay aside" in run()


class Killed(BaseException):
    """Stands for `kill -9`: nothing of ours catches it."""


def kill_in(patch, owner, name, *, after):
    """Have the process killed when something is called: before it has done anything, or when it has done all."""
    done = getattr(owner, name)

    def killed(*given, **named):
        if after:
            done(*given, **named)
        raise Killed

    patch.setattr(owner, name, killed)


def break_copy_off(patch):
    """Have the process killed in the middle of writing a file."""

    def half(source):
        yield source.read(100_000)
        raise Killed

    patch.setattr(stores_moving, "iter_pieces", half)


def test_a_move_that_is_killed_anywhere_is_finished_by_the_next_and_no_file_is_ever_away(moving):
    old, new, sealed = moving
    steps = [(new, "put"), (old, "delete"), (old, "put_back")]
    kills = [partial(kill_in, owner=type(owner), name=name, after=after) for owner, name in steps for after in (0, 1)]
    killed = 0
    for kill in (break_copy_off, *kills):
        with pytest.MonkeyPatch.context() as patch:
            kill(patch)
            try:
                list(move_files(old, new))
            except Killed:
                killed += 1
        assert is_readable(sealed)
    assert killed == 7
    assert {each.became for each in move_files(old, new)} <= {"moved", "aside"}
    assert names_in(old) == set()
    assert list(old.walk_aside()) == []
    assert names_in(new) >= {each.name for each in sealed}
    assert is_readable(sealed)


def test_while_one_place_takes_nothing_the_move_ends_in_a_sentence_and_goes_on_later(moving, s3):
    _old, _new, sealed = moving
    s3.plan(says("503 Slow Down", "SlowDown"), "GET")
    assert "the store is asked for too much" in run(code=1)
    s3.plan(None)
    assert "5 files, and 1 that lay aside" in run()
    assert is_readable(sealed)


def test_another_file_of_the_same_name_takes_nobodys_place(moving):
    old, new, sealed = moving
    new.put(sealed[0].name, [b"another"])
    said = run(code=1)
    assert f"{sealed[0].name.hex}: another file of this name is in {new.where}; both stay." in said
    assert names_in(old) == {sealed[0].name}


def test_files_of_another_site_are_not_moved(moving):
    old, _new, sealed = moving
    replace_mark(old, Mark(UUID(int=1), 0, NOW))
    assert "do not belong together" in run(code=1)
    assert names_in(old) == {each.name for each in sealed}


def test_new_files_go_to_the_new_place_and_what_is_removed_is_gone_from_both(moving):
    old, new, sealed = moving
    fresh = vault.seal_file([b"fresh"], NOW)
    assert fresh.name in names_in(new)
    for each in sealed:
        vault.delete_sealed(each.name)
    assert (names_in(old), names_in(new)) == (set(), {fresh.name})


def test_what_lies_aside_in_the_old_place_comes_back_when_it_is_read(site_on_s3, store, settings):
    use(settings, store)
    sealed = vault.seal_file([b"x"], NOW)
    folder = DiskStorage(store)
    folder.move_aside(next(iter(folder.walk())), NOW.date())
    use(settings, site_on_s3.address, HANDOVER_FILES_BEFORE=store)
    assert b"".join(vault.read_sealed(sealed)) == b"x"


def test_without_an_old_place_there_is_nothing_to_move(store):
    assert "HANDOVER_FILES_BEFORE is not set" in run(code=2)


def test_the_commands_of_the_operators_page_do_what_it_says(moving):
    page = (
        (ROOT / "docs/operator/files.md")
        .read_text()
        .partition("### Moving from a folder")[2]
        .partition("## Checking")[0]
    )
    commands = re.findall(r"^\.venv/bin/handover files (\w+)", page, re.M)
    assert commands == ["move", "check"]
    for command in commands:
        done = CliRunner().invoke(files_command, [command])
        assert done.exit_code == 0, done.output
