"""One's own sessions: where one is signed in, and ending what one does not know or no longer needs."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.conf import settings

from handover.portal import transaction
from handover.portal.accounts.browsers import BROWSER
from handover.portal.accounts.models import User
from handover.portal.accounts.session_store import hash_of, open_session
from handover.portal.accounts.sessions import SEEN, STARTED
from handover.portal.accounts.sign_in_models import BrowserSession
from handover.portal.audit.log import SITE, Actor, record
from handover.portal.masterkeys.codes import newest_form

SHOWN = 16
"""Figures of a session's hash by which its person names it: enough to tell their own apart, useless to others."""


@dataclass(frozen=True, slots=True)
class OwnSession:
    """A session as its person sees it. The browser's address is not kept: in a school it tells nobody apart."""

    number: str
    browser: str
    system: str
    since: datetime
    used: datetime
    here: bool


def list_sessions(user: User, session_key: str | None, now: datetime) -> list[OwnSession]:
    """Return the sessions of a person that are still good, the one of this browser first, then the latest used."""
    here = hash_of(session_key) if session_key else ""
    idle = timedelta(minutes=settings.CONFIG.idle_minutes)
    rows = BrowserSession.objects.filter(user=user, expires_at__gt=now)
    found = [describe_session(row, here) for row in rows]
    good = [session for session in found if now - session.used <= idle or session.here]
    return sorted(good, key=lambda session: (session.here, session.used), reverse=True)


def describe_session(row: BrowserSession, here: str) -> OwnSession:
    """Return a session as its person sees it."""
    inside = open_session(row)
    browser, system = inside.get(BROWSER) or ("", "")
    used = read_session_moment(inside.get(SEEN)) or row.seen_at
    return OwnSession(
        row.key_hash[:SHOWN],
        browser,
        system,
        read_session_moment(inside.get(STARTED)) or used,
        used,
        newest_form(row.key_hash) == newest_form(here),
    )


def read_session_moment(seconds: float | None) -> datetime | None:
    """Return a moment from the seconds that a session holds."""
    return None if seconds is None else datetime.fromtimestamp(float(seconds), UTC)


def end_own_session(user: User, number: str, now: datetime) -> bool:
    """End one session of a person; say whether there was one."""
    with transaction.atomic():
        count, _ = user.sessions.filter(key_hash__startswith=number).delete() if len(number) == SHOWN else (0, {})
        if count:
            record("person.session_ended", actor=user.actor, subject=user.username, now=now)
    return bool(count)


def end_other_sessions(user: User, session_key: str | None, now: datetime) -> int:
    """End all sessions of a person but that of this browser; return how many there were."""
    with transaction.atomic():
        others = user.sessions.exclude(key_hash=hash_of(session_key) if session_key else "")
        count, _ = others.delete()
        if count:
            details = {"sessions": str(count)}
            record("person.session_ended", actor=user.actor, subject=user.username, details=details, now=now)
    return count


def end_all_sessions(user: User, by: Actor, now: datetime) -> None:
    """End every session of a person, because an administrator took away what protected them."""
    count, _ = user.sessions.all().delete()
    if count:
        record("person.session_ended", actor=by, subject=user.username, details={"sessions": str(count)}, now=now)


def end_everybodys_sessions(now: datetime) -> int:
    """End every session of the site; return how many there were."""
    with transaction.atomic():
        count, _ = BrowserSession.objects.all().delete()
        record("person.session_ended", actor=SITE, details={"sessions": str(count)}, now=now)
    return count
