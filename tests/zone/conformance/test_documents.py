"""Sections 10 and 14.1: the documents that a zone writes, and what agents in use are sensitive to."""

import pytest

from handover.zone.core.effects import SetZone
from handover.zone.core.parsing import Channel
from handover.zone.rights import ANY, RIGHTS, Right
from handover.zone.rules import VERSIONS
from tests.zone import writing
from tests.zone.cast import ZONE
from tests.zone.shapes import UK

CONTEXTS = ("SIF_Default", "Sixth form")


@pytest.mark.row("status document")
def test_the_state_of_a_busy_zone(zone):
    zone.rules(contexts=CONTEXTS)
    mis, library = zone.joined("mis"), zone.joined("library", mode="Push")
    assert mis.registers(name="Example &lt;MIS&gt; &amp; Co").status == 0
    everything = {
        each: ["TTRoom"] for each in ("provide", "subscribe", "publish_add", "publish_change", "publish_delete")
    }
    assert mis.provisions(*CONTEXTS, **everything, request=["TTRoom"], respond=["TTRoom"]).status == 0
    assert mis.provisions("Sixth form", extended=True, **everything).status == 0
    assert library.provisions(subscribe=["TTRoom", "SIF_LogEntry"]).status == 0
    for version in VERSIONS:
        assert mis.controls("SIF_GetZoneStatus", version=version).version == version
    status = mis.controls("SIF_GetZoneStatus").find("SIF_ZoneStatus")
    assert status.get("ZoneId") == ZONE
    assert [each.get("SourceId") for each in status.iter(f"{UK}SIF_Provider")] == ["mis"]
    assert [each.text for each in status.find(f"{UK}SIF_SupportedVersions")] == list(VERSIONS)
    assert [each.text for each in status.find(f"{UK}SIF_Contexts")] == list(CONTEXTS)
    nodes = {each.findtext(f"{UK}SIF_SourceId"): each for each in status.iter(f"{UK}SIF_SIFNode")}
    assert set(nodes) == {ZONE, "mis", "library"}
    assert nodes["library"].findtext(f"{UK}SIF_Protocol/{UK}SIF_URL").startswith("http://127.0.0.1")
    assert nodes["mis"].findtext(f"{UK}SIF_Name") == "Example <MIS> & Co"


@pytest.mark.row("status document")
def test_the_state_of_an_empty_zone_still_says_how_to_send(zone):
    mis = zone.joined("mis")
    status = mis.controls("SIF_GetZoneStatus").find("SIF_ZoneStatus")
    [protocol, secure] = status.find(f"{UK}SIF_SupportedProtocols")
    assert (protocol.get("Type"), secure.get("Type")) == ("HTTP", "HTTPS")
    assert protocol.findtext(f"{UK}SIF_Property/{UK}SIF_Value") == "gzip;q=1.0, identity;q=0.5, *;q=0"
    assert status.find(f"{UK}SIF_Providers") is None


@pytest.mark.row("status document")
def test_a_zone_that_requires_https_tells_of_no_other_way(zone):
    zone.rules(secure=True)
    mis = zone.agent("mis")
    mis.channel = Channel(secure=True)
    assert mis.registers().status == 0
    status = mis.controls("SIF_GetZoneStatus").find("SIF_ZoneStatus")
    protocols = [(each.get("Type"), each.get("Secure")) for each in status.iter(f"{UK}SIF_Protocol")]
    assert protocols == [("HTTPS", "Yes"), ("HTTPS", "Yes")]  # the zone's own, and those it supports


@pytest.mark.row("status document")
def test_a_zone_says_over_which_ways_it_is_reached_and_who_sleeps(zone):
    mis, library = zone.joined("mis"), zone.joined("library", mode="Push")
    assert library.controls("SIF_Sleep").status == 0
    status = mis.controls("SIF_GetZoneStatus").find("SIF_ZoneStatus")
    protocols = [(each.get("Type"), each.get("Secure")) for each in status.find(f"{UK}SIF_SupportedProtocols")]
    assert protocols == [("HTTP", "No"), ("HTTPS", "Yes")]
    nodes = [
        (each.get("Type"), *(each.findtext(f"{UK}{tag}") for tag in ("SIF_SourceId", "SIF_Mode", "SIF_Sleeping")))
        for each in status.iter(f"{UK}SIF_SIFNode")
    ]
    assert nodes == [
        ("ZIS", ZONE, "Push", "No"),
        ("Agent", "library", "Push", "Yes"),
        ("Agent", "mis", "Pull", "No"),
    ]
    buffers = [each.text for each in status.iter(f"{UK}SIF_MaxBufferSize")]
    assert buffers == ["2147483647", "393216", "393216"]


@pytest.mark.row("status document")
def test_a_name_that_no_document_can_hold_is_written_as_far_as_it_can(zone):
    mis = zone.joined("mis")
    zone.broker.administer(ZONE, SetZone("The\x07 county's zone\x1f\ufffe\uffff", zone.state.rules))
    status = mis.controls("SIF_GetZoneStatus").find("SIF_ZoneStatus")
    assert status.findtext(f"{UK}SIF_Name") == "The county's zone"


