"""Writing e-mails into the outbox, and delivering them. A mail server that fails never undoes what was done."""

import logging
import smtplib
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

from handover.portal import transaction
from handover.portal.notices.kinds import KINDS
from handover.portal.notices.models import Notice

log = logging.getLogger("handover.notices")

# Minutes between attempts: quick at first, for a server that restarts; then patient, for one that is down for a day.
RETRY_MINUTES = (1, 5, 15, 60, 240, 720, 1440, 1440)
# While one worker delivers, no other takes the same e-mail; if it dies, the e-mail comes up again after this.
CLAIM = timedelta(minutes=5)
RULE = "\n\n— — —\n\n"


def send_email(
    kind: str, *, to: Iterable[str], values: Mapping[str, object], now: datetime, welsh_first: bool = False
) -> list[Notice]:
    """Put one e-mail a recipient into the outbox, in both languages, within the caller's transaction."""
    row = KINDS[kind]
    order = ("cy", "en") if welsh_first else ("en", "cy")
    subject = " / ".join(row.subject.say(language, **values) for language in order)
    body = RULE.join(row.body.say(language, **values) for language in order)
    notices = [
        Notice(
            kind=kind,
            recipient=address,
            subject=one_line(subject)[:250],
            body=body,
            created_at=now,
            next_attempt_at=now,
        )
        for address in dict.fromkeys(to)
        if address
    ]
    return Notice.objects.bulk_create(notices)


def one_line(text: str) -> str:
    """Return the text on one line: a subject with a line break could smuggle in a header."""
    return " ".join(text.split())


def deliver_due(connection: BaseEmailBackend, now: datetime, most: int = 100) -> int:
    """Deliver e-mails that are due; return how many went out. Safe to run twice and in several processes."""
    due = Notice.objects.filter(next_attempt_at__lte=now).order_by("next_attempt_at", "pk")[:most]
    return sum(deliver(notice, connection, now) for notice in due)


def deliver(notice: Notice, connection: BaseEmailBackend, now: datetime) -> bool:
    """Deliver one e-mail if nobody else has taken it; say whether it went out."""
    if not claim_notice(notice, now):
        return False
    try:
        make_email(notice).send_with(connection)
    except (OSError, smtplib.SMTPException) as fault:
        postpone_notice(notice, fault, now)
        return False
    Notice.objects.filter(pk=notice.pk).update(sent_at=now, next_attempt_at=None, last_fault="", **to_keep(notice))
    return True


def claim_notice(notice: Notice, now: datetime) -> bool:
    """Take one e-mail by a conditional update, so that only one worker can."""
    with transaction.atomic():
        mine = Notice.objects.filter(pk=notice.pk, next_attempt_at=notice.next_attempt_at, sent_at=None)
        return mine.update(next_attempt_at=now + CLAIM, attempts=notice.attempts + 1) == 1


def postpone_notice(notice: Notice, fault: Exception, now: datetime) -> None:
    """Set the next attempt, or give up after the last; the operator's log says so without the address."""
    attempts = notice.attempts + 1
    following = now + timedelta(minutes=RETRY_MINUTES[attempts - 1]) if attempts <= len(RETRY_MINUTES) else None
    kept = {} if following else to_keep(notice)
    Notice.objects.filter(pk=notice.pk).update(next_attempt_at=following, last_fault=type(fault).__name__, **kept)
    outcome = "tried again later" if following else "given up"
    log.warning("e-mail %s failed (%s), attempt %s: %s", notice.pk, type(fault).__name__, attempts, outcome)


def to_keep(notice: Notice) -> dict[str, str]:
    """Return what changes in an e-mail that is done with: the words of a secret one are forgotten."""
    return {"body": ""} if KINDS[notice.kind].secret else {}


class OutgoingEmail(EmailMessage):
    """An e-mail with an identity that stays the same over its attempts, so that a mail server can drop a double."""

    def send_with(self, connection: BaseEmailBackend) -> None:
        """Hand the e-mail to a mail server; raise if it did not take it."""
        if connection.send_messages([self]) != 1:
            raise smtplib.SMTPException("not accepted")


def make_email(notice: Notice) -> OutgoingEmail:
    """Return the e-mail as it goes out."""
    identity = f"<notice-{notice.pk}-{notice.created_at:%Y%m%d%H%M%S}@handover>"
    return OutgoingEmail(
        notice.subject,
        notice.body,
        settings.DEFAULT_FROM_EMAIL,
        [notice.recipient],
        headers={"Message-ID": identity, "Auto-Submitted": "auto-generated"},
    )
