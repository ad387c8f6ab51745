"""Each situation of the table happens as its row says, to whoever brings it about."""

from datetime import timedelta

import pytest

from handover.portal.api.practising import SLOW_PLACES
from handover.portal.lostpupils.models import LostPupil
from handover.portal.training import robots
from handover.portal.training.entering import enter_county
from handover.portal.training.situations import SITUATIONS
from tests.counties import AUTHORITY, CONFIRMING, IDLE, NEW, OLD, REJECTING, make_county_vendor, send_to, state_of
from tests.files import Child, ctf, name_of

pytestmark = pytest.mark.django_db


def waits_for(program) -> list[str]:
    return [item["reference"] for item in program.get("/inbox").json()["items"]]


def events_of(program) -> list[str]:
    return [item["event"] for item in program.get("/notices").json()["items"]]


def provoke(program, situation: str, **more):
    return program.post("/training/situations", {"situation": situation, **more})


def codes_of(answer) -> list[str]:
    return [problem["code"] for problem in answer.json()["problems"]]


def confirmed(vendor):
    assert state_of(vendor.old, send_to(vendor, CONFIRMING)) == "confirmed"
    assert state_of(vendor.old, send_to(vendor, "9364971")) == "confirmed"


def rejected_later(vendor):
    sent = send_to(vendor, REJECTING)
    assert sent.status_code == 201
    assert state_of(vendor.old, sent) == "rejected"
    (notice,) = vendor.old.get("/notices").json()["items"]
    assert notice["event"] == "reject"
    assert "rejects everything" in notice["transfer"]["reason"]


def never_collected(vendor):
    sent = send_to(vendor, IDLE)
    moved = vendor.old.post("/training/clock", {"days": 20}).json()
    assert moved["ahead_days"] == 20
    assert moved["jobs"]["weekly-reminders"] > 0
    for _ in range(7):
        if state_of(vendor.old, sent) != "sent":
            break
        vendor.old.post("/training/clock", {"days": 20})
    assert state_of(vendor.old, sent) == "expired"
    assert events_of(vendor.old) == ["expire"]


def never_acknowledged(vendor):
    sent = send_to(vendor, "6812973")
    told = vendor.old.get(f"/transfers/{sent.json()['transfer']['reference']}").json()
    assert told["state"] == "sent"
    assert told["fetched_at"]


def closed_successor(vendor):
    sent = send_to(vendor, "6812975")
    assert sent.json()["verdict"] == "held"
    assert codes_of(sent) == ["transfer.closed_with_successor"]
    assert vendor.old.get("/establishments/6812975").json()["successor"]["number"] == NEW


def closed(vendor):
    sent = send_to(vendor, "6812976")
    assert sent.status_code == 422
    assert codes_of(sent) == ["transfer.closed_destination"]


def unknown_school(vendor):
    sent = send_to(vendor, "6812999")
    assert sent.status_code == 422
    assert codes_of(sent) == ["transfer.unknown_destination"]


def wrong_upn(vendor):
    sent = vendor.old.send(name_of(OLD, NEW), ctf(OLD, NEW, [Child(upn="A681299003017")]))
    problem = next(each for each in sent.json()["problems"] if each["pupil"] == 1)
    assert problem["code"] == "ctf.upn_check_letter"
    assert problem["line"]
    assert problem["remedy"]


def question(vendor):
    asked = vendor.old.send(f"{OLD}_CTF_{NEW}_1.xml", ctf(OLD, NEW))
    assert asked.status_code == 202
    assert waits_for(vendor.new) == []
    reference = asked.json()["transfer"]["reference"]
    assert vendor.old.post(f"/transfers/{reference}/answer", {"answer": "yes"}).status_code == 200
    assert waits_for(vendor.new) == [reference]


def sent_twice(vendor):
    first, second = send_to(vendor, NEW), send_to(vendor, NEW)
    assert (second.status_code, second.json()["verdict"]) == (200, "resent")
    assert waits_for(vendor.new) == [first.json()["transfer"]["reference"]]


