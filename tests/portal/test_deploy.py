"""A production site passes Django's own security checks."""

import base64
import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

MASTER_KEY = base64.b64encode(os.urandom(32)).decode()
"""One for the module: the tables are made with it, and the check for deployment proves it."""


@pytest.fixture(scope="module")
def tables(tmp_path_factory) -> Path:
    """A database with the tables of this version, and nothing in it."""
    home = tmp_path_factory.mktemp("tables")
    assert manage(settings_of(home), "migrate", "--verbosity", "0").returncode == 0
    return home / "site.sqlite3"


@pytest.fixture
def migrated(tables: Path, production: dict[str, str]) -> dict[str, str]:
    """The settings of a production site whose tables are there."""
    shutil.copy2(tables, production["DATABASE_URL"].removeprefix("sqlite:///"))
    return production


@pytest.fixture
def production(tmp_path) -> dict[str, str]:
    """The settings of a production site on a new database."""
    return settings_of(tmp_path)


def settings_of(home: Path) -> dict[str, str]:
    return {
        **{name: value for name, value in os.environ.items() if not name.startswith(("HANDOVER_", "DJANGO_"))},
        "DATABASE_URL": f"sqlite:///{home}/site.sqlite3",
        "HANDOVER_FILES": str(home / "files"),
        "HANDOVER_SECRET_KEY": base64.b64encode(os.urandom(48)).decode(),
        "HANDOVER_MASTER_KEY": MASTER_KEY,
        "HANDOVER_HOSTS": "handover.example",
        "HANDOVER_URL": "https://handover.example",
        "HANDOVER_SMTP_URL": "smtps://mail.handover.example",
        "HANDOVER_MAIL_FROM": "no-reply@handover.example",
    }


def run(environment: dict[str, str], *words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "handover", *words]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False, timeout=120)


def manage(environment: dict[str, str], *words: str) -> subprocess.CompletedProcess[str]:
    return run(environment, "manage", *words)


AS_ROOT = "The site runs as root: give it an account of its own, which owns its data and nothing else."


def test_the_check_for_deployment_finds_nothing(migrated: dict[str, str]) -> None:
    done = manage(migrated, "check", "--deploy")
    assert done.returncode == 0
    assert done.stderr.count("?: (") == done.stderr.count(AS_ROOT) == (os.geteuid() == 0)


def test_the_check_for_deployment_lists_what_may_be_wrong(production: dict[str, str]) -> None:
    del production["HANDOVER_SMTP_URL"]
    production["HANDOVER_HOSTS"] = "other.example"
    done = manage(production, "check", "--deploy", "--fail-level", "WARNING")
    assert done.returncode == 1
    assert "(handover.mail) HANDOVER_SMTP_URL is empty" in done.stderr
    assert "(handover.strange-url) HANDOVER_URL leads to handover.example" in done.stderr


def test_cookies_and_answers_of_a_production_site_are_for_its_own_host(migrated: dict[str, str]) -> None:
    migrated["HANDOVER_HSTS_SUBDOMAINS"] = "yes"
    names = ("SESSION_COOKIE", "CSRF_COOKIE", "LANGUAGE_COOKIE")
    ask = f"""
from django.conf import settings
from django.test import Client
for name in {names}:
    print(getattr(settings, name + "_NAME"), getattr(settings, name + "_SECURE"), getattr(settings, name + "_DOMAIN"))
print(settings.DEVICE_COOKIE_NAME)
answer = Client().get("/language/?to=cy", secure=True, headers={{"host": "handover.example"}})
print(answer["Strict-Transport-Security"])
print(answer.cookies["__Host-handover_language"]["path"], answer.cookies["__Host-handover_language"]["secure"])
answer = Client().post("/sign-out/", secure=True, headers={{"host": "handover.example"}})
print(answer["Clear-Site-Data"])
print(answer["Cross-Origin-Resource-Policy"], answer["Cross-Origin-Opener-Policy"])
"""
    assert manage(migrated, "shell", "--verbosity", "0", "--command", ask).stdout.splitlines() == [
        "__Host-handover_session True None",
        "__Host-handover_csrf True None",
        "__Host-handover_language True None",
        "__Host-handover_device",
        "max-age=31536000; includeSubDomains",
        "/ True",
        '"cache", "storage"',
        "same-origin same-origin",
    ]


COMMANDS = [("serve", "--port", "0"), ("worker", "--once"), ("manage", "verify_audit"), ("zone", "list")]


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command[0])
def test_settings_that_are_wrong_end_every_command_with_a_sentence_each(
    production: dict[str, str], command: tuple[str, ...]
) -> None:
    production |= {
        "HANDOVER_SECRET_KEY": "abc",
        "HANDOVER_HOSTS": "*",
        "DATABASE_URL": "mysql://site:geheim@db/handover",
    }
    done = run(production, *command)
    assert done.returncode == 2
    lines = [line for line in done.stderr.splitlines() if "root" not in line]
    assert [line.split()[0] for line in lines] == ["The", "DATABASE_URL", "HANDOVER_SECRET_KEY", "HANDOVER_HOSTS"]
    assert "geheim" not in done.stderr


@pytest.mark.parametrize("command", COMMANDS[:3], ids=lambda command: command[0])
def test_a_database_without_tables_ends_every_command_with_a_sentence(
    production: dict[str, str], command: tuple[str, ...]
) -> None:
    Path(production["DATABASE_URL"].removeprefix("sqlite:///")).touch(mode=0o600)
    done = run(production, *command)
    assert done.returncode != 0
    assert "run `handover manage migrate`" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command[0])
def test_a_database_that_does_not_answer_ends_every_command_with_a_sentence(
    production: dict[str, str], command: tuple[str, ...]
) -> None:
    production["DATABASE_URL"] = "postgresql://site:geheim@127.0.0.1:1/handover"
    done = run(production, *command)
    assert done.returncode == 1
    assert "The database of DATABASE_URL cannot be used: connection failed" in done.stderr
    assert "Traceback" not in done.stderr
    assert "geheim" not in done.stderr


def test_a_forgotten_migration_stops_the_start(migrated: dict[str, str]) -> None:
    with closing(sqlite3.connect(migrated["DATABASE_URL"].removeprefix("sqlite:///"))) as database:
        database.execute("DELETE FROM django_migrations WHERE app = 'reminders'")
        database.commit()
    done = run(migrated, "worker", "--once")
    assert done.returncode == 2
    assert "changes that this version needs: run `handover manage migrate`" in done.stderr


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.1", "transfer.example.org"])
def test_a_demo_is_not_served_to_other_machines(tmp_path, host: str) -> None:
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("HANDOVER_", "DJANGO_"))}
    demo = {**clean, "HANDOVER_MODE": "demo", "DATABASE_URL": f"sqlite:///{tmp_path}/site.sqlite3"}
    done = run(demo, "serve", "--port", "0", "--host", host)
    assert done.returncode == 2
    assert "HANDOVER_MODE is demo, and its keys and passwords are public" in done.stderr


def test_what_a_command_makes_is_for_the_sites_account_alone(tables: Path) -> None:
    assert tables.stat().st_mode & 0o077 == 0


def test_a_site_without_its_secrets_does_not_start(production: dict[str, str]) -> None:
    del production["HANDOVER_MASTER_KEY"]
    done = manage(production, "check")
    assert done.returncode != 0
    assert "HANDOVER_MASTER_KEY is not set" in done.stderr


def test_the_models_and_their_migrations_agree(production: dict[str, str]) -> None:
    done = manage(production, "makemigrations", "--check", "--dry-run")
    assert done.returncode == 0, done.stdout + done.stderr
