"""The pages of webhooks, as a school secretary and an authority's administrator use them."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from handover.portal.accounts.models import User
from handover.portal.accounts.second_step import keep_app
from handover.portal.audit.models import Entry
from handover.portal.notices.models import Notice
from handover.portal.webhooks.delivering import deliver_webhooks
from handover.portal.webhooks.managing import send_test
from handover.portal.webhooks.models import WebhookDelivery, WebhookEndpoint
from tests.cast import SECRET, Cast
from tests.receivers import address_of, allow_loopback, give_endpoint, open_webhook, receiver, say, ways_to

SignedIn = Callable[[User], Client]
SECRET_TEXT = re.compile(r"whsec_[A-Za-z0-9+/]{43}=")


def asked(**changes: object) -> dict[str, object]:
    given = {"description": "SIMS", "address": "https://mis.example/handover", "events": ["transfer.waiting"]}
    return {**given, **changes}


@pytest.fixture
def office(cast: Cast, signed_in: SignedIn) -> Client:
    """The browser of Bryn, who has set up a second step."""
    keep_app(cast.bryn, SECRET, timezone.now())
    return signed_in(cast.bryn)


def test_the_secret_is_shown_once_and_signs(cast: Cast, office: Client, settings) -> None:
    with receiver() as there:
        allow_loopback(settings, there.port)
        answer = office.post(reverse("new-webhook"), asked(address=address_of(there)))
        (shown,) = set(SECRET_TEXT.findall(answer.content.decode()))
        assert "no-store" in answer["Cache-Control"]
        endpoint = WebhookEndpoint.objects.get()
        page = reverse("webhook", args=[endpoint.reference])
        assert not SECRET_TEXT.search(office.get(page).content.decode())
        office.post(reverse("test-webhook", args=[endpoint.reference]))
        assert "none yet" in office.get(page).content.decode()
        deliver_webhooks(ways_to(there))
        assert open_webhook(there.calls[0], shown)["type"] == "webhook.test"
    later = office.get(page).content.decode()
    assert "Taken" in later
    assert "204" in later


def test_the_office_and_whoever_made_it_are_told_and_the_log_says_so(cast: Cast, office: Client) -> None:
    office.post(reverse("new-webhook"), asked())
    told = Notice.objects.filter(kind="webhook_made")
    assert {each.recipient for each in told} == {cast.bryn.email, cast.glan_high.email} - {""}
    entry = Entry.objects.get(action="webhook.made")
    for words in (*(each.body for each in told), str(entry.details)):
        assert "mis.example" not in words
        assert "whsec_" not in words


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"address": "http://mis.example/"}, "does not begin with https://"),
        ({"address": "https://169.254.169.254/"}, "lies in a private network"),
        ({"address": "https://me:word@mis.example/"}, "a name or a password in the address"),
        ({"address": "https://mis.example:22/"}, "Use one of these ports: 443, 8443."),
        ({"description": "x" * 46}, "up to 45 characters"),
        ({"events": []}, "Tick what the program waits for."),
        ({"events": ["webhook.test"]}, "Choose one of these."),
    ],
)
def test_what_is_wrong_is_said_beside_its_field_and_nothing_is_made(office: Client, changes, words) -> None:
    answer = office.post(reverse("new-webhook"), asked(**changes))
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not WebhookEndpoint.objects.exists()


def test_without_a_second_step_the_page_leads_to_setting_one_up(cast: Cast, signed_in: SignedIn) -> None:
    browser = signed_in(cast.dev)
    for answer in (browser.get(reverse("webhooks")), browser.post(reverse("new-webhook"), asked())):
        assert f'href="{reverse("second-step")}"' in answer.content.decode()
    assert not WebhookEndpoint.objects.exists()


def test_a_schools_webhooks_are_nobody_elses(cast: Cast, signed_in: SignedIn) -> None:
    endpoint = give_endpoint(cast.bryn)
    test = send_test(endpoint, timezone.now())
    keep_app(cast.alis, SECRET, timezone.now())
    for stranger in (signed_in(cast.alis), signed_in(cast.lowri)):
        assert "SIMS" not in stranger.get(reverse("webhooks")).content.decode()
        for name in ("webhook", "change-webhook-events", "replace-webhook-secret", "delete-webhook"):
            assert stranger.get(reverse(name, args=[endpoint.reference])).status_code == 404
        for name in ("pause-webhook", "resume-webhook", "test-webhook", "send-webhooks-again", "delete-webhook"):
            assert stranger.post(reverse(name, args=[endpoint.reference])).status_code == 404
        again = reverse("send-webhook-again", args=[endpoint.reference, test.reference])
        assert stranger.post(again).status_code == 404
    endpoint.refresh_from_db()
    assert endpoint.hears


def test_an_authority_says_whose_news_it_hears(cast: Cast, signed_in: SignedIn) -> None:
    office = signed_in(cast.lowri)
    assert 'name="role"' in office.get(reverse("new-webhook")).content.decode()
    office.post(reverse("new-webhook"), asked(role="lea-user"))
    assert WebhookEndpoint.objects.get().office.mailbox == "681LLLL"
    assert office.post(reverse("new-webhook"), asked(role="lea-dba")).status_code == 422


def test_what_was_given_up_is_sent_again_one_or_all(cast: Cast, office: Client) -> None:
    with receiver(say("500 Oops")) as there:
        endpoint = give_endpoint(cast.bryn, address_of(there))
        for _ in range(3):
            send_test(endpoint, timezone.now())
        deliver_webhooks(ways_to(there))
    WebhookDelivery.objects.update(next_attempt_at=None)
    page = reverse("webhook", args=[endpoint.reference])
    assert office.get(f"{page}?view=failed").content.decode().count("The receiver did not take it (500)") == 3
    one = WebhookDelivery.objects.first()
    office.post(reverse("send-webhook-again", args=[endpoint.reference, one.reference]))
    assert WebhookDelivery.objects.exclude(next_attempt_at=None).get() == one
    said = office.post(reverse("send-webhooks-again", args=[endpoint.reference]), follow=True).content.decode()
    assert "2 are sent again." in said
    assert not WebhookDelivery.objects.filter(next_attempt_at=None).exists()


def test_of_what_it_hears_is_changed_on_a_page_and_written_down(cast: Cast, office: Client) -> None:
    endpoint = give_endpoint(cast.bryn)
    place = reverse("change-webhook-events", args=[endpoint.reference])
    assert place in office.get(reverse("webhook", args=[endpoint.reference])).content.decode()
    shown = office.get(place).content.decode()
    assert re.search(r'value="transfer.waiting"[^>]* checked', shown)
    assert not re.search(r'value="message.waiting"[^>]* checked', shown)
    said = office.post(place, {"events": ["message.waiting", "transfer.moved"]}, follow=True).content.decode()
    assert "From now on the webhook hears of what you ticked." in said
    endpoint.refresh_from_db()
    assert endpoint.events == ["transfer.moved", "message.waiting"]
    entry = Entry.objects.get(action="webhook.events_changed")
    assert (entry.username, "transfer.moved message.waiting" in entry.details) == (cast.bryn.username, True)
    office.post(place, {"events": ["transfer.moved", "message.waiting"]})
    assert Entry.objects.filter(action="webhook.events_changed").count() == 1


@pytest.mark.parametrize("events", [[], ["search.met"], ["webhook.test"]], ids=["none", "of others", "a test"])
def test_events_that_it_cannot_hear_of_are_refused_and_nothing_changes(cast: Cast, office: Client, events) -> None:
    endpoint = give_endpoint(cast.bryn)
    answer = office.post(reverse("change-webhook-events", args=[endpoint.reference]), {"events": events})
    assert (answer.status_code, "govuk-error-message" in answer.content.decode()) == (422, True)
    held = WebhookEndpoint.objects.get()
    assert held.events == endpoint.events
    assert not Entry.objects.filter(action="webhook.events_changed").exists()


def test_it_is_paused_switched_on_and_deleted(cast: Cast, office: Client) -> None:
    endpoint = give_endpoint(cast.bryn)
    page = reverse("webhook", args=[endpoint.reference])
    assert "is paused" in office.post(reverse("pause-webhook", args=[endpoint.reference]), follow=True).content.decode()
    said = office.post(reverse("test-webhook", args=[endpoint.reference]), follow=True).content.decode()
    assert "Nothing is sent while the webhook is off." in said
    assert not WebhookDelivery.objects.exists()
    assert "is on" in office.post(reverse("resume-webhook", args=[endpoint.reference]), follow=True).content.decode()
    place = reverse("delete-webhook", args=[endpoint.reference])
    assert "Nothing is sent to it" in office.get(place).content.decode()
    assert "is deleted" in office.post(place, follow=True).content.decode()
    assert office.get(page).status_code == 404
    actions = (
        Entry.objects.filter(subject=str(endpoint.reference)).order_by("sequence").values_list("action", flat=True)
    )
    assert list(actions) == ["webhook.made", "webhook.paused", "webhook.resumed", "webhook.deleted"]


def test_another_secret_is_shown_once(cast: Cast, office: Client) -> None:
    endpoint = give_endpoint(cast.bryn)
    place = reverse("replace-webhook-secret", args=[endpoint.reference])
    assert office.post(place, {"overlap": "90"}).status_code == 422
    (shown,) = set(SECRET_TEXT.findall(office.post(place, {"overlap": "7"}).content.decode()))
    held = WebhookEndpoint.objects.get()
    assert held.list_secrets(timezone.now()) == [shown, endpoint.secret]
    assert held.list_secrets(timezone.now() + timedelta(days=8)) == [shown]


def test_the_page_asks_no_more_of_the_database_for_three_hundred(cast: Cast, office: Client) -> None:
    endpoint = give_endpoint(cast.bryn)
    page = reverse("webhook", args=[endpoint.reference])

    def count_queries() -> int:
        with CaptureQueriesContext(
            connection,
        ) as asked_for:
            assert office.get(page).status_code == 200
        return len(asked_for)

    for _ in range(51):
        send_test(endpoint, timezone.now())
    count_queries()
    office.get(page)
    few = count_queries()
    for _ in range(300):
        send_test(endpoint, timezone.now())
    assert count_queries() == few
    assert 'aria-label="Page 8"' in office.get(page).content.decode()


def test_an_office_has_no_more_than_twenty(cast: Cast, office: Client) -> None:
    for number in range(20):
        give_endpoint(cast.bryn, name=f"Program {number}")
    answer = office.post(reverse("new-webhook"), asked())
    assert (answer.status_code, "has 20 webhooks" in answer.content.decode()) == (422, True)
    assert WebhookEndpoint.objects.count() == 20