def email_fails(vendor):
    sent = send_to(vendor, "6812977")
    vendor.old.post("/training/clock", {"days": 1})
    emails = vendor.old.get("/training/emails").json()["items"]
    assert [each["state"] for each in emails if each["recipient"] == "office@bounces.invalid"] == ["given-up"]
    assert state_of(vendor.old, sent) == "sent"


def file_waits(vendor):
    reference = provoke(vendor.new, "file_waits").json()["transfer"]
    assert waits_for(vendor.new) == [reference]
    assert b"<Forename>" in vendor.new.fetch(reference)
    assert vendor.new.post(f"/transfers/{reference}/acknowledge").json()["state"] == "confirmed"
    other = provoke(vendor.new, "file_waits", office=OLD).json()["transfer"]
    assert waits_for(vendor.old) == [other]


def called_back(vendor):
    assert provoke(vendor.new, "called_back").json()["code"] == "api.training_situation"
    reference = provoke(vendor.new, "file_waits").json()["transfer"]
    vendor.new.fetch(reference)
    assert provoke(vendor.new, "called_back").json()["transfer"] == reference
    assert vendor.new.post(f"/transfers/{reference}/acknowledge").status_code == 409
    assert events_of(vendor.new) == ["recall"]


def too_many(vendor):
    provoke(vendor.old, "too_many", times=2)
    for _ in range(2):
        refused = vendor.old.get("/inbox")
        assert (refused.status_code, refused.json()["code"], refused["Retry-After"]) == (429, "api.too_many", "1")
    assert vendor.old.get("/inbox").status_code == 200


def busy(vendor):
    provoke(vendor.old, "busy", office=NEW)
    assert send_to(vendor, NEW).status_code == 201
    assert vendor.new.get("/training").json()["armed"] == ["busy"]
    refused = vendor.new.get("/inbox")
    assert (refused.status_code, refused["Retry-After"]) == (503, "1")
    assert len(waits_for(vendor.new)) == 1


def slow(vendor):
    provoke(vendor.old, "slow")
    assert vendor.old.get("/inbox").status_code == 200
    assert vendor.old.get("/training").json()["armed"] == []


def cut_answer(vendor):
    provoke(vendor.old, "cut_answer")
    assert vendor.old.get("/inbox").status_code == 200  # reading is not what it is about
    cut = vendor.old.send(name_of(OLD, NEW), ctf(OLD, NEW), idempotency_key="leaver-17")
    received = []
    with pytest.raises(ConnectionResetError):
        received.extend(cut.streaming_content)
    assert 0 < len(b"".join(received)) < int(cut["Content-Length"])
    again = vendor.old.send(name_of(OLD, NEW), ctf(OLD, NEW), idempotency_key="leaver-17")
    assert again["Idempotency-Replayed"] == "true"
    assert waits_for(vendor.new) == [again.json()["transfer"]["reference"]]


def cut_download(vendor):
    reference = provoke(vendor.new, "file_waits").json()["transfer"]
    provoke(vendor.new, "cut_download")
    cut, received = vendor.new.get(f"/transfers/{reference}/content"), []
    with pytest.raises(ConnectionResetError):
        received.extend(cut.streaming_content)
    half = b"".join(received)
    rest = vendor.new.fetch(reference, range=f"bytes={len(half)}-")
    assert half + rest == vendor.new.fetch(reference)


def damaged_download(vendor):
    reference = provoke(vendor.new, "file_waits").json()["transfer"]
    provoke(vendor.new, "damaged_download")
    damaged, whole = vendor.new.fetch(reference), vendor.new.fetch(reference)
    assert len(damaged) == len(whole)
    assert sum(one != other for one, other in zip(damaged, whole, strict=True)) == 1


HAPPENS = {
    act.__name__: act
    for act in (
        *(confirmed, rejected_later, never_collected, never_acknowledged, closed_successor, closed, unknown_school),
        *(wrong_upn, question, sent_twice, email_fails, file_waits, called_back, too_many, busy, slow, cut_answer),
        *(cut_download, damaged_download),
    )
}


