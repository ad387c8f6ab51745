"""The second step of signing in: a code of an authenticator app, a passkey (`passkeys`), or one of ten recovery codes.

The app's secret is sealed in the database, of a recovery code only a keyed hash is kept, and each code works once, on
however many web servers the site runs.
"""

import base64
import secrets
from datetime import datetime
from io import BytesIO

import pyotp
import qrcode
import qrcode.image.svg
from django.conf import settings

from handover.common.identifiers import LA_SUFFIX
from handover.portal import transaction
from handover.portal.accounts.keys import keyed_hash, open_value, seal_value
from handover.portal.accounts.models import User
from handover.portal.accounts.offices import needs_second_step_somewhere
from handover.portal.accounts.sign_in_models import AuthenticatorApp, Passkey, RecoveryCode, SecondStepRule
from handover.portal.accounts.warnings import send_warning
from handover.portal.audit.log import Actor, record

ISSUER = "Handover"
PURPOSE = "second step"
RECOVERY_PURPOSE = "recovery codes"
PERIOD_SECONDS = 30
TOLERANCE = (0, -1, 1)
"""Half minutes by which a telephone's clock may be wrong."""
RECOVERY_CODES = 10
RECOVERY_DIGITS = 8


def sealed_secret(secret: str) -> str:
    """Seal the secret of an app."""
    return base64.b64encode(seal_value(PURPOSE, secret.encode())).decode()


def opened_secret(sealed: str) -> str:
    """Open the secret of an app. Raises CannotUnseal."""
    return open_value(PURPOSE, base64.b64decode(sealed)).decode()


def has_app(user: User) -> bool:
    """Say whether this person has set up an authenticator app."""
    return AuthenticatorApp.objects.filter(user=user).exists()


def has_second_step(user: User) -> bool:
    """Say whether this person has set up an authenticator app or a passkey."""
    return has_app(user) or Passkey.objects.filter(user=user).exists()


def needs_second_step(user: User) -> bool:
    """Say whether this person must have a second step: by a role, an authority's word, or the operator's.

    It is asked of whoever holds one office that needs it, in whichever they work: the same password opens them all.
    """
    if user.duties.second_factor or settings.CONFIG.second_step == "everybody":
        return True
    return needs_second_step_somewhere(user)


def asks_everybody(la_number: str) -> bool:
    """Say whether an authority wants a second step of everybody."""
    return SecondStepRule.objects.filter(la_number=la_number).exists()


def ask_everybody(la_number: str, wanted: bool, by: Actor, now: datetime) -> None:
    """Require a second step of everybody of an authority and of its schools, or again of some roles only."""
    with transaction.atomic():
        if wanted:
            _, changed = SecondStepRule.objects.get_or_create(la_number=la_number, defaults={"set_at": now})
        else:
            count, _ = SecondStepRule.objects.filter(la_number=la_number).delete()
            changed = bool(count)
        if changed:
            details = {"second_step": "everybody" if wanted else "roles"}
            record("authority.second_step_set", actor=by, subject=f"{la_number}{LA_SUFFIX}", details=details, now=now)


def new_secret() -> str:
    """Return a fresh secret, to be shown to the person."""
    return pyotp.random_base32()


def qr_code(user: User, secret: str) -> str:
    """Return the picture that an authenticator app reads, as SVG. It names the username, never an e-mail address."""
    address = pyotp.TOTP(secret).provisioning_uri(name=user.username, issuer_name=ISSUER)
    picture = BytesIO()
    qrcode.make(address, image_factory=qrcode.image.svg.SvgPathImage).save(picture)
    return picture.getvalue().decode()


def typed_digits(code: str) -> str:
    """Return a code without the blanks and hyphens that people type into it."""
    return "".join(code.split()).replace("-", "")


def step_of(secret: str, code: str, now: datetime) -> int | None:
    """Return the half minute that a code belongs to, if it is right now or half a minute early or late."""
    current, typed = int(now.timestamp()) // PERIOD_SECONDS, typed_digits(code).encode()
    maker = pyotp.HOTP(secret)
    for step in (current + off for off in TOLERANCE):
        if secrets.compare_digest(typed, maker.at(step).encode()):
            return step
    return None


