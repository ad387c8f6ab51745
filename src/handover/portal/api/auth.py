"""Letting a request in by its key: the one door for every operation, and the permissions that the operation needs."""

from datetime import datetime

from django.conf import settings
from django.http import HttpRequest
from ninja.security import HttpBearer

from handover.portal import clock
from handover.portal.accounts.client_address import client_address
from handover.portal.api.refusals import ApiRefusal
from handover.portal.api.turns import RequestTurn, take_turn
from handover.portal.apikeys.client_certificate import (
    NO_CERTIFICATE,
    ShownCertificate,
    read_certificate_field,
    read_name_field,
)
from handover.portal.apikeys.holders import KeyHolder, find_key_holder, refuse_key_in_address
from handover.portal.vendors.models import Vendor
from handover.portal.vendors.tokens import VendorHolder, find_vendor_holder
from handover.portal.web.access import Permission
from handover.zone.http.wsgi import field_key


class KeyGate(HttpBearer):
    """Lets a key in that may do one of some permissions. Raises KeyRefused, and ApiRefusal for one that may not."""

    def __init__(self, needs: tuple[Permission, ...]) -> None:
        super().__init__()
        self.needs = needs

    def __call__(self, request: HttpRequest) -> KeyHolder:
        """Return who holds the key."""
        return self.authenticate(request, request.headers.get("Authorization", ""))

    def authenticate(self, request: HttpRequest, token: str) -> KeyHolder:
        """Find the holder of the key in the header."""
        refuse_key_in_address(request.get_full_path())
        now = clock.now()
        holder = find_key_holder(token, client_address(request), now, shown_certificate(request))
        request.turn = take_turn(holder.key.program, now)  # type: ignore[attr-defined]  # told of in the header of the answer
        if self.needs and not holder.may(*self.needs):
            raise ApiRefusal("api.not_allowed")
        return holder


class VendorGate(HttpBearer):
    """Lets a vendor in that came with a token for no office. Raises KeyRefused, and ApiRefusal after too many requests."""

    def __call__(self, request: HttpRequest) -> VendorHolder:
        """Return the vendor."""
        return self.authenticate(request, request.headers.get("Authorization", ""))

    def authenticate(self, request: HttpRequest, token: str) -> VendorHolder:
        """Find the vendor of the token in the header."""
        refuse_key_in_address(request.get_full_path())
        now = clock.now()
        holder = find_vendor_holder(token, client_address(request), now, shown_certificate(request))
        request.turn = take_vendor_turn(holder.vendor, now)  # type: ignore[attr-defined]  # as above
        return holder


def shown_certificate(request: HttpRequest) -> ShownCertificate:
    """Return what the proxy said of the client certificate. What anybody else wrote into those fields is gone by now
    (`portal.forwarding`).
    """
    config = settings.CONFIG
    if not config.proxy:
        return NO_CERTIFICATE

    def said(name: str) -> str:
        field = field_key(name)
        return str(request.META.get(field, "")) if field else ""

    named = config.names_certificates
    return ShownCertificate(
        read_certificate_field(said(config.api_certificate_field)),
        read_name_field(said(config.api_issuer_field)) if named else "",
        read_name_field(said(config.api_subject_field)) if named else "",
    )


def take_vendor_turn(vendor: Vendor, now: datetime) -> RequestTurn:
    """Count a request of a vendor that is for no office. Raises ApiRefusal where it is one too many."""
    return take_turn(("vendor", vendor.pk), now)
