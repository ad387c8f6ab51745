"""The courier as it is installed: one file, its commands, and every command of its pages, against a real site."""

import json
import re
import subprocess
import sys
import zipfile
from datetime import timedelta
from importlib.metadata import distribution, requires
from pathlib import Path

import pytest
from click.testing import CliRunner
from packaging.requirements import Requirement

from handover.cli.courier import courier_command
from handover.client.courier.settings import CourierSettings, TakenWhen, read_settings
from handover.client.courier.status import read_courier_status, write_status
from handover.client.logins import SavedLogin, write_login
from tests.client.courier.office import CTF, NOON, RENAME, WRONG_UPN, away
from tests.client.courier.test_real_site import leaver
from tools.courier import LIBRARIES, build_archive, read_locked

ROOT = Path(__file__).resolve().parents[3]
PAGE = ROOT / "docs/integrator/courier.md"


@pytest.fixture(scope="module")
def one_file(tmp_path_factory):
    """The courier as one file, of the libraries that are installed here."""
    folder = tmp_path_factory.mktemp("one-file")
    for name in LIBRARIES:
        for file in distribution(name).files:
            if file.suffix in (".py", ".pem") and not file.parts[0].startswith(".."):
                target = folder / "libraries" / file
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(file.locate().read_bytes())
    build_archive(folder / "libraries", folder / "courier.pyz")
    return folder / "courier.pyz"


@pytest.fixture
def computer(keyed_site, one_file, tmp_path):
    """A computer with nothing but Python, the one file and a key in a file."""
    bin_ = tmp_path / "bin"
    bin_.mkdir()
    program = bin_ / "handover"
    # -I -S: of this machine's Python only what comes with it.
    program.write_text(f'#!/bin/sh\nexec {sys.executable} -I -S {one_file} "$@"\n')
    program.chmod(0o755)
    (tmp_path / "key.txt").write_text(keyed_site.keys["nant"] + "\n")
    environment = {"PATH": f"{bin_}:/usr/bin:/bin", "HOME": str(tmp_path), "LANG": "C.UTF-8"}

    def run(script, check=True):
        return subprocess.run(
            ["sh", "-ec", script], cwd=tmp_path, env=environment, capture_output=True, text=True, check=check
        )

    run.folder = tmp_path
    return run


def test_the_commands_of_the_page_bring_a_file_to_the_site(computer, keyed_site):
    name, content = leaver()
    (block,) = re.findall(r"```sh\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    script = block.replace("https://handover.example.org", keyed_site.url).replace(CTF, name)
    assert script.count(keyed_site.url) == script.count(name) == 1
    (computer.folder / name).write_bytes(content)
    before_the_first_look = script.replace(
        "cp ", "sed -i 's/look_seconds = 5/look_seconds = 1/' office/courier.toml\nprintf x > office/out/wrong.xml\ncp "
    )
    done = computer(before_the_first_look)
    assert (computer.folder / "office" / "sent" / name).read_bytes() == content
    assert (computer.folder / "office" / "sent" / f"{name}.answer.html").exists()
    assert "Nothing waits." in done.stdout
    with keyed_site.client("glan") as client:
        assert name in {each.file_name for each in client.inbox()}
    assert "already works in this folder" not in done.stderr
    # The desktop was not to have it; the log has.
    assert "wrong.xml: Not sent" in (computer.folder / "office" / ".courier" / "courier.log").read_text(
        encoding="utf-8"
    )
    shown = computer("handover courier install --folder office --print").stdout
    assert f'"courier" "--folder" "{computer.folder}/office"' in shown
    assert "systemctl --user enable --now handover-courier-" in shown


@pytest.fixture
def here(tmp_path, monkeypatch):
    """A folder in which a person gives commands; the computer has no key."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    for name in ("HANDOVER_KEY", "HANDOVER_URL"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path


@pytest.fixture
def made(here):
    """The same, with a key and a courier's folder."""
    write_login(SavedLogin("https://handover.example.org", "hnd_live_abcdefgh_" + "x" * 43))
    done = give("init", "--folder", "office", "--language", "en", "--taken", "said", "--no-desktop")
    assert done.exit_code == 0, done.output
    return here / "office"


def give(*words):
    """Give a command of the courier."""
    return CliRunner().invoke(courier_command, words)


def test_init_asks_what_was_not_said_and_keeps_what_was_written_by_hand(here, made):
    settings = made / "courier.toml"
    settings.write_text(settings.read_text().replace("kinds = []", 'kinds = ["ctf"]'))
    (made / "in" / CTF).write_bytes(b"x")
    done = CliRunner().invoke(courier_command, ["--folder", "office", "init"], input="cy\nat once\ny\n")
    assert done.exit_code == 0
    assert read_settings(made) == CourierSettings(language="cy", taken=TakenWhen.AT_ONCE, kinds=("ctf",))
    assert (made / "in" / CTF).read_bytes() == b"x"
    assert "x" * 43 not in settings.read_text() + done.output


def test_a_file_that_a_person_took_is_moved_for_the_courier(made):
    for content in (b"first", b"second"):
        (made / "in" / CTF).write_bytes(content)
        assert give("took", "--folder", "office", CTF).exit_code == 0
    assert (made / "in" / "taken" / CTF).read_bytes() == b"first"
    assert (made / "in" / "taken" / "2" / CTF).read_bytes() == b"second"
    for wrong in ("courier.toml", "../courier.toml", "nothing.xml", str(made / "courier.toml")):
        refused = give("took", "--folder", "office", wrong)
        assert refused.exit_code == 2
        assert "is not a file of" in refused.output


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ((), "is not a courier's folder, or its drive is not connected"),
        (("status", "--folder", "nowhere"), "is not a courier's folder"),
        (("--folder", "empty"), "This computer has no key"),
        (("install", "--folder", "empty"), "a service needs the key in a file"),
    ],
)
def test_a_courier_that_cannot_work_says_why_and_is_not_started_again(here, words, told):
    (here / "empty").mkdir()
    (here / "empty" / "courier.toml").touch()
    done = give(*words)
    assert done.exit_code == 2
    assert told in done.output


