"""A file goes from one school's software to the next school's, with no person in between."""

import pytest

from tests.files import ctf, name_of
from tests.programs import program_of

pytestmark = pytest.mark.django_db
FILE = ctf("6812990", "6814990")
NAME = name_of("6812990", "6814990")


def test_a_file_is_sent_found_fetched_and_acknowledged(cast):
    old, new = program_of(cast.alis), program_of(cast.bryn)
    sent = old.send(NAME, FILE, sender_reference="leaver 17")
    assert sent.status_code == 201, sent.content
    assert (sent.json()["verdict"], sent.json()["pupils"]) == ("accepted", 1)
    (waiting,) = new.get("/inbox").json()["items"]
    assert (waiting["file_name"], waiting["source"]["number"], waiting["state"]) == (NAME, "6812990", "sent")
    reference = waiting["reference"]
    assert new.fetch(reference) == FILE
    assert new.get("/inbox").json()["items"][0]["state"] == "sent"
    done = new.post(f"/transfers/{reference}/acknowledge")
    assert (done.status_code, done.json()["state"], done.json()["state_words"]) == (200, "confirmed", "Confirmed")
    assert new.get("/inbox").json() == {"items": [], "next": None}
    (mine,) = old.get("/outbox?sender_reference=leaver%2017").json()["items"]
    assert (mine["reference"], mine["state"], mine["sender_reference"]) == (reference, "confirmed", "leaver 17")
    assert old.get(f"/transfers/{reference}").json()["state"] == "confirmed"


def test_the_key_says_whose_it_is(cast):
    me = program_of(cast.alis, "send", name="SIMS export").get("/me").json()
    assert (me["key"], me["mailbox"], me["rights"]) == ("SIMS export", "6812990", ["send"])
    assert me["establishment"] == {"number": "6812990", "name": "Nant y Wennol Primary School"}


def test_without_a_key_there_is_a_problem_document(cast):
    program = program_of(cast.alis)
    program.authorization = ""
    answer = program.get("/inbox")
    assert (answer.status_code, answer["Content-Type"]) == (401, "application/problem+json")
    assert answer["WWW-Authenticate"].startswith("Bearer")
    assert answer.json()["code"] == "key.missing"
