"""The background jobs, as a table: what, how often, and the function that does it. Each may run twice without harm."""

from datetime import datetime

from django.conf import settings

from handover.common.text import Text
from handover.portal.accounts import check_reminders, links, session_store
from handover.portal.audit import noise, noting
from handover.portal.lostpupils import census, standing
from handover.portal.notices.mail import mail_server
from handover.portal.notices.outbox import deliver_due
from handover.portal.phase import sending as phase
from handover.portal.reminders import audit_end, weekly
from handover.portal.reports import counting
from handover.portal.retention import keeping
from handover.portal.stores import sweeping
from handover.portal.transfers import clock
from handover.portal.work.running import Job
from handover.portal.zones.broker import broker


def send_emails(now: datetime) -> int:
    """Deliver what is due in the outbox, where the site has a mail server."""
    connection = mail_server(settings.CONFIG.smtp_url)
    return deliver_due(connection, now) if connection else 0


def keep_zones(now: datetime) -> int:
    """Close requests and put aside messages whose time is over, and forget what need not be remembered, in every zone."""
    return broker().keep_house()


JOBS: tuple[Job, ...] = (
    Job(
        "send-password-links",
        Text("Send links for new passwords", "Anfon dolenni am gyfrineiriau newydd"),
        5,
        links.answer_requests,
        frequent=True,
    ),
    Job("send-e-mails", Text("Send e-mails", "Anfon e-byst"), 5, send_emails, frequent=True),
    Job(
        "let-questions-lapse",
        Text("Drop files whose sender gave no answer", "Gollwng ffeiliau heb ateb gan eu hanfonwr"),
        300,
        clock.lapse_due,
        frequent=True,
        removes=True,
    ),
    Job(
        "match-census",
        Text("Match lost pupils with a census", "Paru disgyblion coll â chyfrifiad"),
        15,
        census.run_waiting,
        frequent=True,
        removes=True,
        waits=census.waits,
    ),
    Job(
        "share-out",
        Text("Share out a year's records", "Rhannu cofnodion blwyddyn"),
        15,
        phase.run_waiting,
        frequent=True,
        removes=True,
    ),
    Job(
        "end-searches",
        Text("End searches whose year is over", "Dod â chwiliadau i ben ar ôl eu blwyddyn"),
        3600,
        standing.end_due,
        removes=True,
    ),
    Job("keep-zones", Text("Tidy up the zones", "Tacluso'r parthau"), 60, keep_zones, frequent=True, removes=True),
    Job(
        "retention",
        Text("Remove what has been kept long enough", "Tynnu'r hyn a gadwyd yn ddigon hir"),
        3600,
        keeping.keep,
        removes=True,
    ),
    Job(
        "weekly-reminders",
        Text("Write the weekly reminders", "Ysgrifennu'r nodiadau atgoffa wythnosol"),
        3600,
        weekly.remind,
    ),
    Job(
        "fold-reports",
        Text("Fold the tally that reports are drawn from", "Plygu'r cyfrif y llunnir adroddiadau ohono"),
        600,
        counting.fold,
        frequent=True,
        removes=True,
    ),
    Job(
        "yearly-check",
        Text("Remind authorities of the yearly check", "Atgoffa awdurdodau o'r gwiriad blynyddol"),
        3600,
        check_reminders.remind,
    ),
    Job(
        "sweep-uploads",
        Text("Move files aside that nothing names", "Symud o'r neilltu ffeiliau nad oes dim yn eu henwi"),
        3600,
        sweeping.sweep,
        removes=True,
    ),
    Job(
        "clear-sessions",
        Text("Forget ended sessions", "Anghofio sesiynau sydd ar ben"),
        3600,
        session_store.forget_ended,
        removes=True,
    ),
    Job(
        "note-audit-end",
        Text("Note the end of the audit log", "Nodi diwedd y cofnod archwilio"),
        300,
        noting.keep_anchors,
        frequent=True,
    ),
    Job(
        "write-noise",
        Text("Write down failures that were counted", "Ysgrifennu methiannau a gyfrifwyd"),
        60,
        noise.write_due,
        frequent=True,
    ),
    Job(
        "tell-audit-end",
        Text("Tell where the audit log ends", "Dweud lle daw'r cofnod archwilio i ben"),
        3600,
        audit_end.tell,
        frequent=True,
    ),
)
BY_KEY = {job.key: job for job in JOBS}
