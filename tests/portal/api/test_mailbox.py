"""A file goes from one school's software to the next school's, with no person in between."""

from datetime import timedelta

import pytest
from django.utils import timezone

from handover.portal.api.models import LateNotice
from handover.portal.retention.table import BY_KEY
from handover.portal.transfers.models import Transfer
from handover.portal.transfers.moving import take_step
from tests.files import ctf, name_of, send
from tests.keys import give_key
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


def test_a_late_notice_waits_a_year_for_software_that_was_away_and_a_month_once_it_was_read(cast):
    give_key(cast.alis, "send")
    rejected = [
        str(send(cast.alis, "6814990", number=number, note=f"{number}").transfer.reference) for number in (1, 2)
    ]
    now = timezone.now()
    for reference in rejected:
        take_step("reject", Transfer.objects.get(reference=reference), by=cast.bryn, now=now, reason="Not ours")
    program = program_of(cast.alis)
    first, second = (item["id"] for item in program.get("/notices").json()["items"])
    assert program.post(f"/notices/{first}/acknowledge").status_code in (200, 204)
    left = []
    for days in (29, 32, 365, 368):
        for rule in (BY_KEY["api.notices"], BY_KEY["api.unread_notices"]):
            for row in rule.over_rows(now + timedelta(days=days)):
                rule.end(row, now)
        left.append([str(each) for each in LateNotice.objects.order_by("pk").values_list("reference", flat=True)])
    assert left == [[first, second], [second], [second], []]
