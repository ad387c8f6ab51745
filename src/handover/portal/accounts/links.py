"""Links by which a person chooses a password: made of 256 random bits, kept as a hash, good once and for a time."""

import hashlib
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import F
from django.utils import timezone

from handover.portal import transaction
from handover.portal.accounts.acting import name_actor, name_office
from handover.portal.accounts.keys import open_value, seal_value
from handover.portal.accounts.models import Link, LinkPurpose, User
from handover.portal.accounts.people_models import InvitationRecord
from handover.portal.accounts.sign_in_models import PasswordRequest
from handover.portal.accounts.tries import unlock
from handover.portal.accounts.warnings import send_warning
from handover.portal.audit.log import SITE, Actor, record
from handover.portal.audit.noise import record_noise
from handover.portal.locking import lock_rows
from handover.portal.notices.models import Notice
from handover.portal.notices.outbox import send_email

KINDS = {LinkPurpose.INVITATION: "invited", LinkPurpose.NEW_PASSWORD: "password_reset"}
ASK_AGAIN = timedelta(minutes=5)
"""A person gets no second e-mail about a new password within this time."""
MOST_ASKED = 5
"""Links for a new password that work at the same time: who asks again and again sends a person no more than these."""
PURPOSE = "password requests"
OPENED = "handover.link"
"""Under this a session holds the key of the link that was opened in this browser."""


@dataclass(frozen=True, slots=True)
class NewLink:
    """A link just made: its address, which is known only now, and when it ends."""

    address: str
    expires_at: datetime


def make_link(
    user: User, purpose: LinkPurpose, now: datetime, *, beside: bool = False, until: datetime | None = None
) -> NewLink:
    """Make a link for one person, for the usual time or `until` a moment; any earlier one stops working, unless it is
    to work `beside` them.
    """
    secret = secrets.token_urlsafe(32)
    expires_at = until or now + timedelta(hours=settings.CONFIG.invitation_hours)
    if not beside:
        user.links.filter(used_at=None).delete()
    Link.objects.create(user=user, purpose=purpose, hash=hashed(secret), created_at=now, expires_at=expires_at)
    return NewLink(f"{settings.CONFIG.url.rstrip('/')}/link/{secret}/", expires_at)


def send_link(
    user: User,
    purpose: LinkPurpose,
    now: datetime,
    *,
    beside: bool = False,
    until: datetime | None = None,
    by: Actor = SITE,
) -> NewLink:
    """Make a link and send it by e-mail, which names who sent it. The e-mail does not hold the username: they never travel
    together (3.7).
    """
    link = make_link(user, purpose, now, beside=beside, until=until)
    inviter, office = name_actor(by), name_office(user)
    values = {
        "url": link.address,
        "until": timezone.localtime(link.expires_at),
        "inviter": inviter.en,
        "inviter_cy": inviter.cy,
        "office": office.en,
        "office_cy": office.cy,
    }
    notices = send_email(KINDS[purpose], to=[user.email], values=values, now=now, welsh_first=user.language == "cy")
    if purpose is LinkPurpose.INVITATION:
        note_invitation(user, link, notices, now)
    return link


def note_invitation(user: User, link: NewLink, notices: Sequence[Notice], now: datetime) -> None:
    """Note that a person was invited, by which e-mail and until when; what was due before is no longer."""
    news = {"sent_at": now, "due_at": None, "opened_at": None, "links_until": link.expires_at}
    record_of, _ = InvitationRecord.objects.update_or_create(
        user=user, defaults=news | {"notice": notices[0] if notices else None}
    )
    InvitationRecord.objects.filter(pk=record_of.pk).update(times=F("times") + 1)


def note_opened(link: Link, now: datetime) -> None:
    """Note when an invitation was opened first."""
    if link.purpose == LinkPurpose.INVITATION:
        InvitationRecord.objects.filter(user=link.user, opened_at=None).update(opened_at=now)


def ask_for_new_password(username: str, now: datetime) -> None:
    """Note that somebody asks for a new password under that name; the worker looks whose it is and sends the link.

    So the answer takes the same work, and the same time, whether there is such a person or not. The name is kept sealed:
    people type passwords into that box.
    """
    PasswordRequest.objects.create(name=seal_value(PURPOSE, username.encode("utf-8", "replace")), asked_at=now)


