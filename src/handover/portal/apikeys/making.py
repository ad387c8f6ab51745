"""Making keys, putting one in another's place, and withdrawing them. Every verb is written down.

Who decides which people work at an office decides which programs do. A school's people make keys of their school; the
administrator of an authority (LEA DBA) makes keys of it, each for one of the roles that this administrator may give to people.
So a key never does more than a person whom its maker could invite, and none looks after people, schools or keys: those roles
are reserved. It takes the person's second step to make one; where the role itself needs a second step of people, address
ranges stand in its place, because a program has no telephone.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from ipaddress import IPv4Network, IPv6Network, ip_network

from django.core.exceptions import PermissionDenied
from django.utils import timezone

from handover.common.problems import Problem
from handover.common.text import Text
from handover.portal import transaction
from handover.portal.accounts.models import User
from handover.portal.accounts.reach import roles_to_give
from handover.portal.accounts.roles import ROLES, Role
from handover.portal.accounts.second_step import has_second_step
from handover.portal.apikeys.client_certificate import read_fingerprint
from handover.portal.apikeys.distinguished_name import read_distinguished_name
from handover.portal.apikeys.faults import FAULTS
from handover.portal.apikeys.key_text import KeyText, invent_key
from handover.portal.apikeys.limits import LONGEST_DAYS, MOST_KEYS, MOST_NETWORKS, NOTICE_DAYS, WIDEST_IPV4, WIDEST_IPV6
from handover.portal.apikeys.models import LONGEST_KEY_NAME, ApiKey
from handover.portal.apikeys.permissions import MANAGE_KEYS
from handover.portal.apikeys.rights import RIGHTS, rights_of_role
from handover.portal.apikeys.telling import tell_of_key
from handover.portal.audit.log import record
from handover.portal.establishments.models import Establishment
from handover.portal.locking import lock_rows
from handover.portal.web.roles import SCHOOL


class KeyNotMade(Exception):
    """What was asked for is not in order; `problems` says what is wrong, by field."""

    def __init__(self, problems: Mapping[str, Problem]) -> None:
        super().__init__("; ".join(problem.message() for problem in problems.values()))
        self.problems = dict(problems)


@dataclass(frozen=True, slots=True)
class WantedKey:
    """What a key is to be: its name, its rights by their keys, its last day, its role, its address ranges, the SHA-256 of
    the client certificate that it takes, and the issuer and the subject of those that it takes.
    """

    name: str
    rights: tuple[str, ...]
    ends_on: date
    role: str = SCHOOL
    networks: tuple[str, ...] = ()
    certificate: str = ""
    issuer: str = ""
    subject: str = ""


@dataclass(frozen=True, slots=True)
class MadeKey:
    """A key that was just made. Its text is known only now."""

    key: ApiKey
    text: KeyText


def roles_for_keys(by: User) -> tuple[Role, ...]:
    """Return the roles that somebody may give a key of their office; none where they may make no keys."""
    if by.establishment is None or not by.may(MANAGE_KEYS):
        return ()
    given = roles_to_give(by.actor)
    return tuple(ROLES[key] for key in given if ROLES[key].establishment == by.establishment.kind)


def make_api_key(by: User, wanted: WantedKey, now: datetime) -> MadeKey:
    """Make a key of the person's office; raise KeyNotMade with all that is wrong."""
    place = require_office(by)
    if problems := check_wanted(by, wanted, timezone.localdate(now)):
        raise KeyNotMade(problems)
    with transaction.atomic():
        hold_office(place, timezone.localdate(now))
        made = store_key(by, place, wanted, now)
        record("key.made", actor=by.actor, subject=str(made.key.reference), details=describe_key(made.key), now=now)
        tell_of_key("key_made", made.key, by, now)
    return made


def withdraw_api_key(by: User, key: ApiKey, now: datetime) -> bool:
    """Withdraw a key, at once and for good, and tell its office; say whether that was still to do.

    Who may do it, the caller asks: `listing.find_own_key` and `listing.find_key_within_reach`.
    """
    with transaction.atomic():
        open_one = ApiKey.objects.filter(pk=key.pk, withdrawn_at=None)
        if not open_one.update(withdrawn_at=now, withdrawn_by=by):
            return False
        record("key.withdrawn", actor=by.actor, subject=str(key.reference), details=describe_key(key), now=now)
        tell_of_key("approval_withdrawn" if key.approves_vendor else "key_withdrawn", key, by, now)
    key.refresh_from_db()
    return True


def require_office(by: User) -> Establishment:
    """Return the office whose keys somebody looks after. Raises PermissionDenied."""
    if by.establishment is None or not by.may(MANAGE_KEYS):
        raise PermissionDenied
    return by.establishment


def hold_office(place: Establishment, today: date) -> None:
    """Have nobody else make a key of an office until this transaction ends; raise KeyNotMade where there are enough."""
    lock_rows(Establishment.objects.filter(pk=place.pk)).get()
    if ApiKey.objects.filter(establishment=place, withdrawn_at=None, ends_on__gte=today).count() >= MOST_KEYS:
        raise KeyNotMade({"": FAULTS["key.many"].at(most=MOST_KEYS)})


