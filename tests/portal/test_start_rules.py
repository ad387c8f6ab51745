"""An operator's slip stops the start, or is a warning; each says what to do, and all are said at once."""

import base64
import hashlib
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from handover.portal.config import BadSetting, read_config
from handover.portal.starting.rule import Effect
from handover.portal.starting.rules import RULES, slips

RANDOM_KEY = "p2w6Z1sJ0Qm9yT4kXh8fLr3vNc7bDg5eUa1iOoWqEjs="
RANDOM_TEXT = "Qm9yT4kXh8fLr3vNc7bDg5eUa1iOoWqEjsp2w6Z1sJ0-VtYdHzKuRxCn"


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Path]:
    """A folder that everybody may pass through."""
    folder = Path("/var/tmp") / f"handover-{os.getpid()}-{tmp_path.name}"
    folder.mkdir(mode=0o755)
    folder.chmod(0o755)
    yield folder
    for path in sorted(folder.rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()
    folder.rmdir()


def production(home: Path, **changes: str | None) -> dict[str, str]:
    """The settings of a site with which nothing is wrong, and what is changed in them."""
    sound = {
        "DATABASE_URL": f"sqlite:///{home}/site.sqlite3",
        "HANDOVER_FILES": str(home / "files"),
        "HANDOVER_SECRET_KEY": RANDOM_TEXT,
        "HANDOVER_MASTER_KEY": RANDOM_KEY,
        "HANDOVER_HOSTS": "transfer.example.org",
        "HANDOVER_URL": "https://transfer.example.org",
        "HANDOVER_SMTP_URL": "smtp+starttls://site:x@mail.example.org",
        "HANDOVER_MAIL_FROM": "Handover <no-reply@transfer.example.org>",
    }
    return {name: value for name, value in {**sound, **changes}.items() if value is not None}


def refusals(home: Path, **changes: str | None) -> list[str]:
    try:
        read_config(production(home, **changes))
    except BadSetting as fault:
        return str(fault).splitlines()
    return []


def warned(home: Path, **changes: str | None) -> list[str]:
    config = read_config(production(home, **changes))
    return [rule.key for rule, _ in slips(config, Effect.WARNED) if rule.key != "root"]


def in_base_64(key: bytes) -> str:
    return base64.b64encode(key).decode()


def test_a_sound_site_starts_and_nothing_is_warned_of(home: Path) -> None:
    assert refusals(home) == []
    assert warned(home) == []


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"HANDOVER_SECRET_KEY": None}, "HANDOVER_SECRET_KEY is not set"),
        ({"HANDOVER_SECRET_KEY": "a"}, "has 1 characters, and needs 50"),
        ({"HANDOVER_SECRET_KEY": "abc" * 30}, "is a pattern"),
        ({"HANDOVER_SECRET_KEY": "0" * 64}, "is a pattern"),
        ({"HANDOVER_SECRET_KEY": "correct-horse-battery" * 4}, "is a pattern"),
        ({"HANDOVER_SECRET_KEY": "xQ7-pLw" + "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFGHIJ"}, "is a pattern"),
        ({"HANDOVER_SECRET_KEY": "demo-" + "not-a-secret-" * 5}, "holds “not-a-secret”"),
        ({"HANDOVER_SECRET_KEY": RANDOM_TEXT + "-changeme"}, "holds “changeme”"),
        ({"HANDOVER_SECRET_KEY": "…" + "        # 50 random characters or more, and then some"}, "holds “…”"),
        ({"HANDOVER_MASTER_KEY": "…"}, "expected 32 bytes in base 64"),
        ({"HANDOVER_MASTER_KEY": in_base_64(b"short")}, "expected 32 bytes in base 64"),
        ({"HANDOVER_MASTER_KEY": RANDOM_KEY + "  # the key"}, "expected 32 bytes in base 64"),
        ({"HANDOVER_MASTER_KEY": in_base_64(bytes(32))}, "HANDOVER_MASTER_KEY is a pattern"),
        ({"HANDOVER_MASTER_KEY": in_base_64(b"\xff" * 32)}, "HANDOVER_MASTER_KEY is a pattern"),
        ({"HANDOVER_MASTER_KEY": in_base_64(bytes(range(32)))}, "HANDOVER_MASTER_KEY is a pattern"),
        ({"HANDOVER_MASTER_KEY": in_base_64(b"sixteen-byte-key" * 2)}, "HANDOVER_MASTER_KEY is a pattern"),
        ({"HANDOVER_MASTER_KEY": in_base_64(b"handover demo, invented children")}, "is that of the demo"),
        ({"HANDOVER_HOSTS": "*"}, "lets any name in"),
        ({"HANDOVER_HOSTS": "transfer.example.org,*.example.org"}, "lets any name in"),
        ({"HANDOVER_HOSTS": ""}, "names no host"),
        ({"HANDOVER_HOSTS": "https://transfer.example.org"}, "without https://"),
        ({"HANDOVER_HOSTS": "transfer.example.org:443"}, "without a port"),
        ({"HANDOVER_URL": "http://transfer.example.org"}, "HANDOVER_URL does not begin with https://"),
        ({"HANDOVER_URL": "transfer.example.org"}, "HANDOVER_URL does not begin with https://"),
        ({"HANDOVER_URL": "https://transfer.example.org:port"}, "HANDOVER_URL does not begin with https://"),
        ({"HANDOVER_URL": "https://transfer.example.org/handover"}, "holds more than"),
        ({"HANDOVER_SMTP_URL": "mail.example.org"}, "begins with smtp://"),
        ({"HANDOVER_SMTP_URL": "smtp://"}, "names a host"),
        ({"HANDOVER_SMTP_URL": "smtp://site:p@ss@mail.example.org"}, "@ is written %40"),
        ({"HANDOVER_SMTP_URL": "smtp://mail.example.org:smtp"}, "smtp://USER:PASSWORD@HOST:PORT"),
        ({"DATABASE_URL": "mysql://site:geheim@db/handover"}, "sqlite:///PATH or postgresql://"),
        ({"DATABASE_URL": "postgresql://site:ge@heim@db/handover"}, "@ is written %40"),
        ({"DATABASE_URL": "postgresql://site:geheim@db/handover?sslmod=require"}, "sslmod is not a parameter"),
        ({"HANDOVER_PROXY": "yes", "HANDOVER_PROXY_NETWORKS": "0.0.0.0/0"}, "which is everybody"),
        ({"HANDOVER_PROXY": "yes", "HANDOVER_PROXY_NETWORKS": "::/0"}, "which is everybody"),
        ({"HANDOVER_WORKERS": "two"}, "expected a whole number above nought"),
        ({"HANDOVER_WORKERS": "-1"}, "expected a whole number above nought"),
        ({"HANDOVER_REMINDER_DAY": "Monday"}, "expected a number from 1 (Monday) to 5 (Friday)"),
        ({"HANDOVER_FILE": "/srv"}, "HANDOVER_FILE is not a setting of Handover"),
    ],
)
def test_a_slip_that_lays_records_open_or_cannot_work_stops_the_start(
    home: Path, changes: dict[str, str | None], words: str
) -> None:
    (line, *others) = [line for line in refusals(home, **changes) if not line.startswith("Warning: ")]
    assert words in line
    assert others == []
    assert "geheim" not in line


