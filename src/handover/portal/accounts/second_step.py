"""The second step of signing in: a code of an authenticator app, or one of ten recovery codes.

allauth makes and keeps the secrets. What is ours: they are sealed in the database, and a code works once, on however
many web servers the site runs.
"""

import base64
import os
from datetime import datetime
from functools import cache

from allauth.core.internal.cryptokit import compare_user_code
from allauth.mfa.adapter import DefaultMFAAdapter, get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from allauth.mfa.utils import decrypt
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.contrib.auth.models import AnonymousUser

from handover.portal import transaction
from handover.portal.accounts.models import User
from handover.portal.accounts.warnings import warn
from handover.portal.audit.log import Actor, record

PERIOD_SECONDS = 30
TOLERANCE = (0, -1, 1)
"""Half minutes by which a telephone's clock may be wrong."""
NONCE_LENGTH = 12


@cache
def sealing_key(master: bytes) -> bytes:
    """Return the key that seals the secrets, made from the site's master key."""
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=b"handover second step 1").derive(master)


class SealedSecrets(DefaultMFAAdapter):  # type: ignore[misc]  # allauth has no types
    """Keeps the secrets unreadable for whoever holds only the database."""

    def encrypt(self, text: str) -> str:
        """Seal a secret."""
        nonce = os.urandom(NONCE_LENGTH)
        return base64.b64encode(nonce + self.cipher().encrypt(nonce, text.encode(), None)).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Open a secret."""
        sealed = base64.b64decode(encrypted_text)
        return self.cipher().decrypt(sealed[:NONCE_LENGTH], sealed[NONCE_LENGTH:], None).decode()

    def get_totp_label(self, user: User) -> str:
        """Return the name under which the app lists the code: the username, never an e-mail address."""
        return user.username

    def cipher(self) -> AESGCM:
        """Return the cipher."""
        return AESGCM(sealing_key(settings.CONFIG.key("HANDOVER_MASTER_KEY")))


def has_second_step(user: User | AnonymousUser) -> bool:
    """Say whether this person has set up an authenticator app."""
    return bool(Authenticator.objects.filter(user_id=user.pk, type=Authenticator.Type.TOTP).exists())


def new_secret() -> str:
    """Return a fresh secret, to be shown to the person."""
    return str(generate_totp_secret())


def qr_code(user: User, secret: str) -> str:
    """Return the picture that an authenticator app reads, as SVG."""
    adapter = get_adapter()
    return str(adapter.build_totp_svg(adapter.build_totp_url(user, secret)))


def step_of(secret: str, code: str, now: datetime) -> int | None:
    """Return the half minute that a code belongs to, if it is right now or half a minute early or late."""
    current = int(now.timestamp()) // PERIOD_SECONDS
    for step in (current + off for off in TOLERANCE):
        if compare_user_code(actual=code, expected=format_hotp_value(hotp_value(secret, step))):
            return step
    return None


def code_at(secret: str, moment: datetime) -> str:
    """Return the code that an authenticator app shows at a moment."""
    return str(format_hotp_value(hotp_value(secret, int(moment.timestamp()) // PERIOD_SECONDS)))


def add_second_step(user: User, secret: str, code: str, now: datetime) -> bool:
    """Set up the second step if the code shows that the app has the secret; say whether."""
    step = step_of(secret, code, now)
    if step is None or has_second_step(user):
        return False
    with transaction.atomic():
        TOTP.activate(user, secret)
        RecoveryCodes.activate(user)
        User.objects.filter(pk=user.pk).update(last_code_step=step)
        warn("second_step_changed", user, now)
        record("person.second_factor_added", actor=user.actor, subject=user.username, now=now)
    return True


def remove_second_step(user: User, by: Actor, now: datetime) -> bool:
    """Take the second step away, for instance because a telephone was lost; say whether there was one."""
    with transaction.atomic():
        count, _ = Authenticator.objects.filter(user=user).delete()
        if count:
            warn("second_step_changed", user, now)
            record("person.second_factor_removed", actor=by, subject=user.username, now=now)
    return bool(count)


def recovery_codes(user: User) -> list[str]:
    """Return the recovery codes that are not used yet."""
    kept = Authenticator.objects.filter(user=user, type=Authenticator.Type.RECOVERY_CODES).first()
    return [] if kept is None else list(RecoveryCodes(kept).get_unused_codes())


def new_recovery_codes(user: User, now: datetime) -> list[str]:
    """Replace all recovery codes, used or not, by ten new ones."""
    with transaction.atomic():
        Authenticator.objects.filter(user=user, type=Authenticator.Type.RECOVERY_CODES).delete()
        RecoveryCodes.activate(user)
        record("person.recovery_codes_made", actor=user.actor, subject=user.username, now=now)
    return recovery_codes(user)


def take_code(user: User, code: str, now: datetime) -> bool:
    """Say whether a code is right, and use it up: the app's code of this half minute, or a recovery code."""
    with transaction.atomic():
        kept = {row.type: row for row in Authenticator.objects.filter(user=user)}
        if (app := kept.get(Authenticator.Type.TOTP)) is None:
            return False
        step = step_of(decrypt(app.data["secret"]), code, now)
        if step is not None:
            return User.objects.filter(pk=user.pk, last_code_step__lt=step).update(last_code_step=step) == 1
        paper = kept.get(Authenticator.Type.RECOVERY_CODES)
        if paper is not None and RecoveryCodes(paper).validate_code(code):
            record("person.recovery_code_used", actor=user.actor, subject=user.username, now=now)
            return True
    return False
