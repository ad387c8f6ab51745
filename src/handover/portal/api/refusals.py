"""A request that is refused, and the problem document (RFC 9457) that says so in the reader's language."""

import json
import logging
from collections.abc import Iterable, Mapping, Sequence
from math import ceil
from types import MappingProxyType
from typing import Any, Final

from django.conf import settings
from django.core.exceptions import PermissionDenied, RequestDataTooBig, SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse, UnreadablePostError
from ninja.errors import HttpError, ValidationError

from handover.common.problems import Problem
from handover.common.text import Text
from handover.portal import clock, transaction
from handover.portal.api.fault import ApiFault
from handover.portal.api.faults import API_FAULTS
from handover.portal.apikeys.holders import KeyRefused
from handover.portal.transfers import damages
from handover.portal.transfers.fetching import NoLongerFetched, NotFetched
from handover.portal.transfers.moving import AlreadyMoved, NotTheirs
from handover.portal.transfers.vault import Damaged, NoRoom, NoStore
from handover.portal.web import wording

log = logging.getLogger("handover.api")

PROBLEM_TYPE: Final = "application/problem+json"
RETRY_AFTER_SECONDS: Final = 5
"""After how long a program may ask again where the site was busy or its store away."""
NOTHING: Final[Mapping[str, Any]] = MappingProxyType({})
UNKNOWN_PARAMETER: Final = Text(
    "This operation has no such parameter. It has: {known}.",
    "Nid oes gan y gweithrediad hwn baramedr o'r fath. Mae ganddo: {known}.",
)
NO_PARAMETERS: Final = Text("This operation has no parameters.", "Nid oes gan y gweithrediad hwn baramedrau.")


class ApiRefusal(Exception):
    """A request that is answered with a row of the table of faults. `members` are added to the document as they are,
    `values` fill in its words.
    """

    def __init__(
        self,
        code: str,
        *,
        problems: Iterable[Mapping[str, Any]] = (),
        headers: Mapping[str, str] = NOTHING,
        members: Mapping[str, Any] = NOTHING,
        values: Mapping[str, Any] = NOTHING,
    ) -> None:
        super().__init__(code)
        self.fault: ApiFault = API_FAULTS[code]
        self.problems, self.headers, self.members, self.values = list(problems), headers, members, values


def describe_refusal(refusal: ApiRefusal) -> dict[str, Any]:
    """Return the problem document of a refusal."""
    fault, language = refusal.fault, wording.language()
    document = {
        "type": f"{settings.CONFIG.url}/api/v1/problems/{fault.code}",
        "title": fault.title.say(language),
        "status": fault.status,
        "code": fault.code,
        "detail": "",
        "remedy": "",
        **refusal.members,
    }
    # A member of its own takes the place of the row's words, which then may name what nobody has filled in.
    document["detail"] = document["detail"] or fault.detail.say(language, **refusal.values)
    document["remedy"] = document["remedy"] or fault.remedy.say(language, **refusal.values)
    if refusal.problems:
        document["problems"] = refusal.problems
    return document


def write_refusal(refusal: ApiRefusal) -> HttpResponse:
    """Write the problem document of a refusal."""
    headers = dict(refusal.headers)
    if refusal.fault.status in {429, 503}:
        headers.setdefault("Retry-After", str(RETRY_AFTER_SECONDS))
    if refusal.fault.status == 401:
        headers.setdefault("WWW-Authenticate", 'Bearer realm="Handover"')
    content = json.dumps(describe_refusal(refusal), ensure_ascii=False)
    return HttpResponse(content, content_type=PROBLEM_TYPE, status=refusal.fault.status, headers=headers)


def explain_fault(request: HttpRequest, fault: BaseException) -> ApiRefusal:
    """Return the refusal that tells software of whatever was raised; what nobody expected goes into the log."""
    if isinstance(fault, ApiRefusal):
        return fault
    if isinstance(fault, KeyRefused):
        return explain_key_refusal(fault)
    if isinstance(fault, Damaged):
        damages.note_damage(fault, clock.now())
        return ApiRefusal("api.damaged")
    if isinstance(fault, ValidationError):
        return ApiRefusal("api.bad_values", problems=[describe_bad_value(each) for each in fault.errors])
    if isinstance(fault, AlreadyMoved):
        state = wording.say_text(fault.transfer.look.name)
        code = "api.gone" if isinstance(fault, NoLongerFetched) else "api.moved"
        return ApiRefusal(code, members={"state": fault.state.value}, values={"state_words": state})
    for kinds, code in EXPECTED:
        if isinstance(fault, kinds):
            return ApiRefusal(code, values={"most": f"{MOST_JSON_KIB} KiB"})
    if transaction.is_aborted(fault):
        return ApiRefusal("api.busy")
    log.error("an operation failed: %s %s", request.method, request.path_info, exc_info=fault)
    return ApiRefusal("api.our_fault")


MOST_JSON_KIB: Final = settings.DATA_UPLOAD_MAX_MEMORY_SIZE // 1024
EXPECTED: Final[tuple[tuple[tuple[type[BaseException], ...], str], ...]] = (
    ((NotTheirs,), "api.other_side"),
    ((NotFetched,), "api.not_fetched"),
    ((PermissionDenied,), "api.not_allowed"),
    ((Http404,), "api.not_found"),
    ((NoStore, NoRoom), "api.no_store"),
    ((UnreadablePostError, ConnectionError), "api.interrupted"),
    ((RequestDataTooBig,), "api.too_large"),
    ((HttpError, SuspiciousOperation, RecursionError), "api.not_understood"),
)
"""What is raised below the API in the course of things, and the row that tells of it."""


def explain_key_refusal(refused: KeyRefused) -> ApiRefusal:
    """Return the refusal that tells why a key does not open the API."""
    headers = {"Retry-After": str(ceil(refused.wait.total_seconds()))} if refused.wait else {}
    problem, language = refused.problem, wording.language()
    members = {"detail": problem.message(language), "remedy": problem.remedy(language)}
    return ApiRefusal(problem.code, headers=headers, members=members)


def describe_bad_value(error: Mapping[str, Any]) -> dict[str, Any]:
    """Return a row of `problems` about a value that does not fit: its place, and what was expected there."""
    place = ".".join(str(part) for part in error.get("loc", ()))
    return {
        "code": "bad_value",
        "severity": "error",
        "line": None,
        "path": place,
        "pupil": None,
        "message": str(error.get("msg", "")),
        "remedy": API_FAULTS["api.bad_values"].remedy.say(wording.language()),
    }


def describe_unknown_parameter(name: str, known: Sequence[str]) -> dict[str, Any]:
    """Return a row of `problems` about a parameter of the address that an operation does not have, and those that it has."""
    words = UNKNOWN_PARAMETER if known else NO_PARAMETERS
    said = words.say(wording.language(), known=", ".join(known))
    return describe_bad_value({"loc": ("query", name), "msg": said})


def describe_problems(problems: Iterable[Problem]) -> list[dict[str, object]]:
    """Return the findings of checks in the reader's language, as `handover ctf check --json` has them."""
    return [problem.as_json(wording.language()) for problem in problems]
