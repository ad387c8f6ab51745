"""Webhooks that a program keeps for itself with its key: making, changing and deleting them, and what was sent to them.

The rules are those of the pages (`portal.webhooks`). A program sees those that it made, under this key or one before it, and
none that people or other programs made: an address may hold a password.
"""

from typing import Annotated, Any, Literal
from uuid import UUID

from django.conf import settings
from django.http import Http404
from django.http.response import HttpResponseBase
from ninja import Query

from handover.common.text import Text
from handover.portal import clock, transaction
from handover.portal.api.answers import ApiAnswer, make_answer
from handover.portal.api.fields import Cursor, IdempotencyKey, Limit
from handover.portal.api.mailbox import read_cursor, write_cursor
from handover.portal.api.once import OnceOnly, answer_once, digest_request
from handover.portal.api.operation import ApiOperation, ApiRequest
from handover.portal.api.refusals import ApiRefusal, describe_problems
from handover.portal.api.webhook_bodies import (
    KeptWebhookBody,
    KeptWebhookListBody,
    MadeWebhookBody,
    NewWebhookBody,
    WebhookChangeBody,
    WebhookDeliveryBody,
    WebhookDeliveryListBody,
    WebhooksAgainBody,
    WebhookSecretBody,
)
from handover.portal.api.webhook_examples import WEBHOOK_EXAMPLES
from handover.portal.apikeys.holders import KeyHolder
from handover.portal.county import entered_county
from handover.portal.paging import read_page_behind
from handover.portal.web import wording
from handover.portal.webhooks import listing, managing
from handover.portal.webhooks.delivery_faults import DELIVERY_FAULTS
from handover.portal.webhooks.managing import EndpointNotMade, WantedEndpoint
from handover.portal.webhooks.models import (
    FAILED_DELIVERIES,
    WAITING_DELIVERIES,
    WebhookDelivery,
    WebhookEndpoint,
)
from handover.portal.webhooks.permissions import KEEP_WEBHOOKS
from handover.portal.webhooks.signing import ID_PREFIX

DeliveryCut = Annotated[
    Literal["failed", "waiting"] | None,
    Query(None, description="Only those that were given up, or those that are still tried."),
]
CUTS = {"failed": FAILED_DELIVERIES, "waiting": WAITING_DELIVERIES}


def list_own_webhooks(request: ApiRequest) -> HttpResponseBase:
    """List the webhooks that the program made."""
    rows = listing.with_counts(listing.endpoints_of_office(request.auth))
    return make_answer(KeptWebhookListBody(items=[KeptWebhookBody(**describe_endpoint(row)) for row in rows])).write()


def make_own_webhook(
    request: ApiRequest, body: NewWebhookBody, idempotency_key: IdempotencyKey = None
) -> HttpResponseBase:
    """Make a webhook for the mailbox of the key."""
    if entered_county() is not None and not settings.CONFIG.training_webhooks:
        raise ApiRefusal("api.no_training_webhooks")
    holder, now = request.auth, clock.now()
    wanted = WantedEndpoint(body.name, body.address, tuple(body.events), holder.role)
    once = OnceOnly(holder, "make_webhook", idempotency_key, digest_request(request, request.body.hex()), now)

    def write(made: WebhookEndpoint) -> ApiAnswer:
        location = {"Location": f"/api/v1/webhooks/{made.reference}"}
        return make_answer(describe_with_secret(made, holder), 201, location)

    try:
        return answer_once(once, lambda: managing.make_endpoint(holder, wanted, now), write).write()
    except EndpointNotMade as refused:
        raise refuse_webhook(refused) from refused


def show_own_webhook(request: ApiRequest, reference: UUID) -> HttpResponseBase:
    """Say how one webhook is."""
    return make_answer(KeptWebhookBody(**describe_endpoint(get_endpoint(reference, request.auth)))).write()


def change_own_webhook(request: ApiRequest, reference: UUID, body: WebhookChangeBody) -> HttpResponseBase:
    """Change what a webhook hears of, and whether it hears."""
    holder, now = request.auth, clock.now()
    endpoint = get_endpoint(reference, holder)
    with transaction.atomic():
        if body.events is not None:
            try:
                managing.change_endpoint_events(holder, endpoint, tuple(body.events), now)
            except EndpointNotMade as refused:
                raise refuse_webhook(refused) from refused
        if body.paused is not None:
            change = managing.pause_endpoint if body.paused else managing.resume_endpoint
            change(holder, endpoint, now)
    return show_own_webhook(request, reference)


