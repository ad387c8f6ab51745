"""Making endpoints, giving them another secret, pausing and deleting them, and sending again. Every verb is written down.

Who decides which programs work for an office decides which programs are told that there is news, and it takes the same second
step to say so.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from handover.common.problems import Problem
from handover.portal import transaction
from handover.portal.accounts.models import User
from handover.portal.accounts.roles import ROLES, Role
from handover.portal.audit.log import record
from handover.portal.establishments.models import Establishment
from handover.portal.locking import lock_rows
from handover.portal.transfers.senders import find_acting_software, find_person
from handover.portal.web.roles import SCHOOL
from handover.portal.webhooks.addresses import BadWebhookAddress, read_webhook_address
from handover.portal.webhooks.calling import read_address_rules
from handover.portal.webhooks.events import WEBHOOK_EVENTS, events_of_role
from handover.portal.webhooks.faults import WEBHOOK_FAULTS
from handover.portal.webhooks.keepers import (
    WebhookKeeper,
    check_second_step,
    require_webhook_office,
    roles_for_webhooks,
)
from handover.portal.webhooks.limits import LONGEST_DESCRIPTION, MOST_ENDPOINTS
from handover.portal.webhooks.models import FAILED_DELIVERIES, WAITING_DELIVERIES, WebhookDelivery, WebhookEndpoint
from handover.portal.webhooks.raising import make_delivery
from handover.portal.webhooks.signing import invent_secret
from handover.portal.webhooks.telling import tell_of_endpoint
from handover.portal.webhooks.webhook_events import TEST_EVENT


class EndpointNotMade(Exception):
    """What was asked for is not in order; `problems` says what is wrong, by field."""

    def __init__(self, problems: Mapping[str, Problem]) -> None:
        super().__init__("; ".join(problem.message() for problem in problems.values()))
        self.problems = dict(problems)


@dataclass(frozen=True, slots=True)
class WantedEndpoint:
    """What an endpoint is to be: its name, its address, the keys of its events, and its role."""

    description: str
    address: str
    events: tuple[str, ...]
    role: str = SCHOOL


def make_endpoint(by: WebhookKeeper, wanted: WantedEndpoint, now: datetime) -> WebhookEndpoint:
    """Make an endpoint of somebody's office, with its secret; raise EndpointNotMade with all that is wrong."""
    place = require_webhook_office(by)
    if problems := check_wanted_endpoint(by, wanted):
        raise EndpointNotMade(problems)
    with transaction.atomic():
        hold_webhook_office(place)
        endpoint = WebhookEndpoint.objects.create(
            establishment=place,
            role=wanted.role,
            description=wanted.description.strip(),
            address=read_webhook_address(wanted.address.strip(), read_address_rules()).url,
            events=[event for event in WEBHOOK_EVENTS if event in wanted.events],
            secret=invent_secret(),
            made_at=now,
            made_by=find_person(by),
            program=None if isinstance(by, User) else by.key.program,
            software=find_acting_software(by),
        )
        note_act("webhook.made", endpoint, by, now, events=" ".join(endpoint.events))
        tell_of_endpoint(endpoint, by, now)
    return endpoint


def hold_webhook_office(place: Establishment) -> None:
    """Have nobody else make an endpoint of an office until this transaction ends; raise EndpointNotMade if it has enough."""
    lock_rows(Establishment.objects.filter(pk=place.pk)).get()
    if WebhookEndpoint.objects.filter(establishment=place, deleted_at=None).count() >= MOST_ENDPOINTS:
        raise EndpointNotMade({"": WEBHOOK_FAULTS["webhook.many"].at(most=MOST_ENDPOINTS)})


def check_wanted_endpoint(by: WebhookKeeper, wanted: WantedEndpoint) -> dict[str, Problem]:
    """Return what is wrong with an endpoint that somebody wants, by field."""
    if wanted.role not in [role.key for role in roles_for_webhooks(by)]:
        return {"role": WEBHOOK_FAULTS["webhook.role_beyond"].at()}
    found = {
        "": check_second_step(by),
        "description": check_description(wanted.description),
        "address": check_webhook_address(wanted.address),
        "events": check_events(wanted.events, ROLES[wanted.role]),
    }
    return {field: problem for field, problem in found.items() if problem is not None}


def check_description(description: str) -> Problem | None:
    """Return what is wrong with the name of an endpoint."""
    right = 0 < len(description.strip()) <= LONGEST_DESCRIPTION and description.isprintable()
    return None if right else WEBHOOK_FAULTS["webhook.description_shape"].at(most=LONGEST_DESCRIPTION)


def check_webhook_address(text: str) -> Problem | None:
    """Return what is wrong with the address of an endpoint."""
    try:
        read_webhook_address(text.strip(), read_address_rules())
    except BadWebhookAddress as bad:
        return bad.problem
    return None