@pytest.mark.parametrize("key", SITUATIONS)
def test_a_situation_happens_as_its_row_says(vendor, key, monkeypatch):
    monkeypatch.setattr("handover.portal.api.practising.SLOW_SECONDS", 0)
    HAPPENS[key](vendor)


def test_the_county_tells_what_is_in_it_and_what_can_be_brought_about(vendor):
    told = vendor.old.get("/training").json()
    assert [office["number"] for office in told["offices"] if office["key"]] == [AUTHORITY, OLD, NEW]
    assert [each["situation"] for each in told["situations"]] == list(HAPPENS)


@pytest.mark.parametrize(
    "wanted",
    [{"situation": "confirmed"}, {"situation": "earthquake"}, {"situation": "busy", "office": CONFIRMING}],
)
def test_what_cannot_be_brought_about_is_refused(vendor, wanted):
    refused = vendor.old.post("/training/situations", wanted)
    assert (refused.status_code, refused.json()["code"]) == (422, "api.training_situation")


@pytest.mark.parametrize(
    "wanted",
    [
        {},
        {"days": 1, "to": "2027-01-01"},
        {"to": "2020-01-01"},
        {"to": "2099-01-01"},
        {"to": "2199-12-31"},
        {"to": "9999-12-31"},
    ],
)
def test_the_clock_goes_forward_only_and_not_too_far(vendor, wanted):
    refused = vendor.old.post("/training/clock", wanted)
    assert (refused.status_code, refused.json()["code"]) == (422, "api.training_clock")
    assert vendor.old.get("/training").json()["ahead_days"] == 0


def test_the_authority_finds_a_lost_child_of_the_county_until_it_is_over_the_leaving_age(vendor):
    with enter_county(vendor.county):
        child = LostPupil.objects.order_by("leaves_on").first()
        question, leaves_on = {"upn": child.facts.upn}, child.leaves_on
    (hit,) = vendor.authority.post("/lost-pupils/search", question).json()["fitting"]
    assert hit["reference"] == str(child.reference)
    vendor.authority.post("/training/clock", {"to": (leaves_on - timedelta(days=1)).isoformat()})
    assert len(vendor.authority.post("/lost-pupils/search", question).json()["fitting"]) == 1
    vendor.authority.post("/training/clock", {"days": 60})
    assert vendor.authority.post("/lost-pupils/search", question).json()["fitting"] == []


def test_what_is_to_go_wrong_and_the_clock_are_forgotten_with_the_rest(vendor):
    provoke(vendor.old, "busy", times=3)
    vendor.old.post("/training/clock", {"days": 1})
    assert vendor.old.post("/training/reset").status_code == 204
    told = vendor.old.get("/training").json()
    assert (told["armed"], told["ahead_days"]) == ([], 0)
    assert make_county_vendor().old.get("/training").json()["armed"] == []


def test_what_is_to_be_slow_while_two_others_are_is_slow_the_next_time(vendor):
    provoke(vendor.old, "slow")
    with SLOW_PLACES, SLOW_PLACES:
        assert vendor.old.get("/inbox").status_code == 200
    assert vendor.old.get("/training").json()["armed"] == ["slow"]


def test_what_a_school_fetches_and_never_acknowledges_holds_up_nothing_that_comes_later(vendor, monkeypatch):
    monkeypatch.setattr(robots, "AT_ONCE", 3)
    for number in range(1, 6):
        send_to(vendor, "6812973", number=number, note=f"file {number}")
    assert state_of(vendor.old, send_to(vendor, CONFIRMING, number=6)) == "confirmed"
    last = send_to(vendor, "6812973", number=7, note="the last")
    told = vendor.old.get(f"/transfers/{last.json()['transfer']['reference']}").json()
    assert (told["state"], bool(told["fetched_at"])) == ("sent", True)
