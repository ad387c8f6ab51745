"""What the API offers and what it answers, made from its tables; anybody may read it."""

import json
from dataclasses import dataclass
from urllib.parse import urlencode

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from handover.portal.api.fault import ApiFault
from handover.portal.api.faults import API_FAULTS
from handover.portal.api.operation import ApiOperation
from handover.portal.api.operations import EVERY_OPERATION, GROUPS, OPERATIONS
from handover.portal.apikeys.right import KeyRight
from handover.portal.apikeys.rights import RIGHTS
from handover.portal.webhooks.events import WEBHOOK_EVENTS


@dataclass(frozen=True, slots=True)
class ShownOperation:
    """An operation as the page shows it: the row, the rights that open it, and its example as curl sends it."""

    row: ApiOperation
    rights: tuple[KeyRight, ...]
    request: str
    answer: str
    faults: tuple[ApiFault, ...]


def show_operation(row: ApiOperation) -> ShownOperation:
    """Return an operation as the page shows it."""
    rights = tuple(right for right in RIGHTS.values() if not right.opens.isdisjoint(row.needs))
    answer = "" if row.example.answer is None else json.dumps(row.example.answer, indent=2, ensure_ascii=False)
    return ShownOperation(row, rights, write_curl(row), answer, tuple(API_FAULTS[code] for code in row.faults))


def write_curl(row: ApiOperation) -> str:
    """Return the request of an operation's example as curl sends it; $KEY is the key, $SITE the address of the site."""
    example = row.example
    address = "$SITE/api/v1" + row.public_path.format(**example.values)
    if example.query:
        address += "?" + urlencode(example.query)
    lines = [
        "curl --head" if row.method == "HEAD" else "curl" if row.method == "GET" else f"curl --request {row.method}"
    ]
    lines.append('--header "Authorization: Bearer $KEY"')
    lines += [f'--header "{name}: {value}"' for name, value in example.headers.items()]
    if example.body is not None:
        lines += ['--header "Content-Type: application/json"', f"--data '{json.dumps(example.body)}'"]
    if example.file:
        lines += ['--header "Content-Type: application/octet-stream"', f'--data-binary "@{example.file}"']
    return " \\\n  ".join([*lines, f'"{address}"'])


@require_safe
def show_api_reference(request: HttpRequest) -> HttpResponse:
    """Show every operation with its example."""
    groups = [
        (words, [show_operation(row) for row in OPERATIONS.values() if row.group == key])
        for key, words in GROUPS.items()
    ]
    common = [API_FAULTS[code] for code in EVERY_OPERATION]
    events = [(event, OPERATIONS[event.ask]) for event in WEBHOOK_EVENTS.values()]
    context = {"groups": groups, "common": common, "events": events, "training": settings.CONFIG.training}
    return render(request, "api/reference.html", context)


@require_safe
def show_api_problem(request: HttpRequest, code: str) -> HttpResponse:
    """Show what a code means, and which operations answer it."""
    if code not in API_FAULTS:
        raise Http404
    operations = [row for row in OPERATIONS.values() if code in row.faults]
    context = {"fault": API_FAULTS[code], "operations": operations, "every": code in EVERY_OPERATION}
    return render(request, "api/problem.html", context)
