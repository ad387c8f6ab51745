"""A production site from an installed wheel: `handover init`, as an operator types it."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from handover.portal.config import read_config

ADMINISTRATOR = ("--username", "nharlech", "--name", "Nia Harlech", "--email", "nia.harlech@council.example.org")
NO_MORE_CODE = """
import ctypes, os, sys
os.umask(0o022)
ctypes.CDLL(None).prctl(65, 1, 0, 0, 0)  # PR_SET_MDWE, as MemoryDenyWriteExecute of the units does
os.execv(sys.executable, [sys.executable, "-m", "handover", *sys.argv[1:]])
"""


def run(home: Path, *words: str, **settings: str) -> subprocess.CompletedProcess[str]:
    """Run a command in a process that may make no new code, as under systemd, whatever the shell holds of other sites."""
    clean = {
        name: value for name, value in os.environ.items() if not name.startswith(("HANDOVER_", "DJANGO_", "DATABASE_"))
    }
    command = [sys.executable, "-c", NO_MORE_CODE, *words]
    return subprocess.run(command, cwd=home, env={**clean, **settings}, capture_output=True, text=True, timeout=120)


def init(home: Path, *words: str, **settings: str) -> subprocess.CompletedProcess[str]:
    return run(home, "init", "--settings", f"{home}/etc", "--data", f"{home}/srv", *words, **settings)


def contents(home: Path) -> dict[str, bytes]:
    return {str(path.relative_to(home)): path.read_bytes() for path in (home / "etc").rglob("*") if path.is_file()}


def shell_settings(home: Path) -> dict[str, str]:
    """The settings as the page has a shell load them."""
    command = f"set -a; . {home}/etc/env; CREDENTIALS_DIRECTORY={home}/etc/credentials; set +a; env -0"
    done = subprocess.run(["sh", "-euc", command], env={"PATH": "/usr/bin:/bin"}, capture_output=True, check=True)
    return dict(pair.split("=", 1) for pair in done.stdout.decode().split("\0") if pair)


@pytest.fixture(scope="module")
def made(tmp_path_factory) -> tuple[Path, str]:
    home = tmp_path_factory.mktemp("new-site")
    # What the shell still holds of another site does not get into this one.
    done = init(home, "--host", "transfer.example.org", *ADMINISTRATOR, HANDOVER_COLLECT_DAYS="nonsense")
    assert done.returncode == 0, done.stderr
    return home, done.stdout


def test_an_operator_gets_a_site_a_link_for_the_first_administrator_and_what_is_still_missing(made):
    home, said = made
    assert re.search(r"https://transfer\.example\.org/link/[\w-]{43}/\n", said)
    missing, unseen = said.partition("Still missing:")[2].split("Needed too, and not to be seen from here:")
    assert re.findall(r"docs/operator/([\w-]+)\.md", missing) == [
        "establishments",
        "mail",
        "establishments",
        "establishments",
        "install",
        "backup",
    ]
    assert "HANDOVER_SMTP_URL" in missing
    assert "import_establishments" in missing
    assert "HTTPS" in unseen
    assert "HANDOVER_MASTER_KEY and HANDOVER_BACKUP_KEY, on paper" in unseen
    assert sorted(contents(home)) == [
        "etc/credentials/HANDOVER_BACKUP_KEY",
        "etc/credentials/HANDOVER_MASTER_KEY",
        "etc/credentials/HANDOVER_SECRET_KEY",
        "etc/env",
    ]


def test_what_is_made_is_for_the_sites_account_alone(made):
    home, _ = made
    places = [path for name in ("etc", "srv") for path in (home / name, *(home / name).rglob("*"))]
    assert len(places) >= 8
    assert [path for path in places if path.stat().st_mode & 0o077] == []


def test_no_key_is_printed_or_lies_in_the_file_of_settings(made):
    home, said = made
    for name in ("HANDOVER_BACKUP_KEY", "HANDOVER_MASTER_KEY", "HANDOVER_SECRET_KEY"):
        key = (home / "etc" / "credentials" / name).read_text().strip()
        assert len(key) >= 44
        assert key not in said
        assert key not in (home / "etc" / "env").read_text()


def test_a_shell_of_the_sites_account_reads_the_settings_that_were_made(made):
    home, _ = made
    config = read_config(shell_settings(home))
    assert config.hosts == ("transfer.example.org",)
    assert config.url == "https://transfer.example.org"
    assert config.proxy
    assert not config.demo
    assert len(config.master_key) == 32


def test_run_again_it_keeps_everything_and_gives_the_first_administrator_a_new_link(made):
    home, said = made
    before = contents(home)
    done = init(home, *ADMINISTRATOR)
    assert done.returncode == 0, done.stderr
    assert contents(home) == before
    assert f"Kept: {home}/etc/env" in done.stdout
    (first,), (second,) = (re.findall(r"/link/([\w-]{43})/", text) for text in (said, done.stdout))
    assert first != second


def test_a_database_whose_key_is_gone_gets_no_new_one(made, tmp_path):
    home, _ = made
    (tmp_path / "etc").mkdir()
    (tmp_path / "etc" / "env").write_bytes((home / "etc" / "env").read_bytes())
    done = init(tmp_path)
    assert done.returncode == 2
    assert "There is a database, and no HANDOVER_MASTER_KEY: a new key would open nothing in it." in done.stderr
    assert sorted(contents(tmp_path)) == ["etc/env"]


def test_nothing_is_written_where_the_settings_would_stop_the_start(tmp_path):
    done = init(tmp_path, "--host", "*")
    assert done.returncode == 2
    assert "lets any name in" in done.stderr
    assert not (tmp_path / "etc").exists()
    assert not (tmp_path / "srv").exists()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((), "A new site needs --host"),
        (("--host", "a.example", "--username", "nia"), "takes all three"),
        (("--host", "a.example", "--database", "postgresql://a:it's@db/h"), "write it as %27"),
    ],
)
def test_what_the_command_lacks_is_said_in_a_sentence(tmp_path, words, said):
    done = init(tmp_path, *words)
    assert done.returncode == 2
    assert said in done.stderr
    assert not (tmp_path / "etc").exists()
