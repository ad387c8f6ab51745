"""A real site in a process of its own, with the cast and a key for each office's software; and a line to it that breaks."""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import httpx
import pytest

from handover.cli.server import server
from handover.client import AsyncClient, Client, RetryRules
from tests.client.lines import BreakingLine
from tests.counties import make_template
from tests.shared import once
from tests.site import CLEAN, new_database

ROOT = Path(__file__).resolve().parent.parent.parent
MAKE_KEYS = """
import json, django
django.setup()
from tests.cast import make_cast
from tests.keys import NETWORKS, give_key
from tests.vendors import approve, make_vendor
cast = make_cast()
keys = {
    "nant": give_key(cast.alis, "send", "collect"),
    "glan": give_key(cast.bryn, "send", "collect"),
    "fern": give_key(cast.dev, "collect"),
    "grug": give_key(cast.carys, "collect"),
    "finder": give_key(
        cast.lowri, "search_lost", "release_lost", role="lea-lost-pupil-transfer", networks=NETWORKS, name="Lost pupils"
    ),
    "hints": give_key(cast.alis, "webhooks", name="Hints"),
    "desk": give_key(cast.alis, "messages", "expected", name="Desk"),
    "letters": give_key(cast.bryn, "messages", name="Letters"),
    "places": give_key(cast.lowri, "offers", role="lea-admissions", name="Places"),
    "watch": give_key(cast.lowri, "monitor", role="lea-user", name="Watch"),
    "figures": give_key(cast.lowri, "reports", role="lea-user", name="Figures"),
}
vendor = make_vendor(cast)
approve(cast.dev, vendor.secret.vendor, "send", "collect")
of_vendor = {"vendor": vendor.text.text, "client_id": vendor.secret.vendor.client_id}
print(json.dumps(of_vendor | {name: made.text.text for name, made in keys.items()}))
"""
TRAINING_KEY = re.compile(r"hnd_test_[a-z]{8}_[A-Za-z0-9]{43}")
HASTY = RetryRules(first_seconds=0, longest_seconds=0)


@dataclass(frozen=True)
class KeyedSite:
    """The address of a site, and a key for each of some offices."""

    url: str
    keys: dict[str, str] = field(repr=False)
    home: Path = Path()

    def client(self, office: str, url: str = "", **how) -> Client:
        return Client(url or self.url, self.keys[office], retries=HASTY, **how)

    def async_client(self, office: str, **how) -> AsyncClient:
        return AsyncClient(self.url, self.keys[office], retries=HASTY, **how)

    def environment(self, office: str, url: str = "") -> dict[str, str]:
        """What a program is told of the site."""
        return {**CLEAN, "HANDOVER_URL": url or self.url, "HANDOVER_KEY": self.keys[office]}


@pytest.fixture(scope="session")
def keyed_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[KeyedSite]:
    """The site; its offices' files are those of all tests of a worker, so each test sends files of its own."""
    home = tmp_path_factory.mktemp("keyed")
    settings = {
        "HANDOVER_MODE": "demo",
        "DATABASE_URL": f"sqlite:///{new_database(home / 'site.sqlite3')}",
        "HANDOVER_FILES": str(home / "files"),
        "HANDOVER_TRAINING_FOLDER": str(home / "training"),
        "HANDOVER_TRAINING_COUNTIES_A_DAY": "1000",
    }
    environment = {**CLEAN, **settings, "DJANGO_SETTINGS_MODULE": "handover.portal.settings"}
    made = subprocess.run(
        [sys.executable, "-c", MAKE_KEYS], cwd=ROOT, env=environment, check=True, capture_output=True, text=True
    )
    with server(settings) as url:
        yield KeyedSite(url, json.loads(made.stdout.splitlines()[-1]), home)


@pytest.fixture
def training_keys(keyed_site: KeyedSite, tmp_path_factory: pytest.TempPathFactory, db: None) -> list[str]:
    """The keys of a county that the page of the site gives."""
    made, home = once("training-template", make_template), keyed_site.home / "training"
    if not home.exists():
        shutil.copytree(made / "training", home)
    with httpx.Client(base_url=keyed_site.url) as browser:
        page = browser.get("/training/").text
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)[1]
        given = browser.post("/training/", data={"csrfmiddlewaretoken": token}, headers={"Referer": keyed_site.url})
    return list(dict.fromkeys(TRAINING_KEY.findall(given.text)))


@pytest.fixture
def line(keyed_site: KeyedSite) -> Iterator[BreakingLine]:
    """A line to the site, whole until a test plans otherwise."""
    made = BreakingLine(keyed_site.url)
    yield made
    made.close()


def kill_at_once(process: "subprocess.Popen[bytes]") -> None:
    """End a process of ours as the system does, without a word."""
    os.kill(process.pid, signal.SIGKILL)
