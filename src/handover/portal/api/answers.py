"""Writing answers, and the conditions under which a request is carried out: ETag, If-Match, If-None-Match."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from types import MappingProxyType
from typing import Any

from django.http import HttpRequest, HttpResponse

from handover.portal.api.bodies import ResponseBody
from handover.portal.api.refusals import PROBLEM_TYPE, ApiRefusal
from handover.portal.transfers.models import Transfer

NO_HEADERS: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class ApiAnswer:
    """An answer before it is written: its status, what its body says (None: nothing), and its headers."""

    status: int
    body: Any = None
    headers: Mapping[str, str] = field(default_factory=dict)

    def as_text(self) -> str:
        """Return it as it is remembered."""
        return json.dumps([self.body, dict(self.headers)], ensure_ascii=False, separators=(",", ":"))

    @classmethod
    def from_text(cls, status: int, text: str) -> "ApiAnswer":
        """Return what was remembered."""
        body, headers = json.loads(text)
        return cls(status, body, headers)

    def write(self) -> HttpResponse:
        """Write it."""
        if self.body is None:
            response = HttpResponse(status=self.status)
            del response.headers["Content-Type"]
        else:
            refused = self.status >= 400
            content_type = PROBLEM_TYPE if refused else "application/json"
            content = json.dumps(self.body, ensure_ascii=False)
            response = HttpResponse(content, content_type=content_type, status=self.status)
        for name, value in self.headers.items():
            response.headers[name] = value
        return response


def make_answer(body: ResponseBody, status: int = 200, headers: Mapping[str, str] = NO_HEADERS) -> ApiAnswer:
    """Return the answer that says a body."""
    return ApiAnswer(status, body.model_dump(mode="json"), headers)


def tag_of(transfer: Transfer) -> str:
    """Return the ETag of a transfer: another one whenever it has come into another state."""
    seen = f"{transfer.reference} {transfer.state} {transfer.moved_at.timestamp():.6f}"
    return f'"{sha256(seen.encode()).hexdigest()[:32]}"'


def read_tags(text: str) -> list[str]:
    """Return the tags of If-Match or If-None-Match."""
    return [tag.strip() for tag in text.split(",") if tag.strip()]


def check_if_match(request: HttpRequest, transfer: Transfer) -> None:
    """Raise ApiRefusal where a request is for a transfer as it was, and it has moved since."""
    wanted = request.headers.get("If-Match")
    if wanted is not None and not {"*", tag_of(transfer)}.intersection(read_tags(wanted)):
        raise ApiRefusal("api.changed", headers={"ETag": tag_of(transfer)})


def is_unchanged(request: HttpRequest, tag: str) -> bool:
    """Say whether software holds what it asks for already (If-None-Match)."""
    held = read_tags(request.headers.get("If-None-Match", ""))
    return bool({"*", tag, f"W/{tag}"}.intersection(held))