def code_at(secret: str, moment: datetime) -> str:
    """Return the code that an authenticator app shows at a moment."""
    return pyotp.HOTP(secret).at(int(moment.timestamp()) // PERIOD_SECONDS)


def keep_app(user: User, secret: str, now: datetime) -> None:
    """Store the secret of a person's app, sealed."""
    AuthenticatorApp.objects.create(user=user, secret=sealed_secret(secret), created_at=now)


def add_app(user: User, secret: str, code: str, now: datetime) -> list[str] | None:
    """Set up an app if the code shows that it has the secret; return recovery codes if they are the first, else none.

    None says that the code is not right, or that there is an app already.
    """
    step = step_of(secret, code, now)
    if step is None or has_app(user):
        return None
    with transaction.atomic():
        keep_app(user, secret, now)
        User.objects.filter(pk=user.pk).update(last_code_step=step)
        return note_added(user, now)


def note_added(user: User, now: datetime) -> list[str]:
    """Tell and write down that a person has one more way to take the second step; make the first recovery codes."""
    codes = [] if user.recovery_codes.exists() else fresh_codes(user)
    send_warning("second_step_changed", user, now)
    record("person.second_factor_added", actor=user.actor, subject=user.username, now=now)
    return codes


def remove_second_step(user: User, by: Actor, now: datetime) -> bool:
    """Take the second step away, app, passkeys and codes, because a telephone was lost; say whether there was one."""
    with transaction.atomic():
        count = forget_second_step(user)
        if count:
            send_warning("second_step_changed", user, now)
            record("person.second_factor_removed", actor=by, subject=user.username, now=now)
    return bool(count)


def forget_second_step(user: User) -> int:
    """Delete all that a person's second step is made of; return how many ways there were."""
    apps, _ = AuthenticatorApp.objects.filter(user=user).delete()
    passkeys, _ = Passkey.objects.filter(user=user).delete()
    RecoveryCode.objects.filter(user=user).delete()
    return apps + passkeys


def recovery_codes_left(user: User) -> int:
    """Return how many recovery codes are not used yet."""
    return RecoveryCode.objects.filter(user=user).count()


def recovery_hash(user: User, code: str) -> str:
    """Return what is kept of a recovery code."""
    return keyed_hash(RECOVERY_PURPOSE, f"{user.pk} {code}")


def fresh_codes(user: User) -> list[str]:
    """Replace all recovery codes of a person, used or not, by ten new ones; they are known only now."""
    codes: set[str] = set()
    while len(codes) < RECOVERY_CODES:
        codes.add(f"{secrets.randbelow(10**RECOVERY_DIGITS):0{RECOVERY_DIGITS}}")
    RecoveryCode.objects.filter(user=user).delete()
    RecoveryCode.objects.bulk_create(RecoveryCode(user=user, hash=recovery_hash(user, code)) for code in codes)
    return list(codes)


def new_recovery_codes(user: User, now: datetime) -> list[str]:
    """Make new recovery codes and write it down."""
    with transaction.atomic():
        codes = fresh_codes(user)
        record("person.recovery_codes_made", actor=user.actor, subject=user.username, now=now)
    return codes


def take_code(user: User, code: str, now: datetime) -> bool:
    """Say whether a code is right, and use it up: the app's code of this half minute, or a recovery code."""
    with transaction.atomic():
        app = AuthenticatorApp.objects.filter(user=user).first()
        step = None if app is None else step_of(opened_secret(app.secret), code, now)
        if step is not None:
            return User.objects.filter(pk=user.pk, last_code_step__lt=step).update(last_code_step=step) == 1
        used, _ = RecoveryCode.objects.filter(user=user, hash=recovery_hash(user, typed_digits(code))).delete()
        if used:
            record("person.recovery_code_used", actor=user.actor, subject=user.username, now=now)
        return bool(used)
