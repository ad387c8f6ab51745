"""Tokens: giving a vendor one for an office that approves it, or one of its own; and finding for what a token stands.

A token is 256 random bits, of which the database has the SHA-256. What it opens is asked with each request, so an approval
that is lowered or withdrawn, a secret or vendor that is withdrawn, holds from the next request on.
"""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet
from django.utils import timezone

from handover.portal import transaction
from handover.portal.apikeys.client_certificate import NO_CERTIFICATE, ShownCertificate
from handover.portal.apikeys.faults import FAULTS as KEY_FAULTS
from handover.portal.apikeys.holders import (
    KeyRefused,
    check_certificate,
    check_certificate_holder,
    read_bearer,
    refuse_wrong_key,
)
from handover.portal.apikeys.key_text import KeyText, read_key
from handover.portal.apikeys.models import ApiKey
from handover.portal.vendors.limits import KEPT_AFTER_END, MOST_TOKENS, TOKEN_LIFE
from handover.portal.vendors.models import UsedAssertion, Vendor, VendorApproval, VendorSecret, VendorToken
from handover.portal.vendors.token_text import TOKEN_BEGINNING, invent_vendor_token


@dataclass(frozen=True, slots=True)
class VendorHolder:
    """A vendor that came with a token of its own, for no office: it may learn which offices approve it, and nothing else."""

    vendor: Vendor


def give_token(
    secret: VendorSecret, approval: VendorApproval | None, now: datetime, certificate: ShownCertificate = NO_CERTIFICATE
) -> KeyText:
    """Give a vendor a token; where it has many for that office, the oldest ends. It is bound to the certificate that came."""
    text = invent_vendor_token()
    with transaction.atomic():
        held = VendorToken.objects.filter(secret__vendor=secret.vendor_id, approval=approval)
        oldest = held.order_by("-ends_at", "-pk").values_list("pk", flat=True)[MOST_TOKENS - 1 :]
        if too_many := list(oldest):
            VendorToken.objects.filter(pk__in=too_many).delete()
        VendorToken.objects.create(
            digest=text.digest,
            secret=secret,
            approval=approval,
            ends_at=now + TOKEN_LIFE,
            certificate=certificate.fingerprint,
        )
        VendorSecret.objects.filter(pk=secret.pk).update(last_used_at=now)
    return text


def find_token(text: KeyText, address: str, certificate: ShownCertificate, now: datetime) -> VendorToken:
    """Return a token that has not ended, with its vendor. Raises KeyRefused."""
    rows = VendorToken.objects.select_related("secret__vendor")
    token = rows.filter(digest=text.digest).first()
    if token is None:
        raise refuse_wrong_key("", text, address, now)
    vendor, secret = token.secret.vendor, token.secret
    if token.ended_at(now) or secret.withdrawn_at is not None or vendor.withdrawn_at is not None:
        raise KeyRefused(KEY_FAULTS["key.token_ended"].at())
    check_certificate(token.certificate, certificate)
    check_certificate_holder(vendor.certificate_issuer, vendor.certificate_subject, certificate)
    return token


def find_key_of_token(
    text: KeyText, keys: QuerySet[ApiKey], address: str, certificate: ShownCertificate, now: datetime
) -> ApiKey:
    """Return the approval for which a token stands, as the key that it is. Raises KeyRefused."""
    token = find_token(text, address, certificate, now)
    if token.approval_id is None:
        raise KeyRefused(KEY_FAULTS["key.token_of_no_office"].at())
    return keys.get(approval=token.approval_id)


def find_vendor_holder(
    header: str, address: str, now: datetime, certificate: ShownCertificate = NO_CERTIFICATE
) -> VendorHolder:
    """Return the vendor that sends a request with a token of its own. Raises KeyRefused."""
    text = read_key(read_bearer(header), TOKEN_BEGINNING)
    if text is None:
        raise KeyRefused(KEY_FAULTS["key.for_vendors"].at())
    token = find_token(text, address, certificate, now)
    if token.approval_id is not None:
        raise KeyRefused(KEY_FAULTS["key.for_vendors"].at())
    return VendorHolder(token.secret.vendor)


def list_approvals_of(vendor: Vendor, now: datetime) -> QuerySet[VendorApproval]:
    """Return the approvals of a vendor that are in force."""
    live = VendorApproval.objects.filter(
        vendor=vendor, key__withdrawn_at=None, key__ends_on__gte=timezone.localdate(now)
    )
    return live.select_related("key__establishment")


def forget_old_tokens(now: datetime) -> int:
    """Remove tokens that ended a day ago or earlier, and assertions that are over; return how many. Until then the holders of
    tokens are told that they ended.
    """
    tokens, _ = VendorToken.objects.filter(ends_at__lte=now - KEPT_AFTER_END).delete()
    return tokens + UsedAssertion.objects.filter(ends_at__lte=now).delete()[0]
