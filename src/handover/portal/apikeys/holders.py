"""Who holds a key: from the header of a request to an office whose software may do some of what its people may.

A right key is let in whatever wrong ones came from the same address: its secret cannot be guessed, so the brake has nothing to
protect but the log and the database, and an authority's single address is never locked out by one forgotten program.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from ipaddress import ip_address, ip_network
from secrets import compare_digest
from typing import Final

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from handover.common.problems import Problem
from handover.common.text import Text
from handover.portal import transaction
from handover.portal.accounts.client_address import network_of
from handover.portal.accounts.tries import Bucket, place_hash, take_try
from handover.portal.apikeys.client_certificate import NO_CERTIFICATE, ShownCertificate
from handover.portal.apikeys.faults import FAULTS, REFUSAL_STATUS
from handover.portal.apikeys.key_text import BEGINNING, TRAINING, KeyText, holds_key, read_key
from handover.portal.apikeys.models import ApiKey, KeyOrigin
from handover.portal.apikeys.right import KeyRight
from handover.portal.apikeys.rights import RIGHTS
from handover.portal.apikeys.token_kind import TokenKind
from handover.portal.audit.log import NOBODY, Actor, record
from handover.portal.audit.noise import record_noise
from handover.portal.county import entered_county
from handover.portal.features import collect_rows
from handover.portal.sealed import token
from handover.portal.transfers.senders import KEY_ROLE, SendingOffice
from handover.portal.web.access import Permission

SCHEME: Final = "bearer"
VENDOR_ACTOR: Final = "vendor"
SELDOM: Final = timedelta(minutes=1)
"""A use is written down at most so often."""


class KeyRefused(Exception):
    """No key, or none that works here and now: the `problem` in words, and how long to `wait` after too many wrong tries."""

    def __init__(self, problem: Problem, wait: timedelta = timedelta()) -> None:
        super().__init__(problem.code)
        self.problem = problem
        self.wait = wait

    @property
    def status(self) -> int:
        """The status of HTTP that says it."""
        return REFUSAL_STATUS[self.problem.code]


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyHolder(SendingOffice):
    """An office whose program came with a key: it may do what both the role of the key and one of its rights allow."""

    key: ApiKey
    rights: tuple[KeyRight, ...]

    def may(self, *permissions: Permission) -> bool:
        """Say whether it may do one of these."""
        opened = [each for each in permissions if any(each in right.opens for right in self.rights)]
        return SendingOffice.may(self, *opened)

    @property
    def actor(self) -> Actor:
        """The key as the audit log names it. With a blank, which no username has, so that it is never taken for a person."""
        return Actor(name_key_actor(self.key), KEY_ROLE, self.establishment.number)

    @property
    def page(self) -> str:
        """The path of the page on which the key is withdrawn."""
        return f"/keys/{self.key.reference}/"


def name_software(key: ApiKey) -> str:
    """Return what the software of a key is called: a vendor by its name, however often an office approved it."""
    return key.name if key.approves_vendor else f"{key.name} ({key.prefix})"


def name_key_actor(key: ApiKey) -> str:
    """Return under which name the audit log has what is done with a key."""
    return f"{VENDOR_ACTOR if key.approves_vendor else KEY_ROLE} {name_software(key)}"


def find_key_holder(
    header: str, address: str, now: datetime, certificate: ShownCertificate = NO_CERTIFICATE
) -> KeyHolder:
    """Return who sends a request, by its header Authorization and the address it comes from. Raises KeyRefused.

    `certificate` is the client certificate that came with it. The header brings a key, or a
    token that stands for one (`token_kind`); from there on both are treated alike.
    """
    given = read_bearer(header)
    key = find_token_key(given, address, certificate, now) or require_own_key(given, address, now)
    check_certificate(key.certificate, certificate)
    check_certificate_holder(key.certificate_issuer, key.certificate_subject, certificate)
    check_key_works(key, address, now)
    note_key_use(key, address, now)
    return hold_key(key)


def read_bearer(header: str) -> str:
    """Return what the header Authorization brings; empty where it is nothing of this scheme. Raises KeyRefused for none."""
    scheme, _, given = header.strip().partition(" ")
    if not given.strip():
        raise KeyRefused(FAULTS["key.missing"].at())
    return given.strip() if scheme.lower() == SCHEME else ""


def find_token_key(given: str, address: str, certificate: ShownCertificate, now: datetime) -> ApiKey | None:
    """Return the key for which a token stands; None for what is no token, and in a training county, which has none.

    Raises KeyRefused for one that opens nothing.
    """
    if entered_county() is not None:
        return None
    for kind in collect_rows("token_kinds", TokenKind):
        if text := read_key(given, kind.beginning):
            key: ApiKey = kind.find_key(text, keys_seen_from(address), address, certificate, now)
            return key
    return None


def require_own_key(given: str, address: str, now: datetime) -> ApiKey:
    """Return the key that was given itself. Raises KeyRefused.

    A key of the site never opens a training county, nor the other way round, whatever their databases hold.
    """
    text = read_key(given, BEGINNING if entered_county() is None else TRAINING)
    key = keys_seen_from(address).filter(prefix=text.prefix).first() if text else None
    if text is None or key is None or not compare_digest(key.digest, text.digest):
        raise refuse_wrong_key(str(key.reference) if key else "", text, address, now)
    return key


def hold_key(key: ApiKey) -> KeyHolder:
    """Return the holder of a key that is right. A right that is in the table no longer opens nothing."""
    rights = tuple(right for name, right in RIGHTS.items() if name in key.rights)
    return KeyHolder(key.establishment, name_software(key), key.role, key=key, rights=rights)


def refuse_key_in_address(url: str) -> None:
    """Raise KeyRefused where a key stands in the address of a request: it is in somebody's log by now."""
    if holds_key(url):
        raise KeyRefused(FAULTS["key.in_address"].at())


