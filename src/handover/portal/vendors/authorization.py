"""The token endpoint for vendors: OAuth 2 client credentials (RFC 6749, section 4.4), on Authlib and with our own tables.

Which office a token is for, its scope says: `establishment:6814990`. RFC 8707 has the parameter `resource` for that, which few
libraries of clients can send; a scope all of them can. What the vendor may do there is no scope: the office decides that, and
may lower it at any moment. A token without a scope is for no office, and lists those that approve the vendor.
"""

import re
from collections.abc import Callable
from datetime import datetime
from secrets import compare_digest
from typing import Any, Final

from authlib.integrations.django_oauth2.requests import DjangoOAuth2Payload, DjangoOAuth2Request
from authlib.oauth2.rfc6749 import AuthorizationServer, ClientMixin, OAuth2Request
from authlib.oauth2.rfc6749.errors import InvalidClientError, InvalidRequestError, InvalidScopeError, OAuth2Error
from authlib.oauth2.rfc6749.grants import ClientCredentialsGrant
from django.http import HttpRequest, JsonResponse

from handover.portal.apikeys.client_certificate import ShownCertificate
from handover.portal.apikeys.holders import KeyRefused, check_certificate_holder, refuse_wrong_key
from handover.portal.establishments.directory import find_establishment
from handover.portal.vendors.approving import find_live_approval
from handover.portal.vendors.assertions import ASSERTION_METHOD, BadAssertion, VendorKeyProof
from handover.portal.vendors.limits import TOKEN_LIFE
from handover.portal.vendors.models import Vendor, VendorApproval, VendorSecret
from handover.portal.vendors.token_text import read_vendor_secret
from handover.portal.vendors.tokens import give_token

GRANT: Final = "client_credentials"
METHODS: Final = ("client_secret_basic", "client_secret_post", ASSERTION_METHOD)
OFFICE_SCOPE: Final = re.compile(r"establishment:([0-9]{3}[0-9A-Za-z]{4})")
PARAMETERS: Final = (
    *("grant_type", "scope", "client_id", "client_secret"),
    *("client_assertion", "client_assertion_type"),
)
UNKNOWN_CLIENT: Final = "The client id, its secret or its signature is not right, or was withdrawn."
WRONG_CERTIFICATE: Final = "This vendor shows a client certificate of its registered holder; another came, or none."
NO_STORE: Final = {"Cache-Control": "no-store", "Pragma": "no-cache"}


class UnsupportedGrant(OAuth2Error):  # type: ignore[misc]  # Authlib has no types
    """Another grant than client credentials. Authlib's own would repeat what was sent, whatever that is."""

    error = "unsupported_grant_type"


class TokenRequest(DjangoOAuth2Request):  # type: ignore[misc]  # Authlib has no types
    """A request as Authlib reads it. Which ways are safe the site says itself, before (`api.door`): on one's own computer
    http is, which Authlib refuses everywhere.
    """

    def __init__(self, request: HttpRequest) -> None:
        OAuth2Request.__init__(
            self, request.method, f"https://{request.get_host()}{request.path}", headers=request.headers
        )
        self.payload = DjangoOAuth2Payload(request)
        self._request = request


class VendorClient(ClientMixin):  # type: ignore[misc]  # Authlib has no types
    """A vendor as Authlib asks about it; `secret` is the one that it came with, once that was found to be right."""

    def __init__(self, vendor: Vendor) -> None:
        self.vendor = vendor
        self.secret: VendorSecret | None = None

    def check_client_secret(self, client_secret: str) -> bool:
        """Say whether that is a secret of the vendor that works."""
        text = read_vendor_secret(client_secret)
        found = self.vendor.secrets.filter(prefix=text.prefix, withdrawn_at=None).first() if text else None
        if text is None or found is None or not compare_digest(found.digest, text.digest):
            return False
        self.secret = found
        return True

    def check_endpoint_auth_method(self, method: str, endpoint: str) -> bool:
        """Say whether it may prove who it is in that way."""
        return method in METHODS

    def check_grant_type(self, grant_type: str) -> bool:
        """Say whether it may ask for tokens in that way."""
        return grant_type == GRANT


class WrongCertificate(InvalidClientError):  # type: ignore[misc]  # Authlib has no types
    """A vendor proved who it is, and came without a client certificate of the holder that is registered for it."""


class VendorGrant(ClientCredentialsGrant):  # type: ignore[misc]  # Authlib has no types
    """Gives a token. Authlib's own answer is not used, as it writes the token into its log."""

    TOKEN_ENDPOINT_AUTH_METHODS = list(METHODS)

    def validate_requested_scope(self) -> None:
        """Find the approval that the scope names. Raises InvalidScopeError where there is none."""
        server = self.server
        self.approval = find_approval_of_scope(self.client.vendor, self.request.payload.scope or "", server.now)

    def create_token_response(self) -> tuple[int, dict[str, object], list[tuple[str, str]]]:
        """Give the token."""
        text = give_token(self.client.secret, self.approval, self.server.now, self.server.certificate)
        body: dict[str, object] = {
            "access_token": text.text,
            "token_type": "Bearer",
            "expires_in": int(TOKEN_LIFE.total_seconds()),
            "scope": f"establishment:{self.approval.key.establishment.number}" if self.approval else "",
        }
        return 200, body, []


