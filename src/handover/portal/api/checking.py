"""The operation that checks a file and keeps nothing of it."""

from django.http.response import HttpResponseBase

from handover.common.text import Text
from handover.ctf.verdict_json import verdict_as_json
from handover.portal import clock
from handover.portal.api.answers import ApiAnswer
from handover.portal.api.bodies import CheckBody
from handover.portal.api.examples import EXAMPLES
from handover.portal.api.fields import ContentDigest, FileName
from handover.portal.api.operation import ApiOperation, ApiRequest
from handover.portal.api.taking_in import take_body
from handover.portal.transfers.checking import check_file
from handover.portal.transfers.intake import Incoming
from handover.portal.transfers.permissions import SENDING
from handover.portal.web import wording


def check_file_only(request: ApiRequest, name: FileName, content_digest: ContentDigest = None) -> HttpResponseBase:
    """Say what would be said of a file if it were sent."""
    body = take_body(request)
    incoming = Incoming(name, body.size, body.too_large, body.read, body.kept)
    found = check_file(incoming, request.auth, clock.today())
    language = wording.language()
    said = verdict_as_json(name, found.verdict, found.reading, found.pupils, found.problems, language)
    return ApiAnswer(200, said).write()


OPERATIONS = (
    ApiOperation(
        "check_content",
        "POST",
        "/check",
        "checking",
        SENDING,
        Text("Check a file", "Gwirio ffeil"),
        Text(
            "The same checks as for sending, and nothing is kept: the answer has the form of `handover ctf check --json`. "
            "`repair` says that the file would go once its sender has said yes to what is asked.",
            "Yr un gwiriadau ag wrth anfon, ac ni chedwir dim: mae ffurf `handover ctf check --json` ar yr ateb. Mae "
            "`repair` yn dweud y byddai'r ffeil yn mynd unwaith y bydd ei hanfonwr wedi cytuno i'r hyn a ofynnir.",
        ),
        check_file_only,
        {200: CheckBody},
        EXAMPLES["check_content"],
        ("api.digest_mismatch", "api.interrupted"),
        sends_file=True,
    ),
)
