"""What the worker does for notices: what, how often, and the function that does it. Each may run twice without harm."""

from datetime import datetime

from django.conf import settings

from handover.common.text import Text
from handover.portal.notices.gathering import gather_due
from handover.portal.notices.mail import mail_server
from handover.portal.notices.outbox import deliver_due
from handover.portal.work.running import STOPPING, Job


def send_emails(now: datetime) -> int:
    """Deliver what is due in the outbox; where the site has no mail server, e-mails are gathered and wait."""
    connection = mail_server(settings.CONFIG.smtp_url)
    return deliver_due(connection, now, stopped=STOPPING.is_set) if connection else gather_due(now)


ROWS = (Job("send-e-mails", Text("Send e-mails", "Anfon e-byst"), 5, send_emails, frequent=True, apart=True),)