def store_key(
    by: User, place: Establishment, wanted: WantedKey, now: datetime, follows: ApiKey | None = None
) -> MadeKey:
    """Store a key that is in order."""
    text = invent_key()
    while ApiKey.objects.filter(prefix=text.prefix).exists():
        text = invent_key()
    key = ApiKey.objects.create(
        establishment=place,
        role=wanted.role,
        name=wanted.name.strip(),
        prefix=text.prefix,
        digest=text.digest,
        rights=[right for right in RIGHTS if right in wanted.rights],
        networks=[str(read_network(network)) for network in wanted.networks],
        certificate=read_fingerprint(wanted.certificate),
        certificate_issuer=read_distinguished_name(wanted.issuer),
        certificate_subject=read_distinguished_name(wanted.subject),
        made_at=now,
        made_by=by,
        ends_on=wanted.ends_on,
        told_days=count_told_days(wanted.ends_on, timezone.localdate(now)),
        follows=follows,
        first_key=follows.program if follows else None,
    )
    return MadeKey(key, text)


def count_told_days(ends_on: date, today: date) -> int | None:
    """Return how many days before the end the office counts as told where it has just chosen the last day itself."""
    reached = [days for days in NOTICE_DAYS if (ends_on - today).days <= days]
    return min(reached) if reached else None


def check_wanted(by: User, wanted: WantedKey, today: date) -> dict[str, Problem]:
    """Return what is wrong with a key that somebody wants, by field."""
    if wanted.role not in [role.key for role in roles_for_keys(by)]:
        return {"role": FAULTS["key.role_beyond"].at()}
    found = {
        "": None if has_second_step(by) else FAULTS["key.second_step_needed"].at(),
        "name": check_key_name(wanted.name),
        "rights": check_rights(wanted.rights, ROLES[wanted.role]),
        "ends_on": check_end(wanted.ends_on, today),
        "networks": check_networks(wanted.networks, ROLES[wanted.role]),
        "certificate": check_fingerprint(wanted.certificate),
        "issuer": check_certificate_name(wanted.issuer, wanted.subject),
        "subject": check_certificate_name(wanted.subject, wanted.issuer),
    }
    return {field: problem for field, problem in found.items() if problem is not None}


def check_key_name(name: str) -> Problem | None:
    """Return what is wrong with the name of a key."""
    right = 0 < len(name.strip()) <= LONGEST_KEY_NAME and name.isprintable()
    return None if right else FAULTS["key.name_shape"].at(most=LONGEST_KEY_NAME)


def check_rights(rights: tuple[str, ...], role: Role) -> Problem | None:
    """Return what is wrong with the rights of a key."""
    if not rights:
        return FAULTS["key.no_rights"].at()
    beyond = set(rights) - {right.key for right in rights_of_role(role.key)}
    if not beyond:
        return None
    names = [RIGHTS[key].name if key in RIGHTS else Text(key, key) for key in sorted(beyond)]
    listed = Text(", ".join(name.en for name in names), ", ".join(name.cy for name in names))
    return FAULTS["key.rights_beyond"].at(role=role.name, rights=listed)


def check_end(day: date, today: date) -> Problem | None:
    """Return what is wrong with the last day of a key."""
    last = today + timedelta(days=LONGEST_DAYS)
    return None if today <= day <= last else FAULTS["key.end_day"].at(last=last)


def check_networks(networks: tuple[str, ...], role: Role) -> Problem | None:
    """Return what is wrong with the address ranges of a key."""
    if len(networks) > MOST_NETWORKS:
        return FAULTS["key.networks_many"].at(most=MOST_NETWORKS)
    for text in networks:
        network = read_network(text)
        if network is None:
            return FAULTS["key.network_shape"].at(network=text[:50])
        if network.prefixlen < (WIDEST_IPV4 if network.version == 4 else WIDEST_IPV6):
            return FAULTS["key.network_wide"].at(network=network, ipv4=WIDEST_IPV4, ipv6=WIDEST_IPV6)
    return FAULTS["key.networks_needed"].at(role=role.name) if role.second_factor and not networks else None


def check_fingerprint(text: str) -> Problem | None:
    """Return what is wrong with the fingerprint of a certificate."""
    return None if not text.strip() or read_fingerprint(text) else FAULTS["key.fingerprint_shape"].at()


def check_certificate_name(text: str, other: str) -> Problem | None:
    """Return what is wrong with one of the two names to which certificates are bound; `other` is the other of them."""
    if not text.strip():
        return FAULTS["key.holder_half"].at() if other.strip() else None
    return None if read_distinguished_name(text) else FAULTS["key.holder_shape"].at()


def read_network(text: str) -> IPv4Network | IPv6Network | None:
    """Return the range that a text names; None for what is none. Bits behind the range are left out."""
    try:
        return ip_network(text.strip(), strict=False)
    except ValueError:
        return None


def describe_key(key: ApiKey) -> dict[str, str]:
    """Return what the audit log says of a key: never the key."""
    return {
        "name": key.name,
        "prefix": key.prefix,
        "role": key.role,
        "rights": " ".join(key.rights),
        "networks": " ".join(key.networks),
        "certificate": key.certificate,
        "certificate_issuer": key.certificate_issuer,
        "certificate_subject": key.certificate_subject,
        "ends": key.ends_on.isoformat(),
    }
