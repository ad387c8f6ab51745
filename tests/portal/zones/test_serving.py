"""To whom open zones are open is decided from where a server listens and what its settings say, in one place."""

import pytest

from handover.portal.config import read_config
from handover.portal.wsgi import listening_on
from handover.portal.zones.serving import agent_address, open_zones_to
from handover.zone.http.reach import OpenTo, is_loopback


@pytest.mark.parametrize(
    ("host", "settings", "site", "alone"),
    [
        ("127.0.0.1", {}, OpenTo.THIS_MACHINE, OpenTo.THIS_MACHINE),
        ("localhost", {}, OpenTo.THIS_MACHINE, OpenTo.THIS_MACHINE),
        ("::1", {}, OpenTo.THIS_MACHINE, OpenTo.THIS_MACHINE),
        ("0.0.0.0", {}, OpenTo.NOBODY, OpenTo.NOBODY),
        ("::", {}, OpenTo.NOBODY, OpenTo.NOBODY),
        ("", {}, OpenTo.NOBODY, OpenTo.NOBODY),
        ("10.0.0.4", {}, OpenTo.NOBODY, OpenTo.NOBODY),
        ("zones.example", {}, OpenTo.NOBODY, OpenTo.NOBODY),
        ("127.0.0.1", {"HANDOVER_PROXY": "yes"}, OpenTo.NOBODY, OpenTo.NOBODY),
        ("127.0.0.1", {"HANDOVER_URL": "https://county.example"}, OpenTo.NOBODY, OpenTo.THIS_MACHINE),
        ("127.0.0.1", {"HANDOVER_ZONE_URL": "https://zones.example"}, OpenTo.NOBODY, OpenTo.NOBODY),
        ("0.0.0.0", {"HANDOVER_ZONE_OPEN_TO_EVERYONE": "yes"}, OpenTo.EVERYBODY, OpenTo.EVERYBODY),
        ("127.0.0.1", {"HANDOVER_ZONE_OPEN_TO_EVERYONE": "yes"}, OpenTo.EVERYBODY, OpenTo.EVERYBODY),
    ],
)
def test_open_zones_are_open_on_loopback_or_where_the_operator_said_so(host, settings, site, alone):
    config = read_config({"HANDOVER_MODE": "demo"} | settings)
    assert (open_zones_to(config, host, site=True), open_zones_to(config, host)) == (site, alone)


def test_site_behind_a_server_that_we_did_not_start_keeps_open_zones_shut():
    assert listening_on("")._behind._behind.application._opened is OpenTo.NOBODY


@pytest.mark.parametrize("host", ["127.0.0.1", "127.8.8.8", "::1", "[::1]", "localhost"])
def test_loopback_is_known_in_its_spellings(host):
    assert is_loopback(host)


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "", "localhost.example", "127.0.0.1.example", "2130706433"])
def test_what_is_not_surely_loopback_is_not(host):
    assert not is_loopback(host)


def test_agents_get_the_address_at_which_they_reach_the_zones():
    demo = {"HANDOVER_MODE": "demo", "HANDOVER_URL": "https://county.example/"}
    assert agent_address(read_config(demo), "A b", "KEY") == "https://county.example/zone/A%20b/KEY"
    demo["HANDOVER_ZONE_URL"] = "https://zones.example:7443"
    assert agent_address(read_config(demo), "Z", "KEY") == "https://zones.example:7443/zone/Z/KEY"