@pytest.mark.row("status document")
def test_a_registration_with_everything_in_it_is_shown(zone):
    mis = zone.agent("mis")
    mis.channel = Channel(secure=True)
    more = (
        "<SIF_NodeVendor>Vendor</SIF_NodeVendor><SIF_NodeVersion>1.0</SIF_NodeVersion><SIF_Application><SIF_Vendor>V"
        "</SIF_Vendor><SIF_Product/><SIF_Version/></SIF_Application><SIF_Icon>http://mis.example/icon.png</SIF_Icon>"
    )
    assert mis.sends("SIF_Register", writing.registration("mis") + more).status == 0
    node = (
        mis.controls("SIF_GetZoneStatus")
        .find("SIF_ZoneStatus")
        .find(f"{UK}SIF_SIFNodes/{UK}SIF_SIFNode[@Type='Agent']")
    )
    assert node.findtext(f"{UK}SIF_NodeVendor") == "Vendor"
    assert node.findtext(f"{UK}SIF_Icon") == "http://mis.example/icon.png"


@pytest.mark.row("status document")
@pytest.mark.parametrize(
    ("vendor", "product"), [("Example Ltd", ""), ("", "Example MIS"), ("Example Ltd", "Example MIS")]
)
def test_whoever_tells_its_maker_or_its_product_is_shown_with_what_it_told(zone, vendor, product):
    mis = zone.agent("mis")
    named = {"SIF_Vendor": vendor, "SIF_Product": product, "SIF_Version": ""}
    told = "".join(f"<{name}>{text}</{name}>" if text else f"<{name}/>" for name, text in named.items())
    body = f"{writing.registration('mis')}<SIF_Application>{told}</SIF_Application>"
    assert mis.sends("SIF_Register", body).status == 0
    [shown] = mis.controls("SIF_GetZoneStatus").find("SIF_ZoneStatus").iter(f"{UK}SIF_Application")
    assert [each.text or "" for each in shown] == [vendor, product, ""]


@pytest.mark.row("status document")
def test_whoever_tells_neither_its_maker_nor_its_product_is_shown_without(zone):
    mis = zone.joined("mis")
    assert list(mis.controls("SIF_GetZoneStatus").find("SIF_ZoneStatus").iter(f"{UK}SIF_Application")) == []


@pytest.mark.row("access document")
def test_an_access_list_names_the_contexts_of_everything(zone):
    zone.rules(contexts=CONTEXTS)
    mis = zone.joined("mis", may={Right.SUBSCRIBE: ["TTRoom"], Right.PROVIDE: [ANY]})
    acl = mis.controls("SIF_GetAgentACL").find("SIF_AgentACL")
    [granted] = acl.find(f"{UK}SIF_SubscribeAccess")
    assert [each.text for each in granted[0]] == list(CONTEXTS)
    assert len(acl.find(f"{UK}SIF_RequestAccess")) == 0
    assert len(acl) == len(RIGHTS)


@pytest.mark.row("access document")
@pytest.mark.parametrize("policy", ["open", "closed"])
def test_nobody_is_offered_to_provide_what_the_zone_does(zone, policy):
    zone.rules(policy=policy)
    acl = zone.joined("mis").controls("SIF_GetAgentACL").find("SIF_AgentACL")
    for right in RIGHTS.values():
        names = {each.get("ObjectName") for each in acl.find(f"{UK}{right.access}")}
        assert "LearnerPersonal" in names
        assert ("SIF_ZoneStatus" in names) is (right.right not in (Right.PROVIDE, Right.RESPOND))


@pytest.mark.row("log document")
def test_a_log_entry_carries_its_own_header(zone):
    zone.joined("library", buffer=4096, subscribes=["LearnerPersonal"])
    mis, la = zone.joined("mis"), zone.joined("la", versions=["2.0r1", "2.3"], subscribes=["SIF_LogEntry"])
    mis.publishes(writing.an_object(size=4000), contexts=())
    event = la.takes()
    assert (event.kind, event.source, event.version) == ("SIF_Event", ZONE, "2.3")
    assert event.find("SIF_EventObject").get("Action") == "Add"
    copy = event.find("SIF_LogEntryHeader").find(f"{UK}SIF_Header/{UK}SIF_MsgId").text
    assert copy == event.msg_id
    assert event.find("SIF_OriginalHeader").find(f"{UK}SIF_Header/{UK}SIF_SourceId").text == "mis"


@pytest.mark.row("log document")
def test_who_runs_the_zone_sees_in_which_context_a_log_entry_was_sent(zone):
    zone.joined("library", buffer=4096, subscribes=["LearnerPersonal"])
    mis = zone.joined("mis")
    zone.joined("la", subscribes=["SIF_LogEntry"])
    mis.publishes(writing.an_object(size=4000))
    assert zone.store.head(ZONE, "la").waiting.parcel.contexts == ("SIF_Default",)


