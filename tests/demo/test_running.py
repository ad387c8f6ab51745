"""The software of schools runs beside a zone server, whichever of them is started first."""

import threading

import pytest

from handover.agent import Agent
from handover.demo import SchoolRoll
from handover.demo.running import SoftwareMembership, keep_membership, run_software
from handover.sif.objects import LearnerSchoolEnrolment
from tests.agent.conftest import collect
from tests.agent.county import until
from tests.demo.conftest import TODAY
from tests.hub_software import make_roll


@pytest.fixture
def folder(tmp_path):
    """A roll with a membership, and one whose school has not been let into a zone."""
    for number, agent in (("6812990", "NantMIS"), ("9362990", "")):
        with make_roll(number, path=tmp_path / f"{number}.roll", learners=2) as roll:
            if agent:
                keep_membership(roll, SoftwareMembership(agent, "/zone/county", "Cofrestr", takes_by_itself=True))
    return tmp_path


@pytest.fixture
def run(county, folder):
    """Run the software of the folder in a thread; it is stopped at the end."""
    stopping = threading.Event()
    site = county.url.partition("/zone/")[0]
    thread = threading.Thread(target=run_software, args=(folder, site, stopping))
    yield thread.start
    stopping.set()
    thread.join()


def test_a_roll_speaks_for_its_school_as_soon_as_the_zone_is_there(county, folder, run, monkeypatch, caplog):
    caplog.set_level("INFO", "handover.demo")
    monkeypatch.setattr("handover.demo.running.AGAIN_SECONDS", 0.05)
    county.stop()
    run()
    until(lambda: "NantMIS is not in its zone yet" in caplog.text)
    county.start()
    with Agent("Handover", county.url, poll_seconds=0.05, patience_seconds=5.0) as hub:
        came = collect(hub, LearnerSchoolEnrolment)
        with SchoolRoll(folder / "6812990.roll", clock=lambda: TODAY) as page:
            page.leave(page.entries()[0].ref_id, TODAY.date(), "9362990")
        until(lambda: came)
    assert [event.source for event in came] == ["NantMIS"]