def test_what_chance_makes_passes(home: Path) -> None:
    for number in range(500):
        key = hashlib.sha256(str(number).encode()).digest()
        assert refusals(home, HANDOVER_SECRET_KEY=key.hex(), HANDOVER_MASTER_KEY=in_base_64(key)) == []


@pytest.mark.parametrize(
    ("changes", "rule"),
    [
        ({"HANDOVER_MASTER_KEY": in_base_64(b"It was a dark and stormy night, ")}, "typed-master-key"),
        ({"HANDOVER_HOSTS": "transfer.example.org,.example.org"}, "wide-hosts"),
        ({"HANDOVER_HOSTS": "other.example.org"}, "strange-url"),
        ({"HANDOVER_HTTPS": "no"}, "https"),
        ({"HANDOVER_ZONE_PROXY_FIELD": "X-Agent"}, "proxy-field"),
        ({"HANDOVER_METRICS_NETWORKS": "0.0.0.0/0"}, "metrics"),
        ({"DATABASE_URL": "postgresql://site:x@db.example.org/handover"}, "database-tls"),
        ({"DATABASE_URL": "postgresql://site:x@db.example.org/handover?sslmode=require"}, "database-tls"),
        ({"DATABASE_REPLICA_URL": "postgresql://site:x@replica.example.org/handover"}, "database-tls"),
        ({"HANDOVER_ZONE_DATABASES": "north=postgresql://site:x@north.example.org/zones"}, "database-tls"),
        ({"HANDOVER_SMTP_URL": "smtp://site:x@mail.example.org"}, "mail-tls"),
        ({"HANDOVER_SMTP_URL": ""}, "mail"),
        ({"HANDOVER_MAIL_FROM": None}, "mail"),
    ],
)
def test_what_may_be_meant_is_a_warning(home: Path, changes: dict[str, str | None], rule: str) -> None:
    assert warned(home, **changes) == [rule]


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://site:x@db.example.org/handover?sslmode=verify-full&sslrootcert=/etc/ca.pem",
        "postgresql://site:x@127.0.0.1/handover",
        "postgresql:///handover",
    ],
)
def test_a_database_that_proves_itself_or_is_on_this_machine_is_fine(home: Path, url: str) -> None:
    assert warned(home, DATABASE_URL=url) == []


