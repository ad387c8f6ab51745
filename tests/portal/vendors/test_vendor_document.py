"""The page that leads a vendor to its first file through the API: each of its steps is carried out."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.test import override_settings

from tests.files import ctf
from tests.vendors import approve, make_vendor

PAGE = Path(__file__).parents[3] / "docs/integrator/vendors.md"
pytestmark = pytest.mark.django_db(transaction=True)


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", PAGE.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE)


@override_settings(ALLOWED_HOSTS=["*"])
def test_each_step_of_the_page_does_what_it_says(cast, live_server, tmp_path):
    (tmp_path / "6812990_CTF_6814990_001.xml").write_bytes(ctf("6812990", "6814990"))
    made = make_vendor(cast)
    approve(cast.alis, made.secret.vendor, "send", "collect")
    given = {"SITE": live_server.url, "CLIENT_ID": made.secret.vendor.client_id, "SECRET": made.text.text}

    def run(*command):
        done = subprocess.run(
            command, env={**os.environ, **given}, cwd=tmp_path, capture_output=True, text=True, timeout=60
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    own, offices, token, me, send = ([*("bash", "-c"), step] for step in blocks("sh"))
    given["OWN_TOKEN"] = json.loads(run(*own))["access_token"]
    (office,) = json.loads(run(*offices))["items"]
    assert (office["scope"], office["rights"]) == ("establishment:6812990", ["send", "collect"])
    given["TOKEN"] = json.loads(run(*token))["access_token"]
    assert json.loads(run(*me))["vendor"]["name"] == "Branwen MIS"
    assert json.loads(run(*send))["verdict"] in ("accepted", "warned")
    (program,) = blocks("python")
    assert run(sys.executable, "-c", program).strip() == "6812990 6812990 []"
