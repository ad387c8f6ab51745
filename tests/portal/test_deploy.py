"""A production site passes Django's own security checks."""

import base64
import os
import subprocess
import sys

import pytest


@pytest.fixture
def production(tmp_path) -> dict[str, str]:
    """The settings of a production site on a new database."""
    return {
        **{name: value for name, value in os.environ.items() if not name.startswith(("HANDOVER_", "DJANGO_"))},
        "DATABASE_URL": f"sqlite:///{tmp_path}/site.sqlite3",
        "HANDOVER_FILES": str(tmp_path / "files"),
        "HANDOVER_SECRET_KEY": base64.b64encode(os.urandom(48)).decode(),
        "HANDOVER_MASTER_KEY": base64.b64encode(os.urandom(32)).decode(),
        "HANDOVER_HOSTS": "handover.example",
        "HANDOVER_URL": "https://handover.example",
    }


def manage(environment: dict[str, str], *words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "handover", "manage", *words]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)


def test_the_check_for_deployment_finds_nothing(production: dict[str, str]) -> None:
    done = manage(production, "check", "--deploy", "--fail-level", "INFO")
    assert (done.returncode, done.stderr) == (0, ""), done.stdout
    assert "no issues" in done.stdout


def test_a_site_without_its_secrets_does_not_start(production: dict[str, str]) -> None:
    del production["HANDOVER_MASTER_KEY"]
    done = manage(production, "check")
    assert done.returncode != 0
    assert "HANDOVER_MASTER_KEY is not set" in done.stderr


def test_the_models_and_their_migrations_agree(production: dict[str, str]) -> None:
    done = manage(production, "makemigrations", "--check", "--dry-run")
    assert done.returncode == 0, done.stdout + done.stderr
