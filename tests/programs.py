"""A program of a school's software vendor, as tests run it: a key, and requests to the API as they come over the wire."""

import json
from dataclasses import dataclass, field
from typing import Any

from django.http.response import HttpResponseBase
from django.test import Client

from handover.portal.accounts.models import User
from tests.keys import bearer, give_key


@dataclass
class Program:
    """Software that holds a key. Paths are below /api/v1."""

    authorization: str
    language: str = "en"
    client: Client = field(default_factory=lambda: Client(raise_request_exception=False))

    def ask(
        self, method: str, path: str, body: bytes | dict[str, Any] | None = None, **headers: str
    ) -> HttpResponseBase:
        """Send a request; a header is named as in `if_match`."""
        data = json.dumps(body).encode() if isinstance(body, dict) else body or b""
        content_type = "application/json" if isinstance(body, dict) else "application/octet-stream"
        sent = {"HTTP_" + name.upper(): value for name, value in headers.items()}
        sent = {"HTTP_ACCEPT_LANGUAGE": self.language, **sent}
        if self.authorization:
            sent.setdefault("HTTP_AUTHORIZATION", self.authorization)
        return self.client.generic(method, f"/api/v1{path}", data, content_type, **sent)

    def get(self, path: str, **headers: str) -> HttpResponseBase:
        return self.ask("GET", path, **headers)

    def post(self, path: str, body: bytes | dict[str, Any] | None = None, **headers: str) -> HttpResponseBase:
        return self.ask("POST", path, body, **headers)

    def send(self, name: str, data: bytes, **headers: str) -> HttpResponseBase:
        return self.post(f"/transfers?name={name}", data, **headers)

    def fetch(self, reference: str, **headers: str) -> bytes:
        return b"".join(self.get(f"/transfers/{reference}/content", **headers).streaming_content)


def program_of(person: User, *rights: str, language: str = "en", **key: Any) -> Program:
    """Return a program with a new key that a person made for their office."""
    return Program(bearer(give_key(person, *(rights or ("send", "collect")), **key)), language)