def keys_seen_from(address: str) -> QuerySet[ApiKey]:
    """Return all keys with their offices, and when each was last used from a place."""
    here = KeyOrigin.objects.filter(key=OuterRef("pk"), place_hash=hash_place(address))
    keys = ApiKey.objects.select_related("establishment")
    return keys.annotate(last_used_here=Subquery(here.order_by().values("last_used_at")[:1]))


def refuse_wrong_key(subject: str, text: KeyText | None, address: str, now: datetime) -> KeyRefused:
    """Count a wrong key at the brake of its address, write it down, and return what to raise.

    `subject` is the reference of what the wrong secret was tried at, where that is known.
    """
    taken = take_try([Bucket("key", "", place_hash(address))], now)
    if taken.wait:
        return KeyRefused(FAULTS["key.too_many_tries"].at(), taken.wait)
    record_noise("key.wrong", actor=NOBODY, subject=subject, origin=text.prefix if text else "", now=now)
    return KeyRefused(FAULTS["key.unknown"].at())


def check_certificate(bound: str, shown: ShownCertificate) -> None:
    """Raise KeyRefused where a key or token is bound to a certificate, and another came, or none."""
    if bound and not compare_digest(bound, shown.fingerprint):
        raise KeyRefused(FAULTS["key.certificate"].at())


def check_certificate_holder(issuer: str, subject: str, shown: ShownCertificate) -> None:
    """Raise KeyRefused where a key or vendor is bound to the holder of certificates, and one of another came, or none."""
    if (issuer or subject) and (issuer, subject) != (shown.issuer, shown.subject):
        raise KeyRefused(FAULTS["key.certificate"].at())


def check_key_works(key: ApiKey, address: str, now: datetime) -> None:
    """Raise KeyRefused where a right key works no more, not from here, or not for an office that has closed."""
    today = timezone.localdate(now)
    place = key.establishment
    if key.withdrawn_at is not None:
        raise KeyRefused(FAULTS["key.withdrawn"].at(name=key.name, day=timezone.localdate(key.withdrawn_at)))
    if key.ended_by(today):
        raise KeyRefused(FAULTS["key.ended"].at(name=key.name, day=key.ends_on))
    if key.networks and not is_inside(address, key.networks):
        raise KeyRefused(FAULTS["key.elsewhere"].at(name=key.name, address=address))
    if key.office_shut_on(today):
        closed = FAULTS["key.office_closed"]
        raise KeyRefused(closed.at(place=Text(place.named("en"), place.named("cy")), number=place.number))


def is_inside(address: str, networks: list[str]) -> bool:
    """Say whether an address lies in one of these ranges; one that cannot be read lies in none."""
    try:
        here = ip_address(network_of_one(address))
    except ValueError:
        return False
    return any(here in ip_network(network) for network in networks)


def network_of_one(address: str) -> str:
    """Return an address as ranges name it: one of IPv4 that came through a socket for IPv6 is one of IPv4."""
    place = network_of(address)
    return place if "/" not in place else address.partition("%")[0]


def hash_place(address: str) -> str:
    """Return the keyed code by which the place of an address is known again, for a key that was used there."""
    return token("key origins", network_of(address)).hex()


def note_key_use(key: ApiKey, address: str, now: datetime) -> None:
    """Write down when and from where a key is used, at most once a minute and place; a new place goes into the audit log."""
    here: datetime | None = key.last_used_here  # type: ignore[attr-defined]  # the annotation of `keys_seen_from`
    if here is not None and now - here < SELDOM:
        return
    with transaction.atomic():
        earlier = Q(last_used_at=None) | Q(last_used_at__lte=now - SELDOM)
        ApiKey.objects.filter(earlier, pk=key.pk).update(last_used_at=now)
        if here is not None:
            KeyOrigin.objects.filter(key=key, place_hash=hash_place(address)).update(last_used_at=now)
            return
        _, new = KeyOrigin.objects.get_or_create(
            key=key,
            place_hash=hash_place(address),
            defaults={"place": network_of(address), "first_used_at": now, "last_used_at": now},
        )
        if new:
            record("key.new_origin", actor=hold_key(key).actor, subject=str(key.reference), now=now)
