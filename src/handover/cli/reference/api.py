"""The reference page of the API: every operation with its permissions and example, and every code that is answered."""

import json

from handover.cli.reference.markdown import escape_cell, inline_code, write_page, write_section, write_table
from handover.portal.api.fault import ApiFault
from handover.portal.api.faults import API_FAULTS
from handover.portal.api.late_events import LATE_EVENTS
from handover.portal.api.operation import ApiOperation
from handover.portal.api.operations import EVERY_OPERATION, GROUPS, OPERATIONS
from handover.portal.apikeys.rights import RIGHTS
from handover.portal.config import Config


def api_page() -> str:
    """Every operation of the API and every code of its answers."""
    return write_page(
        "The API",
        "All addresses begin with `/api/v1`; the same for programs is at `/api/v1/openapi.json` (OpenAPI 3.1), and for people, "
        "in English and Welsh, at `/api/v1/`. How to begin is in [A first file through the API](../integrator/api.md).",
        write_section("Operations", _operations_table()),
        *(write_section(words.en, *(_operation(row) for row in _rows_of(key))) for key, words in GROUPS.items()),
        write_section("What holds for every operation", _COMMON, _limits()),
        write_section("Codes of problem documents", _CODES, *(_fault(fault) for fault in API_FAULTS.values())),
        write_section("What is told later", _LATER, _late_table()),
    )


_COMMON = """- **403 and 404.** 404 hides what is another office's: a file that the key's office neither sent nor received is
  answered as one that does not exist. 403 hides nothing: the key, its rights or its side of the file do not allow it.
- **Idempotency-Key.** For 24 hours the same key with the same request gets the first answer, with `Idempotency-Replayed: true`;
  with another request it is refused (422). Act and answer are stored together or not at all. Refused requests that changed
  nothing (400, 401, 403, 404, 409, 412, 429) are not remembered.
- **Parameters and members.** A parameter of the address, or a member of a body, that the operation does not have is refused
  (400, `api.bad_values`): a misspelt filter never lists everything.
- **ETag and If-Match.** The ETag of a file changes with its state; fetching a copy changes neither.
- **Language.** `Accept-Language: cy` gives the words of an answer in Welsh; codes and members are the same.
- **Later versions** may add members to answers and rows to lists of codes; nothing is taken away or changed within
  `/api/v1`."""

_CODES = (
    "A refusal is `application/problem+json` (RFC 9457) with `type`, `title`, `status`, `code`, `detail` and `remedy`. `type` "
    "is the address of a page on the site, `/api/v1/problems/CODE`. Where several things are wrong, `problems` lists them in "
    "the form of `handover ctf check --json`; the codes of files are in [Problems](problems.md)."
)
_LATER = "`GET /notices` tells of these events, and what they mean to whoever is told."


def _rows_of(group: str) -> list[ApiOperation]:
    return [row for row in OPERATIONS.values() if row.group == group]


def _rights(row: ApiOperation) -> str:
    names = [right.key for right in RIGHTS.values() if not right.opens.isdisjoint(row.needs)]
    return ", ".join(inline_code(name) for name in names) or "any key"


def _operations_table() -> str:
    return write_table(
        ["Operation", "Request", "Rights that open it", "Permissions of which the role needs one"],
        (
            [
                f"[{escape_cell(row.summary.en)}](#{row.key})",
                inline_code(f"{row.method} {row.public_path}"),
                _rights(row),
                ", ".join(inline_code(each.key) for each in row.needs),
            ]
            for row in OPERATIONS.values()
        ),
    )


def _operation(row: ApiOperation) -> str:
    example = row.example
    shown = [f"{row.method} /api/v1{row.public_path.format(**example.values)}{_query(row)}"]
    shown += [f"{name}: {value}" for name, value in example.headers.items()]
    if example.body is not None:
        shown += ["", json.dumps(example.body, indent=2, ensure_ascii=False)]
    if example.file:
        shown += ["", f"(the bytes of {example.file})"]
    codes = ", ".join(f"[{inline_code(code)}](#{_anchor(code)})" for code in row.faults)
    parts = [
        f"{row.summary.en}. {row.about.en}",
        f"In Welsh: {row.summary.cy}. {row.about.cy}",
        f"Rights: {_rights(row)}. Answers: {', '.join(str(status) for status in row.answers)}"
        + (f"; besides what any operation may answer: {codes}." if codes else "."),
        "```http\n" + "\n".join(shown) + "\n```",
    ]
    if example.answer is not None:
        parts.append(f"{example.status}:\n\n```json\n{json.dumps(example.answer, indent=2, ensure_ascii=False)}\n```")
    return write_section(row.key, *parts, level=3)


def _query(row: ApiOperation) -> str:
    asked = "&".join(f"{name}={value}" for name, value in row.example.query.items())
    return f"?{asked}" if asked else ""


def _limits() -> str:
    codes = ", ".join(f"[{inline_code(code)}](#{_anchor(code)})" for code in EVERY_OPERATION)
    return (
        f"A key may send so many requests a minute to each process of the site: "
        f"{inline_code(Config.api_requests_a_minute.name)}. "
        "`RateLimit-Policy` and `RateLimit` say in every answer what holds and what is left; beyond, the answer is 429 with "
        f"`Retry-After`. `GET /me` says the other limits.\n\nAny operation may answer: {codes}."
    )


def _anchor(code: str) -> str:
    return code.replace(".", "")


def _fault(fault: ApiFault) -> str:
    table = write_table(
        ["", "English", "Cymraeg"],
        [
            ["Title", escape_cell(fault.title.en), escape_cell(fault.title.cy)],
            ["What is wrong", escape_cell(fault.detail.outline("en")), escape_cell(fault.detail.outline("cy"))],
            ["What to do", escape_cell(fault.remedy.outline("en")), escape_cell(fault.remedy.outline("cy"))],
        ],
    )
    again = "the same request may succeed later" if fault.again else "the same request will be refused again"
    return write_section(inline_code(fault.code), f"Status {fault.status}; {again}.", table, level=3)


def _late_table() -> str:
    return write_table(
        ["Event", "To the sender", "To a receiver whose software fetched a copy"],
        (
            [
                inline_code(row.step),
                escape_cell(row.to_sender.en) if row.to_sender else "",
                escape_cell(row.to_receiver.en) if row.to_receiver else "",
            ]
            for row in LATE_EVENTS.values()
        ),
    )
