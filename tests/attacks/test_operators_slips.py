"""An operator's slip of the hand: another database, an older or an emptied one beside the same folder, a wrong key."""

import base64
import gzip
import json
import os
import re
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

import handover.portal
from tests.site import CLEAN, demo_settings, new_database

__all__ = ["demo_settings"]

LONG_AGO = 1_600_000_000
SECONDS = 120


class Site:
    """A copy of the demo county, and the commands of its operator."""

    def __init__(self, home: Path, made: dict[str, str]) -> None:
        shutil.copy(made["DATABASE_URL"].removeprefix("sqlite:///"), home / "site.sqlite3")
        shutil.copytree(made["HANDOVER_FILES"], home / "files")
        self.home, self.folder = home, home / "files"
        self.database = home / "site.sqlite3"
        self.settings = {"HANDOVER_MODE": "demo", "HANDOVER_FILES": str(self.folder)}
        for path in self.folder.glob("??/??/*"):
            os.utime(path, (LONG_AGO, LONG_AGO))

    def run(self, *words: str, **settings: str) -> subprocess.CompletedProcess[str]:
        environment = {**CLEAN, **self.settings, "DATABASE_URL": f"sqlite:///{self.database}", **settings}
        command = [sys.executable, "-m", "handover", *words]
        return subprocess.run(command, env=environment, capture_output=True, text=True, check=False, timeout=SECONDS)

    def files(self) -> dict[str, bytes]:
        """Every sealed file in its place."""
        return {path.name: path.read_bytes() for path in self.folder.glob("??/??/*")}


@pytest.fixture
def county(tmp_path: Path, demo_settings: dict[str, str]) -> Site:
    return Site(tmp_path, demo_settings)


def test_a_worker_on_another_database_does_not_start_and_touches_no_file(county: Site) -> None:
    before = county.files()
    other = f"sqlite:///{new_database(county.home / 'other.sqlite3')}"
    for words in (("worker", "--once"), ("worker", "--job", "retention"), ("serve", "--port", "0")):
        done = county.run(*words, DATABASE_URL=other)
        assert done.returncode == 2, done
        assert "do not belong together" in done.stderr
        assert "handover files adopt" in done.stderr
        assert "Traceback" not in done.stderr
    assert county.files() == before


def test_an_older_database_beside_newer_files_removes_none_of_them_until_it_is_accepted(county: Site) -> None:
    assert county.run("worker", "--once").returncode == 0
    before = county.files()
    # As if the copy had been made before some of the files: their rows are not in it, and its log is shorter.
    mark = json.loads((county.folder / "site.json").read_text())
    (county.folder / "site.json").write_text(json.dumps({**mark, "sequence": mark["sequence"] + 40}))
    newer = {f"{number:032x}": b"sealed" for number in range(0xAB00, 0xAB06)}
    for name, data in newer.items():
        place = county.folder / name[:2] / name[2:4] / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(data)
        os.utime(place, (LONG_AGO, LONG_AGO))
    done = county.run("worker", "--once")
    assert done.returncode == 1
    assert "The database is older than the folder of files" in done.stderr
    assert county.files() == before | newer
    looked = county.run("files", "check", "--json")
    assert looked.returncode == 1
    assert {json.loads(line)["name"] for line in looked.stdout.splitlines()} == set(newer)
    assert county.run("files", "adopt").returncode == 1
    assert county.run("files", "adopt", "--yes").returncode == 0
    again = county.run("worker", "--once")
    assert again.returncode == 1
    assert "Many files are named by no row" in again.stderr
    assert county.files() == before | newer
    assert county.run("files", "sweep", "--yes-move", "5").returncode == 1
    assert county.run("files", "sweep", "--yes-move", "6").returncode == 0
    assert county.files() == before
    assert {path.name for path in county.folder.glob("aside/*/*")} == set(newer)
    assert county.run("worker", "--once").returncode == 0


