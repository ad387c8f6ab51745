"""What stands in the log after requests that were refused."""

import io
import logging
from collections.abc import Iterator
from uuid import UUID

import pytest
from django.test import Client

from handover.portal.accounts.links import send_link
from handover.portal.accounts.models import LinkPurpose
from handover.portal.notices.models import Notice
from handover.portal.operations import readiness
from handover.portal.request_log import without_secrets
from tests.cast import Cast
from tests.moments import NOW


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """What the site's own handler writes."""
    handler = next(each for each in logging.getLogger().handlers if type(each) is logging.StreamHandler)
    written = io.StringIO()
    before = handler.setStream(written)
    yield written
    handler.setStream(before)


def test_a_page_that_a_role_may_not_see_is_one_line_in_the_log(cast: Cast, signed_in, log: io.StringIO) -> None:
    assert signed_in(cast.alis).get("/audit/").status_code == 403
    assert len(log.getvalue().splitlines()) == 1
    assert log.getvalue().endswith("WARNING django.request: Forbidden (Permission denied): /audit/\n")


@pytest.mark.parametrize("address", ["/nowhere/", f"/files/{UUID(int=7)}/"])
def test_an_address_with_nothing_there_is_one_line_that_names_it(cast: Cast, signed_in, log, address: str) -> None:
    assert signed_in(cast.alis).get(address).status_code == 404
    assert log.getvalue().splitlines()[0].endswith(f"Not Found: {address}")
    assert len(log.getvalue().splitlines()) == 1


def test_a_key_that_a_program_puts_into_the_address_is_not_in_the_log(cast: Cast, signed_in, log) -> None:
    key = "hnd_live_abcdefgh_" + "s3cret" * 7 + "x"
    for address in (f"/nowhere/{key}/", f"/nowhere/?key={key}", f"/audit/?limit=1&key={key}"):
        signed_in(cast.alis).get(address)
    assert len(log.getvalue().splitlines()) == 3
    assert "s3cret" not in log.getvalue()


def test_a_host_that_is_not_ours_is_one_line(client: Client, log: io.StringIO) -> None:
    assert client.get("/healthz", headers={"host": "evil.example"}).status_code in {200, 400}
    assert client.get("/sign-in/", headers={"host": "evil.example"}).status_code == 400
    assert "Traceback" not in log.getvalue()
    assert "evil.example" in log.getvalue()


def test_a_load_balancer_that_hears_that_something_is_wrong_leaves_no_line(client: Client, log, monkeypatch) -> None:
    monkeypatch.setattr(readiness, "CHECKS", (("database", lambda: False),))
    assert client.get("/readyz").status_code == 503
    assert log.getvalue() == ""


def test_a_fault_of_our_own_keeps_its_traceback(client: Client, log: io.StringIO) -> None:
    try:
        raise ZeroDivisionError
    except ZeroDivisionError:
        logging.getLogger("django.request").exception("Internal Server Error: %s", "/", extra={"status_code": 500})
    assert "ZeroDivisionError" in log.getvalue()


def test_the_secret_of_a_link_never_stands_in_the_log(cast: Cast, client: Client, log: io.StringIO) -> None:
    send_link(cast.alis, LinkPurpose.NEW_PASSWORD, NOW)
    words = Notice.objects.get().body.split()
    place = next(word for word in words if "/link/" in word).partition("/link/")[2]
    assert len(place) > 40
    for fields in ({}, {"new_password1": "short", "new_password2": "other"}):
        client.post(f"/link/{place}", fields)
    client.get("/link/" + "x" * 43 + "/")
    assert "/link/…/" in log.getvalue()
    assert place.strip("/") not in log.getvalue()
    assert "xxxx" not in log.getvalue()


def test_a_key_in_an_address_is_hidden_and_a_reference_is_not() -> None:
    reference = UUID(int=7)
    assert without_secrets("/zone/Gwynfor/abcdefghijklmnopqrstuv") == "/zone/Gwynfor/…"
    assert without_secrets("/zone/Gwynfor/abcdefghijklmnopqrstuv?x=1") == "/zone/Gwynfor/…?x=1"
    assert without_secrets(f"/files/{reference}/content/") == f"/files/{reference}/content/"
