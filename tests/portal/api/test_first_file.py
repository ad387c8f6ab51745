"""The page that leads an integrator from nothing to a file that has arrived: each of its steps is carried out."""

import json
import os
import re
import subprocess
from pathlib import Path

import pytest
from django.test import override_settings

from tests.files import ctf
from tests.keys import give_key

PAGE = Path(__file__).parents[3] / "docs/integrator/api.md"
FILE = ctf("6812990", "6814990")
pytestmark = pytest.mark.django_db(transaction=True)


def steps():
    """The commands of the page, without those that only set a variable to what one has been given."""
    blocks = re.findall(r"^```sh\n(.*?)^```", PAGE.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE)
    return [block for block in blocks if block.startswith("curl")]


@override_settings(ALLOWED_HOSTS=["*"])
def test_each_step_of_the_page_does_what_it_says(cast, live_server, tmp_path):
    (tmp_path / "6812990_CTF_6814990_001.xml").write_bytes(FILE)
    given = {
        "SITE": live_server.url,
        "OLD_SCHOOL": give_key(cast.alis, "send").text.text,
        "NEW_SCHOOL": give_key(cast.bryn, "collect").text.text,
    }

    def run(step):
        done = subprocess.run(
            ["bash", "-c", step], env={**os.environ, **given}, cwd=tmp_path, capture_output=True, text=True, timeout=60
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return json.loads(done.stdout) if done.stdout else None

    me, school, check, send, inbox, fetch, acknowledge, outbox = steps()
    assert run(me)["mailbox"] == "6812990"
    assert run(school)["open"] is True
    assert run(check)["verdict"] == "accept"
    assert run(send)["verdict"] in ("accepted", "warned")
    (waiting,) = run(inbox)["items"]
    given["REFERENCE"] = waiting["reference"]
    run(fetch)
    assert (tmp_path / "arrived.xml").read_bytes() == FILE
    assert run(acknowledge)["state"] == "confirmed"
    assert run(outbox)["items"][0]["state"] == "confirmed"
    assert run(send)["verdict"] in ("accepted", "warned")  # repeated with its Idempotency-Key, it is answered as before
