"""The description of the API (OpenAPI 3.1), made from the table of operations, in the reader's language."""

from collections.abc import Mapping
from copy import deepcopy
from functools import cache
from http.client import responses as REASONS
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe
from ninja.responses import NinjaJSONEncoder
from pydantic.json_schema import models_json_schema

from handover.common.text import Text
from handover.portal.api.bodies import ProblemDocument, RefusedFileBody
from handover.portal.api.faults import API_FAULTS
from handover.portal.api.ninja_api import API
from handover.portal.api.operation import ApiExample, ApiOperation
from handover.portal.api.operations import EVERY_OPERATION, GROUPS, OPERATIONS
from handover.portal.api.refusals import PROBLEM_TYPE
from handover.portal.api.webhook_bodies import WEBHOOK_EXAMPLE, WebhookBody
from handover.portal.web import wording
from handover.portal.webhooks.event import WebhookEvent
from handover.portal.webhooks.events import WEBHOOK_EVENTS

TITLE: Final = Text(
    "Handover: the mailbox of an office for its software", "Trosglwyddo: blwch post swyddfa i'w meddalwedd"
)
ABOUT: Final = Text(
    "Send and collect the files of an office, with a key of the office in the header Authorization. Every refusal is a problem "
    "document (RFC 9457) with a code, and each code has a page.",
    "Anfon a chasglu ffeiliau swyddfa, gydag allwedd y swyddfa yn y pennyn Authorization. Mae pob gwrthodiad yn ddogfen "
    "broblem (RFC 9457) â chod, ac mae gan bob cod dudalen.",
)
ABOUT_KEY: Final = Text("A key of the office: hnd_live_…", "Allwedd y swyddfa: hnd_live_…")
REF: Final = "#/components/schemas/{model}"
RAW_TYPE: Final = "application/octet-stream"
PROBLEM_REF: Final[dict[str, Any]] = {"$ref": REF.format(model="ProblemDocument")}
REFUSED_REF: Final[dict[str, Any]] = {"$ref": REF.format(model="RefusedFileBody")}
HEADERS: Final[Mapping[str, Text]] = {
    "ETag": Text("Version of what was answered.", "Fersiwn yr hyn a atebwyd."),
    "Location": Text("The address of what was made.", "Cyfeiriad yr hyn a wnaed."),
    "Repr-Digest": Text("SHA-256 of the whole file.", "SHA-256 y ffeil gyfan."),
    "Content-Range": Text("Which part this is.", "Pa ran yw hon."),
    "Upload-Offset": Text("How many bytes of the upload are here.", "Nifer beitiau'r lanlwythiad sydd yma."),
    "Upload-Length": Text("Length of the whole file.", "Hyd y ffeil gyfan."),
}
"""Header fields of answers, and what they say."""

ABOUT_WEBHOOKS: Final = Text("What an endpoint is told", "Yr hyn y mae bachyn gwe yn ei ddweud")
ASK: Final = Text("What there is, `{request}` says.", "Mae `{request}` yn dweud beth sydd yno.")
WEBHOOK_HEADERS: Final[Mapping[str, Text]] = {
    "webhook-id": Text(
        "The same in every attempt: pass over one that you have had.",
        "Yr un peth ym mhob cynnig: anwybyddwch un a gawsoch o'r blaen.",
    ),
    "webhook-timestamp": Text(
        "When this attempt was made, in seconds since 1970.", "Pryd y gwnaed y cynnig hwn, mewn eiliadau ers 1970."
    ),
    "webhook-signature": Text(
        "One signature or several, with a blank between them (Standard Webhooks).",
        "Un llofnod neu ragor, gyda bwlch rhyngddynt (Standard Webhooks).",
    ),
}
"""Header fields of a webhook, and what they say."""
WEBHOOK_ANSWERS: Final[Mapping[str, Text]] = {
    "2XX": Text("It was taken.", "Derbyniwyd ef."),
    "410": Text("No more of these: the endpoint is switched off.", "Dim rhagor: caiff y bachyn gwe ei ddiffodd."),
    "429": Text(
        "Later: nothing is sent for as long as `Retry-After` says.",
        "Wedyn: nid oes dim yn cael ei anfon cyhyd ag y dywed `Retry-After`.",
    ),
    "default": Text("It is tried again, for three days.", "Mae'r wefan yn rhoi cynnig arall arni, am dri diwrnod."),
}
"""What an endpoint may answer, and what comes of it."""


@cache
def describe_api(language: str) -> dict[str, Any]:
    """Return the description in a language."""
    found: dict[str, Any] = deepcopy(dict(API.get_openapi_schema(path_prefix="")))
    apart = (ProblemDocument, RefusedFileBody, WebhookBody)
    _, bodies = models_json_schema([(body, "serialization") for body in apart], ref_template=REF)
    found["info"] = {"title": TITLE.say(language), "version": "1", "description": ABOUT.say(language)}
    found["servers"] = [{"url": "/api/v1"}]
    tags = {**GROUPS, "webhooks": ABOUT_WEBHOOKS}
    found["tags"] = [{"name": key, "description": words.say(language)} for key, words in tags.items()]
    found["components"]["schemas"].update(bodies["$defs"])
    scheme = {"type": "http", "scheme": "bearer", "description": ABOUT_KEY.say(language)}
    found["components"]["securitySchemes"] = {"key": scheme}
    for operation in OPERATIONS.values():
        path = operation.public_path
        described = found["paths"][path][operation.method.lower()]
        found["paths"][path][operation.method.lower()] = describe_operation(operation, described, language)
    found["webhooks"] = {event.key: {"post": describe_webhook(event, language)} for event in WEBHOOK_EVENTS.values()}
    return found