def delete_own_webhook(request: ApiRequest, reference: UUID) -> HttpResponseBase:
    """Delete a webhook."""
    holder = request.auth
    if not managing.delete_endpoint(holder, get_endpoint(reference, holder), clock.now()):
        raise Http404
    return ApiAnswer(204).write()


def replace_own_secret(
    request: ApiRequest, reference: UUID, body: WebhookSecretBody, idempotency_key: IdempotencyKey = None
) -> HttpResponseBase:
    """Give a webhook another secret."""
    holder, now = request.auth, clock.now()
    endpoint = get_endpoint(reference, holder)
    said = digest_request(request, request.body.hex())
    once = OnceOnly(holder, "replace_webhook_secret", idempotency_key, said, now)

    def act() -> WebhookEndpoint:
        changed = managing.replace_secret(holder, endpoint, body.overlap_days, now)
        if changed is None:
            raise Http404
        return changed

    return answer_once(once, act, lambda changed: make_answer(describe_with_secret(changed, holder))).write()


def test_own_webhook(request: ApiRequest, reference: UUID) -> HttpResponseBase:
    """Send a webhook that says nothing but that it is a test."""
    endpoint = get_hearing_endpoint(reference, request.auth)
    return make_answer(describe_sent_webhook(managing.send_test(endpoint, clock.now()), endpoint), 202).write()


def list_own_deliveries(
    request: ApiRequest, reference: UUID, cursor: Cursor = None, limit: Limit = 50, state: DeliveryCut = None
) -> HttpResponseBase:
    """List what was sent to a webhook, the latest first."""
    endpoint = get_endpoint(reference, request.auth)
    rows = WebhookDelivery.objects.filter(endpoint=endpoint)
    rows = rows.filter(CUTS[state]) if state is not None else rows
    page = read_page_behind(rows, "raised_at", descending=True, after=read_cursor(cursor), size=limit)
    items = [describe_sent_webhook(row, endpoint) for row in page.rows]
    return make_answer(WebhookDeliveryListBody(items=items, next=write_cursor(page.following))).write()


def send_own_again(request: ApiRequest, reference: UUID, delivery: UUID) -> HttpResponseBase:
    """Send one webhook again, whatever came of it."""
    endpoint = get_hearing_endpoint(reference, request.auth)
    row = endpoint.deliveries.filter(reference=delivery).first()
    if row is None:
        raise Http404
    managing.send_webhooks_again(endpoint, clock.now(), row)
    row.refresh_from_db()
    return make_answer(describe_sent_webhook(row, endpoint), 202).write()


def send_own_failed_again(request: ApiRequest, reference: UUID) -> HttpResponseBase:
    """Send all again that were given up."""
    endpoint = get_hearing_endpoint(reference, request.auth)
    return make_answer(WebhooksAgainBody(count=managing.send_webhooks_again(endpoint, clock.now())), 202).write()


def get_endpoint(reference: UUID, holder: KeyHolder) -> WebhookEndpoint:
    """Return a webhook that the program made, with its counts; others do not exist for it. Raises Http404."""
    endpoint = listing.with_counts(listing.endpoints_of_office(holder)).filter(reference=reference).first()
    if endpoint is None:
        raise Http404
    return endpoint


def get_hearing_endpoint(reference: UUID, holder: KeyHolder) -> WebhookEndpoint:
    """Return a webhook to which something can be sent. Raises Http404 and ApiRefusal."""
    endpoint = get_endpoint(reference, holder)
    if not endpoint.hears:
        raise ApiRefusal("api.webhook_off")
    return endpoint


def refuse_webhook(refused: EndpointNotMade) -> ApiRefusal:
    """Return the refusal that says what is wrong with a webhook; `path` is the field."""
    fields = {"description": "name"}
    rows = zip(refused.problems, describe_problems(refused.problems.values()), strict=True)
    return ApiRefusal(
        "api.webhook_refused", problems=[{**row, "path": fields.get(field, field) or None} for field, row in rows]
    )


def describe_endpoint(endpoint: WebhookEndpoint) -> dict[str, Any]:
    """Return what is told of a webhook that was read with its counts."""
    state = listing.state_of_endpoint(endpoint)
    return {
        "reference": endpoint.reference,
        "name": endpoint.description,
        "address": endpoint.address,
        "events": endpoint.events,
        "state": state.key,
        "state_words": wording.say_text(state.words),
        "made_at": endpoint.made_at,
        "failing_since": endpoint.failing_since,
        "failed": endpoint.failed,  # type: ignore[attr-defined]  # annotations of `with_counts`
        "last_taken_at": endpoint.last_taken,  # type: ignore[attr-defined]
    }


