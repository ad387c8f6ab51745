"""A site on PostgreSQL goes back to the minute before a wrong act, in the steps of docs/operator/backup.md."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from tests.client.sites import ROOT
from tests.postgres import NoPostgres, Server, account, fragile_server, run_program
from tests.site import CLEAN

BEGIN = """
from handover.cli.site import set_up
set_up()
from django.core.management import call_command
call_command("migrate", verbosity=0)
from handover.cli.serve import begin_anchors_at_start
begin_anchors_at_start()
from django.utils import timezone
from tests.cast import make_cast
from tests.files import send
print(send(make_cast().alis, "6814990", now=timezone.now(), number=1).verdict)
"""
SEND = """
from handover.cli.site import set_up
set_up()
from handover.portal.accounts.models import User
from handover.portal.transfers.models import Transfer
from django.utils import timezone
from tests.files import send
alis = User.objects.get(username="alis")
send(alis, "6814990", now=timezone.now(), number=2, note="2")
from django.db import connection
with connection.cursor() as cursor:
    cursor.execute("SELECT pg_sleep(0.05), clock_timestamp()::text, pg_sleep(0.05)")
    print(cursor.fetchone()[1])
send(alis, "6814990", now=timezone.now(), number=3, note="3")
Transfer.objects.all().delete()
"""
GO_BACK = """
import sys
from handover.cli.main import main
for words in {commands}:
    print("$ handover", " ".join(words), flush=True)
    try:
        main(words, standalone_mode=False)
    except SystemExit as end:
        print("ended with", end.code)
from handover.portal.transfers.models import Transfer
print(sorted(Transfer.objects.values_list("file_name", flat=True)))
"""


def run_on_site(settings: dict[str, str], source: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", source], cwd=ROOT, env=CLEAN | settings, capture_output=True, text=True, timeout=300
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def documented_commands() -> list[list[str]]:
    """What the page says is to be run once the server is there again."""
    page = (ROOT / "docs" / "operator" / "backup.md").read_text(encoding="utf-8")
    section = page.partition("## To a minute, with PostgreSQL")[2]
    return [line.split() for line in re.findall(r"^ +handover (.+)$", section, re.MULTILINE)]


@pytest.fixture
def server() -> Iterator[Server]:
    """A server that keeps every change in a folder beside its own."""
    try:
        with fragile_server() as server:
            (server.home / "wal").mkdir()
            give_away(server.home / "wal")
            keep = f"test ! -f {server.home}/wal/%f && cp %p {server.home}/wal/%f"
            with psycopg.connect(server.url, autocommit=True) as connection:
                connection.execute("ALTER SYSTEM SET archive_mode = on")
                connection.execute(f"ALTER SYSTEM SET archive_command = '{keep}'")
            server.crash()
            server.start()
            yield server
    except NoPostgres as missing:
        pytest.skip(str(missing))


def give_away(path: Path) -> None:
    """Make a file or folder the server's own."""
    if owner := account():
        os.chown(path, owner.pw_uid, owner.pw_gid)


def keep_last_changes(server: Server) -> None:
    """Have the server put its newest file of changes into the folder, and wait until it lies there."""
    with psycopg.connect(server.url, autocommit=True) as connection:
        (name,) = connection.execute("SELECT pg_walfile_name(pg_switch_wal())").fetchone()
        while not (server.home / "wal" / name).exists():
            connection.execute("SELECT pg_sleep(0.05)")


def go_back(server: Server, moment: str) -> None:
    """Put the base backup in the place of the server's folder, and let it follow the changes up to a moment."""
    server.crash()
    data = server.home / "data"
    shutil.move(data, server.home / "data.before")
    shutil.move(server.home / "base", data)
    with (data / "postgresql.auto.conf").open("a") as settings:
        settings.write(f"restore_command = 'cp {server.home}/wal/%f %p'\n")
        settings.write(f"recovery_target_time = '{moment}'\nrecovery_target_action = 'promote'\n")
    (data / "recovery.signal").touch()
    give_away(data / "recovery.signal")
    server.start()
    with psycopg.connect(server.url, autocommit=True) as connection:
        while connection.execute("SELECT pg_is_in_recovery()").fetchone()[0]:
            connection.execute("SELECT pg_sleep(0.05)")


def test_a_site_is_as_it_was_before_the_wrong_act(server: Server, tmp_path: Path) -> None:
    settings = {
        "HANDOVER_MODE": "demo",
        "DATABASE_URL": server.url,
        "HANDOVER_FILES": str(tmp_path / "files"),
    }
    assert run_on_site(settings, BEGIN).splitlines()[-1] == "accepted"
    run_program(
        server.home, "pg_basebackup", "-d", server.url, "-D", "base", "--wal-method=stream", "--checkpoint=fast"
    )
    moment = run_on_site(settings, SEND).splitlines()[-1]
    keep_last_changes(server)
    go_back(server, moment)

    commands = [*documented_commands(), ["manage", "verify_audit"]]
    assert [words[:2] for words in commands] == [
        ["manage", "record_restore"],
        ["manage", "end_sessions"],
        ["files", "adopt"],
        ["files", "check"],
        ["manage", "verify_audit"],
    ]
    said = run_on_site(settings, GO_BACK.format(commands=commands))
    assert said.splitlines()[-1] == "['6812990_CTF_6814990_001.xml', '6812990_CTF_6814990_002.xml']", said
    assert "are gone with the backup that was put back" in said
    assert "2 files are named in the database, 2 of them are in the folder" in said
    assert "1 file with something wrong" in said, "It came after that minute: no row names it any more."
    assert "The audit log is whole" in said
