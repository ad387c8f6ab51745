"""Where sessions are kept: a stolen database gives no live session, and shows nothing of what people were doing.

The cookie holds 32 random letters and figures. The row is found by their keyed hash, and its contents are sealed for
that hash; from the row nobody gets back to the cookie, and a row that was copied under another hash does not open.
"""

import json
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.base import CreateError, SessionBase, UpdateError
from django.db import IntegrityError

from handover.common.sealing import CannotUnseal
from handover.portal import clock, transaction
from handover.portal.accounts.keys import keyed_hash, open_value, seal_value
from handover.portal.accounts.sign_in_models import BrowserSession
from handover.portal.masterkeys.codes import newest_form

PURPOSE = "session"


def hash_of(session_key: str) -> str:
    """Return under which hash a session is kept."""
    return keyed_hash(PURPOSE, session_key)


def open_session(row: BrowserSession) -> dict[str, Any]:
    """Return what is in a session; nothing if the row does not open."""
    try:
        found = json.loads(open_value(PURPOSE, bytes(row.sealed), row.key_hash))
    except CannotUnseal:
        return {}
    return found if isinstance(found, dict) else {}


class SessionStore(SessionBase):
    """Django's sessions in a table of our own."""

    def load(self) -> dict[str, Any]:
        """Return what is in the session; a session that is not there, or over, is begun anew under another key."""
        row = BrowserSession.objects.filter(
            key_hash=hash_of(self.session_key or ""), expires_at__gt=clock.now()
        ).first()
        if row is None:
            self._session_key = None
            return {}
        return open_session(row)

    def exists(self, session_key: str) -> bool:
        """Say whether there is such a session."""
        return BrowserSession.objects.filter(key_hash=hash_of(session_key)).exists()

    def create(self) -> None:
        """Begin a session under a fresh key."""
        while True:
            self._session_key = self._get_new_session_key()  # type: ignore[attr-defined]
            try:
                self.save(must_create=True)
            except CreateError:
                continue
            self.modified = True
            return

    def save(self, must_create: bool = False) -> None:
        """Store the session. Raises UpdateError if it was ended meanwhile: an ended session never comes back."""
        if self.session_key is None:
            self.create()
            return
        inside = self._get_session(no_load=must_create)  # type: ignore[attr-defined]
        key_hash, now = hash_of(self.session_key), clock.now()
        written = newest_form(key_hash)
        values = {
            "sealed": seal_value(PURPOSE, json.dumps(inside).encode(), written),
            "user_id": int(inside[SESSION_KEY]) if SESSION_KEY in inside else None,
            "seen_at": now,
            "expires_at": now + timedelta(seconds=settings.SESSION_COOKIE_AGE),
        }
        if not must_create:
            if not BrowserSession.objects.filter(key_hash=key_hash).update(key_hash=written, **values):
                raise UpdateError
            return
        try:
            with transaction.atomic():
                BrowserSession.objects.create(key_hash=key_hash, **values)
        except IntegrityError as fault:
            raise CreateError from fault

    def delete(self, session_key: str | None = None) -> None:
        """End a session."""
        if key := session_key or self.session_key:
            BrowserSession.objects.filter(key_hash=hash_of(key)).delete()

    @classmethod
    def clear_expired(cls) -> None:
        """Forget sessions that are over."""
        forget_ended(clock.now())


def forget_ended(now: datetime) -> int:
    """Forget sessions that are over, those of people who have not clicked for a while among them; return how many."""
    idle = timedelta(minutes=settings.CONFIG.idle_minutes)
    over, _ = BrowserSession.objects.filter(expires_at__lte=now).delete()
    unused, _ = BrowserSession.objects.filter(user__isnull=False, seen_at__lt=now - idle).delete()
    return over + unused
