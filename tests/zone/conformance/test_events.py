"""Section 7.7: an event goes to everybody who is to have it, and to nobody else."""

import pytest

from handover.zone.core.parsing import Channel
from handover.zone.rights import ANY, Right
from tests.zone import writing
from tests.zone.cast import ZONE
from tests.zone.shapes import UK


@pytest.fixture
def mis(zone):
    return zone.joined("mis")


@pytest.fixture
def library(zone):
    return zone.joined("library", subscribes=["LearnerPersonal"])


def logged(la):
    """The categories and codes of the log entries that wait for an agent, and about which message each is."""
    return [
        (f"{entry.words('SIF_Category')}/{entry.words('SIF_Code')}", entry.find("SIF_OriginalHeader")[0][0].text)
        for entry in la.drains()
    ]


@pytest.mark.row("publishes", "no publish lists", "nobody subscribes")
def test_an_event_reaches_every_subscriber_as_it_was_sent(zone, mis, library):
    catering = zone.joined("catering", mode="Push", subscribes=["LearnerPersonal", "SchoolInfo"])
    body = mis.written("SIF_Event", writing.event(), contexts=["SIF_Default"], version="2.3")
    assert zone.posts(body).status == 0
    assert mis.publishes(name="TermInfo").status == 0
    zone.deliver()
    assert [each.body for each in library.drains()] == [body]
    assert [each.body for each in catering.inbox] == [body]


@pytest.mark.parametrize(
    ("action", "error"),
    [
        pytest.param("Add", "4/10", marks=pytest.mark.row("may not add")),
        pytest.param("Change", "4/11", marks=pytest.mark.row("may not change")),
        pytest.param("Delete", "4/12", marks=pytest.mark.row("may not delete")),
    ],
)
def test_each_action_needs_its_right(zone, action, error, library):
    others = {right: (ANY,) for right in Right if right.value != f"publish_{action.lower()}"}
    assert zone.joined("mis", may=others).publishes(action=action).error == error
    assert library.drains() == []


@pytest.mark.row("event unknown", "no events", "event mismatch", "bad action")
def test_what_is_no_event_of_an_object_is_refused(mis, library):
    assert mis.publishes("<Banana/>", name="Banana").error == "9/3"
    assert mis.publishes(name="AssessmentResponseComponent").error == "9/3"
    assert mis.publishes(name="AssessmentResponseComponentGroup").error == "9/3"
    assert mis.publishes(writing.an_object("SchoolInfo")).error == "9/3"
    assert mis.publishes(writing.an_object() + writing.an_object("SchoolInfo")).error == "9/3"
    assert mis.publishes("").error == "9/3"
    for action in ("add", "Update", ""):
        assert mis.publishes(action=action).error == "1/4"
    assert library.drains() == []


@pytest.mark.row("several objects")
def test_one_event_may_hold_many_objects(mis, library):
    assert mis.publishes(writing.an_object() * 60).status == 0
    assert len(library.takes().find("SIF_EventObject")) == 60


@pytest.mark.row("several contexts")
def test_a_subscriber_in_several_contexts_gets_one_copy(zone, mis):
    zone.rules(contexts=("SIF_Default", "Sixth form", "Nursery"))
    library, catering = zone.joined("library"), zone.joined("catering")
    assert library.provisions("SIF_Default", "Sixth form", subscribe=["LearnerPersonal"]).status == 0
    assert catering.provisions("Nursery", subscribe=["LearnerPersonal"]).status == 0
    assert mis.publishes(contexts=["SIF_Default", "Sixth form"]).status == 0
    assert (len(library.drains()), len(catering.drains())) == (1, 0)
    assert mis.publishes(contexts=["Nursery"]).status == 0
    assert (len(library.drains()), len(catering.drains())) == (0, 1)


@pytest.mark.row("several contexts", "may not add")
def test_the_right_is_needed_in_every_context(zone, mis):
    zone.rules(contexts=("SIF_Default", "Sixth form"))
    zone.grant("mis", {Right.PUBLISH_ADD: ["LearnerPersonal"]}, context="Sixth form")
    assert mis.publishes(contexts=["Sixth form"]).status == 0
    assert mis.publishes(contexts=["Sixth form", "SIF_Default"]).error == "4/10"


@pytest.mark.row("directed event")
def test_a_directed_event_reaches_its_destination_if_that_subscribes(zone, mis, library):
    catering = zone.joined("catering")
    la = zone.joined("la", subscribes=["LearnerPersonal"])
    assert mis.publishes(destination="library").status == 0
    assert mis.publishes(destination="catering").status == 0
    assert mis.publishes(destination="nobody").status == 0
    assert [len(each.drains()) for each in (library, catering, la)] == [1, 0, 0]


