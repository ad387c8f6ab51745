"""A site that was made before the migrations were written anew goes on: nothing is lost, nothing made twice."""

import gzip
import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import psycopg
import pytest
from django.conf import settings
from django.db import connection

OLD = Path(__file__).parent / "upgrade"

LOST = ["", "Emlyn", "Gwynant", "Llwyd", "Ní Bhriain", "Rhydderch", "Tudur-Rees"]
"""The lost pupils of the demo county; one was found, and of that one nothing is known any more."""
TEMPLATES = [
    "A pupil who was at your school has come to ours without a Common Transfer File.",
    "To the lost pupil officers of the Welsh authorities.",
]

LOOK = r"""
import json
import re
from handover.cli.site import make_database, set_up
set_up()
make_database()
from django.core.management import call_command
from django.db import connection
call_command("migrate", verbosity=0)
call_command("makemigrations", check_changes=True, dry_run=True, verbosity=0)
from django.apps import apps
from handover.portal.audit.models import Entry
from handover.portal.establishments.models import Establishment
from handover.portal.lostpupils.facts import NOTHING_KNOWN, PupilFacts
from handover.portal.lostpupils.models import LostPupil, SamePupilCase, SearchKey
from handover.portal.messaging.models import Template
from handover.portal.zones.models import ZoneRow
QUESTIONS = {
    "sqlite": (
        "SELECT m.name, p.name, p.type, p.[notnull] FROM sqlite_master m, pragma_table_info(m.name) p WHERE m.type = 'table'",
        "SELECT tbl_name, name, sql FROM sqlite_master WHERE type IN ('index', 'trigger')",
    ),
    "postgresql": (
        "SELECT table_name, column_name, udt_name, is_nullable FROM information_schema.columns WHERE table_schema = 'public'",
        "SELECT tablename, indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'",
        "SELECT conrelid::regclass::text, pg_get_constraintdef(oid) FROM pg_constraint WHERE contype IN ('f', 'c', 'u')",
        "SELECT tgrelid::regclass::text, tgname FROM pg_trigger WHERE NOT tgisinternal",
    ),
}
# A dump says a condition with other brackets and types than it was made with.
PLAIN = re.compile(r"::(?:character varying|text)(?:\[\])?|[()\s]")
found = []
with connection.cursor() as cursor:
    for question in QUESTIONS[connection.vendor]:
        cursor.execute(question)
        found += [[PLAIN.sub("", str(cell)) for cell in row] for row in cursor.fetchall()]
tables = sorted(row for row in found if not row[0].startswith(("zone", "sqlite_")))  # the zone server has its own
print(json.dumps({
    "tables": tables,
    "entries": Entry.objects.count(),
    "schools": Establishment.objects.count(),
    "lost": sorted(
        pupil.unseal(PupilFacts.restored, NOTHING_KNOWN).surname for pupil in LostPupil.objects.order_by("pk")
    ),
    "cases": list(SamePupilCase.objects.values_list("earlier", "later", "because", "answer")),
    "replaced": list(LostPupil.objects.exclude(superseded_by=None).values_list("pk", flat=True)),
    "found_by_key": sorted(set(SearchKey.objects.values_list("pupil", flat=True))),
    "templates": sorted(template.text.partition(chr(10))[0] for template in Template.objects.all()),
    "zones": list(ZoneRow.objects.values_list("name", flat=True)),
}))
"""


def cleaned(url: str, files: Path) -> dict[str, str]:
    """The environment of a command that works on a database."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("HANDOVER_", "DATABASE_URL"))}
    return clean | {"HANDOVER_MODE": "demo", "DATABASE_URL": url, "HANDOVER_FILES": str(files)}


def look(url: str, files: Path) -> dict:
    """Bring a database up to today's code, and say what it holds then."""
    done = subprocess.run(
        [sys.executable, "-c", LOOK], env=cleaned(url, files), capture_output=True, text=True, timeout=120
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1])


