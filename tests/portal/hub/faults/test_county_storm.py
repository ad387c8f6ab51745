"""Processes of a county are killed while children move, and the database too: each record ends once, each child stands once."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.postgres import NoPostgres, programs
from tests.site import CLEAN, new_database

pytestmark = pytest.mark.any_database("each site of these tests has a database of its own, of both kinds")

MOVES = int(os.environ.get("HUB_FAULTS_MOVES", "8"))
ENDS = {
    "SIF -> SIF": (["arrived_by_itself"], ["notice", "send", "hand_over", "take_in", "arrive"], ["confirmed"], 1),
    "file -> SIF": (["arrived_after_yes"], ["receive", "hand_over", "take_in", "arrive"], ["confirmed"], 1),
    "SIF -> file": (["arrived_after_yes"], ["notice", "send", "arrive"], ["confirmed"], 0),
}
"""How a record ends by its way: outcomes, steps, states of its files, and how often the child is in the receiver's software."""


def storm(kind: str, folder: Path) -> dict[str, Any]:
    """Have a county go through a storm in a process of its own, and return what that tells."""
    settings = {"HANDOVER_MODE": "demo", "HANDOVER_FILES": f"{folder}/files"}
    if kind == "sqlite":
        settings["DATABASE_URL"] = f"sqlite:///{new_database(folder / 'site.sqlite3')}"
    else:
        try:
            programs()
        except NoPostgres as fault:
            pytest.skip(str(fault))
    command = [sys.executable, "-m", "tests.county.storm", str(MOVES), str(folder), kind]
    ran = subprocess.run(command, env=CLEAN | settings, stdout=subprocess.PIPE, check=True)
    told: dict[str, Any] = json.loads(ran.stdout)
    return told


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_every_leaver_has_one_outcome_and_stands_once_in_the_next_software_after_a_storm(kind, tmp_path):
    told = storm(kind, tmp_path)
    for record in told["records"]:
        found = (record["outcomes"], record["steps"], record["files"], record["on_roll"])
        assert found == ENDS[record["way"]], told
        assert record["custody"] == [], told
    assert len(told["records"]) == told["ways"] == MOVES
    assert len(told["blows"]) == MOVES - 2 >= 6
    assert told["audit"] == []
    assert told["refused"] == []  # by whom an event was refused, it would be lost
    assert told["asked"] == 0  # nobody is asked for the record of a child whose record has come
    assert told["named"] == []  # nothing of a child in any log
    print(f"\n{kind}: {MOVES} records, {len(told['blows'])} blows, 0 lost, 0 twice: {', '.join(told['blows'])}")