@pytest.mark.parametrize("name", ["files/", "site.sqlite3", "site.sqlite3-wal", "files.anchors"])
@pytest.mark.parametrize("mode", [0o604, 0o602])
def test_data_that_every_account_of_the_machine_can_read_or_change_stops_the_start(
    home: Path, name: str, mode: int
) -> None:
    path = home / name
    if name.endswith("/"):
        path.mkdir()
    else:
        path.touch()
    path.chmod(0o600)
    assert refusals(home) == []
    path.chmod(mode)
    assert refusals(home)[0] == (
        f"{path} can be read or changed by every account of this machine: chmod -R o-rwx {path}"
    )
    home.chmod(0o700)  # nobody else comes there
    assert refusals(home) == []
    home.chmod(0o755)


def test_everything_that_is_wrong_is_said_at_once_warnings_too(home: Path) -> None:
    lines = refusals(
        home,
        HANDOVER_SECRET_KEY="a",
        HANDOVER_MASTER_KEY=in_base_64(bytes(32)),
        HANDOVER_HOSTS="*",
        HANDOVER_URL="http://transfer.example.org",
        DATABASE_URL="mysql://db",
        HANDOVER_SMTP_URL="",
        HANDOVER_WORKERS="two",
    )
    names = [line.removeprefix("Warning: ").split()[0] for line in lines if "as root" not in line]
    assert sorted(names) == [
        "DATABASE_URL",
        "HANDOVER_HOSTS",
        "HANDOVER_MASTER_KEY",
        "HANDOVER_SECRET_KEY",
        "HANDOVER_SMTP_URL",
        "HANDOVER_URL",
        "HANDOVER_WORKERS",
    ]


def test_a_demo_makes_its_own_secrets_and_is_not_looked_at() -> None:
    config = read_config({"HANDOVER_MODE": "demo"})
    assert list(slips(config, Effect.REFUSED)) == list(slips(config, Effect.WARNED)) == []


def test_the_rules_are_these() -> None:
    assert {rule.key: rule.effect.name for rule in RULES} == {
        "secret-key": "REFUSED",
        "master-key": "REFUSED",
        "backup-key": "REFUSED",
        "typed-master-key": "WARNED",
        "hosts": "REFUSED",
        "wide-hosts": "WARNED",
        "url": "REFUSED",
        "strange-url": "WARNED",
        "https": "WARNED",
        "proxy-networks": "REFUSED",
        "proxy-field": "WARNED",
        "metrics": "WARNED",
        "places": "REFUSED",
        "root": "WARNED",
        "database-tls": "WARNED",
        "mail-tls": "WARNED",
        "mail": "WARNED",
    }
