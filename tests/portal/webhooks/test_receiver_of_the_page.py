"""The receiver that the page for integrators shows: a vendor copies it, and it takes what the site sends and nothing else."""

import re
import threading
from http.server import ThreadingHTTPServer
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest
from django.utils import timezone

from handover.portal.webhooks.addresses import AddressRules
from handover.portal.webhooks.calling import WebhookTransport
from handover.portal.webhooks.delivering import deliver_webhooks
from handover.portal.webhooks.managing import send_test, send_webhooks_again
from handover.portal.webhooks.models import WebhookDelivery
from tests.files import send
from tests.receivers import LOOPBACK, give_endpoint

ROOT = Path(__file__).resolve().parents[3]
pytestmark = pytest.mark.django_db


@pytest.fixture
def page_receiver(cast, monkeypatch):
    """The receiver of the page, with the secret of Bryn's endpoint.

    Returns the endpoint, the receiver's port, and what ends it when it is done with everything.
    """
    endpoint = give_endpoint(cast.bryn)
    monkeypatch.setenv("WEBHOOK_SECRET", endpoint.secret)
    page = (ROOT / "docs/integrator/webhooks.md").read_text(encoding="utf-8")
    (code,) = re.findall(r"```python\n(.*?)```", page, re.DOTALL)
    names = {"__name__": "receiver"}
    exec(compile(code, "receiver.py", "exec"), names)  # the code of our own page
    server = ThreadingHTTPServer(("127.0.0.1", 0), names["Receiver"])
    server.daemon_threads = False
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()

    def end() -> None:
        server.shutdown()
        server.server_close()
        thread.join(10)

    endpoint.address = f"http://127.0.0.1:{server.server_port}/handover"
    endpoint.save()
    yield endpoint, server.server_port, end
    end()


def test_it_takes_what_the_site_sends_and_does_the_work_once(cast, page_receiver, capsys):
    endpoint, port, end = page_receiver
    transport = WebhookTransport(AddressRules(LOOPBACK, (port,), plain_http=True))
    reference = send(cast.alis, "6814990").transfer.reference
    deliver_webhooks(transport)
    delivery = WebhookDelivery.objects.get()
    assert delivery.status == 204
    send_webhooks_again(endpoint, timezone.now(), delivery)
    deliver_webhooks(transport)
    send_test(endpoint, timezone.now())
    deliver_webhooks(transport)
    assert not WebhookDelivery.objects.exclude(status=204).exists()
    end()
    said = capsys.readouterr().out.splitlines()
    assert said[0] == f"transfer.waiting for 6814990: {reference}"
    assert [line.split()[0] for line in said] == ["transfer.waiting", "webhook.test"]


def test_it_refuses_what_somebody_else_sends(page_receiver, capsys):
    _, port, end = page_receiver
    fields = {
        "webhook-id": "msg_1",
        "webhook-timestamp": str(int(timezone.now().timestamp())),
        "webhook-signature": "v1,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4=",
    }
    for headers in ({}, fields):
        request = Request(f"http://127.0.0.1:{port}/handover", b'{"type":"transfer.waiting"}', headers)
        with pytest.raises(HTTPError) as refused:
            urlopen(request)  # our own address
        with refused.value as answer:
            assert answer.code == 400
    end()
    assert capsys.readouterr().out == ""
