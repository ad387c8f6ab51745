"""`handover files check`: what an operator learns about the stored files, for people and for machines."""

import json

import pytest
from click.testing import CliRunner

from handover.cli.files import files_command
from handover.portal.notices.models import Notice
from handover.portal.storage.disk_storage import DiskStorage
from handover.portal.stores.mark import Mark, replace_mark
from handover.portal.stores.models import SiteIdentity
from handover.portal.transfers.models import DamagedFile, Transfer
from tests.files import send
from tests.moments import NOW
from tests.stores import orphans, sealed_path, store

pytestmark = pytest.mark.django_db
__all__ = ["store"]


@pytest.fixture(autouse=True)
def _no_file_expected(monkeypatch):
    """The database of the tests is not the one of the settings, whose file is not there."""
    monkeypatch.setattr("handover.cli.files.expect_database", lambda: None)


def run(*words, code=0):
    done = CliRunner().invoke(files_command, words)
    assert done.exit_code == code, done.output
    return done.stdout if "--json" in words else done.output


def test_where_all_is_well_it_says_so(cast, store):
    send(cast.alis, "6814990")
    assert run("check") == "Every file is there and opens, and none is nameless.\n"
    assert run("check", "--json") == ""


def test_rows_without_bytes_bytes_without_rows_and_bytes_that_do_not_open_are_listed(cast, store):
    gone, cut, good = (send(cast.alis, "6814990", number=n, note=str(n)).transfer for n in (1, 2, 3))
    sealed_path(gone.sealed_id).unlink()
    place = sealed_path(cut.sealed_id)
    place.write_bytes(place.read_bytes()[:-1])
    (orphan,) = orphans(1)
    (orphan.parent / "notes.bak").write_text("?")
    lines = [json.loads(line) for line in run("check", "--json", code=1).splitlines()]
    assert {(line["wrong"], line["name"]) for line in lines} == {
        ("missing", str(gone.sealed_id)),
        ("unreadable", str(cut.sealed_id)),
        ("nameless", orphan.name),
        ("stray", "notes.bak"),
    }
    (line,) = [line for line in lines if line["wrong"] == "missing"]
    assert line["transfers"] == [
        {"reference": str(gone.reference), "file": gone.file_name, "from": "6812990", "state": "sent"}
    ]
    words = run("check", code=1)
    assert gone.file_name in words
    assert good.file_name not in words
    assert words.endswith("4 files with something wrong.\n")
    assert DamagedFile.objects.count() == 2
    assert Notice.objects.filter(kind="damaged_sender").count() == 4


def test_bytes_that_were_put_back_from_a_backup_are_no_longer_noted(cast, store):
    transfer = send(cast.alis, "6814990").transfer
    place = sealed_path(transfer.sealed_id)
    data = place.read_bytes()
    place.unlink()
    place.with_name("ab" * 16).write_bytes(b"so that the folder is not empty")
    run("check", code=1)
    place.write_bytes(data)
    place.with_name("ab" * 16).unlink()
    run("check")
    assert not DamagedFile.objects.exists()


def test_an_empty_folder_is_said_to_be_away_and_nobody_is_told_that_a_file_is_lost(cast, store):
    send(cast.alis, "6814990")
    store.rename(store.with_name("unmounted"))
    assert "HANDOVER_FILES is not there" in run("check", code=2)
    assert not DamagedFile.objects.exists()
    assert Transfer.objects.get().state == "sent"


def test_a_folder_is_adopted_only_with_a_yes(cast, store):
    send(cast.alis, "6814990")
    replace_mark(DiskStorage(store), Mark(SiteIdentity.objects.get().identity, 10**6, NOW))
    said = run("adopt", code=1)
    assert "1 file is named in the database, 1 of them is in the folder" in said
    assert "Nothing was changed" in said
    assert "older than the folder" in run("sweep", code=1)
    run("adopt", "--yes")
    assert run("sweep") == "Moved aside: 0\n"