SEND = """
from handover.cli.site import set_up
set_up()
from django.utils import timezone
from handover.cli.selftest import good_file
from handover.portal.accounts.models import User
from handover.portal.transfers.intake import Incoming, receive
data = good_file(timezone.now().date()) + b"<!-- sent after the backup -->"
file = Incoming("6812990_CTF_6814990_081.xml", len(data), too_large=False, read=lambda: data)
assert receive(file, User.objects.get(username="alis"), timezone.now()).transfer
"""


def test_a_backup_that_is_put_back_costs_no_file_that_was_sent_since(county: Site) -> None:
    assert county.run("worker", "--once").returncode == 0
    backup, newer = county.home / "backup.sqlite3", county.home / "newer.sqlite3"
    shutil.copy(county.database, backup)
    environment = {**CLEAN, **county.settings, "DATABASE_URL": f"sqlite:///{county.database}"}
    subprocess.run([sys.executable, "-c", SEND], env=environment, check=True, timeout=SECONDS)
    before = county.files()
    for path in county.folder.glob("??/??/*"):
        os.utime(path, (LONG_AGO, LONG_AGO))
    county.database.rename(newer)
    shutil.copy(backup, county.database)
    done = county.run("worker", "--once")
    assert done.returncode == 1
    assert "The database is older than the folder of files" in done.stderr
    assert county.files() == before
    newer.rename(county.database)
    assert county.run("worker", "--once").returncode == 0
    assert county.run("files", "check").returncode == 0
    assert county.files() == before


def test_an_emptied_database_removes_no_file(county: Site) -> None:
    assert county.run("worker", "--once").returncode == 0
    before = county.files()
    with sqlite3.connect(county.database) as database:
        (identity,) = database.execute("SELECT identity FROM stores_siteidentity").fetchone()
    county.database.unlink()
    new_database(county.database)
    assert county.run("worker", "--once").returncode == 2
    with sqlite3.connect(county.database) as database:
        database.execute("UPDATE stores_siteidentity SET identity = ?", (identity,))
    assert county.run("worker", "--once").returncode == 1
    with sqlite3.connect(county.database) as database:
        stopped = dict(database.execute("SELECT job, fault FROM work_run WHERE outcome = 'stopped'"))
        database.execute("DELETE FROM stores_siteidentity")
    assert set(stopped.values()) == {"older_database"}
    assert {"retention", "sweep-uploads", "keep-zones", "clear-sessions"} <= set(stopped)
    assert county.run("worker", "--once").returncode == 2
    assert county.files() == before


def test_a_folder_that_was_forgotten_in_the_settings_is_not_taken_for_a_new_one(county: Site) -> None:
    done = county.run("serve", "--port", "0", HANDOVER_FILES=str(county.home / "elsewhere"))
    assert done.returncode == 2
    assert "do not belong together" in done.stderr
    assert "0 of them are in the folder" in done.stderr


def test_a_wrong_master_key_stops_every_process_in_a_few_words(county: Site) -> None:
    key = base64.b64encode(b"not the key of this site, no no!").decode()
    for words in (
        ("worker", "--once"),
        ("serve", "--port", "0"),
        ("manage", "invite", "x", "x", "x@example.org"),
        ("files", "check"),
    ):
        done = county.run(*words, HANDOVER_MASTER_KEY=key)
        assert done.returncode == 2
        assert "HANDOVER_MASTER_KEY is not the key" in done.stderr
        assert len(done.stderr.splitlines()) == 2


@pytest.mark.parametrize(
    "words",
    [
        ("worker", "--once"),
        ("serve",),
        ("manage", "invite", "x"),
        ("files", "check"),
        ("manage", "retention"),
    ],
    ids=" ".join,
)
def test_a_database_file_that_is_not_there_is_not_made(county: Site, words: tuple[str, ...]) -> None:
    wrong = county.home / "typo" / "site.sqlite3"
    done = county.run(*words, DATABASE_URL=f"sqlite:///{wrong}")
    assert done.returncode == 2
    assert not wrong.parent.exists()
    assert str(wrong) in done.stderr
    assert "handover manage migrate" in done.stderr


