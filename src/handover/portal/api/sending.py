"""Sending a file in one request."""

from collections.abc import Callable
from datetime import datetime

from django.http.response import HttpResponseBase

from handover.common.text import Text
from handover.portal import clock
from handover.portal.api.answers import ApiAnswer, tag_of
from handover.portal.api.bodies import SendBody, TransferBody
from handover.portal.api.describing import describe_begun, describe_transfer, write_findings
from handover.portal.api.examples import EXAMPLES
from handover.portal.api.fields import ContentDigest, FileName, IdempotencyKey, SenderReferenceField
from handover.portal.api.models import SenderReference, sender_reference_token
from handover.portal.api.once import OnceOnly, RequestAnsweredMeanwhile, digest_request, wait_for_answer
from handover.portal.api.operation import ApiOperation, ApiRequest
from handover.portal.api.refusals import ApiRefusal, describe_refusal
from handover.portal.api.taking_in import take_body
from handover.portal.apikeys.holders import KeyHolder
from handover.portal.transfers.intake import Incoming, Storing, UploadOutcome, UploadVerdict, receive, simply
from handover.portal.transfers.permissions import SENDING

STATUS = {
    UploadVerdict.ACCEPTED: 201,
    UploadVerdict.WARNED: 201,
    UploadVerdict.HELD: 201,
    UploadVerdict.ASKED: 202,
    UploadVerdict.RESENT: 200,
    UploadVerdict.REFUSED: 422,
}
"""How each verdict is answered."""


def send_file(
    request: ApiRequest,
    name: FileName,
    idempotency_key: IdempotencyKey = None,
    sender_reference: SenderReferenceField = None,
    content_digest: ContentDigest = None,
) -> HttpResponseBase:
    """Take a file in: check it, and send it, ask about it, or refuse it."""
    now = clock.now()
    body = take_body(request)
    once = OnceOnly(request.auth, "send_file", idempotency_key, digest_request(request, body.digest.hex()), now)
    incoming = Incoming(name, body.size, body.too_large, body.read, body.kept)
    return send_once(once, incoming, sender_reference or "").write()


def send_once(
    once: OnceOnly,
    incoming: Incoming,
    reference: str,
    store: Callable[[Storing], UploadOutcome] = simply,
) -> ApiAnswer:
    """Send a file, or return the answer that the same request had before.

    `store` may store something of its own in the transaction in which the file is stored.
    """
    found = once.find_answer()
    if found is not None:
        return found

    def keep(act: Storing) -> UploadOutcome:
        return once.keep(
            lambda: note_reference(store(act), reference, once.now),
            lambda done: write_outcome(done, once.holder, reference),
        )

    try:
        outcome = receive(incoming, once.holder, once.now, keep)
    except RequestAnsweredMeanwhile:
        return wait_for_answer(once)
    if any(problem.code == "transfer.no_room" for problem in outcome.problems):
        raise ApiRefusal("api.no_store")
    assert once.answer is not None
    return once.answer


def note_reference(outcome: UploadOutcome, reference: str, now: datetime) -> UploadOutcome:
    """Keep the sender's own id of a file that was taken in, or had been before."""
    transfer = outcome.transfer
    if reference and transfer is not None:
        SenderReference.objects.update_or_create(
            transfer=transfer,
            token=sender_reference_token(transfer.source, reference),
            defaults={"words": reference, "given_at": now},
        )
    return outcome


def describe_sent_file(outcome: UploadOutcome, holder: KeyHolder, reference: str) -> TransferBody | None:
    """Return the transfer of a file; None for one that was refused."""
    if outcome.transfer is None:
        return None
    if outcome.begun:
        return describe_begun(outcome.transfer, holder, reference)
    return describe_transfer(outcome.transfer, holder)


def write_outcome(outcome: UploadOutcome, holder: KeyHolder, reference: str) -> ApiAnswer:
    """Return the answer to a file. A refusal is a problem document as well, with the same members beside its own."""
    transfer = outcome.transfer
    body = SendBody(
        verdict=outcome.verdict,
        transfer=describe_sent_file(outcome, holder, reference),
        problems=write_findings(outcome.worst_first),
        pupils=outcome.pupils,
    ).model_dump(mode="json")
    if outcome.verdict is UploadVerdict.REFUSED:
        body = {**describe_refusal(ApiRefusal("api.file_refused")), **body}
    headers = {}
    if transfer is not None:
        headers = {"Location": f"/api/v1/transfers/{transfer.reference}", "ETag": tag_of(transfer)}
    return ApiAnswer(STATUS[outcome.verdict], body, headers)


OPERATIONS = (
    ApiOperation(
        "send_file",
        "POST",
        "/transfers",
        "mailbox",
        SENDING,
        Text("Send a file", "Anfon ffeil"),
        Text(
            "The body is the file, byte for byte. It is checked at once: 201 says that it is on its way, 202 that there is a "
            "question to answer first, 200 that the very same file was sent before and was not sent a second time, 422 that it "
            "was refused and why.",
            "Y ffeil, beit am feit, yw'r corff. Caiff ei gwirio ar unwaith: mae 201 yn dweud ei bod ar ei ffordd, 202 fod "
            "cwestiwn i'w ateb yn gyntaf, 200 fod yr union ffeil wedi'i hanfon o'r blaen ac na chafodd ei hanfon eilwaith, "
            "422 iddi gael ei gwrthod a pham.",
        ),
        send_file,
        {201: SendBody, 202: SendBody, 200: SendBody},
        EXAMPLES["send_file"],
        ("api.digest_mismatch", "api.interrupted", "api.file_refused", "api.key_reused", "api.no_store"),
        sends_file=True,
        answer_headers=("ETag", "Location"),
    ),
)
