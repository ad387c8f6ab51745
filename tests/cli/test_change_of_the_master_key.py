"""The master key of a site that serves is changed: real processes, one of which is killed in the middle of the work."""

import base64
import re
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

from django.utils import timezone

from handover.cli.selftest import good_file
from handover.cli.server import server
from handover.cli.visitor import Visitor
from handover.portal.demo.county import PASSWORD
from handover.portal.starting.guessable import DEMO_KEY
from tests.site import CLEAN, demo_settings

__all__ = ["demo_settings"]
SECONDS = 120
KILLED = """
import os, signal
from handover.cli.site import set_up
set_up()
from django.db import connection
from handover.portal.masterkeys.resealing import reseal_rows
count = 0
def kill(execute, sql, *rest):
    global count
    count += sql.startswith("UPDATE") and "wrapped_key" in sql
    if count == 20:
        os.kill(os.getpid(), signal.SIGKILL)
    return execute(sql, *rest)
with connection.execute_wrapper(kill):
    reseal_rows()
"""
OLD = base64.b64encode(DEMO_KEY).decode()


def run(settings: dict[str, str], *words: str) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, *(words if words[0] == "-c" else ("-m", "handover", *words))]
    return subprocess.run(
        command, env={**CLEAN, **settings}, capture_output=True, text=True, check=False, timeout=SECONDS
    )


def count_file_keys(settings: dict[str, str]) -> tuple[int, int]:
    """Return how many keys of files are under the first master key, and how many under the second."""
    with closing(sqlite3.connect(settings["DATABASE_URL"].removeprefix("sqlite:///"))) as database:
        rows = database.execute("SELECT wrapped_key FROM transfers_sealedfile WHERE wrapped_key <> X''").fetchall()
    return sum(len(key) == 60 for (key,) in rows), sum(key[:1] == b"\x02" and len(key) == 61 for (key,) in rows)


def sign_in(site: str, name: str) -> Visitor:
    visitor = Visitor(site)
    visitor.get("/sign-in/")
    visitor.post("/sign-in/", username=name, password=PASSWORD)
    return visitor


def send(visitor: Visitor, number: int) -> bytes:
    """Send another file from Nant y Wennol to Glan Wennol, and return it."""
    data = good_file(timezone.localdate()) + f"<!-- {number} -->".encode()
    visitor.get("/send/")
    page = visitor.upload("/send/", f"6812990_CTF_6814990_{number}.xml", data)
    assert "handover-outcome--accepted" in page
    return data


def collect(visitor: Visitor, number: int) -> bytes:
    """Collect that file as Glan Wennol does, and return its bytes."""
    page = visitor.get("/collect/")
    row = page[page.index(f"6812990_CTF_6814990_{number}.xml") - 4000 :]
    at = row.index(f"6812990_CTF_6814990_{number}.xml")
    reference = re.findall(r'name="file" value="([0-9a-f-]{36})"', row[:at])[-1]
    visitor.post("/collect/", file=reference)
    return visitor.save(visitor.address.removeprefix(visitor.site) + "download/")


def documented_commands() -> list[str]:
    """Return the commands of the page by which an operator changes the key, in their order."""
    page = (Path(__file__).resolve().parents[2] / "docs" / "operator" / "keys.md").read_text(encoding="utf-8")
    section = page[page.index("## Changing the master key") : page.index("### What stays of the old key")]
    blocks = re.findall(r"^ *```sh\n(.*?)^ *```", section, re.DOTALL | re.MULTILINE)
    return [line.strip() for block in blocks for line in block.splitlines()]


def test_the_page_tells_these_commands_in_this_order() -> None:
    assert documented_commands() == [
        "handover keys new",
        "handover keys rotate",
        "handover keys status",
        "handover keys reseal",
        "handover keys finish",
        "handover manage verify_audit",
    ]


def test_the_key_is_changed_under_a_site_that_serves_and_the_killed_work_is_ended_by_the_next(
    demo_settings: dict[str, str],
) -> None:
    new_key = run(demo_settings, "keys", "new").stdout.strip()
    both = {**demo_settings, "HANDOVER_MASTER_KEY": new_key, "HANDOVER_MASTER_KEY_OLD": OLD}
    with server(both, workers=2) as site:
        alis, bryn = sign_in(site, "alis"), sign_in(site, "bryn")
        before = send(alis, 701)
        assert run(both, "keys", "rotate").returncode == 0
        during = send(alis, 702)
        assert run(both, "-c", KILLED).returncode == -signal.SIGKILL
        halfway = count_file_keys(both)
        assert min(halfway) > 0
        assert collect(bryn, 702) == during
        assert "0 are left" in run(both, "keys", "reseal").stdout
        assert count_file_keys(both) == (0, sum(halfway))
        assert "Nothing is left" in run(both, "keys", "status").stdout
        assert run(both, "keys", "finish").returncode == 0
        assert collect(bryn, 701) == before
    alone = {**demo_settings, "HANDOVER_MASTER_KEY": new_key}
    assert "is whole" in run(alone, "manage", "verify_audit").stdout
