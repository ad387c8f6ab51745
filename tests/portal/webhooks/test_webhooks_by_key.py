"""A program keeps webhooks of its own with its key: by the rules of the pages, and none but its own."""

import pytest
from django.utils import timezone

from handover.portal.apikeys.changing import replace_api_key
from handover.portal.apikeys.making import withdraw_api_key
from handover.portal.apikeys.models import ApiKey
from handover.portal.audit.models import Entry
from handover.portal.notices.models import Notice
from handover.portal.webhooks.delivering import deliver_webhooks
from handover.portal.webhooks.models import WebhookDelivery, WebhookEndpoint
from tests.files import send
from tests.keys import NETWORKS, bearer, give_key
from tests.programs import Program, program_of
from tests.receivers import address_of, allow_loopback, give_endpoint, open_webhook, receiver, ways_to
from tests.vendors import approve, make_vendor, software_of

pytestmark = pytest.mark.django_db
WANTED = {"name": "SIMS", "address": "https://mis.example/handover", "events": ["transfer.waiting", "transfer.moved"]}


def keeper(person, **key) -> Program:
    return program_of(person, "webhooks", "send", "collect", **key)


def make(program: Program, **changes) -> dict:
    answer = program.post("/webhooks", {**WANTED, **changes})
    assert answer.status_code == 201, answer.content
    return answer.json()


def test_a_program_that_made_a_webhook_hears_of_a_file_signed_with_the_secret_of_the_answer(cast, settings):
    with receiver() as there:
        allow_loopback(settings, there.port)
        made = make(keeper(cast.bryn), address=address_of(there))
        reference = str(send(cast.alis, "6814990").transfer.reference)
        assert deliver_webhooks(ways_to(there)) == 1
        (call,) = there.calls
        assert open_webhook(call, made["secret"])["data"] == {"id": reference, "office": "6814990"}


def test_the_secret_is_told_once_and_to_the_same_request_alone(cast):
    program = keeper(cast.alis)
    first = program.post("/webhooks", WANTED, idempotency_key="one")
    assert program.post("/webhooks", WANTED, idempotency_key="one").json() == first.json()
    assert WebhookEndpoint.objects.count() == 1
    path = f"/webhooks/{first.json()['reference']}"
    for later in (program.get(path), program.get("/webhooks"), program.ask("PATCH", path, {"paused": True})):
        assert first.json()["secret"].encode() not in later.content


def test_a_program_sees_neither_its_peoples_webhooks_nor_those_of_other_programs_and_offices(cast):
    made = make(keeper(cast.alis))
    of_people = str(give_endpoint(cast.alis).reference)
    for stranger in (keeper(cast.alis, name="Another"), keeper(cast.bryn)):
        assert stranger.get("/webhooks").json() == {"items": []}
        for reference in (made["reference"], of_people):
            assert stranger.get(f"/webhooks/{reference}").status_code == 404
            assert stranger.ask("DELETE", f"/webhooks/{reference}").status_code == 404
            assert stranger.ask("PATCH", f"/webhooks/{reference}", {"paused": True}).status_code == 404
            assert stranger.post(f"/webhooks/{reference}/test").status_code == 404
            assert stranger.post(f"/webhooks/{reference}/secret", {}).status_code == 404


def test_the_key_that_takes_anothers_place_looks_after_the_webhooks_of_that_one(cast):
    key = give_key(cast.alis, "webhooks", "collect")
    made = make(Program(bearer(key)))
    for _ in range(2):
        key = replace_api_key(cast.alis, key.key, 90, 0, timezone.now())
        assert [each["reference"] for each in Program(bearer(key)).get("/webhooks").json()["items"]] == [
            made["reference"]
        ]


def test_a_vendor_that_is_approved_anew_still_has_its_webhooks_even_after_a_gap(cast):
    secret = make_vendor(cast)
    approval = approve(cast.alis, secret.secret.vendor, "webhooks", "collect")
    made = make(software_of(secret).program("establishment:6812990"))
    withdraw_api_key(cast.alis, approval.key, timezone.now())
    approve(cast.alis, secret.secret.vendor, "webhooks", "collect")
    program = software_of(secret).program("establishment:6812990")
    assert [each["reference"] for each in program.get("/webhooks").json()["items"]] == [made["reference"]]


def test_when_the_last_key_of_a_program_is_withdrawn_nothing_is_sent_and_the_page_says_why(cast, client):
    key = give_key(cast.bryn, "webhooks", "collect")
    made = make(Program(bearer(key)))
    send(cast.alis, "6814990")
    withdraw_api_key(cast.bryn, key.key, timezone.now())
    send(cast.alis, "6814990", number=2)
    assert WebhookDelivery.objects.count() == 1
    with receiver() as there:
        WebhookEndpoint.objects.update(address=address_of(there))
        assert deliver_webhooks(ways_to(there)) == 0
    client.force_login(cast.bryn)
    page = client.get(f"/webhooks/{made['reference']}/").content.decode()
    assert "Its key has ended" in page
    assert "software Autumn import" in page


