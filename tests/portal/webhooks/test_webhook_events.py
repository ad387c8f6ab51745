"""Each event of the table is raised by what it says, for the office that it concerns and no other."""

from datetime import date

import pytest

from handover.portal.lostpupils import standing
from handover.portal.lostpupils.question import Question
from handover.portal.messaging import writing
from handover.portal.messaging.boxes import Box
from handover.portal.messaging.models import Delivery
from handover.portal.messaging.words import Words
from handover.portal.transfers.flow import LIFE, StepActor
from handover.portal.transfers.listeners import listeners_of
from handover.portal.webhooks.events import WEBHOOK_EVENTS, events_of_role
from handover.portal.webhooks.models import WebhookDelivery, WebhookEndpoint
from handover.portal.webhooks.raising import raise_of_step
from tests.files import send
from tests.keys import give_key
from tests.moments import NOW
from tests.programs import program_of
from tests.receivers import FILE_EVENTS, give_endpoint

pytestmark = pytest.mark.django_db

EVERY_EVENT = (*FILE_EVENTS, "notice.waiting", "message.waiting")


def heard(endpoint: WebhookEndpoint) -> list[tuple[str, str]]:
    """Return the events of which an endpoint was told, and what each is about."""
    rows = WebhookDelivery.objects.filter(endpoint=endpoint).order_by("pk")
    return [(row.event, str(row.subject)) for row in rows]


def test_the_table_of_events():
    assert list(WEBHOOK_EVENTS) == [
        "transfer.waiting",
        "transfer.moved",
        "webhook.test",
        "message.waiting",
        "search.met",
        "notice.waiting",
    ]


@pytest.mark.parametrize(
    ("role", "events"),
    [
        ("school", {"transfer.waiting", "transfer.moved", "message.waiting", "notice.waiting"}),
        ("lea-user", {"transfer.waiting", "transfer.moved", "message.waiting", "notice.waiting"}),
        ("lea-lost-pupil", {"transfer.waiting", "transfer.moved", "message.waiting", "notice.waiting", "search.met"}),
    ],
)
def test_which_role_may_hear_of_what(role, events):
    assert {event.key for event in events_of_role(role)} == events


@pytest.mark.parametrize("step", [step.event for step in LIFE])
def test_the_sender_hears_of_every_step_that_somebody_else_takes(step):
    """But not of fetching once more what was fetched already, which moves nothing."""
    (row,) = [each for each in LIFE if each.event == step]
    again = {"collect_again", "fetch_again"}
    wanted = row.actor is not StepActor.SENDER and step not in again
    assert (step in WEBHOOK_EVENTS["transfer.moved"].steps) == wanted
    raised = any(step in event.steps for event in WEBHOOK_EVENTS.values())
    assert (raise_of_step in [each.call for each in listeners_of(step)]) == raised


def test_a_rejected_file_tells_the_sender_that_it_moved_and_that_a_notice_waits(cast):
    give_key(cast.alis, "send")
    here, there = give_endpoint(cast.alis, events=EVERY_EVENT), give_endpoint(cast.bryn, events=EVERY_EVENT)
    transfer = send(cast.alis, "6814990").transfer
    answer = program_of(cast.bryn).post(f"/transfers/{transfer.reference}/reject", {"reason": "not_ours"})
    assert answer.status_code == 200, answer.content
    (notice,) = program_of(cast.alis).get("/notices").json()["items"]
    assert heard(there) == [("transfer.waiting", str(transfer.reference))]
    assert heard(here)[-2:] == [("transfer.moved", str(transfer.reference)), ("notice.waiting", notice["id"])]


def test_only_the_software_that_reads_a_box_hears_of_its_messages(cast):
    school = give_endpoint(cast.bryn, events=EVERY_EVENT)
    desk = give_endpoint(cast.lowri, events=EVERY_EVENT, role="lea-user")
    other = give_endpoint(cast.lowri, events=EVERY_EVENT, role="lea-plasc")
    boxes = [Box("6814990", "school"), Box("681LLLL", "lea-user")]
    writing.send_message(Words("Transport", "When does the bus come?"), boxes, cast.alis, NOW)
    for endpoint, number in ((school, "6814990"), (desk, "681LLLL")):
        copy = Delivery.objects.get(establishment__number=number)
        assert heard(endpoint) == [("message.waiting", str(copy.reference))]
    assert heard(other) == []


def test_the_authority_that_keeps_a_search_hears_that_it_met_a_pupil(cast):
    endpoint = give_endpoint(cast.lowri, events=("search.met",), role="lea-lost-pupil")
    question = Question(surname="Prytherch", forename="Sian", birth_date=date(2015, 2, 11))
    search = standing.keep_search(question, cast.idris, NOW)
    send(cast.alis, "XXXXXXX")
    assert heard(endpoint) == [("search.met", str(search.reference))]


def test_a_role_hears_of_its_own_mailbox_and_its_own_kinds_of_files_only(cast):
    """A file for the authority's file desk is none of the census desk's, which has a mailbox of its own."""
    desk = give_endpoint(cast.lowri, role="lea-user")
    census = give_endpoint(cast.lowri, role="lea-plasc")
    transfer = send(cast.alis, "681LLLL").transfer
    assert heard(desk) == [("transfer.waiting", str(transfer.reference))]
    assert heard(census) == []