def describe_webhook(event: WebhookEvent, language: str) -> dict[str, Any]:
    """Return the description of an event: what an endpoint is sent, and what it may answer."""
    fields = {
        name: {"name": name, "in": "header", "required": True, "description": words.say(language)}
        for name, words in WEBHOOK_HEADERS.items()
    }
    content = {"schema": {"$ref": REF.format(model="WebhookBody")}, "example": {**WEBHOOK_EXAMPLE, "type": event.key}}
    asked = OPERATIONS[event.ask]
    ask = ASK.say(language, request=f"{asked.method} {asked.public_path}")
    return {
        "operationId": event.key,
        "summary": event.name.say(language),
        "description": f"{event.about.say(language)} {ask}",
        "tags": ["webhooks"],
        "security": [],
        "parameters": [{**field, "schema": {"type": "string"}} for field in fields.values()],
        "requestBody": {"required": True, "content": {"application/json": content}},
        "responses": {status: {"description": words.say(language)} for status, words in WEBHOOK_ANSWERS.items()},
    }


def describe_operation(operation: ApiOperation, made: Mapping[str, Any], language: str) -> dict[str, Any]:
    """Return the description of one operation; `made` is what its signature says."""
    described = {
        **made,
        "summary": operation.summary.say(language),
        "description": operation.about.say(language),
        "security": [{"key": []}],
        "parameters": [describe_parameter(each, operation.example) for each in made["parameters"]],
        "responses": describe_answers(operation, made["responses"], language),
    }
    if operation.sends_file:
        content = {RAW_TYPE: {"schema": {"type": "string", "format": "binary"}}}
        described["requestBody"] = {"required": True, "content": content}
    elif "requestBody" in made and operation.example.body is not None:
        described["requestBody"] = deepcopy(made["requestBody"])
        described["requestBody"]["content"]["application/json"]["example"] = operation.example.body
    return described


def describe_parameter(parameter: Mapping[str, Any], example: ApiExample) -> dict[str, Any]:
    """Return a parameter with the value of the example. It is left out where it has none: no parameter is ever null."""
    schema = dict(parameter["schema"])
    choices = [each for each in schema.pop("anyOf", []) if each != {"type": "null"}]
    if len(choices) == 1:
        schema |= choices[0]
    schema.pop("default", None) if schema.get("default", ...) is None else None
    given = {**example.values, **example.query, **example.headers}.get(parameter["name"])
    shown = {} if given is None else {"example": int(given) if schema.get("type") == "integer" else given}
    return {**parameter, "schema": schema, **shown}


def describe_answers(operation: ApiOperation, made: Mapping[Any, Any], language: str) -> dict[str, Any]:
    """Return the answers of an operation: those of its bodies, and its refusals."""
    answers: dict[str, Any] = {}
    for status, answer in made.items():
        described = {**answer, "description": REASONS[int(status)]}
        if operation.gives_file and int(status) in (200, 206):
            raw = {"schema": {"type": "string", "format": "binary"}}
            described["content"] = dict.fromkeys(operation.file_types, raw)
        elif int(status) == operation.example.status and operation.example.answer is not None:
            described["content"] = deepcopy(described["content"])
            described["content"]["application/json"]["example"] = operation.example.answer
        if operation.answer_headers:
            described["headers"] = {
                name: {"description": HEADERS[name].say(language), "schema": {"type": "string"}}
                for name in operation.answer_headers
            }
        answers[str(status)] = described
    return answers | describe_refusals(operation, language)


def describe_refusals(operation: ApiOperation, language: str) -> dict[str, Any]:
    """Return the problem documents that an operation may answer, by status, with the codes of each."""
    by_status: dict[int, list[str]] = {}
    for code in (*EVERY_OPERATION, *operation.faults):
        by_status.setdefault(API_FAULTS[code].status, []).append(code)
    described = {}
    for status, codes in sorted(by_status.items()):
        lines = [f"`{code}`: {API_FAULTS[code].title.say(language)}." for code in codes]
        schema = REFUSED_REF if codes == ["api.file_refused"] else PROBLEM_REF
        if "api.file_refused" in codes and len(codes) > 1:
            schema = {"anyOf": [REFUSED_REF, PROBLEM_REF]}
        described[str(status)] = {"description": "\n\n".join(lines), "content": {PROBLEM_TYPE: {"schema": schema}}}
    return described


@require_safe
def show_openapi(request: HttpRequest) -> HttpResponse:
    """Answer with the description; no key is needed to read it."""
    content = NinjaJSONEncoder(ensure_ascii=False).encode(describe_api(wording.language()))
    return HttpResponse(content, content_type="application/json", headers={"Cache-Control": "public, max-age=300"})
