"""`handover worker` as a process sends webhooks, while a receiver hangs, and ends when it is told to."""

import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.test_worker import SECONDS, rows, run, waits_for
from tests.receivers import receiver
from tests.site import CLEAN, new_database

MAKE = """
import sys
from handover.cli.site import set_up
set_up()
from django.utils import timezone
from handover.cli.selftest import make_site
from handover.portal.establishments.models import Establishment
from handover.portal.webhooks.managing import send_test
from handover.portal.webhooks.models import WebhookEndpoint
from handover.portal.webhooks.signing import invent_secret
make_site()
now = timezone.now()
for port in sys.argv[1:]:
    endpoint = WebhookEndpoint.objects.create(
        establishment=Establishment.objects.first(), role="school", description=port, secret=invent_secret(), made_at=now,
        address=f"http://127.0.0.1:{port}/",
    )
    send_test(endpoint, now)
"""


@pytest.fixture
def settings(tmp_path: Path) -> dict[str, str]:
    """The settings of a new site whose operator allows receivers on this machine."""
    return {
        "HANDOVER_MODE": "demo",
        "DATABASE_URL": f"sqlite:///{new_database(tmp_path / 'site.sqlite3')}",
        "HANDOVER_FILES": str(tmp_path / "files"),
        "HANDOVER_WEBHOOK_NETWORKS": "127.0.0.0/8",
        "HANDOVER_WEBHOOK_PLAIN_HTTP": "yes",
    }


def test_a_receiver_that_hangs_holds_up_neither_anothers_webhook_nor_another_job_nor_the_end(
    settings: dict[str, str],
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent, receiver() as quick:
        silent.settimeout(SECONDS)
        ports = [str(silent.getsockname()[1]), str(quick.port)]
        settings["HANDOVER_WEBHOOK_PORTS"] = ",".join(ports)
        subprocess.run([sys.executable, "-c", MAKE, *ports], env=CLEAN | settings, check=True, timeout=SECONDS)
        worker = run("worker", settings=settings)
        try:
            held, _ = silent.accept()  # and not a word is said to it
            taken = "SELECT count(*) FROM webhooks_webhookdelivery WHERE status = 204"
            assert waits_for(settings, taken, [(0,)]) == [(1,)]
            other = "SELECT due_at FROM work_lease WHERE job = 'share-out'"
            last = rows(settings, other)
            assert waits_for(settings, other, last) != last
        finally:
            worker.send_signal(signal.SIGTERM)
        assert worker.wait(8) == 0  # less than a receiver has for its answer
        held.close()
    assert len(quick.calls) == 1
    left = "SELECT count(*) FROM webhooks_webhookdelivery WHERE delivered_at IS NULL AND next_attempt_at IS NOT NULL"
    assert rows(settings, left) == [(1,)]
