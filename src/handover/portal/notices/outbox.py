"""Writing e-mails into the outbox, and delivering them. A mail server that fails never undoes what was done."""

import contextlib
import json
import logging
import smtplib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from handover.common.text import Language, Text
from handover.portal import transaction
from handover.portal.notices.frequency import AT_MOST, QUIET, Rhythm
from handover.portal.notices.gathering import EVERY_SORT, gather_due
from handover.portal.notices.kind import NoticeKind
from handover.portal.notices.kinds import KINDS
from handover.portal.notices.letter import RULE, make_email, one_line, say_in
from handover.portal.notices.mail import MailConnection
from handover.portal.notices.mail_faults import BROKEN_OFF, MailFault, judge_mail_fault
from handover.portal.notices.models import Notice
from handover.portal.notices.readers import MailReader, find_readers

log = logging.getLogger("handover.notices")

# Minutes between attempts of an e-mail that the server does not take; one that cannot be reached counts for none.
RETRY_MINUTES = (1, 5, 15, 60, 240, 720, 1440, 1440)
# While one worker delivers, no other takes the same e-mail; if it dies, the e-mail comes up again after this.
CLAIM = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class NoticeDraft:
    """An e-mail of one kind, to one or more mailboxes: what it says, and whether Welsh comes first for unknown readers."""

    kind: str
    to: tuple[str, ...]
    values: Mapping[str, object]
    welsh_first: bool = False


def send_email(
    kind: str, *, to: Iterable[str], values: Mapping[str, object], now: datetime, welsh_first: bool = False
) -> list[Notice]:
    """Put one e-mail a mailbox into the outbox, in the language of whoever reads it, within the caller's transaction.

    Where nobody is known to read an address, it is written to in both languages, Welsh first if `welsh_first` says so.
    """
    return send_drafts([NoticeDraft(kind, tuple(to), values, welsh_first)], now)


def send_drafts(emails: Iterable[NoticeDraft], now: datetime) -> list[Notice]:
    """Put several e-mails into the outbox as `send_email` does each; their readers are looked up together."""
    united = [(each, unite_addresses(each.to)) for each in emails]
    readers = find_readers(key for _, addresses in united for key in addresses)
    notices = []
    for each, addresses in united:
        unknown = MailReader(("cy", "en") if each.welsh_first else ("en", "cy"))
        for key, address in addresses.items():
            notices.append(write_notice(KINDS[each.kind], address, readers.get(key, unknown), each.values, now))
    return Notice.objects.bulk_create(notices)


def unite_addresses(to: Iterable[str]) -> dict[str, str]:
    """Return each mailbox once, as it was first written, by its address in small letters."""
    addresses: dict[str, str] = {}
    for address in to:
        if address:
            addresses.setdefault(address.lower(), address)
    return addresses


def write_notice(
    row: NoticeKind, address: str, reader: MailReader, values: Mapping[str, object], now: datetime
) -> Notice:
    """Return an e-mail to one address, which goes out at once or waits for others."""
    notice = Notice(
        kind=row.key,
        recipient=address,
        languages=" ".join(reader.languages),
        subject=one_line(say_in(row.subject, reader.languages, " / ", values))[:250],
        body=say_in(row.body, reader.languages, RULE, values),
        created_at=now,
    )
    hold_notice(notice, row, reader, values, now)
    return notice


def hold_notice(
    notice: Notice, row: NoticeKind, reader: MailReader, values: Mapping[str, object], now: datetime
) -> None:
    """Say when an e-mail goes out, and with which others."""
    rhythm: Rhythm = reader.rhythm
    if not row.waits or (row.gather is None and not rhythm.gathers_all):
        notice.next_attempt_at = now
        return
    notice.told = json.dumps({each: tell_part(row, each, values) for each in reader.languages}, ensure_ascii=False)
    if rhythm.gathers_all:
        notice.sort = EVERY_SORT
        notice.quiet_until = notice.held_until = rhythm.next_moment(now)
    elif row.gather:
        notice.sort, notice.quiet_until, notice.held_until = row.gather.sort, now + QUIET, now + AT_MOST