def answer_requests(now: datetime) -> int:
    """Send the links that were asked for; return to how many people."""
    sent = 0
    for request in PasswordRequest.objects.order_by("pk"):
        with transaction.atomic():
            if PasswordRequest.objects.filter(pk=request.pk).delete()[0]:
                sent += answer_password_request(open_value(PURPOSE, bytes(request.name)).decode(), now)
    return sent


def answer_password_request(username: str, now: datetime) -> bool:
    """Send a link to the person of that name, if there is one who has not got enough of them; say whether.

    The links that came before go on working: a stranger who asks for one takes none away from its person.
    """
    # Locked, so that the link goes to the address that the person has when it is stored.
    user = lock_rows(User.objects.filter(username=username, is_active=True).select_related("establishment")).first()
    if user is None:
        return False
    live = user.links.filter(used_at=None, expires_at__gt=now)
    enough = live.filter(created_at__gt=now - ASK_AGAIN).exists() or live.count() >= MOST_ASKED
    if not enough:
        send_link(user, LinkPurpose.NEW_PASSWORD, now, beside=True)
    record_noise("person.new_password_asked", actor=user.actor, subject=user.username, now=now)
    return not enough


def hashed(secret: str) -> str:
    """Return what is kept of a link."""
    return hashlib.sha256(secret.encode()).hexdigest()


def live(link: Link, now: datetime) -> bool:
    """Say whether a link still works."""
    most = settings.CONFIG.lockout_tries
    return link.used_at is None and link.expires_at > now and link.tries < most and link.user.is_active


def open_link(secret: str, now: datetime) -> Link | None:
    """Return the link of that secret if it works. Opening it uses nothing up: mail scanners open links too."""
    link = Link.objects.select_related("user__establishment").filter(hash=hashed(secret)).first()
    return link if link and live(link, now) else None


def open_link_once(key: int | None, now: datetime) -> Link | None:
    """Return a link that this browser opened before, if it still works."""
    link = Link.objects.select_related("user__establishment").filter(pk=key).first() if key else None
    return link if link and live(link, now) else None


def check_link_name(link: Link, username: str, now: datetime) -> bool:
    """Say whether the link is that person's. A wrong name counts; after a few the link stops working."""
    if username == link.user.username:
        return True
    Link.objects.filter(pk=link.pk).update(tries=F("tries") + 1)
    record("person.link_refused", actor=link.user.actor, subject=link.user.username, now=now)
    return False


def use_link(link: Link, password: str, now: datetime) -> bool:
    """Give the link's person this password and use the link up; False if it was used in the meantime.

    Accounts elsewhere are no longer linked then: a thief may have linked one, and "choose a new password" is what we advise.
    """
    user = link.user
    with transaction.atomic():
        if not Link.objects.filter(pk=link.pk, used_at=None, expires_at__gt=now).update(used_at=now):
            return False
        set_password_by_link(user, password, user.actor, now)
        end_outside_accounts(user, now)
    unlock(user.username)
    return True


def end_outside_accounts(user: User, now: datetime) -> None:
    """End the links with accounts elsewhere of a person who lost control of their account, as far as we know, and tell them."""
    providers = list(user.outside_accounts.values_list("provider", flat=True))
    if not providers:
        return
    user.outside_accounts.all().delete()
    send_warning("outside_account_changed", user, now)
    for provider in providers:
        details = {"provider": provider}
        record("person.outside_account_ended", actor=user.actor, subject=user.username, details=details, now=now)


def set_password_by_link(user: User, password: str, by: Actor, now: datetime) -> None:
    """Give a person a new password, which ends all their other sessions and links; tell them, unless it is the first."""
    with transaction.atomic():
        if user.has_usable_password():
            send_warning("password_changed", user, now)
        user.set_password(password)
        user.must_choose_password = False
        user.save(update_fields=["password", "must_choose_password"])
        user.links.filter(used_at=None).delete()
        record("person.password_chosen", actor=by, subject=user.username, now=now)
