"""The address at which vendors ask for tokens (RFC 6749), and the document by which their programs find it (RFC 8414)."""

from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_POST, require_safe

from handover.portal import clock
from handover.portal.accounts.client_address import client_address
from handover.portal.api.auth import shown_certificate, take_vendor_turn
from handover.portal.apikeys.holders import refuse_key_in_address
from handover.portal.vendors.authorization import GRANT, METHODS, answer_token_request
from handover.portal.vendors.models import Vendor
from handover.portal.vendors.public_keys import ALGORITHMS

TOKEN_ADDRESS: Final = "/api/oauth/token"  # noqa: S105  # an address
METADATA_ADDRESS: Final = "/.well-known/oauth-authorization-server"


@require_POST
def give_vendor_token(request: HttpRequest) -> HttpResponse:
    """Give a vendor a token that opens the API for half an hour, for one office or for none."""
    refuse_key_in_address(request.get_full_path())
    now = clock.now()

    def count_turn(vendor: Vendor) -> None:
        request.turn = take_vendor_turn(vendor, now)  # type: ignore[attr-defined]  # told of in the headers of the answer

    certificate = shown_certificate(request)
    return answer_token_request(request, name_token_address(), client_address(request), certificate, now, count_turn)


def name_token_address() -> str:
    """Return the whole address at which tokens are given, as the document of it says."""
    return f"{settings.CONFIG.url.rstrip('/')}{TOKEN_ADDRESS}"


@require_safe
def show_token_metadata(request: HttpRequest) -> HttpResponse:
    """Say where tokens are given and how vendors prove who they are."""
    site = settings.CONFIG.url.rstrip("/")
    document = {
        "issuer": site,
        "token_endpoint": name_token_address(),
        "token_endpoint_auth_methods_supported": list(METHODS),
        "token_endpoint_auth_signing_alg_values_supported": list(ALGORITHMS),
        "grant_types_supported": [GRANT],
        "tls_client_certificate_bound_access_tokens": bool(settings.CONFIG.api_certificate_field),
        "response_types_supported": ["none"],
        "service_documentation": f"{site}/api/v1/",
    }
    return JsonResponse(document, headers={"Cache-Control": "public, max-age=300"})