@pytest.mark.row("log document")
@pytest.mark.parametrize(
    ("demanded", "told"),
    [((0, 0), None), ((1, 0), ("1", "0")), ((0, 2), ("0", "2")), ((3, 4), ("3", "4"))],
)
def test_a_log_entry_tells_the_security_that_the_message_demanded_and_none_where_it_demanded_none(zone, demanded, told):
    zone.joined("library", buffer=4096, subscribes=["LearnerPersonal"])
    mis, la = zone.joined("mis"), zone.joined("la", subscribes=["SIF_LogEntry"])
    mis.publishes(writing.an_object(size=4000), security=demanded)
    original = la.takes().find("SIF_OriginalHeader")
    channel = original.find(f"{UK}SIF_Header/{UK}SIF_Security/{UK}SIF_SecureChannel")
    assert (channel is None) if told is None else (tuple(each.text for each in channel) == told)


@pytest.mark.row("log document")
def test_a_log_entry_says_more_where_there_is_more_to_say(zone):
    mis, la = zone.joined("mis"), zone.joined("la", subscribes=["SIF_LogEntry"])
    library = zone.joined("library", subscribes=["LearnerPersonal"])
    mis.publishes()
    library.takes("1/3")
    refused = la.takes()
    assert refused.words("SIF_Desc").startswith("library refused a ")
    assert refused.words("SIF_ExtendedDesc") == "1/3"
    zone.joined("catering", buffer=4096, subscribes=["LearnerPersonal"])
    mis.publishes(writing.an_object(size=4000))
    assert la.takes().find("SIF_ExtendedDesc") is None


@pytest.mark.row("declaration")
@pytest.mark.parametrize(
    "start",
    [
        b'<?xml version="1.0" encoding="UTF-8"?>\n',
        b"\xef\xbb\xbf",
        b"<?xml version='1.0'?><!-- hello -->",
        b"\n  ",
        b"<?a b?>",
    ],
)
def test_what_stands_before_a_message_is_not_passed_on(zone, start):
    mis, library = zone.joined("mis"), zone.joined("library", subscribes=["LearnerPersonal"])
    body = mis.written("SIF_Event", writing.event(), contexts=["SIF_Default"])
    assert zone.posts(start + body).status == 0
    received = library.takes()
    assert received.body.startswith(b"<SIF_Message")
    assert received.find("LearnerPersonal") is not None


@pytest.mark.row("declaration")
@pytest.mark.parametrize("coding", ["utf-16", "iso-8859-1"])
def test_a_message_in_another_coding_is_passed_on_in_utf_8(zone, coding):
    mis, library = zone.joined("mis"), zone.joined("library", subscribes=["LearnerPersonal"])
    body = mis.written("SIF_Event", writing.event(), contexts=["SIF_Default"]).decode()
    body = body.replace("<LocalId>", "<LocalId>é")
    sent = f'<?xml version="1.0" encoding="{coding}"?>{body}'.encode(coding)
    assert zone.posts(sent).status == 0
    assert "<LocalId>é" in library.takes().body.decode("utf-8")


@pytest.mark.row("one agent many versions")
def test_one_agent_speaks_three_versions(zone):
    mis = zone.joined("mis", provides=["LearnerPersonal"])
    assert mis.controls("SIF_Ping").version == "2.6"
    assert mis.asks().version == "2.0r1"
    assert mis.publishes(version="2.4").version == "2.4"
    request = mis.fetches()
    assert (request.version, request.message.version) == ("2.6", "2.0r1")
    assert mis.acknowledges(request.message).version == "2.0r1"


@pytest.mark.row("odd time")
def test_no_order_and_no_end_depends_on_when_a_message_says_it_was_sent(zone):
    mis, library = zone.joined("mis"), zone.joined("library", subscribes=["LearnerPersonal"])
    for n, time in enumerate(("2026-09-03T10:30:00+01:00", "1999-01-01T00:00:00Z", "2050-01-01T00:00:00.123Z")):
        assert mis.publishes(msg_id=f"{n:032X}", time=time).status == 0
    zone.broker.keep_house()
    assert [each.msg_id for each in library.drains()] == [f"{n:032X}" for n in range(3)]


@pytest.mark.row("old sif")
def test_a_message_of_sif_1_is_refused(zone):
    assert zone.agent("mis").sends("SIF_Register", writing.registration("mis"), version="1.5r1").error == "12/3"


@pytest.mark.row("values elsewhere")
def test_names_inside_an_object_are_not_the_messages(zone):
    mis, la = zone.joined("mis"), zone.joined("la", subscribes=["SIF_LogEntry"])
    inside = writing.header("somebody", "F" * 32, destination="nobody", contexts=["Nowhere"], security=(3, 4))
    entry = f"<SIF_LogEntryHeader>{inside}</SIF_LogEntryHeader><SIF_Desc>Hello</SIF_Desc>"
    thing = f'<SIF_LogEntry Source="Agent" LogLevel="Info">{entry}</SIF_LogEntry>'
    assert mis.publishes(thing, name="SIF_LogEntry").status == 0
    assert la.takes().source == "mis"
