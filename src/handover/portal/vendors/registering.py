"""Registering vendors, giving them secrets, and withdrawing both. Every verb is written down.

A vendor is registered once for the whole site, by the national administrator, who has seen that there is such a firm. That
opens nothing yet: each office approves the vendor for itself (`approving`). It takes a second step to register one and to
make a secret, as for keys; the role has one always.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.validators import URLValidator, validate_email
from django.db import IntegrityError

from handover.common.problems import Problem
from handover.portal import transaction
from handover.portal.accounts.models import User
from handover.portal.apikeys.distinguished_name import read_distinguished_name
from handover.portal.apikeys.key_text import KeyText
from handover.portal.apikeys.making import check_certificate_name
from handover.portal.audit.log import record
from handover.portal.locking import lock_rows
from handover.portal.vendors.faults import FAULTS
from handover.portal.vendors.limits import MOST_SECRETS
from handover.portal.vendors.models import LONGEST_VENDOR_NAME, Vendor, VendorSecret, VendorToken
from handover.portal.vendors.permissions import MANAGE_VENDORS
from handover.portal.vendors.public_keys import BadPublicKey, read_public_key, write_public_key
from handover.portal.vendors.telling import tell_vendor
from handover.portal.vendors.token_text import invent_client_id, invent_vendor_secret


class VendorRefused(Exception):
    """What was asked for is not in order; `problems` says what is wrong, by field."""

    def __init__(self, problems: Mapping[str, Problem]) -> None:
        super().__init__("; ".join(problem.message() for problem in problems.values()))
        self.problems = dict(problems)


@dataclass(frozen=True, slots=True)
class WantedVendor:
    """What is said of a vendor: its name as offices know it, whom to write to, and its page on the web."""

    name: str
    contact_email: str
    web_address: str


@dataclass(frozen=True, slots=True)
class MadeSecret:
    """A secret that was just made. Its text is known only now."""

    secret: VendorSecret
    text: KeyText


def require_vendor_keeper(by: User) -> None:
    """Raise PermissionDenied for anybody who does not look after vendors."""
    if not by.may(MANAGE_VENDORS):
        raise PermissionDenied


def register_vendor(by: User, wanted: WantedVendor, now: datetime) -> MadeSecret:
    """Register a vendor and make its first secret; raise VendorRefused with all that is wrong."""
    require_vendor_keeper(by)
    if problems := check_wanted_vendor(wanted):
        raise VendorRefused(problems)
    with transaction.atomic():
        vendor = store_vendor(by, wanted, now)
        made = store_vendor_secret(by, vendor, now)
        record("vendor.registered", actor=by.actor, subject=vendor.client_id, details=describe_vendor(vendor), now=now)
        tell_vendor("vendor_registered", vendor, now)
    return made


def store_vendor(by: User, wanted: WantedVendor, now: datetime) -> Vendor:
    """Store a vendor; raise VendorRefused where somebody else has just registered one of that name."""
    try:
        with transaction.atomic():
            return Vendor.objects.create(
                client_id=invent_client_id(),
                name=wanted.name.strip(),
                contact_email=wanted.contact_email.strip(),
                web_address=wanted.web_address.strip(),
                registered_at=now,
                registered_by=by,
            )
    except IntegrityError:
        raise VendorRefused({"name": FAULTS["vendor.name_taken"].at(name=wanted.name.strip())}) from None


def check_wanted_vendor(wanted: WantedVendor) -> dict[str, Problem]:
    """Return what is wrong with what is said of a vendor, by field."""
    name = wanted.name.strip()
    found = {}
    if not 0 < len(name) <= LONGEST_VENDOR_NAME or not name.isprintable():
        found["name"] = FAULTS["vendor.name_shape"].at(most=LONGEST_VENDOR_NAME)
    elif Vendor.objects.filter(name__iexact=name, withdrawn_at=None).exists():
        found["name"] = FAULTS["vendor.name_taken"].at(name=name)
    if not is_valid(validate_email, wanted.contact_email.strip()):
        found["contact_email"] = FAULTS["vendor.email_shape"].at()
    if not is_valid(URLValidator(["https"]), wanted.web_address.strip()) or len(wanted.web_address.strip()) > 200:
        found["web_address"] = FAULTS["vendor.web_shape"].at()
    return found


def is_valid(validate: object, text: str) -> bool:
    """Say whether one of Django's validators takes a text."""
    assert callable(validate)
    try:
        validate(text)
    except ValidationError:
        return False
    return True


def store_vendor_secret(by: User, vendor: Vendor, now: datetime) -> MadeSecret:
    """Store a new secret of a vendor."""
    text = invent_vendor_secret()
    while VendorSecret.objects.filter(prefix=text.prefix).exists():
        text = invent_vendor_secret()
    secret = VendorSecret.objects.create(vendor=vendor, prefix=text.prefix, digest=text.digest, made_at=now, made_by=by)
    return MadeSecret(secret, text)