@pytest.mark.parametrize(
    ("changes", "path", "code"),
    [
        ({"address": "http://mis.example/"}, "address", "webhook.address_http"),
        ({"address": "https://10.0.0.1/"}, "address", "webhook.address_private"),
        ({"name": " "}, "name", "webhook.description_shape"),
        ({"events": []}, "events", "webhook.no_events"),
        ({"events": ["search.met"]}, "events", "webhook.events_beyond"),
        ({"events": ["webhook.test"]}, "events", "webhook.events_beyond"),
    ],
)
def test_what_the_pages_refuse_the_api_refuses_and_says_where(cast, changes, path, code):
    refused = keeper(cast.alis).post("/webhooks", {**WANTED, **changes})
    assert (refused.status_code, refused.json()["code"]) == (422, "api.webhook_refused")
    assert [(each["path"], each["code"]) for each in refused.json()["problems"]] == [(path, code)]
    assert not WebhookEndpoint.objects.exists()


def test_an_office_has_so_many_webhooks_whoever_makes_them(cast):
    program = keeper(cast.alis)
    for _ in range(20):
        make(program)
    refused = program.post("/webhooks", WANTED)
    assert [each["code"] for each in refused.json()["problems"]] == ["webhook.many"]


def test_other_events_are_checked_written_down_and_heard(cast):
    program = keeper(cast.bryn)
    path = f"/webhooks/{make(program)['reference']}"
    assert program.ask("PATCH", path, {"events": ["search.met"]}).status_code == 422
    assert program.ask("PATCH", path, {"events": ["transfer.moved"]}).json()["events"] == ["transfer.moved"]
    send(cast.alis, "6814990")
    assert not WebhookDelivery.objects.exists()
    entry = Entry.objects.get(action="webhook.events_changed")
    assert entry.username == f"key Autumn import ({ApiKey.objects.get().prefix})"
    assert '"events":"transfer.moved"' in entry.details.replace(" ", "")


def test_nothing_is_sent_to_a_webhook_that_is_off_until_it_is_switched_on(cast):
    program = keeper(cast.alis)
    path = f"/webhooks/{make(program)['reference']}"
    tried = program.post(f"{path}/test").json()
    program.ask("PATCH", path, {"paused": True})
    for refused in (program.post(f"{path}/test"), program.post(f"{path}/deliveries/{tried['reference']}/again")):
        assert (refused.status_code, refused.json()["code"]) == (409, "api.webhook_off")
    assert program.ask("PATCH", path, {"paused": False}).json()["state"] == "on"
    assert program.post(f"{path}/deliveries/{tried['reference']}/again").status_code == 202


def test_a_program_sends_all_again_that_were_given_up_and_says_how_many(cast):
    program, stranger = keeper(cast.alis), keeper(cast.alis, name="Another")
    path = f"/webhooks/{make(program)['reference']}"
    given_up = [program.post(f"{path}/test").json()["reference"] for _ in range(2)]
    waiting = program.post(f"{path}/test").json()["reference"]
    WebhookDelivery.objects.exclude(reference=waiting).update(next_attempt_at=None, attempts=10)
    assert stranger.post(f"{path}/again").status_code == 404
    done = program.post(f"{path}/again")
    assert (done.status_code, done.json()) == (202, {"count": 2})
    again = WebhookDelivery.objects.filter(reference__in=given_up)
    assert [(each.attempts, each.next_attempt_at is not None) for each in again] == [(0, True), (0, True)]
    assert program.post(f"{path}/again").json() == {"count": 0}
    program.ask("PATCH", path, {"paused": True})
    assert program.post(f"{path}/again").json()["code"] == "api.webhook_off"


def test_the_office_is_told_that_a_program_made_a_webhook(cast):
    make(keeper(cast.alis))
    notice = Notice.objects.get(kind="webhook_made")
    assert "software Autumn import" in notice.body
    assert notice.recipient == "nant-primary@example.org"


def test_an_authoritys_program_hears_of_the_mailbox_of_its_own_role(cast):
    program = program_of(cast.lowri, "webhooks", "search_lost", role="lea-lost-pupil-transfer", networks=NETWORKS)
    made = make(program, events=["search.met", "message.waiting"])
    assert WebhookEndpoint.objects.get(reference=made["reference"]).office.mailbox == "681LLLL"


def test_a_deleted_webhook_is_gone_with_its_address(cast):
    program = keeper(cast.alis)
    path = f"/webhooks/{make(program)['reference']}"
    assert program.ask("DELETE", path).status_code == 204
    assert program.ask("DELETE", path).status_code == 404
    assert WebhookEndpoint.objects.get().address == ""