class VendorAuthorization(AuthorizationServer):  # type: ignore[misc]  # Authlib has no types
    """Authlib's server at an address for one moment, and the client certificate that came with the request.

    `count_turn` is told of the vendor that asks, and may raise.
    """

    def __init__(
        self, address: str, now: datetime, certificate: ShownCertificate, count_turn: Callable[[Vendor], None]
    ) -> None:
        super().__init__()
        self.now, self.certificate, self.count_turn = now, certificate, count_turn
        self.register_client_auth_method(ASSERTION_METHOD, VendorKeyProof(address, now))
        self.register_grant(VendorGrant)

    def query_client(self, client_id: str) -> VendorClient | None:
        """Return the vendor of a client id."""
        vendor = (
            Vendor.objects.filter(client_id=client_id, withdrawn_at=None).first() if "\0" not in client_id else None
        )
        return VendorClient(vendor) if vendor else None

    def authenticate_client(self, request: TokenRequest, methods: list[str], endpoint: str = "token") -> VendorClient:
        """Return the vendor that asks. Raises InvalidClientError, also for a proof that is no text, on which Authlib fails."""
        try:
            client: VendorClient = super().authenticate_client(request, methods, endpoint)
        except UnicodeDecodeError as fault:
            raise InvalidClientError from fault
        vendor = client.vendor
        try:
            check_certificate_holder(vendor.certificate_issuer, vendor.certificate_subject, self.certificate)
        except KeyRefused as refused:
            raise WrongCertificate(description=WRONG_CERTIFICATE) from refused
        return client

    def create_oauth2_request(self, request: HttpRequest) -> DjangoOAuth2Request:
        """Return a request as Authlib reads it."""
        return TokenRequest(request)

    def send_signal(self, name: str, *args: Any, **values: Any) -> None:
        """Count a request whose vendor is known by now."""
        self.count_turn(values["client"].vendor)

    def handle_error_response(self, request: object, error: OAuth2Error) -> JsonResponse:
        """Leave it to the caller to answer a fault."""
        raise error

    def handle_response(self, status: int, body: dict[str, object], headers: list[tuple[str, str]]) -> JsonResponse:
        """Return the answer, which nothing on the way keeps."""
        return JsonResponse(body, status=status, headers={**dict(headers), **NO_STORE})


def answer_token_request(
    request: HttpRequest,
    tokens: str,
    address: str,
    certificate: ShownCertificate,
    now: datetime,
    count_turn: Callable[[Vendor], None],
) -> JsonResponse:
    """Answer a request for a token, as RFC 6749 section 5 has it. Raises KeyRefused after too many wrong secrets.

    `tokens` is the address at which tokens are given, `address` the one from which the request comes.
    """
    try:
        check_token_request(request)
        server = VendorAuthorization(tokens, now, certificate, count_turn)
        answer: JsonResponse = server.create_token_response(request)
    except InvalidClientError as refused:
        raise_brake(request, address, now)
        words = refused.description if isinstance(refused, BadAssertion | WrongCertificate) else UNKNOWN_CLIENT
        return write_oauth_error("invalid_client", words, 401)
    except OAuth2Error as refused:
        return write_oauth_error(refused.error, refused.description, 400)
    return answer


def check_token_request(request: HttpRequest) -> None:
    """Raise OAuth2Error for what Authlib lets through and RFC 6749 does not."""
    if request.GET:
        raise InvalidRequestError("All parameters stand in the body, as a form; addresses are written into logs.")
    if any(len(request.POST.getlist(name)) > 1 for name in PARAMETERS):
        raise InvalidRequestError("A parameter stands there twice.")
    if not request.POST.get("grant_type"):
        raise InvalidRequestError("The parameter grant_type is missing; the body is application/x-www-form-urlencoded.")
    if request.POST["grant_type"] != GRANT:
        raise UnsupportedGrant(f"The only grant_type here is {GRANT}.")
    proofs = [bool(request.headers.get("Authorization")), "client_secret" in request.POST]
    if sum([*proofs, "client_assertion" in request.POST]) > 1:
        raise InvalidRequestError(
            "One proof alone: the secret in the header Authorization or in the body, or an assertion."
        )


def find_approval_of_scope(vendor: Vendor, scope: str, now: datetime) -> VendorApproval | None:
    """Return the approval that a scope names; None for no scope. Raises InvalidScopeError."""
    if not scope:
        return None
    found = OFFICE_SCOPE.fullmatch(scope)
    if found is None:
        raise InvalidScopeError("A scope is one office, such as establishment:6814990, or is left out.")
    place = find_establishment(found[1].upper())
    approval = find_live_approval(vendor, place, now) if place else None
    if approval is None:
        raise InvalidScopeError("That office does not approve this vendor, or no longer does.")
    return approval


def raise_brake(request: HttpRequest, address: str, now: datetime) -> None:
    """Count a wrong secret; raise KeyRefused where there were too many from that address."""
    text = read_vendor_secret(request.POST.get("client_secret", ""))
    refused = refuse_wrong_key("", text, address, now)
    if refused.wait:
        raise refused


def write_oauth_error(error: str, description: str, status: int) -> JsonResponse:
    """Return a fault as RFC 6749 section 5.2 has it."""
    headers = {"WWW-Authenticate": 'Basic realm="Handover"'} if status == 401 else {}
    return JsonResponse(
        {"error": error, "error_description": description}, status=status, headers={**headers, **NO_STORE}
    )
