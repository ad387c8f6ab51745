from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from handover.agent import Agent, Event
from handover.invented.sif import invent_school
from handover.sif.model import SifObject
from handover.sif.objects import LearnerPersonal, SchoolInfo
from tests.agent.county import County

Join = Callable[..., Agent]


@pytest.fixture
def county() -> Iterator[County]:
    zone = County()
    yield zone
    zone.close()


@pytest.fixture(scope="session")
def things() -> list[SifObject]:
    return list(invent_school(1, learners=30, days=0))


@pytest.fixture(scope="session")
def learners(things: list[SifObject]) -> list[LearnerPersonal]:
    return [thing for thing in things if isinstance(thing, LearnerPersonal)]


@pytest.fixture(scope="session")
def schools(things: list[SifObject]) -> list[SchoolInfo]:
    return [thing for thing in things if isinstance(thing, SchoolInfo)]


@pytest.fixture
def make(county: County) -> Join:
    """Make an agent of the county that is in a hurry."""

    def made(agent_id: str, mode: str = "pull", **more: Any) -> Agent:
        quick = {"poll_seconds": 0.05, "patience_seconds": 5.0}
        return Agent(agent_id, county.url, mode=mode, **{**quick, **more})

    return made


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    return tmp_path / "agent.inbox"


def collect(agent: Agent, *kinds: type[SifObject]) -> list[Event[Any]]:
    """Subscribe, and return the list to which events are added as they come."""
    came: list[Event[Any]] = []
    agent.on_event(*kinds)(came.append)
    return came


both_ways = pytest.mark.parametrize("mode", ["pull", "push"])
