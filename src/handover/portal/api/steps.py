"""What the two sides of a file may do with it: acknowledge, reject, call back, answer. Each is one step of its life."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from uuid import UUID

from django.http.response import HttpResponse, HttpResponseBase

from handover.common.text import Text
from handover.portal import clock
from handover.portal.api.answers import ApiAnswer, check_if_match, make_answer, tag_of
from handover.portal.api.bodies import AnswerBody, RejectBody, TransferBody
from handover.portal.api.describing import describe_transfer
from handover.portal.api.examples import EXAMPLES
from handover.portal.api.fields import IdempotencyKey, IfMatch
from handover.portal.api.mailbox import get_locked_transfer
from handover.portal.api.once import OnceOnly, answer_once, digest_request
from handover.portal.api.operation import ApiOperation, ApiRequest
from handover.portal.api.rejecting import say_rejection
from handover.portal.apikeys.holders import KeyHolder
from handover.portal.transfers.answers import say_no, say_yes
from handover.portal.transfers.fetching import acknowledge_file
from handover.portal.transfers.flow import StepActor
from handover.portal.transfers.models import Transfer
from handover.portal.transfers.moving import check_side, take_step
from handover.portal.transfers.permissions import COLLECTING, SENDING

Verb = Callable[[Transfer, KeyHolder, datetime], Transfer]
FAULTS_OF_STEPS = ("api.not_found", "api.other_side", "api.moved", "api.changed", "api.key_reused")


def move_transfer(request: ApiRequest, reference: UUID, key: str | None, operation: str, verb: Verb) -> HttpResponse:
    """Carry out a verb with a file, once, and answer with the file as it is then."""
    holder, now = request.auth, clock.now()
    once = OnceOnly(holder, operation, key, digest_request(request, request.body.hex()), now)

    def act() -> Transfer:
        current = get_locked_transfer(reference, holder)
        check_if_match(request, current)
        return verb(current, holder, now)

    def write(moved: Transfer) -> ApiAnswer:
        return make_answer(describe_transfer(moved, holder), 200, {"ETag": tag_of(moved)})

    return answer_once(once, act, write).write()


def acknowledge_transfer(
    request: ApiRequest, reference: UUID, idempotency_key: IdempotencyKey = None, if_match: IfMatch = None
) -> HttpResponseBase:
    """Say that the office's software has the file."""
    return move_transfer(request, reference, idempotency_key, "acknowledge_transfer", acknowledge_file)


def reject_transfer(
    request: ApiRequest,
    reference: UUID,
    body: RejectBody,
    idempotency_key: IdempotencyKey = None,
    if_match: IfMatch = None,
) -> HttpResponseBase:
    """Send a file back with a reason."""
    reason = say_rejection(body.reason, body.text)
    return move_transfer(request, reference, idempotency_key, "reject_transfer", partial(reject_file, reason=reason))


def recall_transfer(
    request: ApiRequest, reference: UUID, idempotency_key: IdempotencyKey = None, if_match: IfMatch = None
) -> HttpResponseBase:
    """Call a file back that was not collected."""
    return move_transfer(request, reference, idempotency_key, "recall_transfer", recall_file)


def answer_file_question(
    request: ApiRequest,
    reference: UUID,
    body: AnswerBody,
    idempotency_key: IdempotencyKey = None,
    if_match: IfMatch = None,
) -> HttpResponseBase:
    """Answer the questions about a file."""
    verb = answer_yes if body.answer == "yes" else answer_no
    return move_transfer(request, reference, idempotency_key, "answer_question", verb)


def reject_file(transfer: Transfer, holder: KeyHolder, now: datetime, *, reason: str) -> Transfer:
    """Reject a file."""
    check_side(StepActor.RECEIVER, transfer, holder)
    return take_step("reject", transfer, by=holder, now=now, reason=reason)


def recall_file(transfer: Transfer, holder: KeyHolder, now: datetime) -> Transfer:
    """Call a file back."""
    check_side(StepActor.SENDER, transfer, holder)
    return take_step("recall", transfer, by=holder, now=now)