def test_what_the_status_says_can_be_read_by_a_program(made):
    done = give("status", "--folder", "office", "--json")
    assert done.exit_code == 1
    nothing = ("troubles", "exported", "sending", "asked", "waiting")
    assert json.loads(done.output) == {
        "runs": False,
        "looked_at": None,
        "heard_at": None,
        **{name: [] for name in nothing},
    }


def test_the_lock_names_what_the_one_file_holds_with_its_hashes():
    rows = read_locked((ROOT / "requirements/site.txt").read_text(encoding="utf-8")).splitlines()
    assert [row.partition("==")[0] for row in rows] == list(LIBRARIES)
    assert all(re.fullmatch(r"[a-z0-9-]+==\S+( --hash=sha256:[0-9a-f]{64})+", row) for row in rows)
    needed, found = {"httpx", "click"}, set()
    while needed:
        name = needed.pop()
        found.add(name)
        for row in map(Requirement, requires(name) or ()):
            if row.marker is None or row.marker.evaluate(
                {"extra": "", "platform_system": "Windows", "sys_platform": "win32"}
            ):
                needed |= {row.name.replace("_", "-").lower()} - found
    assert found == set(LIBRARIES)


def test_the_one_file_has_no_more_of_ours_than_it_needs(one_file):
    with zipfile.ZipFile(one_file) as archive:
        ours = {name.split("/")[1] for name in archive.namelist() if name.startswith("handover/")}
        assert {each.date_time for each in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert ours == {"__init__.py", "py.typed", "cli", "client", "common"}


def test_status_says_what_waits_and_whether_somebody_must_look(office):
    office.site.verdicts = {"odd.xml": ("asked", (RENAME,)), "bad.xml": ("refused", (WRONG_UPN,))}
    office.site.put(b"x")
    office.export(b"x", "odd.xml")
    office.run()
    office.export(b"", "empty.xml")
    status = read_courier_status(office.folder)
    lines = [*write_status(status, office.folder, office.clock(), "en")]
    assert lines[0].startswith("No courier is at work in this folder.")
    assert "The site last answered: 01/09/2026 12:02." in lines
    assert "In out/, not taken up yet: empty.xml" in lines
    assert "Need your answer (asked/): odd.xml" in lines
    assert f"In in/, for your software: {CTF} (6814990 Glan Wennol High School)" in lines
    assert not status.is_well(office.clock())


def test_status_of_a_courier_at_work_is_well_until_the_site_is_silent(office):
    with office.open() as courier:
        courier.work()
        assert read_courier_status(office.folder).is_well(NOON)
        assert not read_courier_status(office.folder).is_well(NOON + timedelta(minutes=6))
        office.site.broken = away
        for _ in range(3):
            office.clock.move(minutes=4)
            courier.work()
        status = read_courier_status(office.folder)
        assert status.runs(office.clock())
        assert not status.is_well(office.clock())
        assert [*write_status(status, office.folder, office.clock(), "cy")][-2:] == [
            "Nid oes dim yn aros.",
            "! the site gives no answer. The courier tries again by itself; nothing is lost.",
        ]
