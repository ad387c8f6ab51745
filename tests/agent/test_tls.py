"""HTTPS in both directions, with certificates on both sides."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import trustme

from handover.agent import Agent, Tls, ZoneAway
from handover.sif.objects import LearnerPersonal
from handover.zone.http.tls import ZoneTls as ZoneTls
from handover.zone.http.tls import client_context, server_context
from handover.zone.push.connection import PushTransport
from tests.agent.conftest import collect
from tests.agent.county import County, until
from tests.zone.push.listening import HERE


@dataclass(frozen=True)
class Certificates:
    """An authority, and what it has certified for the zone and for its agents."""

    authority: Path
    zone: Path
    agent: Path


@pytest.fixture(scope="module")
def certificates(tmp_path_factory: pytest.TempPathFactory) -> Certificates:
    folder, authority = tmp_path_factory.mktemp("tls"), trustme.CA()
    paths = Certificates(folder / "authority.pem", folder / "zone.pem", folder / "agent.pem")
    authority.cert_pem.write_to_path(paths.authority)
    authority.issue_cert("127.0.0.1", common_name="county").private_key_and_cert_chain_pem.write_to_path(paths.zone)
    authority.issue_cert("127.0.0.1", common_name="Library").private_key_and_cert_chain_pem.write_to_path(paths.agent)
    return paths


@pytest.fixture
def county(certificates: Certificates) -> Iterator[County]:
    """A zone that asks its agents for certificates and has one of its own when it pushes."""
    inside = server_context(ZoneTls(certificates.zone, client_ca=certificates.authority, asking="required"))
    outside = PushTransport(
        HERE,
        tls=lambda: client_context(
            authority=certificates.authority, check_names=True, floor="1.2", certificate=certificates.zone
        ),
    )
    zone = County(inside, outside)
    zone.rules(secure=True)
    yield zone
    zone.close()


@pytest.fixture
def tls(certificates: Certificates) -> Tls:
    return Tls(certificates.agent, authority=certificates.authority)


def test_agents_speak_https_in_both_modes(county, tls, learners):
    pulling = Agent("Library", county.url, poll_seconds=0.05, tls=tls)
    pushed = Agent("Canteen", county.url, mode="push", tls=tls, listener_tls=tls)
    came = [collect(pulling, LearnerPersonal), collect(pushed, LearnerPersonal)]
    with pulling, pushed, Agent("MIS", county.url, tls=tls) as mis:
        assert pushed.listens_at.startswith("https://127.0.0.1:")
        mis.publish(learners[0])
        until(lambda: all(came))


def test_zone_that_is_not_trusted_is_not_spoken_to(county):
    with pytest.raises(ZoneAway, match="certificate"), Agent("Library", county.url, patience_seconds=0):
        pass


def test_agent_without_a_certificate_is_not_let_in(county, certificates):
    bare = Tls(authority=certificates.authority)
    with pytest.raises(ZoneAway), Agent("Library", county.url, patience_seconds=0, tls=bare):
        pass


def test_listener_on_https_needs_a_certificate(county, tls):
    with (
        pytest.raises(ValueError, match="needs a certificate"),
        Agent("Library", county.url, mode="push", tls=tls, listener_tls=Tls()),
    ):
        pass