def describe_with_secret(endpoint: WebhookEndpoint, holder: KeyHolder) -> MadeWebhookBody:
    """Return what is told of a webhook when its secret was just made."""
    told = describe_endpoint(get_endpoint(endpoint.reference, holder))
    return MadeWebhookBody(**told, secret=endpoint.secret, former_secret_until=endpoint.former_until)


def describe_sent_webhook(row: WebhookDelivery, endpoint: WebhookEndpoint) -> WebhookDeliveryBody:
    """Return what is told of one webhook that was sent."""
    state, fault = listing.state_of_delivery(row), DELIVERY_FAULTS.get(row.fault)
    return WebhookDeliveryBody(
        reference=row.reference,
        id=f"{ID_PREFIX}{row.reference.hex}",
        event=row.event,
        subject=row.subject,
        raised_at=row.raised_at,
        state=state.key,
        state_words=wording.say_text(state.words),
        attempts=row.attempts,
        tried_at=row.tried_at,
        status=row.status or None,
        milliseconds=row.milliseconds if row.tried_at else None,
        problem=f"{wording.say_text(fault.words)}. {wording.say_text(fault.remedy)}" if fault else None,
        next_try_at=listing.find_next_try(row, endpoint),
    )


_NEEDS = (KEEP_WEBHOOKS,)
OPERATIONS = (
    ApiOperation(
        "list_webhooks",
        "GET",
        "/webhooks",
        "webhooks",
        _NEEDS,
        Text("List the program's webhooks", "Rhestru bachau gwe'r rhaglen"),
        Text(
            "The webhooks that the program made for the office, with this key or with one before it. Those that people "
            "or other programs made are not shown.",
            "Y bachau gwe a wnaeth y rhaglen i'r swyddfa, â'r allwedd hon neu ag un o'i blaen. Ni ddangosir y rhai a "
            "wnaeth pobl neu raglenni eraill.",
        ),
        list_own_webhooks,
        {200: KeptWebhookListBody},
        WEBHOOK_EXAMPLES["list_webhooks"],
    ),
    ApiOperation(
        "make_webhook",
        "POST",
        "/webhooks",
        "webhooks",
        _NEEDS,
        Text("Make a webhook", "Creu bachyn gwe"),
        Text(
            "From now on the address is told of the events of the key's mailbox. The secret comes with this answer "
            "alone. The office is told by e-mail, and sees the webhook on its page. When the program has no key that "
            "works any more, nothing is sent.",
            "O hyn ymlaen mae'r cyfeiriad yn cael gwybod am ddigwyddiadau blwch post yr allwedd. Gyda'r ateb hwn yn "
            "unig y daw'r gyfrinach. Mae'r swyddfa'n cael e-bost, ac yn gweld y bachyn gwe ar ei thudalen. Pan nad oes "
            "gan y rhaglen allwedd sy'n gweithio mwyach, nid anfonir dim.",
        ),
        make_own_webhook,
        {201: MadeWebhookBody},
        WEBHOOK_EXAMPLES["make_webhook"],
        ("api.webhook_refused", "api.no_training_webhooks", "api.key_reused"),
    ),
    ApiOperation(
        "show_webhook",
        "GET",
        "/webhooks/{uuid:reference}",
        "webhooks",
        _NEEDS,
        Text("Ask how a webhook is", "Gofyn sut mae bachyn gwe"),
        Text(
            "Whether it is on, since when nothing arrives there, and how many were given up.",
            "A yw ymlaen, ers pryd nad oes dim yn cyrraedd yno, a faint y rhoddwyd y gorau iddynt.",
        ),
        show_own_webhook,
        {200: KeptWebhookBody},
        WEBHOOK_EXAMPLES["show_webhook"],
        ("api.not_found",),
    ),
    ApiOperation(
        "change_webhook",
        "PATCH",
        "/webhooks/{uuid:reference}",
        "webhooks",
        _NEEDS,
        Text("Change a webhook", "Newid bachyn gwe"),
        Text(
            "Other events, a pause, or on again after a pause or after the site switched it off. For another address make "
            "another webhook.",
            "Digwyddiadau eraill, oedi, neu ymlaen eto ar ôl oedi neu ar ôl i'r wefan ei ddiffodd. I gael cyfeiriad arall, "
            "crëwch fachyn gwe arall.",
        ),
        change_own_webhook,
        {200: KeptWebhookBody},
        WEBHOOK_EXAMPLES["change_webhook"],
        ("api.not_found", "api.webhook_refused"),
    ),
    ApiOperation(
        "delete_webhook",
        "DELETE",
        "/webhooks/{uuid:reference}",
        "webhooks",
        _NEEDS,
        Text("Delete a webhook", "Dileu bachyn gwe"),
        Text(
            "Nothing is sent there any more, and the site forgets its address and secret at once.",
            "Nid anfonir dim yno mwyach, ac mae'r wefan yn anghofio ei gyfeiriad a'i gyfrinach ar unwaith.",
        ),
        delete_own_webhook,
        {204: None},
        WEBHOOK_EXAMPLES["delete_webhook"],
        ("api.not_found",),
    ),
    ApiOperation(
        "replace_webhook_secret",
        "POST",
        "/webhooks/{uuid:reference}/secret",
        "webhooks",
        _NEEDS,
        Text("Give a webhook another secret", "Rhoi cyfrinach arall i fachyn gwe"),
        Text(
            "For `overlap_days` both secrets sign, so that the receiver never refuses one. The new one comes with this answer "
            "alone.",
            "Am `overlap_days` mae'r ddwy gyfrinach yn llofnodi, fel nad yw'r derbynnydd byth yn gwrthod un. Gyda'r "
            "ateb hwn yn unig y daw'r un newydd.",
        ),
        replace_own_secret,
        {200: MadeWebhookBody},
        WEBHOOK_EXAMPLES["replace_webhook_secret"],
        ("api.not_found", "api.key_reused"),
    ),
    ApiOperation(
        "test_webhook",
        "POST",
        "/webhooks/{uuid:reference}/test",
        "webhooks",
        _NEEDS,
        Text("Send a test", "Anfon prawf"),
        Text(
            "A webhook `webhook.test` goes to the address. What came of it, the list of deliveries says a moment later.",
            "Mae bachyn gwe `webhook.test` yn mynd i'r cyfeiriad. Ychydig wedyn mae'r rhestr o'r hyn a anfonwyd yn "
            "dweud beth a ddaeth ohono.",
        ),
        test_own_webhook,
        {202: WebhookDeliveryBody},
        WEBHOOK_EXAMPLES["test_webhook"],
        ("api.not_found", "api.webhook_off"),
    ),
    ApiOperation(
        "list_webhook_deliveries",
        "GET",
        "/webhooks/{uuid:reference}/deliveries",
        "webhooks",
        _NEEDS,
        Text("List what was sent to a webhook", "Rhestru'r hyn a anfonwyd i fachyn gwe"),
        Text(
            "The latest first, each with what came of it and when it is tried again.",
            "Y diweddaraf yn gyntaf, pob un gyda'r hyn a ddaeth ohono a phryd y rhoddir cynnig arall arno.",
        ),
        list_own_deliveries,
        {200: WebhookDeliveryListBody},
        WEBHOOK_EXAMPLES["list_webhook_deliveries"],
        ("api.not_found",),
    ),
    ApiOperation(
        "send_webhook_again",
        "POST",
        "/webhooks/{uuid:reference}/deliveries/{uuid:delivery}/again",
        "webhooks",
        _NEEDS,
        Text("Send a webhook again", "Anfon bachyn gwe eto"),
        Text(
            "Whatever came of it, it is tried again from the beginning, with the same `webhook-id`.",
            "Beth bynnag a ddaeth ohono, rhoddir cynnig arall arno o'r dechrau, â'r un `webhook-id`.",
        ),
        send_own_again,
        {202: WebhookDeliveryBody},
        WEBHOOK_EXAMPLES["send_webhook_again"],
        ("api.not_found", "api.webhook_off"),
    ),
    ApiOperation(
        "send_failed_webhooks_again",
        "POST",
        "/webhooks/{uuid:reference}/again",
        "webhooks",
        _NEEDS,
        Text("Send all again that were given up", "Anfon eto bob un y rhoddwyd y gorau iddynt"),
        Text(
            "When the receiver works again: all that were given up are tried from the beginning, each with its own "
            "`webhook-id`. Asked twice, the second finds none and says 0.",
            "Pan fydd y derbynnydd yn gweithio eto: rhoddir cynnig o'r dechrau ar bob un y rhoddwyd y gorau iddynt, pob un "
            "â'i `webhook-id` ei hun. O ofyn ddwywaith, nid oes dim ar ôl i'r ail, sy'n dweud 0.",
        ),
        send_own_failed_again,
        {202: WebhooksAgainBody},
        WEBHOOK_EXAMPLES["send_failed_webhooks_again"],
        ("api.not_found", "api.webhook_off"),
    ),
)