@contextmanager
def postgresql_database(name: str) -> Iterator[str]:
    """An empty database beside the one of the tests; its URL."""
    own = settings.DATABASES["default"]
    server = {"host": own["HOST"], "port": own["PORT"], "user": own["USER"], "password": own["PASSWORD"]}
    name = f"{name}_{os.getpid()}"
    with psycopg.connect(**server, dbname="postgres", autocommit=True) as maker:
        maker.execute(f"CREATE DATABASE {name}")
        try:
            yield f"postgresql://{own['USER']}:{own['PASSWORD']}@{own['HOST']}:{own['PORT']}/{name}"
        finally:
            maker.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def urls(tmp_path: Path) -> Iterator[tuple[str, str]]:
    """A database of 29 November 2026, and an empty one, of the kind that the tests run on."""
    if connection.vendor == "sqlite":
        path = tmp_path / "site.sqlite3"
        path.write_bytes(gzip.decompress((OLD / "site.sqlite3.gz").read_bytes()))
        yield f"sqlite:///{path}", f"sqlite:///{tmp_path / 'fresh.sqlite3'}"
        return
    dump = gzip.decompress((OLD / "site.sql.gz").read_bytes()).decode()
    with postgresql_database("upgraded") as old, postgresql_database("fresh") as fresh:
        with psycopg.connect(old, autocommit=True) as loader:
            loader.execute("\n".join(line for line in dump.splitlines() if not line.startswith("\\")))
        yield old, fresh


def run_sql(url: str, statement: str) -> list[tuple[object, ...]]:
    """Run a statement on a database before its site is brought up to date; return what it answers."""
    if url.startswith("sqlite"):
        with closing(sqlite3.connect(url.removeprefix("sqlite:///"))) as old, old:
            return old.execute(statement).fetchall()
    with psycopg.connect(url, autocommit=True) as old:
        answer = old.execute(statement)
        return answer.fetchall() if answer.description else []


def join_by_name(url: str) -> list[int]:
    """Let the site have taken lost pupils for one, as it did by name and birth date alone; return those in the store.

    The first is replaced by the last; the second by one who was found long ago; the third and the fifth by the fourth, all
    closed in one moment; the one found long ago by the fourth, too, but gone before.
    """
    pupils = "lostpupils_lostpupil"
    first, second, third, fourth, fifth, last = keys = [
        row[0] for row in run_sql(url, f"SELECT id FROM {pupils} WHERE in_store ORDER BY id")
    ]
    ((found,),) = run_sql(url, f"SELECT id FROM {pupils} WHERE NOT in_store")
    for key, by in ((first, last), (second, found), (third, fourth), (fifth, fourth), (found, fourth)):
        run_sql(url, f"UPDATE {pupils} SET superseded_by_id = {by} WHERE id = {key}")
    for key, day in ((third, "20"), (fourth, "20"), (fifth, "20")):
        left = f"left_at = '2026-11-{day} 09:00:00', left_because = 'confirmed'"
        run_sql(url, f"UPDATE {pupils} SET in_store = FALSE, {left} WHERE id = {key}")
    return keys


def test_a_site_of_before_has_the_tables_of_a_new_one_and_everything_it_held(
    urls: tuple[str, str], tmp_path: Path
) -> None:
    first, second, third, fourth, fifth, last = join_by_name(urls[0])
    old, new = (look(url, tmp_path / "files") for url in urls)
    assert old["tables"] == new["tables"]
    assert (old["entries"], old["schools"], old["zones"]) == (81, 15, ["Glan Wennol"])
    assert old["lost"] == LOST
    assert old["templates"] == new["templates"] == TEMPLATES
    closed = [[third, fourth, "closed", ""], [third, fifth, "closed", ""], [fourth, fifth, "closed", ""]]
    assert sorted(old["cases"]) == sorted([[first, last, "joined", ""], *closed])
    assert set(old["replaced"]) > {third, fifth}, "Who is in the store is listed again; a tombstone stays as it is."
    assert {first, second, last} <= set(old["found_by_key"])
    assert (new["entries"], new["schools"], new["lost"], new["zones"]) == (0, 0, [], [])


FORGET = """
from handover.cli.site import set_up
set_up()
from django.db import connection
with connection.cursor() as cursor:
    cursor.execute("DELETE FROM django_migrations WHERE app = 'accounts' AND name = '0004_from_libraries'")
"""


@pytest.mark.parametrize("command", [["manage", "migrate"], ["worker", "--once"]], ids=" ".join)
def test_a_site_that_is_older_still_is_told_which_version_comes_first(
    urls: tuple[str, str], tmp_path: Path, command: list[str]
) -> None:
    clean = cleaned(urls[0], tmp_path / "files")
    subprocess.run([sys.executable, "-c", FORGET], env=clean, check=True, timeout=120)
    ended = subprocess.run(
        [sys.executable, "-m", "handover", *command], env=clean, capture_output=True, text=True, timeout=120
    )
    assert ended.returncode == 2
    assert ended.stderr.startswith("The site cannot start:\nThe database is older than 29 November 2026.")
    assert "`handover manage migrate` of the version of that day (commit 1532e3f) first" in ended.stderr