@pytest.mark.row("own event")
def test_a_publisher_gets_its_own_events_only_in_a_zone_that_echoes(zone, mis, library):
    assert library.publishes().status == 0
    assert library.drains() == []
    zone.rules(echo=True)
    assert library.publishes().status == 0
    assert len(library.drains()) == 1


@pytest.mark.row("directed astray", "directed event")
def test_an_event_addressed_to_nobody_who_wants_it_is_told_to_the_log(zone, mis):
    library, la = zone.joined("library", subscribes=["LearnerPersonal"]), zone.joined("la", subscribes=["SIF_LogEntry"])
    for name in ("Libary", "la"):
        assert mis.publishes(destination=name).status == 0
        told = la.takes()
        assert f"it is addressed to {name}" in told.words("SIF_Desc")
    assert mis.publishes(destination="library").status == 0
    assert len(library.drains()) == 1
    assert la.drains() == []


@pytest.mark.row("event too large", "log document")
def test_an_event_that_does_not_fit_is_told_to_the_log(zone, mis):
    library, la = zone.joined("library", buffer=4096, subscribes=["LearnerPersonal"]), zone.joined("la")
    catering = zone.joined("catering", subscribes=["LearnerPersonal"])
    assert la.provisions(subscribe=["SIF_LogEntry"]).status == 0
    assert mis.publishes(writing.an_object(size=3000), msg_id="E" * 32).status == 0
    assert mis.publishes(msg_id="F" * 32).status == 0
    assert [each.msg_id for each in library.drains()] == ["F" * 32]
    assert len(catering.drains()) == 2
    assert logged(la) == [("4/2", "E" * 32)]


@pytest.mark.row("event version")
def test_an_event_in_a_version_that_an_agent_does_not_have_is_told_to_the_log(zone, mis):
    library, la = zone.joined("library", versions=["2.3"], subscribes=["LearnerPersonal"]), zone.joined("la")
    assert la.provisions(subscribe=["SIF_LogEntry"]).status == 0
    assert mis.publishes(version="2.4", msg_id="E" * 32).status == 0
    assert mis.publishes(version="2.3", msg_id="F" * 32).status == 0
    assert [each.msg_id for each in library.drains()] == ["F" * 32]
    assert logged(la) == [("4/4", "E" * 32)]


@pytest.mark.row("event insecure")
def test_an_event_that_demands_security_goes_over_secure_channels_only(zone, mis):
    library, la = zone.joined("library", subscribes=["LearnerPersonal"]), zone.joined("la", subscribes=["SIF_LogEntry"])
    catering = zone.agent("catering")
    catering.channel = Channel(secure=True)
    assert catering.registers(mode="Push", url="https://catering.example/", kind="HTTPS").status == 0
    assert catering.provisions(subscribe=["LearnerPersonal"]).status == 0
    assert mis.publishes(security=(1, 3), msg_id="E" * 32).status == 0
    assert library.drains() == []
    assert logged(la) == [("4/3", "E" * 32)]
    assert zone.store.head(ZONE, "catering").waiting.parcel.msg_id == "E" * 32


@pytest.mark.row("event too large")
def test_the_copied_header_of_a_log_entry_is_plain_whatever_the_sender_wrote(zone, mis):
    zone.joined("library", buffer=4096, subscribes=["LearnerPersonal"])
    la = zone.joined("la", subscribes=["SIF_LogEntry"])
    body = mis.written("SIF_Event", writing.event(writing.an_object(size=3000)), contexts=["SIF_Default"]).decode()
    body = body.replace("<SIF_Header>", '<SIF_Header xmlns:x="urn:x"><x:Greeting>Hello</x:Greeting>')
    assert zone.posts(body.encode()).status == 0
    entry = la.takes()
    assert b"Greeting" not in entry.body
    assert entry.find("SIF_OriginalHeader").find(f"{UK}SIF_Header/{UK}SIF_SourceId").text == "mis"


def test_an_event_of_the_log_that_does_not_fit_is_not_logged_again(zone, mis):
    zone.joined("library", versions=["2.3"], subscribes=["SIF_LogEntry"])
    la = zone.joined("la", subscribes=["SIF_LogEntry"])
    assert mis.publishes("<SIF_LogEntry><SIF_Desc>Hello</SIF_Desc></SIF_LogEntry>", name="SIF_LogEntry").status == 0
    assert [each.source for each in la.drains()] == ["mis"]