def test_a_database_file_of_zones_that_is_not_there_is_not_made(county: Site) -> None:
    wrong = county.home / "typo" / "site.sqlite3"
    done = county.run("zone", "list", DATABASE_URL=f"sqlite:///{wrong}")
    assert done.returncode == 1
    assert not wrong.parent.exists()
    assert f"There are no zones in the database {wrong}" in done.stderr


def test_in_production_the_database_must_be_named(county: Site) -> None:
    environment = {
        **CLEAN,
        "HANDOVER_SECRET_KEY": "k" * 60,
        "HANDOVER_MASTER_KEY": base64.b64encode(bytes(32)).decode(),
        "HANDOVER_HOSTS": "handover.example",
        "HANDOVER_URL": "https://handover.example",
    }
    command = [sys.executable, "-m", "handover", "worker", "--once"]
    done = subprocess.run(
        command, env=environment, cwd=county.home, capture_output=True, text=True, check=False, timeout=SECONDS
    )
    assert done.returncode == 2
    assert "DATABASE_URL is not set" in done.stderr
    assert not (county.home / "var").exists()


def test_a_site_whose_tables_are_not_up_to_date_does_not_start(county: Site) -> None:
    with sqlite3.connect(county.database) as database:
        database.execute("DELETE FROM django_migrations WHERE app = 'reports'")
    done = county.run("serve", "--port", "0")
    assert done.returncode == 2
    assert "run `handover manage migrate`" in done.stderr


def test_a_site_whose_tables_of_zones_are_not_up_to_date_does_not_start_before_migrate_has_run(county: Site) -> None:
    with sqlite3.connect(county.database) as database:
        database.execute("DROP TABLE zones_place")
        database.execute("DROP TABLE zones_moving")
        database.execute("DELETE FROM zones_schema WHERE step = 3")
    done = county.run("serve", "--port", "0")
    assert done.returncode == 2
    assert "The database lacks 1 changes that this version needs: run `handover manage migrate`" in done.stderr
    assert county.run("manage", "migrate").returncode == 0
    with sqlite3.connect(county.database) as database:
        assert database.execute("SELECT step FROM zones_schema ORDER BY step").fetchall() == [(1,), (2,), (3,)]
        assert database.execute("SELECT 1 FROM sqlite_master WHERE name = 'zones_place'").fetchone()


WRONG = base64.b64encode(b"not the key of this site, no no!").decode()
OLDER = Path(__file__).parent.parent / "portal" / "upgrade" / "site.sqlite3.gz"

OPENED = """
from handover.cli.site import set_up
set_up()
from handover.portal.lostpupils.models import LostPupil
from handover.portal.notices.models import Notice
from handover.portal.phase.models import BoardPupil
print(sorted(pupil.surname for pupil in LostPupil.objects.all())[1], BoardPupil.objects.count(), Notice.objects.count())
"""


