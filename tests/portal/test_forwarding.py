"""What a request says about the way it took is believed from the site's own proxies alone."""

from ipaddress import ip_network
from typing import Any

import pytest

from handover.portal import forwarding
from handover.portal.forwarding import Contradictions, Forwarding

LOOPBACK = (ip_network("127.0.0.0/8"), ip_network("::1/128"))
HTTPS = {"HTTP_X_FORWARDED_PROTO": "https"}


@pytest.fixture(autouse=True)
def contradictions(monkeypatch) -> Contradictions:
    fresh = Contradictions()
    monkeypatch.setattr(forwarding, "contradictions", fresh)
    return fresh


def arrives(networks: Any, peer: str, **fields: str) -> dict[str, Any]:
    """Return what is left of a request when the site sees it."""
    seen: dict[str, Any] = {}

    def site(environ: dict[str, Any], start_response: Any) -> list[bytes]:
        seen.update(environ)
        return []

    Forwarding(site, networks, ["HTTP_X_AGENT"])({"REMOTE_ADDR": peer, "PATH_INFO": "/", **fields}, lambda *_: None)
    return seen


@pytest.mark.parametrize(
    ("listed", "client"),
    [
        ("203.0.113.7", "203.0.113.7"),
        ("1.2.3.4, 203.0.113.7", "203.0.113.7"),
        ("203.0.113.7, 127.0.0.1", "203.0.113.7"),
        ("2001:db8::7", "2001:db8::7"),
        ("[2001:db8::7]", "2001:db8::7"),
        ("127.0.0.1", ""),
        ("::ffff:127.0.0.1", ""),
        ("203.0.113.7, nonsense", ""),
        ("203.0.113.7:443", ""),
        ("", ""),
    ],
)
def test_the_client_is_the_last_hop_that_is_no_proxy(listed: str, client: str) -> None:
    seen = arrives(LOOPBACK, "127.0.0.1", HTTP_X_FORWARDED_FOR=listed, **HTTPS)
    assert (seen["REMOTE_ADDR"], seen["HTTP_X_FORWARDED_FOR"], seen["HTTP_X_FORWARDED_PROTO"]) == (
        client,
        client,
        "https",
    )


def test_a_proxy_behind_a_socket_or_with_a_mapped_address_is_believed() -> None:
    for peer in ("", "::1", "::ffff:127.0.0.1"):
        assert arrives(LOOPBACK, peer, HTTP_X_FORWARDED_FOR="203.0.113.7")["REMOTE_ADDR"] == "203.0.113.7"


@pytest.mark.parametrize(("networks", "peer"), [(None, "127.0.0.1"), (LOOPBACK, "203.0.113.9"), (LOOPBACK, "nonsense")])
def test_what_others_say_about_the_way_is_taken_away(networks: Any, peer: str) -> None:
    fields = {
        "HTTP_X_FORWARDED_FOR": "127.0.0.1",
        "HTTP_X_FORWARDED_HOST": "evil.example",
        "HTTP_X_FORWARDED_PORT": "1",
        "HTTP_X_REAL_IP": "127.0.0.1",
        "HTTP_FORWARDED": "for=127.0.0.1",
        "HTTP_X_AGENT": "Library",
        **HTTPS,
    }
    seen = arrives(networks, peer, **fields)
    assert seen == {"REMOTE_ADDR": peer, "PATH_INFO": "/", "SCRIPT_NAME": "", "handover.passed_on": True}


def test_nobody_says_where_the_site_lies_not_even_the_proxy() -> None:
    seen = arrives(
        LOOPBACK, "127.0.0.1", HTTP_X_FORWARDED_FOR="203.0.113.7", SCRIPT_NAME="/evil", HTTP_SCRIPT_NAME="/evil"
    )
    assert seen["SCRIPT_NAME"] == ""
    assert "HTTP_SCRIPT_NAME" not in seen


def test_what_comes_from_this_machine_past_the_proxy_is_this_machines(contradictions: Contradictions) -> None:
    assert arrives(LOOPBACK, "127.0.0.1", PATH_INFO="/metrics")["REMOTE_ADDR"] == "127.0.0.1"
    assert contradictions.told() == ()


def test_a_proxy_that_does_not_say_for_whom_it_asks_stands_for_nobody(contradictions: Contradictions) -> None:
    assert arrives(LOOPBACK, "127.0.0.1", PATH_INFO="/metrics", **HTTPS)["REMOTE_ADDR"] == ""
    assert contradictions.told()[0].startswith(
        "HANDOVER_PROXY is yes, and the proxy at 127.0.0.1 passes on no X-Forwarded"
    )


@pytest.mark.parametrize(
    ("networks", "peer", "fields", "words"),
    [
        (None, "127.0.0.1", HTTPS, "X-Forwarded-Proto arrives from 127.0.0.1, and HANDOVER_PROXY is no"),
        (
            LOOPBACK,
            "10.0.0.5",
            HTTPS,
            "X-Forwarded-Proto arrives from 10.0.0.5, which HANDOVER_PROXY_NETWORKS does not",
        ),
        (
            LOOPBACK,
            "127.0.0.1",
            {},
            "HANDOVER_PROXY is yes, and what arrives from 127.0.0.1 says nothing about its way",
        ),
    ],
)
def test_a_setting_that_contradicts_what_arrives_is_said_once(
    contradictions: Contradictions, caplog, networks: Any, peer: str, fields: dict[str, str], words: str
) -> None:
    for _ in range(3):
        arrives(networks, peer, **fields)
    assert [record.message.startswith(words) for record in caplog.records] == [True]
    assert [told.startswith(words) for told in contradictions.told()] == [True]


def test_a_site_without_a_proxy_to_which_nobody_claims_to_be_one_says_nothing(contradictions: Contradictions) -> None:
    arrives(None, "203.0.113.9")
    assert contradictions.told() == ()
