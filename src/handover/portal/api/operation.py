"""What an operation of the API is: a row of the table in `operations.py`. Routes, tests and the reference page read it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from handover.common.text import Text
from handover.portal.apikeys.holders import KeyHolder
from handover.portal.vendors.tokens import VendorHolder
from handover.portal.web.access import Permission


class ApiRequest(HttpRequest):
    """A request whose key was found to be right: `auth` is who holds it."""

    auth: KeyHolder


class VendorRequest(HttpRequest):
    """A request of a vendor that is for no office: `auth` is the vendor."""

    auth: VendorHolder


@dataclass(frozen=True, slots=True)
class ApiExample:
    """A request that shows an operation, and its answer; a test carries it out.

    `values` fill in the path, `query`, `headers` and `body` (JSON) are what is sent; `file` names a file of the test county
    whose bytes are the body. `answer` is the JSON of the answer, None where it is empty or the file itself.
    """

    status: int
    values: Mapping[str, str] = field(default_factory=dict)
    query: Mapping[str, str] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)
    body: Mapping[str, Any] | None = None
    file: str = ""
    answer: Any = None


@dataclass(frozen=True, slots=True)
class ApiOperation:
    """One row. A key with one of the permissions `needs` may call it; any key where there is none. One `for_vendors` is not
    for keys, but for tokens of vendors that are for no office.

    `answers` are the bodies by status (None: empty), `faults` the codes of `faults.API_FAULTS` that it answers besides those
    that every operation may answer. `sends_file` and `gives_file` say that the request, or the answer, is a file's bytes, of
    one of the media types `file_types`.
    """

    key: str
    method: str
    path: str
    group: str
    needs: tuple[Permission, ...]
    summary: Text
    about: Text
    call: Callable[..., HttpResponseBase]
    answers: Mapping[int, Any]
    example: ApiExample
    faults: tuple[str, ...] = ()
    for_vendors: bool = False
    sends_file: bool = False
    gives_file: bool = False
    answer_headers: tuple[str, ...] = ()
    file_types: tuple[str, ...] = ("application/xml", "application/zip")

    @property
    def public_path(self) -> str:
        """The path as the description writes it, below /api/v1."""
        return self.path.replace("{uuid:", "{")