class OlderSite:
    """The demo county of 29 November 2026, on which the operator now runs this version."""

    def __init__(self, home: Path) -> None:
        self.database = home / "site.sqlite3"
        self.settings = {
            **CLEAN,
            "HANDOVER_MODE": "demo",
            "HANDOVER_FILES": str(home / "files"),
            "DATABASE_URL": f"sqlite:///{self.database}",
        }
        self.database.write_bytes(gzip.decompress(OLDER.read_bytes()))

    def python(self, script: str, *words: str, **settings: str) -> str:
        command = [sys.executable, "-c", script, *words]
        done = subprocess.run(
            command, env=self.settings | settings, capture_output=True, text=True, check=False, timeout=SECONDS
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def run(self, *words: str, **settings: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "handover", *words]
        environment = self.settings | settings
        return subprocess.run(command, env=environment, capture_output=True, text=True, check=False, timeout=SECONDS)

    def dump(self) -> list[str]:
        with closing(sqlite3.connect(self.database)) as database:
            return list(database.iterdump())

    @contextmanager
    def without_head(self) -> Iterator[None]:
        with closing(sqlite3.connect(self.database)) as database:
            database.execute("UPDATE audit_head SET id = 2")
            database.commit()
        yield
        with closing(sqlite3.connect(self.database)) as database:
            database.execute("UPDATE audit_head SET id = 1")
            database.commit()


@pytest.fixture(scope="module")
def older_made(tmp_path_factory: pytest.TempPathFactory) -> OlderSite:
    return OlderSite(tmp_path_factory.mktemp("older"))


@pytest.fixture
def older(older_made: OlderSite, tmp_path: Path) -> Iterator[OlderSite]:
    kept = tmp_path / "kept.sqlite3"
    with closing(sqlite3.connect(older_made.database)) as database, closing(sqlite3.connect(kept)) as copy:
        database.backup(copy)
    yield older_made
    for path in older_made.database.parent.glob("site.sqlite3*"):
        path.unlink()
    shutil.move(kept, older_made.database)


def test_an_update_under_a_wrong_master_key_changes_nothing_and_under_the_right_one_everything(
    older: OlderSite,
) -> None:
    before = older.dump()
    done = older.run("manage", "migrate", HANDOVER_MASTER_KEY=WRONG)
    assert done.returncode == 2
    assert "HANDOVER_MASTER_KEY is not the key" in done.stderr
    assert len(done.stderr.splitlines()) == 2
    assert older.dump() == before
    with older.without_head():
        done = older.run("manage", "migrate")
        assert done.returncode == 2
        assert "The audit log has lost its head" in done.stderr
    assert older.dump() == before
    assert older.run("manage", "migrate", "--verbosity", "0").returncode == 0
    assert older.dump() != before
    assert older.python(OPENED).split() == ["Emlyn", "12", "108"]


def test_only_the_migrations_that_make_a_new_site_use_the_master_key() -> None:
    """`handover manage migrate` proves the key first; a migration that sealed what is there would have to do so itself."""
    apps = Path(handover.portal.__file__).parent
    using = {
        f"{path.parent.parent.name}/{path.name[:4]}"
        for path in apps.glob("*/migrations/0*.py")
        if re.search(r"founding_key|master_key|MASTER_KEY|seal_\w+\(|keyed_hash\(|token\(", path.read_text())
    }
    assert using == {"audit/0001", "messaging/0001"}


@pytest.mark.parametrize(
    "settings", [{"HANDOVER_MODE": "production"}, {"HANDOVER_MASTER_KEY": WRONG}], ids=["none", "a wrong key"]
)
def test_commands_of_zones_never_update_the_database_of_a_site(older: OlderSite, settings: dict[str, str]) -> None:
    before = older.dump()
    for words in (("list",), ("create", "T2"), ("set-aside", "town", "Library")):
        done = older.run("zone", *words, "--database", older.settings["DATABASE_URL"], **settings)
        assert done.returncode == 1, done
        assert "run `handover manage migrate`" in done.stderr
        assert len(done.stderr.splitlines()) == 1
    for words in ((), ("--open", "town")):
        done = older.run("zone", "serve", "--port", "0", *words)
        assert done.returncode == 1, done
        assert "run `handover manage migrate`" in done.stderr
    assert older.dump() == before


def test_a_zone_server_on_a_sites_database_does_not_start_under_a_wrong_key(county: Site) -> None:
    for words in ((), ("--open", "town")):
        done = county.run("zone", "serve", "--port", "0", *words, HANDOVER_MASTER_KEY=WRONG)
        assert done.returncode == 1
        assert "HANDOVER_MASTER_KEY is not the key" in done.stderr
        assert len(done.stderr.splitlines()) == 1


def test_what_a_command_of_zones_cannot_note_under_a_wrong_key_is_said_in_words(county: Site) -> None:
    done = county.run("zone", "create", "T2", HANDOVER_MASTER_KEY=WRONG)
    assert done.returncode == 1
    assert "HANDOVER_MASTER_KEY is not the key" in done.stderr
    assert "Traceback" not in done.stderr
    assert "T2" not in county.run("zone", "list").stdout


def test_the_check_for_deployment_tells_a_wrong_key_and_a_database_that_is_not_there(county: Site) -> None:
    assert "handover.database" not in county.run("manage", "check", "--deploy").stderr
    for settings, said in (
        ({"HANDOVER_MASTER_KEY": WRONG}, "HANDOVER_MASTER_KEY is not the key"),
        ({"DATABASE_URL": f"sqlite:///{county.home}/none.sqlite3"}, "There is no database at"),
        (
            {"DATABASE_URL": "postgresql://site:geheim@127.0.0.1:1/handover"},
            "The database of DATABASE_URL cannot be used",
        ),
    ):
        done = county.run("manage", "check", "--deploy", **settings)
        assert done.returncode == 1, done
        assert said in done.stderr
        assert "geheim" not in done.stderr
        assert "Traceback" not in done.stderr


OWN = base64.b64encode(b"the key of invented children....").decode()


class ZonesAlone(OlderSite):
    """A database with nothing but zones, whose tables Django made."""

    def __init__(self, home: Path) -> None:
        self.database = home / "zones.sqlite3"
        self.settings = {**CLEAN, "DATABASE_URL": f"sqlite:///{self.database}"}
        with closing(made_by_django()) as kept, closing(sqlite3.connect(self.database)) as database:
            kept.backup(database)


def made_by_django() -> sqlite3.Connection:
    """Return a copy of the database that the tests of the store keep."""
    kept = Path(__file__).parents[1] / "zone/store/made_by_django/zones.sqlite3.gz"
    database = sqlite3.connect(":memory:")
    database.deserialize(gzip.decompress(kept.read_bytes()))
    return database


def test_tables_of_zones_are_updated_without_a_key_and_not_served_under_a_wrong_one(tmp_path: Path) -> None:
    zones = ZonesAlone(tmp_path)
    assert "Gwynfor" in zones.run("zone", "list").stdout
    before = zones.dump()
    assert any("zones_schema" in line for line in before)
    for words in ((), ("--open", "T2")):
        done = zones.run("zone", "serve", "--port", "0", *words, HANDOVER_MODE="demo")
        assert done.returncode == 1, done
        assert "HANDOVER_MASTER_KEY is not the key" in done.stderr
        assert len(done.stderr.splitlines()) == 1
    for words in (("set-aside", "Gwynfor", "Canteen"), ("release", "Gwynfor", "Canteen")):
        assert "HANDOVER_MASTER_KEY is not set" in zones.run("zone", *words).stderr
        assert "is not the key" in zones.run("zone", *words, HANDOVER_MODE="demo").stderr
    assert zones.dump() == before
    own = {"HANDOVER_MODE": "demo", "HANDOVER_MASTER_KEY": OWN}
    assert zones.run("zone", "set-aside", "Gwynfor", "Canteen", **own).returncode == 0
    assert zones.dump() != before


def test_tables_of_zones_that_are_too_old_are_said_to_be_so_and_left_as_they_are(tmp_path: Path) -> None:
    zones = ZonesAlone(tmp_path)
    with closing(sqlite3.connect(zones.database)) as database:
        database.execute("DELETE FROM django_migrations WHERE name >= '0006'")
        database.commit()
    before = zones.dump()
    for words in (("list",), ("create", "T2")):
        done = zones.run("zone", *words)
        assert done.returncode == 1
        assert "The tables of the zones are older than this version can bring up to date" in done.stderr
        assert len(done.stderr.splitlines()) == 1
    assert zones.dump() == before
