"""How a vendor's software proves who it is: it gets tokens of minutes by itself, and another when one has ended.

The site gives them as OAuth 2 has it (RFC 6749, client credentials). httpx asks this object before each request.
"""

import time
from collections.abc import AsyncGenerator, Callable, Generator, Mapping
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import quote_plus

import httpx

from handover.client.assertions import ASSERTION_TYPE, sign_assertion
from handover.client.faults import ApiProblem, NotTheApi
from handover.client.reading import load_object
from handover.client.retrying import PASSING

EARLY_SECONDS: Final = 60.0
"""So long before its end a token is no longer begun with."""
UNAUTHORIZED: Final = 401


@dataclass(frozen=True, slots=True)
class VendorLogin:
    """The client id and secret of a vendor, and the number of the establishment for which it works, such as `6812990`.

    Without one it can ask `vendor_establishments` alone. In the place of a secret, which is empty then, stands the text of a
    `private_key` (PEM or JWK) whose public half is registered; nothing of it is sent.
    """

    client_id: str
    secret: str = field(default="", repr=False)
    establishment: str = ""
    private_key: str = field(default="", repr=False)


class VendorAuth(httpx.Auth):
    """Puts a token into each request. `tokens` is the address at which they are given; `clock` tells seconds."""

    def __init__(self, login: VendorLogin, tokens: str, clock: Callable[[], float] = time.monotonic) -> None:
        self._login, self._tokens, self._clock = login, tokens, clock
        self._token, self._ends = "", 0.0

    def sync_auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        """Send a request with a token, and again with a new one where the site says that the token has ended."""
        for fresh in (self._has_ended(), True):
            if fresh:
                given = yield self._ask_token()
                given.read()
                self._take(given)
            request.headers["Authorization"] = f"Bearer {self._token}"
            answer = yield request
            if fresh or answer.status_code != UNAUTHORIZED:
                return
            answer.read()

    async def async_auth_flow(self, request: httpx.Request) -> AsyncGenerator[httpx.Request, httpx.Response]:
        """Do the same on asyncio."""
        for fresh in (self._has_ended(), True):
            if fresh:
                given = yield self._ask_token()
                await given.aread()
                self._take(given)
            request.headers["Authorization"] = f"Bearer {self._token}"
            answer = yield request
            if fresh or answer.status_code != UNAUTHORIZED:
                return
            await answer.aread()

    def _has_ended(self) -> bool:
        return not self._token or self._clock() >= self._ends - EARLY_SECONDS

    def _ask_token(self) -> httpx.Request:
        form = {"grant_type": "client_credentials"}
        if self._login.establishment:
            form["scope"] = f"establishment:{self._login.establishment}"
        if self._login.private_key:
            form["client_assertion_type"] = ASSERTION_TYPE
            form["client_assertion"] = sign_assertion(self._login.client_id, self._tokens, self._login.private_key)
            return httpx.Request("POST", self._tokens, data=form)
        # RFC 6749, section 2.3.1: both are encoded as in forms before they are joined.
        proof = httpx.BasicAuth(quote_plus(self._login.client_id), quote_plus(self._login.secret))
        return next(proof.auth_flow(httpx.Request("POST", self._tokens, data=form)))

    def _take(self, answer: httpx.Response) -> None:
        if answer.status_code in PASSING or answer.status_code >= httpx.codes.INTERNAL_SERVER_ERROR:
            # As if no answer had come: the whole request is made again, within its rules.
            raise httpx.RemoteProtocolError(f"HTTP {answer.status_code} when asked for a token")
        try:
            said = load_object(answer.content)
            if answer.status_code != httpx.codes.OK:
                raise read_token_problem(answer.status_code, said)
            self._token, self._ends = str(said["access_token"]), self._clock() + float(said["expires_in"])
        except (KeyError, TypeError, ValueError):
            raise NotTheApi(reason=f"HTTP {answer.status_code}") from None


def read_token_problem(status: int, said: Mapping[str, object]) -> ApiProblem:
    """Return what an answer says that gives no token: its `error` (RFC 6749, section 5.2) is the code."""
    return ApiProblem(
        str(said.get("error") or said["code"]), status, str(said.get("error_description") or said["detail"])
    )
