"""Section 8.4: agents that sleep get nothing, and lose nothing."""

import pytest


@pytest.fixture
def mis(zone):
    return zone.joined("mis")


@pytest.mark.row("sleeps", "wakes", "fetches asleep", "pings", "pings asleep")
def test_agent_that_is_asleep_gets_nothing_until_it_wakes_up(zone, mis):
    library = zone.joined("library", subscribes=["LearnerPersonal"])
    mis.publishes()
    assert library.controls("SIF_Ping").status == 0
    assert library.controls("SIF_Sleep").status == 0
    assert mis.publishes().status == 0
    assert library.fetches().status == 8
    assert library.controls("SIF_Ping").status == 8
    assert library.controls("SIF_Sleep").status == 0
    assert b"<SIF_Sleeping>Yes</SIF_Sleeping>" in mis.controls("SIF_GetZoneStatus").body
    assert library.controls("SIF_Wakeup").status == 0
    assert library.controls("SIF_Ping").status == 0
    assert len(library.drains()) == 2


@pytest.mark.row("sleeps", "wakes")
def test_agent_in_push_mode_that_is_asleep_gets_nothing_until_it_wakes_up(zone, mis):
    library = zone.joined("library", mode="Push", subscribes=["LearnerPersonal"])
    library.controls("SIF_Sleep")
    mis.publishes()
    zone.deliver()
    zone.clock.passes(hours=1)
    zone.deliver()
    assert library.inbox == []
    library.controls("SIF_Wakeup")
    zone.deliver()
    assert len(library.inbox) == 1


@pytest.mark.row("sleeps")
def test_a_message_on_its_way_when_its_agent_falls_asleep_arrives(zone, mis):
    library = zone.joined("library", mode="Push", subscribes=["LearnerPersonal"])
    mis.publishes()
    mis.publishes()
    library.works = lambda received: library.controls("SIF_Sleep")
    zone.deliver()
    assert len(library.inbox) == 1
    library.works = lambda received: None
    library.controls("SIF_Wakeup")
    zone.deliver()
    assert len(library.inbox) == 2


@pytest.mark.row("fetches asleep", "sleeps")
def test_a_zone_may_serve_those_who_fetch_in_their_sleep(zone, mis):
    library = zone.joined("library", subscribes=["LearnerPersonal"])
    library.controls("SIF_Sleep")
    mis.publishes()
    assert library.fetches().status == 8
    zone.rules(serve_asleep=True)
    assert len(library.drains()) == 1
    assert library.controls("SIF_Ping").status == 8


@pytest.mark.row("sleeps")
def test_agent_that_is_asleep_may_still_speak(zone, mis):
    library = zone.joined("library", subscribes=["LearnerPersonal"])
    mis.controls("SIF_Sleep")
    assert mis.publishes().status == 0
    assert mis.provisions(subscribe=["SchoolInfo"]).status == 0
    assert len(library.drains()) == 1