def check_events(events: tuple[str, ...], role: Role) -> Problem | None:
    """Return what is wrong with the events of an endpoint."""
    if not events:
        return WEBHOOK_FAULTS["webhook.no_events"].at()
    beyond = set(events) - {event.key for event in events_of_role(role.key)}
    return WEBHOOK_FAULTS["webhook.events_beyond"].at(role=role.name) if beyond else None


def replace_secret(
    by: WebhookKeeper, endpoint: WebhookEndpoint, overlap_days: int, now: datetime
) -> WebhookEndpoint | None:
    """Give an endpoint another secret; for some days both sign, so that its receiver never refuses one. None: it is gone.

    Raises EndpointNotMade where the person has no second step.
    """
    require_webhook_office(by)
    if problem := check_second_step(by):
        raise EndpointNotMade({"": problem})
    with transaction.atomic():
        held = lock_rows(WebhookEndpoint.objects.filter(pk=endpoint.pk, deleted_at=None)).first()
        if held is None:
            return None
        held.former_secret, held.secret = held.secret, invent_secret()
        held.former_until = now + timedelta(days=overlap_days)
        held.save(update_fields=["secret", "former_secret", "former_until"])
        note_act("webhook.secret_replaced", held, by, now, days=str(overlap_days))
    return held


def change_endpoint_events(
    by: WebhookKeeper, endpoint: WebhookEndpoint, events: tuple[str, ...], now: datetime
) -> bool:
    """Have an endpoint hear of other events; say whether that was still to do. Raises EndpointNotMade."""
    require_webhook_office(by)
    if problem := check_events(events, ROLES[endpoint.role]):
        raise EndpointNotMade({"events": problem})
    wanted = [event for event in WEBHOOK_EVENTS if event in events]
    with transaction.atomic():
        held = lock_rows(WebhookEndpoint.objects.filter(pk=endpoint.pk, deleted_at=None)).first()
        if held is None or held.events == wanted:
            return False
        held.events = wanted
        held.save(update_fields=["events"])
        note_act("webhook.events_changed", held, by, now, events=" ".join(wanted))
    return True


def pause_endpoint(by: WebhookKeeper, endpoint: WebhookEndpoint, now: datetime) -> bool:
    """Have an endpoint hear nothing until it is resumed; say whether that was still to do."""
    with transaction.atomic():
        if not WebhookEndpoint.objects.filter(pk=endpoint.pk, paused_at=None, deleted_at=None).update(paused_at=now):
            return False
        note_act("webhook.paused", endpoint, by, now)
    return True


def resume_endpoint(by: WebhookKeeper, endpoint: WebhookEndpoint, now: datetime) -> bool:
    """Have an endpoint hear again that was paused or switched off; say whether that was still to do."""
    silent = WebhookEndpoint.objects.filter(pk=endpoint.pk, deleted_at=None).exclude(paused_at=None, stopped_at=None)
    with transaction.atomic():
        if not silent.update(paused_at=None, stopped_at=None, stop_reason="", failing_since=None, rests_until=None):
            return False
        note_act("webhook.resumed", endpoint, by, now)
    return True


def delete_endpoint(by: WebhookKeeper, endpoint: WebhookEndpoint, now: datetime) -> bool:
    """Delete an endpoint: nothing goes there any more, and its address and secrets are forgotten at once."""
    with transaction.atomic():
        there = WebhookEndpoint.objects.filter(pk=endpoint.pk, deleted_at=None)
        if not there.update(deleted_at=now, address="", secret="", former_secret="", former_until=None):
            return False
        WebhookDelivery.objects.filter(WAITING_DELIVERIES, endpoint=endpoint).update(next_attempt_at=None)
        note_act("webhook.deleted", endpoint, by, now)
    return True


def send_test(endpoint: WebhookEndpoint, now: datetime) -> WebhookDelivery:
    """Write a webhook that says nothing but that it is a test."""
    delivery = make_delivery(endpoint, TEST_EVENT, endpoint.reference, now)
    delivery.save()
    return delivery


def send_webhooks_again(endpoint: WebhookEndpoint, now: datetime, delivery: WebhookDelivery | None = None) -> int:
    """Have one webhook, or all that failed, tried again from the beginning, with the same id; return how many."""
    rows = WebhookDelivery.objects.filter(endpoint=endpoint)
    again = rows.filter(FAILED_DELIVERIES) if delivery is None else rows.filter(pk=delivery.pk)
    return again.update(next_attempt_at=now, attempts=0, delivered_at=None)


def note_act(action: str, endpoint: WebhookEndpoint, by: WebhookKeeper, now: datetime, **details: str) -> None:
    """Write into the audit log what somebody did with an endpoint: neither its address nor its secret."""
    said = {"name": endpoint.description, **details}
    record(action, actor=by.actor, subject=str(endpoint.reference), details=said, now=now)
