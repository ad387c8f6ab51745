"""What the operator's page on backups tells people to type works as it stands there, on a site of their own."""

import base64
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.site import CLEAN, demo_settings

__all__ = ["demo_settings"]

PAGE = Path(__file__).resolve().parents[2] / "docs" / "operator" / "backup.md"
KEY = base64.b64encode(b"the backup key of these tests...").decode()
OF_OTHERS = re.compile(r"^(createdb|python3? |BENCH_)", re.MULTILINE)
"""Commands that are PostgreSQL's, or the benchmark's: tried elsewhere."""


def commands() -> list[str]:
    blocks = re.findall(r"^ *```sh\n(.*?)^ *```", PAGE.read_text(), re.DOTALL | re.MULTILINE)
    return ["\n".join(line.strip() for line in block.splitlines()) for block in blocks if not OF_OTHERS.search(block)]


@pytest.fixture
def shell(tmp_path: Path, demo_settings: dict[str, str]):
    """A shell of the operator's, in which the page's folders lie in one of the test's."""
    (tmp_path / "bin").mkdir()
    program = tmp_path / "bin" / "handover"
    program.write_text(f'#!/bin/sh\nexec {sys.executable} -m handover "$@"\n')
    program.chmod(0o755)
    shutil.copy(demo_settings["DATABASE_URL"].removeprefix("sqlite:///"), tmp_path / "site.sqlite3")
    shutil.copytree(demo_settings["HANDOVER_FILES"], tmp_path / "files")
    settings = {
        **CLEAN,
        "HANDOVER_MODE": "demo",
        "HANDOVER_BACKUP_KEY": KEY,
        "DATABASE_URL": f"sqlite:///{tmp_path}/site.sqlite3",
        "HANDOVER_FILES": f"{tmp_path}/files",
        "PATH": f"{tmp_path}/bin:{CLEAN['PATH']}",
    }

    def run(words: str, code: int = 0) -> str:
        here = words.replace("/srv/handover", str(tmp_path)).replace("/backup/", f"{tmp_path}/backup/")
        done = subprocess.run(
            ["sh", "-euc", here], env=settings, capture_output=True, text=True, check=False, timeout=120
        )
        assert done.returncode == code, done.stdout + done.stderr
        return done.stdout + done.stderr

    return run


def test_the_page_from_the_first_backup_to_the_drill(shell, tmp_path: Path) -> None:
    backup, restore, release, drill, look, by_hand = commands()
    assert "read back and whole" in shell(backup)
    assert "There is a database already" in shell(restore, code=1)
    for path in tmp_path.glob("site.sqlite3*"):
        path.unlink()
    shutil.rmtree(tmp_path / "files")
    assert "The audit log is whole" in shell(restore)
    assert "E-mails that go out now" in shell(release)
    assert "The audit log is whole" in shell(drill)
    said = shell(look)
    assert "Every file is there and opens, and none is nameless." in said
    assert "The audit log is whole" in said
    assert "The folder now belongs to this database." in shell(by_hand)


def test_while_a_worker_runs_nothing_is_put_back_and_after_it_was_killed_everything(shell, tmp_path: Path) -> None:
    shell("handover backup /backup/handover")
    shell(
        "handover worker >/dev/null 2>&1 & worker=$!\n"
        "until [ -e /srv/handover/site.sqlite3-running ]; do :; done\n"
        "handover restore /backup/handover --replace && exit 9\n"
        "kill -9 $worker; wait $worker || true\n"
        "handover restore /backup/handover --replace"
    )
    assert list(tmp_path.glob("site.sqlite3.before-*"))


def test_without_a_backup_key_nothing_is_made_and_the_command_says_so(shell, tmp_path: Path) -> None:
    said = shell("HANDOVER_BACKUP_KEY= handover backup /backup/handover", code=1)
    assert "HANDOVER_BACKUP_KEY is not set" in said
    assert not (tmp_path / "backup").exists()