def tell_part(row: NoticeKind, language: Language, values: Mapping[str, object]) -> dict[str, str]:
    """Return what an e-mail that is made of several says of this one: in a line, and in full where it says that."""
    line = row.gather.line if row.gather else Text("", "")
    texts = {"line": line, "subject": row.subject, "body": row.body}
    return {key: text.say(language, **values) for key, text in texts.items()}


def release_held(address: str, now: datetime) -> None:
    """Let go out what waits for an address, whose reader has chosen anew."""
    Notice.objects.filter(recipient__iexact=address, held_until__isnull=False).update(held_until=now)


def readdress_held(former: str, address: str) -> None:
    """Let what waits for somebody go to their new address, unless others read the former one as well."""
    if not find_readers([former]):
        Notice.objects.filter(recipient__iexact=former, held_until__isnull=False).update(recipient=address)


class MailServerAway(Exception):
    """The mail server takes nothing at the moment, so that e-mails wait; the text says how it failed, without an address."""


def deliver_due(
    connection: MailConnection, now: datetime, most: int = 100, stopped: Callable[[], bool] = lambda: False
) -> int:
    """Gather what has waited long enough and deliver what is due; return how many e-mails went out.

    Raise MailServerAway when the server cannot be reached or stops answering: the others then wait, and no attempt of theirs
    is counted. Safe to run twice and in several processes. Ends between two e-mails once `stopped`.
    """
    gather_due(now)
    due = list(Notice.objects.filter(next_attempt_at__lte=now).order_by("next_attempt_at", "pk")[:most])
    if not due:
        return 0
    sent = 0
    try:
        try:
            connection.open()
        except (OSError, smtplib.SMTPException) as fault:
            raise MailServerAway(say_fault(fault)) from None
        for notice in due:
            if stopped():
                break
            sent += deliver(notice, connection, now)
    except MailServerAway:
        connection.drop()
        raise
    with contextlib.suppress(OSError, smtplib.SMTPException):
        connection.close()
    return sent


def say_fault(fault: Exception) -> str:
    """Return what went wrong with the mail server, by its class and number: its words may hold an address."""
    code = getattr(fault, "smtp_code", None)
    return f"the mail server does not take e-mails ({type(fault).__name__}{f' {code}' if code else ''})"


def deliver(notice: Notice, connection: MailConnection, now: datetime) -> bool:
    """Deliver one e-mail if nobody else has taken it; say whether it went out. Raise MailServerAway if the server vanished."""
    if not claim_notice(notice, now):
        return False
    try:
        make_email(notice).send_with(connection)
    except (OSError, smtplib.SMTPException, ValueError) as fault:
        why, code = judge_mail_fault(fault)
        postpone_notice(notice, why, code, now)
        if why is BROKEN_OFF:
            raise MailServerAway(say_fault(fault)) from None
        return False
    Notice.objects.filter(pk=notice.pk).update(sent_at=now, next_attempt_at=None, last_fault="", **to_keep(notice))
    return True


def claim_notice(notice: Notice, now: datetime) -> bool:
    """Take one e-mail by a conditional update, so that only one worker can."""
    with transaction.atomic():
        mine = Notice.objects.filter(pk=notice.pk, next_attempt_at=notice.next_attempt_at, sent_at=None)
        return mine.update(next_attempt_at=now + CLAIM, attempts=notice.attempts + 1) == 1


def postpone_notice(notice: Notice, why: MailFault, code: int | None, now: datetime) -> None:
    """Set the next attempt, or give up after the last; the operator's log says so without the address."""
    attempts = notice.attempts + 1
    following = now + timedelta(minutes=RETRY_MINUTES[attempts - 1]) if attempts <= len(RETRY_MINUTES) else None
    kept = {} if following else to_keep(notice)
    fault = f"{why.key} {code}" if code else why.key
    Notice.objects.filter(pk=notice.pk).update(next_attempt_at=following, last_fault=fault, **kept)
    outcome = "tried again later" if following else "given up"
    log.warning("e-mail %s failed (%s), attempt %s: %s", notice.pk, fault, attempts, outcome)


def to_keep(notice: Notice) -> dict[str, str]:
    """Return what changes in an e-mail that is done with: the words of a secret one are forgotten."""
    return {"body": ""} if KINDS[notice.kind].secret else {}
