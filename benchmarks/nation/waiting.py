"""What waits for long, with the clock moved: e-mails without a mail server, events before a subscriber that takes none."""

import logging
from contextlib import suppress
from datetime import UTC, datetime, timedelta

from aiosmtpd.controller import Controller

from benchmarks.nation.counting import NONE
from benchmarks.nation.filling import SILENT, Nation
from handover.cli.server import free_port
from tests.mail_server import Mailbox

DAY_HOURS = 24
BEFORE, AFTER = timedelta(days=29), timedelta(days=31)
"""On both sides of the days after which a zone puts aside what was not taken (`undelivered_days`)."""


def wait_for_mail(rows: list[tuple[str, str, str]]) -> None:
    """Have the mail server be away for a day and come back, and count the e-mails that were written on the bad day."""
    from handover.portal.notices.mail import mail_server
    from handover.portal.notices.models import Notice
    from handover.portal.notices.outbox import MailServerAway, deliver_due

    now, port = datetime.now(UTC), free_port()
    server = mail_server(f"smtp://127.0.0.1:{port}")
    assert server is not None
    waiting = Notice.objects.filter(sent_at=None, gathered=None).count()
    for hour in range(DAY_HOURS + 1):
        with suppress(MailServerAway):
            deliver_due(server, now + timedelta(hours=hour))
    given_up = sum(each.state == "given-up" for each in Notice.objects.filter(sent_at=None))
    box = Mailbox()
    controller = Controller(box, hostname="127.0.0.1", port=port)
    controller.start()
    try:
        for hour in range(DAY_HOURS + 1, 3 * DAY_HOURS):
            while deliver_due(server, now + timedelta(hours=hour)):
                pass
    finally:
        controller.stop()
    unsent = Notice.objects.filter(sent_at=None, gathered=None).count()
    rows += [
        (
            "e-mails that waited for the mail server, away for a day",
            f"{waiting:,}",
            f"{len(box.letters):,} came later, the others gathered in them",
        ),
        ("e-mails given up, or not sent within two days more", f"{given_up}, {unsent}", NONE),
    ]


def wait_for_subscriber(nation: Nation, rows: list[tuple[str, str, str]]) -> None:
    """Have the zones tidy up before and after the days that they keep what is not taken."""
    from handover.portal.zones.broker import broker
    from handover.portal.zones.models import QueueEntryRow

    def waiting() -> int:
        return int(QueueEntryRow.objects.filter(agent=SILENT, zone__in=nation.zones).count())

    logging.getLogger("handover").setLevel(logging.ERROR)  # it has a line for each dead letter
    its, now, first = broker(), datetime.now(UTC), waiting()
    left = []
    for later in (BEFORE, AFTER):
        its.clock = lambda moment=now + later: moment
        while its.keep_house():
            pass
        left.append(waiting())
    rows += [
        ("messages lost to a subscriber blocked for 29 days", f"{first - left[0]}", NONE),
        ("messages that still wait after 31 days", f"{left[1]}", f"of {first:,}; the others are dead letters"),
    ]
