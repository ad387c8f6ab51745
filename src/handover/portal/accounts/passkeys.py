"""Passkeys: keys that a telephone, a computer or a security key keeps, and uses for the right site alone.

`fido2` speaks the protocol (Web Authentication level 2). What the browser signs holds a challenge that the session keeps
and that is good once, and the address of the page; a copy of the site under another address gets nothing that works here.
"""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from fido2.server import Fido2Server
from fido2.utils import websafe_encode
from fido2.webauthn import (
    AttestedCredentialData,
    AuthenticationResponse,
    PublicKeyCredentialRpEntity,
    PublicKeyCredentialUserEntity,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from handover.portal import transaction
from handover.portal.accounts.keys import keyed_hash
from handover.portal.accounts.models import User
from handover.portal.accounts.second_step import forget_second_step, has_second_step, note_added
from handover.portal.accounts.sign_in_models import Passkey
from handover.portal.accounts.warnings import send_warning
from handover.portal.audit.log import record
from handover.portal.locking import lock_rows

SITE_NAME = "Handover"
LONGEST_NAME = 60
LONGEST_ANSWER = 20_000
MOST = 10
"""Passkeys of one person."""
Options = dict[str, Any]
State = dict[str, Any]
MALFORMED = (ValueError, KeyError, TypeError, AttributeError, IndexError, AssertionError, RecursionError)
"""What reading an invented answer may raise."""


def server_for(origin: str) -> Fido2Server:
    """Return the protocol's other half for a site at an address such as https://handover.example."""
    site = PublicKeyCredentialRpEntity(name=SITE_NAME, id=urlsplit(origin).hostname)
    return Fido2Server(site, verify_origin=lambda given: given == origin)


def list_credentials(user: User) -> list[AttestedCredentialData]:
    """Return the public halves of a person's passkeys."""
    return [AttestedCredentialData(bytes(passkey.credential)) for passkey in Passkey.objects.filter(user=user)]


def begin_adding(user: User, origin: str) -> tuple[Options, State]:
    """Return what the browser needs to make a passkey, and what the session keeps until it has."""
    handle = bytes.fromhex(keyed_hash("passkey holder", str(user.pk)))
    holder = PublicKeyCredentialUserEntity(name=user.username, id=handle, display_name=user.full_name)
    options, state = server_for(origin).register_begin(
        holder,
        list_credentials(user),
        resident_key_requirement=ResidentKeyRequirement.DISCOURAGED,
        user_verification=UserVerificationRequirement.PREFERRED,
    )
    return dict(options)["publicKey"], dict(state)


def store_passkey(
    user: User, name: str, answer: str, state: State | None, origin: str, now: datetime
) -> tuple[bool, list[str]]:
    """Store a passkey that the browser has made; say whether, and return recovery codes if they are the person's first."""
    if state is None:
        return False, []
    try:
        made = server_for(origin).register_complete(state, read_answer(answer)).credential_data
    except MALFORMED:
        return False, []
    number = websafe_encode(made.credential_id) if made else ""
    with transaction.atomic():
        lock_rows(User.objects.filter(pk=user.pk)).get()
        full = Passkey.objects.filter(user=user).count() >= MOST
        if made is None or full or Passkey.objects.filter(credential_id=number).exists():
            return False, []
        values = {"credential_id": number, "credential": bytes(made), "created_at": now}
        Passkey.objects.create(user=user, name=name[:LONGEST_NAME], **values)
        return True, note_added(user, now)


def read_answer(answer: str) -> Mapping[str, Any]:
    """Read what the browser sent. Raises ValueError."""
    found = json.loads(answer)
    if not isinstance(found, dict):
        raise ValueError("not an object")
    return found


def begin_using(user: User, origin: str) -> tuple[Options, State]:
    """Return what the browser needs to use one of a person's passkeys, and what the session keeps until it has."""
    options, state = server_for(origin).authenticate_begin(
        list_credentials(user), user_verification=UserVerificationRequirement.PREFERRED
    )
    return dict(options)["publicKey"], dict(state)


def take_passkey(user: User, answer: str, state: State | None, origin: str, now: datetime) -> bool:
    """Say whether the browser has used one of this person's passkeys for this challenge at this address."""
    if state is None:
        return False
    try:
        given = read_answer(answer)
        used = server_for(origin).authenticate_complete(state, list_credentials(user), given)
        uses = AuthenticationResponse.from_dict(given).response.authenticator_data.counter
    except MALFORMED:
        return False
    # A counter that does not go on means that the key was copied. Many devices do not count: theirs stays nought.
    fresh = Passkey.objects.filter(user=user, credential_id=websafe_encode(used.credential_id))
    return fresh.filter(**({"uses__lt": uses} if uses else {"uses": 0})).update(uses=uses, used_at=now) == 1


def forget_passkey(user: User, passkey: Passkey, now: datetime) -> None:
    """Forget a passkey; with the last way to take the second step its recovery codes go too."""
    with transaction.atomic():
        if Passkey.objects.filter(pk=passkey.pk, user=user).delete()[0]:
            if not has_second_step(user):
                forget_second_step(user)
            send_warning("second_step_changed", user, now)
            record("person.second_factor_removed", actor=user.actor, subject=user.username, now=now)