def make_vendor_secret(by: User, vendor: Vendor, now: datetime) -> MadeSecret:
    """Make a secret that works beside the one there is. Raises VendorRefused where there are enough."""
    require_vendor_keeper(by)
    with transaction.atomic():
        held = lock_live_vendor(vendor)
        if held.secrets.filter(withdrawn_at=None).count() >= MOST_SECRETS:
            raise VendorRefused({"": FAULTS["vendor.many_secrets"].at(most=MOST_SECRETS)})
        made = store_vendor_secret(by, held, now)
        details = {"name": held.name, "prefix": made.secret.prefix}
        record("vendor.secret_made", actor=by.actor, subject=held.client_id, details=details, now=now)
        tell_vendor("vendor_secret_made", held, now)
    return made


def register_public_key(by: User, vendor: Vendor, text: str, now: datetime) -> VendorSecret:
    """Have a vendor prove who it is by a key of its own, of which the site has the public half. Raises VendorRefused."""
    require_vendor_keeper(by)
    try:
        key = read_public_key(text)
    except BadPublicKey as bad:
        raise VendorRefused({"public_key": bad.problem}) from bad
    with transaction.atomic():
        held = lock_live_vendor(vendor)
        if held.secrets.filter(withdrawn_at=None).count() >= MOST_SECRETS:
            raise VendorRefused({"": FAULTS["vendor.many_secrets"].at(most=MOST_SECRETS)})
        made = store_vendor_secret(by, held, now).secret
        made.digest, made.public_key = "", write_public_key(key)
        made.save(update_fields=["digest", "public_key"])
        details = {"name": held.name, "prefix": made.prefix}
        record("vendor.key_registered", actor=by.actor, subject=held.client_id, details=details, now=now)
        tell_vendor("vendor_key_registered", held, now)
    return made


def bind_vendor(by: User, vendor: Vendor, issuer: str, subject: str, now: datetime) -> bool:
    """Have a vendor show a client certificate of a holder from now on, or of nobody; say whether that was still to do.

    Raises VendorRefused for what is no name, and for one of the two without the other.
    """
    require_vendor_keeper(by)
    names = {"issuer": check_certificate_name(issuer, subject), "subject": check_certificate_name(subject, issuer)}
    if problems := {field: problem for field, problem in names.items() if problem is not None}:
        raise VendorRefused(problems)
    wanted = read_distinguished_name(issuer), read_distinguished_name(subject)
    with transaction.atomic():
        held = lock_live_vendor(vendor)
        if (held.certificate_issuer, held.certificate_subject) == wanted:
            return False
        held.certificate_issuer, held.certificate_subject = wanted
        held.save(update_fields=["certificate_issuer", "certificate_subject"])
        details = {"name": held.name, "certificate_issuer": wanted[0], "certificate_subject": wanted[1]}
        record("vendor.certificate_bound", actor=by.actor, subject=held.client_id, details=details, now=now)
    return True


def withdraw_vendor_secret(by: User, secret: VendorSecret, now: datetime) -> bool:
    """Withdraw a secret with all tokens that were given for it, at once; say whether that was still to do."""
    require_vendor_keeper(by)
    with transaction.atomic():
        vendor = lock_rows(Vendor.objects.filter(pk=secret.vendor_id)).get()
        if not vendor.secrets.filter(pk=secret.pk, withdrawn_at=None).update(withdrawn_at=now):
            return False
        VendorToken.objects.filter(secret=secret).delete()
        details = {"name": vendor.name, "prefix": secret.prefix}
        record("vendor.secret_withdrawn", actor=by.actor, subject=vendor.client_id, details=details, now=now)
    return True


def withdraw_vendor(by: User, vendor: Vendor, now: datetime) -> bool:
    """Withdraw a vendor for good: its secrets and tokens open nothing from now on; say whether that was still to do.

    The offices that approved it are told by the worker, which withdraws their approvals one by one.
    """
    require_vendor_keeper(by)
    with transaction.atomic():
        held = lock_rows(Vendor.objects.filter(pk=vendor.pk)).get()
        if held.withdrawn_at is not None:
            return False
        held.withdrawn_at, held.withdrawn_by = now, by
        held.save(update_fields=["withdrawn_at", "withdrawn_by"])
        held.secrets.filter(withdrawn_at=None).update(withdrawn_at=now)
        VendorToken.objects.filter(secret__vendor=held).delete()
        record("vendor.withdrawn", actor=by.actor, subject=held.client_id, details=describe_vendor(held), now=now)
        tell_vendor("vendor_withdrawn", held, now)
    return True


def lock_live_vendor(vendor: Vendor) -> Vendor:
    """Return a vendor that works, which nobody else can change until this transaction ends. Raises VendorRefused."""
    held = lock_rows(Vendor.objects.filter(pk=vendor.pk)).get()
    if held.withdrawn_at is not None:
        raise VendorRefused({"": FAULTS["vendor.no_longer"].at(name=held.name)})
    return held


def describe_vendor(vendor: Vendor) -> dict[str, str]:
    """Return what the audit log says of a vendor."""
    return {"name": vendor.name, "client": vendor.client_id}
