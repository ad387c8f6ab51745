"""The background jobs, as a table: what, how often, and the function that does it. Each may run twice without harm."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore

from handover.portal.accounts import check_reminders
from handover.portal.lostpupils import census, standing
from handover.portal.notices.mail import mail_server
from handover.portal.notices.outbox import deliver_due
from handover.portal.transfers import vault
from handover.portal.transfers.clock import pass_time


@dataclass(frozen=True, slots=True)
class Job:
    """One job: its name for the log, the seconds between two runs, and what it does at a given time."""

    name: str
    seconds: int
    run: Callable[[datetime], object]


def send_emails(now: datetime) -> int:
    """Deliver what is due in the outbox, where the site has a mail server."""
    connection = mail_server(settings.CONFIG.text("HANDOVER_SMTP_URL"))
    return deliver_due(connection, now) if connection else 0


def clear_sessions(now: datetime) -> None:
    """Forget sessions that have ended."""
    SessionStore.clear_expired()


JOBS: tuple[Job, ...] = (
    Job("send e-mails", 5, send_emails),
    Job("let questions lapse and files expire", 300, pass_time),
    Job("remind authorities of the yearly check", 3600, check_reminders.remind),
    Job("match lost pupils with a census", 15, census.run_waiting),
    Job("end searches whose year is over", 3600, standing.end_due),
    Job("remove uploads that were never finished", 3600, vault.sweep),
    Job("forget ended sessions", 3600, clear_sessions),
)