def answer_yes(transfer: Transfer, holder: KeyHolder, now: datetime) -> Transfer:
    """Let a file go that waited for the answer."""
    check_side(StepActor.SENDER, transfer, holder)
    return say_yes(transfer, holder, now)


def answer_no(transfer: Transfer, holder: KeyHolder, now: datetime) -> Transfer:
    """Drop a file that waited for the answer."""
    check_side(StepActor.SENDER, transfer, holder)
    return say_no(transfer, holder, now)


OPERATIONS = (
    ApiOperation(
        "acknowledge_transfer",
        "POST",
        "/transfers/{uuid:reference}/acknowledge",
        "mailbox",
        COLLECTING,
        Text("Acknowledge a file", "Cydnabod ffeil"),
        Text(
            "Say that the office's software has the file: it is collected and confirmed, its sender is told, and it leaves the "
            "list of what waits. Saying it again changes nothing and is answered in the same way.",
            "Dweud bod y ffeil gan feddalwedd y swyddfa: caiff ei chasglu a'i chadarnhau, caiff ei hanfonwr wybod, ac mae'n "
            "gadael y rhestr o'r hyn sy'n aros. Nid yw dweud hynny eto'n newid dim, a rhoddir yr un ateb.",
        ),
        acknowledge_transfer,
        {200: TransferBody},
        EXAMPLES["acknowledge_transfer"],
        (*FAULTS_OF_STEPS, "api.not_fetched"),
        answer_headers=("ETag",),
    ),
    ApiOperation(
        "reject_transfer",
        "POST",
        "/transfers/{uuid:reference}/reject",
        "mailbox",
        COLLECTING,
        Text("Reject a file", "Gwrthod ffeil"),
        Text(
            "Send a file back that is not for the office, or that its software cannot take in. The sender reads the reason; it "
            "should name no child.",
            "Anfon ffeil yn ôl nad yw ar gyfer y swyddfa, neu na all ei meddalwedd ei derbyn. Bydd yr anfonwr yn darllen y "
            "rheswm; ni ddylai enwi plentyn.",
        ),
        reject_transfer,
        {200: TransferBody},
        EXAMPLES["reject_transfer"],
        FAULTS_OF_STEPS,
        answer_headers=("ETag",),
    ),
    ApiOperation(
        "recall_transfer",
        "POST",
        "/transfers/{uuid:reference}/recall",
        "mailbox",
        SENDING,
        Text("Call a file back", "Galw ffeil yn ôl"),
        Text(
            "Take a file back that was not collected. Where `fetched_at` is set, the receiver's software has a copy all the "
            "same: telephone the office.",
            "Cymryd ffeil yn ôl na chafodd ei chasglu. Lle mae `fetched_at` wedi'i osod, mae gan feddalwedd y derbynnydd gopi "
            "er hynny: ffoniwch y swyddfa.",
        ),
        recall_transfer,
        {200: TransferBody},
        EXAMPLES["recall_transfer"],
        FAULTS_OF_STEPS,
        answer_headers=("ETag",),
    ),
    ApiOperation(
        "answer_question",
        "POST",
        "/transfers/{uuid:reference}/answer",
        "mailbox",
        SENDING,
        Text("Answer the questions about a file", "Ateb y cwestiynau am ffeil"),
        Text(
            "Yes sends the file on its way; no drops it and destroys its bytes. Let a person answer: the questions are about "
            "what software cannot know.",
            "Mae ie yn anfon y ffeil ar ei ffordd; mae na yn ei gollwng ac yn dinistrio ei beitiau. Gadewch i berson ateb: "
            "mae'r cwestiynau am yr hyn na all meddalwedd ei wybod.",
        ),
        answer_file_question,
        {200: TransferBody},
        EXAMPLES["answer_question"],
        (*FAULTS_OF_STEPS, "api.damaged", "api.no_store"),
        answer_headers=("ETag",),
    ),
)
