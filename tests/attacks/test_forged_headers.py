"""Somebody sends header fields that only a proxy may set, over real HTTP, to the production server."""

import http.client
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest

from handover.cli.server import server
from tests.site import demo_settings, site
from tests.zone.http.serving import Caller, register, request

__all__ = ["demo_settings", "site"]


@pytest.fixture(scope="module")
def behind_proxy(demo_settings: dict[str, str]) -> Iterator[str]:
    """The county as it is served behind a proxy on this machine."""
    with server({**demo_settings, "HANDOVER_PROXY": "yes"}) as address:
        yield address


def ask(site: str, path: str, fields: dict[str, str] | None = None) -> tuple[int, http.client.HTTPMessage, str]:
    connection = http.client.HTTPConnection(urlsplit(site).netloc, timeout=60)
    try:
        connection.request("GET", path, headers=fields or {})
        answer = connection.getresponse()
        return answer.status, answer.headers, answer.read().decode()
    finally:
        connection.close()


@pytest.mark.parametrize("field", ["SCRIPT_NAME", "Script-Name", "X-Script-Name", "PATH_INFO"])
def test_no_header_field_moves_the_site_or_its_links(behind_proxy: str, field: str) -> None:
    fields = {field: "/evil", "X-Forwarded-For": "203.0.113.7", "X-Forwarded-Proto": "https"}
    status, _, page = ask(behind_proxy, "/sign-in/", fields)
    assert status == 200
    assert "/evil" not in page
    status, _, page = ask(behind_proxy, "/evil/healthz", fields)
    assert status in (302, 404)  # to sign in, or not there: but not a page under another name
    assert page != "ok\n"


def test_metrics_are_not_opened_by_an_address_that_the_client_wrote(behind_proxy: str) -> None:
    assert ask(behind_proxy, "/metrics", {"X-Forwarded-Proto": "https", "X-Forwarded-For": "127.0.0.1"})[0] == 404


@pytest.mark.parametrize("field", ["X_Forwarded_For", "X-Forwarded_For", "REMOTE_ADDR"])
def test_a_field_that_is_spelt_otherwise_is_not_taken_for_what_the_proxy_says(behind_proxy: str, field: str) -> None:
    said = {"X-Forwarded-Proto": "https", "X-Forwarded-For": "203.0.113.7"}
    assert ask(behind_proxy, "/metrics", {**said, field: "127.0.0.1"})[0] == 404
    assert ask(behind_proxy, "/metrics", {field: "127.0.0.1", **said})[0] == 404
    assert ask(behind_proxy, "/healthz", {"X_Forwarded_Proto": "https", "Content_Length": "7"})[2] == "ok\n"


def test_metrics_are_there_for_a_program_on_the_machine_itself(behind_proxy: str, site: str) -> None:
    assert ask(behind_proxy, "/metrics")[0] == 200
    assert ask(site, "/metrics")[0] == 200


def test_without_a_proxy_a_client_cannot_say_that_it_speaks_tls_or_who_it_is(site: str) -> None:
    forged = {"X-Forwarded-Proto": "https", "X-Forwarded-For": "10.1.1.1"}
    status, _, told = ask(site, "/readyz", forged)
    assert status == 200
    assert "warning: X-Forwarded-Proto arrives from 127.0.0.1, and HANDOVER_PROXY is no" in told
    assert ask(site, "/metrics", forged)[0] == 200


def test_every_answer_tells_browsers_what_not_to_do_and_nobody_which_server_it_is(site: str) -> None:
    expected = {
        "X-Frame-Options": "DENY",
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "same-origin",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
        "X-Permitted-Cross-Domain-Policies": "none",
        "Permissions-Policy": (
            "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), magnetometer=(), microphone=(), "
            "midi=(), payment=(), usb=()"
        ),
        "Server": "Handover",
    }
    for path in ("/sign-in/", "/no-such-page/", "/healthz"):
        _, headers, _ = ask(site, path)
        assert {name: headers[name] for name in expected} == expected
    _, headers, _ = ask(site, "/static/handover.css")
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert headers["Server"] == "Handover"


@pytest.mark.parametrize(
    "field",
    [
        *("X-Forwarded-For", "X-Forwarded-Proto", "Forwarded", "X-Real-IP", "Via", "X-Forwarded-Server"),
        *("CF-Connecting-IP", "X-Original-For", "Sec-Fetch-Site"),
    ],
)
def test_an_open_zone_is_shut_to_what_a_proxy_passes_on_although_its_fields_are_not_believed(site: str, field: str):
    def answer(fields: dict[str, str]) -> bytes:
        with Caller(int(site.rpartition(":")[2])) as agent:
            more = [f"{name}: {value}" for name, value in fields.items()]
            return agent.ask(request(register("Mis"), *more, path="/zone/demo")).body

    assert b"<SIF_Category>" not in answer({})
    assert b"<SIF_Category>3</SIF_Category>" in answer({field: "203.0.113.7"})
