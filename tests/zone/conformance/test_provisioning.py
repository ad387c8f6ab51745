"""Section 7.6: what agents say that they do, all at once or one thing at a time."""

import pytest

from handover.zone.rights import ANY, RIGHTS, Right
from tests.zone import writing

ALL = ("provide", "subscribe", "publish_add", "publish_change", "publish_delete", "request", "respond")


def doing(zone, agent):
    return {(each.right.value, each.object, each.context) for each in zone.state.of_agent(agent)}


@pytest.mark.row("provisions")
def test_a_provision_states_everything_that_an_agent_does(zone):
    mis = zone.joined("mis")
    assert mis.provisions(**{right: ["LearnerPersonal"] for right in ALL}).status == 0
    assert doing(zone, "mis") == {(right, "LearnerPersonal", "SIF_Default") for right in ALL}
    assert mis.provisions(subscribe=["SchoolInfo"]).status == 0
    assert doing(zone, "mis") == {("subscribe", "SchoolInfo", "SIF_Default")}


@pytest.mark.row("provisions")
def test_a_zone_may_take_provisions_as_additions(zone):
    zone.rules(replace=False)
    mis = zone.joined("mis", provides=["LearnerPersonal"])
    assert mis.provisions(subscribe=["SchoolInfo"]).status == 0
    assert ("provide", "LearnerPersonal", "SIF_Default") in doing(zone, "mis")


@pytest.mark.row("provisions")
def test_missing_lists_are_empty_ones(zone):
    mis = zone.joined("mis", subscribes=["LearnerPersonal"])
    only = f"<SIF_ProvideObjects>{writing.objects(['SchoolInfo'])}</SIF_ProvideObjects>"
    assert mis.sends("SIF_Provision", only).status == 0
    assert doing(zone, "mis") == {("provide", "SchoolInfo", "SIF_Default")}


@pytest.mark.row("provisions")
def test_an_object_that_is_listed_twice_is_provided_once(zone):
    mis = zone.joined("mis")
    twice = writing.objects(["SchoolInfo"], extended=True) + writing.objects(["SchoolInfo"], extended=False)
    assert mis.sends("SIF_Provision", f"<SIF_ProvideObjects>{twice}</SIF_ProvideObjects>").status == 0
    assert mis.sends("SIF_Provide", twice).status == 0
    assert [(each.object, each.extended) for each in zone.state.of_agent("mis")] == [("SchoolInfo", False)]


@pytest.mark.row("provide unknown", "subscribe unknown")
def test_an_unknown_object_cannot_be_provided_or_subscribed_to(zone):
    mis = zone.joined("mis")
    assert mis.says("SIF_Provide", "Banana").error == "6/3"
    assert mis.says("SIF_Subscribe", "Banana").error == "7/3"
    assert mis.says("SIF_Unprovide", "Banana").error == "6/3"
    assert mis.says("SIF_Unsubscribe", "Banana").error == "7/3"
    for right in ALL:
        ack = mis.provisions(**{right: ["Banana"]})
        assert ack.error == "6/3"
        assert "Banana" in ack.more


@pytest.mark.row("provide the zone's")
@pytest.mark.parametrize("name", ["SIF_ZoneStatus", "SIF_AgentACL"])
def test_what_the_zone_provides_nobody_else_does(zone, name):
    mis = zone.joined("mis")
    assert mis.says("SIF_Provide", name).error == "6/3"
    assert mis.provisions(provide=[name]).error == "6/3"
    assert mis.provisions(respond=[name]).error == "6/3"
    assert mis.provisions(subscribe=[name], request=[name]).status == 0


@pytest.mark.row("provision context")
def test_an_object_is_provided_in_contexts_that_the_zone_knows(zone):
    mis = zone.joined("mis")
    assert mis.provisions("Sixth form", provide=["LearnerPersonal"]).error == "12/4"
    assert mis.says("SIF_Subscribe", "LearnerPersonal", contexts=["SIF_Default", "Sixth form"]).error == "12/4"
    zone.rules(contexts=("SIF_Default", "Sixth form"))
    assert mis.provisions("sif_DEFAULT", "Sixth form", provide=["LearnerPersonal"]).status == 0
    assert {each[2] for each in doing(zone, "mis")} == {"SIF_Default", "Sixth form"}


