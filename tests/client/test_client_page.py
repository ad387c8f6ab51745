"""The page about the client: each program of it is run, and its commands are given, against a real site."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from handover.cli.main import main
from handover.client import Client
from tests.client.sites import KeyedSite
from tests.client.test_mailbox import fresh_file
from tests.files import ctf

PAGE = Path(__file__).resolve().parent.parent.parent / "docs" / "integrator" / "client.md"
TEXT = PAGE.read_text(encoding="utf-8")
PROGRAMS = dict(re.findall(r"^```python\n# (\w+\.py)\n(.*?)^```", TEXT, re.DOTALL | re.MULTILINE))
COMMANDS = [
    line for block in re.findall(r"^```sh\n(.*?)^```", TEXT, re.DOTALL | re.MULTILINE) for line in block.splitlines()
]


def run(site: KeyedSite, office: str, folder: Path, name: str) -> list[str]:
    """Run a program of the page in a folder; return what it printed."""
    command = [sys.executable, "-c", PROGRAMS[name]]
    done = subprocess.run(command, cwd=folder, env=site.environment(office), capture_output=True, text=True, check=True)
    return done.stdout.splitlines()


def test_the_programs_send_fetch_confirm_and_follow(keyed_site, tmp_path):
    file = tmp_path / "6812990_CTF_6814990_001.xml"
    file.write_bytes(ctf("6812990", "6814990", note="of the page"))
    with keyed_site.client("glan") as other:
        back = other.send(ctf("6814990", "6812990", note="of the page"), name="6814990_CTF_6812990_001.xml")
    said = run(keyed_site, "nant", tmp_path, "exchange.py")
    with keyed_site.client("nant") as client:
        reference = client.track("Leaver 17").reference
        assert client.head(back.transfer.reference).state == "confirmed"
    assert said[0] == f"accepted {reference}"
    assert str(Path("in") / "6814990_CTF_6812990_001.xml") in said
    with keyed_site.client("glan") as other:
        other.reject(reference, "not_ours")
    said = run(keyed_site, "nant", tmp_path, "follow.py")
    assert said[0] == "rejected"
    assert len(said) >= 2
    with keyed_site.client("nant") as client:
        assert list(client.notices()) == []


def test_the_first_program_has_fifteen_lines_at_most_without_those_that_import():
    lines = [line for line in PROGRAMS["exchange.py"].splitlines() if line and not line.startswith(("import", "from"))]
    assert len(lines) <= 15


def test_every_call_is_in_the_table_of_the_page():
    calls = {name for name in dir(Client) if not name.startswith("_")} - {"close", "perform", "walk"}
    assert calls == set(re.findall(r"`(\w+)\(", TEXT.partition("| Call |")[2].partition("## ")[0]))


def find_reference(site: KeyedSite, folder: Path, shown: str) -> str:
    """A file as the command needs it: sent by the school, or to it and fetched."""
    if re.search("track|recall|answer", shown):
        with site.client("nant") as client:
            return client.send(fresh_file(folder)).transfer.reference
    with site.client("glan") as other, site.client("nant") as client:
        reference = other.send(fresh_file(folder, "6814990", "6812990")).transfer.reference
        client.fetch(reference, folder / "fetched.xml")
    return reference


@pytest.mark.parametrize("shown", COMMANDS)
def test_a_command_of_the_page_is_understood(keyed_site, tmp_path, monkeypatch, shown):
    """Each is given as it stands, with a file, a reference and a key of the test in place of those in capitals."""
    monkeypatch.chdir(tmp_path)
    reference = find_reference(keyed_site, tmp_path, shown) if "REFERENCE" in shown else ""
    here = {"FILE…": str(fresh_file(tmp_path)), "REFERENCE…": reference, "REFERENCE": reference, "FILE": "report.csv"}
    text = re.search(r'"(.*)"', shown)
    words = [here.get(word, word) for word in re.sub(r' --text ".*"', "", shown).split()[1:]]
    words += ["--text", text[1]] if text else []
    words = [keyed_site.url if word.startswith("https://") else word for word in words]
    environment = {
        "HANDOVER_URL": keyed_site.url,
        "HANDOVER_KEY": keyed_site.keys["nant"],
        "XDG_CONFIG_HOME": str(tmp_path),
    }
    done = CliRunner().invoke(main, words, env=environment, input="\n" * 5)
    # A school asks for no reports and searches for nobody; a file that waits for no answer has moved on.
    expected = {"report": 3, "search": 3, "answer": 1}.get(words[0], 0)
    assert done.exit_code == expected, json.dumps(words) + done.output
