"""Secure messages through the API: an authority's software asks a school, whose software answers, and people see all of it."""

import pytest

from handover.portal.audit.models import Entry
from handover.portal.messaging.models import Delivery, SecureMessage
from tests.programs import Program, program_of

pytestmark = pytest.mark.django_db
TO_SCHOOL = {"number": "6814990", "role": "school"}
ASKED = {"recipients": [TO_SCHOOL], "description": "A record", "text": "Please send Siân Prydderch's file."}


@pytest.fixture
def authority(cast) -> Program:
    return program_of(cast.lowri, "messages", role="lea-user", name="Admissions")


@pytest.fixture
def school(cast) -> Program:
    return program_of(cast.bryn, "messages", name="MIS")


def send(program: Program, **said: object) -> dict:
    answer = program.post("/messages", {**ASKED, **said})
    assert answer.status_code == 201, answer.content
    return answer.json()


def test_a_message_is_sent_read_and_answered_between_programs(authority, school):
    sent = send(authority)
    assert sent["author"].startswith("software Admissions")
    assert sent["author"].endswith("of Caerwennol Council")
    (waiting,) = school.get("/messages?unread=true").json()["items"]
    assert (waiting["description"], waiting["text"], waiting["read_at"]) == ("A record", None, None)
    assert waiting["source"]["name"] == "Caerwennol Council – LEA User"
    path = f"/messages/{waiting['reference']}"
    assert school.get(path).json()["text"] == "Please send Siân Prydderch's file."
    assert school.get(path).json()["read_at"] is None
    assert school.post(f"{path}/read").json()["read_at"] is not None
    assert school.get("/messages?unread=true").json() == {"items": [], "next": None}
    to_asker = {"recipients": [{"number": "681LLLL", "role": "lea-user"}], "answers": waiting["reference"]}
    send(school, **to_asker)
    assert Delivery.objects.get(reference=waiting["reference"]).answered_at is not None
    (tracked,) = authority.get("/messages/sent").json()["items"]
    assert tracked["recipients"][0]["read_at"] is not None
    assert authority.get(f"/messages/sent/{tracked['reference']}").json() == tracked


def test_people_see_that_software_wrote_and_the_log_which(cast, signed_in, authority):
    sent = send(authority)
    page = signed_in(cast.efa).get(f"/messages/sent/{sent['reference']}/").content.decode()
    assert "software Admissions" in page
    entry = Entry.objects.get(action="message.sent")
    assert entry.username.startswith("key Admissions")
    assert "Siân" not in str(entry.facts)


def test_the_same_request_again_sends_one_message(authority):
    first, again = (authority.post("/messages", ASKED, idempotency_key="7f3a") for _ in range(2))
    assert first.json() == again.json()
    assert again["Idempotency-Replayed"] == "true"
    assert SecureMessage.objects.count() == 1
    other = authority.post("/messages", {**ASKED, "text": "Another."}, idempotency_key="7f3a")
    assert (other.status_code, other.json()["code"]) == (422, "api.key_reused")


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ({"description": " "}, [("message.no_description", "description")]),
        ({"text": ""}, [("message.no_text", "text")]),
        ({"recipients": []}, [("message.no_recipient", "recipients")]),
        ({"recipients": [{"number": "6819999"}]}, [("message.unknown_recipient", "recipients")]),
        (
            {"recipients": [{"number": "681LLLL", "role": "lea-dba-view"}]},
            [("message.unknown_recipient", "recipients")],
        ),
        ({"recipients": [{"number": "681llll", "role": "lea-user"}]}, [("message.yourself", "recipients")]),
    ],
)
def test_what_is_wrong_with_a_message_is_said_by_field_in_both_languages(authority, said, found):
    answer = authority.post("/messages", {**ASKED, **said})
    assert (answer.status_code, answer["Content-Type"]) == (422, "application/problem+json")
    problems = answer.json()["problems"]
    assert [(problem["code"], problem["path"]) for problem in problems] == found
    authority.language = "cy"
    welsh = authority.post("/messages", {**ASKED, **said}).json()
    assert welsh["title"] == "Nid oes modd anfon y neges"
    assert welsh["problems"][0]["message"] != problems[0]["message"]
    assert not SecureMessage.objects.exists()


def test_a_box_is_read_by_keys_of_its_role_alone(cast, authority, school):
    send(authority)
    (waiting,) = school.get("/messages").json()["items"]
    elsewhere = program_of(cast.alis, "messages")
    for method, path in (("GET", ""), ("POST", "/read")):
        answer = elsewhere.ask(method, f"/messages/{waiting['reference']}{path}")
        assert (answer.status_code, answer.json()["code"]) == (404, "api.not_found")
    sent = SecureMessage.objects.get().reference
    assert school.get(f"/messages/sent/{sent}").status_code == 404
    assert elsewhere.post("/messages", {**ASKED, "answers": waiting["reference"]}).status_code == 404


def test_a_long_box_is_read_part_by_part_without_a_gap(authority, school):
    for number in range(5):
        send(authority, description=f"Record {number}")
    seen, cursor = [], ""
    while True:
        part = school.get(f"/messages?limit=2{cursor}").json()
        seen += [item["description"] for item in part["items"]]
        if part["next"] is None:
            break
        cursor = f"&cursor={part['next']}"
    assert seen == [f"Record {number}" for number in range(5)]