@pytest.mark.parametrize(
    ("right", "error"),
    [
        pytest.param(right, error, marks=pytest.mark.row(row))
        for right, error, row in (
            ("provide", "4/3", "may not provide"),
            ("subscribe", "4/4", "may not subscribe"),
            ("publish_add", "4/10", "may not publish add"),
            ("publish_change", "4/11", "may not publish change"),
            ("publish_delete", "4/12", "may not publish delete"),
            ("request", "4/5", "may not request"),
            ("respond", "4/6", "may not respond"),
        )
    ],
)
def test_an_agent_may_do_what_the_administrator_allows(zone, right, error):
    others = {each: (ANY,) for each in RIGHTS if each.value != right}
    mis = zone.joined("mis", may=others | {Right(right): ["SchoolInfo"]})
    ack = mis.provisions(**{right: ["LearnerPersonal"]})
    assert ack.error == error
    assert "LearnerPersonal" in ack.more
    assert mis.provisions(**{right: ["SchoolInfo"]}).status == 0
    zone.rules(contexts=("SIF_Default", "Sixth form"))
    zone.grant("mis", {Right(right): ["LearnerPersonal"]}, context="Sixth form")
    assert mis.provisions(**{right: ["LearnerPersonal"]}).error == error
    assert mis.provisions("Sixth form", **{right: ["LearnerPersonal"]}).status == 0


@pytest.mark.row("provided already", "provided elsewhere")
def test_an_object_has_one_provider_in_each_context(zone):
    zone.rules(contexts=("SIF_Default", "Sixth form"))
    mis, la = zone.joined("mis", provides=["LearnerPersonal"]), zone.joined("la")
    assert la.says("SIF_Provide", "LearnerPersonal").error == "6/4"
    assert la.provisions(provide=["LearnerPersonal"]).error == "6/4"
    assert la.provisions("Sixth form", provide=["LearnerPersonal"]).status == 0
    assert la.provisions(respond=["LearnerPersonal"]).status == 0
    assert mis.says("SIF_Unprovide", "LearnerPersonal").status == 0
    assert la.says("SIF_Provide", "LearnerPersonal").status == 0
    assert mis.says("SIF_Provide", "LearnerPersonal").error == "6/4"


@pytest.mark.row("all or nothing")
def test_if_one_object_is_refused_none_is_applied(zone):
    mis = zone.joined("mis", may={Right.SUBSCRIBE: ["SchoolInfo"], Right.PROVIDE: [ANY]}, subscribes=["SchoolInfo"])
    ack = mis.provisions(provide=["LearnerPersonal"], subscribe=["SchoolInfo", "LearnerPersonal"])
    assert ack.error == "4/4"
    assert "LearnerPersonal" in ack.more
    assert doing(zone, "mis") == {("subscribe", "SchoolInfo", "SIF_Default")}
    assert mis.says("SIF_Subscribe", "SchoolInfo", "LearnerPersonal").error == "4/4"
    assert doing(zone, "mis") == {("subscribe", "SchoolInfo", "SIF_Default")}


@pytest.mark.row("provides again", "withdraws")
def test_what_is_so_already_is_no_fault(zone):
    mis = zone.joined("mis")
    for kind in ("SIF_Provide", "SIF_Subscribe", "SIF_Unprovide", "SIF_Unsubscribe"):
        assert mis.says(kind, "LearnerPersonal", "SchoolInfo").status == 0
        assert mis.says(kind, "LearnerPersonal").status == 0
        if kind.startswith("SIF_Un"):
            assert {name for right, name, _ in doing(zone, "mis") if right in kind.lower()} == set()
    assert doing(zone, "mis") == set()


def test_an_agent_may_change_whether_it_understands_extended_queries(zone):
    mis = zone.joined("mis")
    for extended in (True, False, True):
        assert mis.says("SIF_Provide", "LearnerPersonal", extended=extended).status == 0
        [held] = zone.state.of_agent("mis")
        assert held.extended is extended
