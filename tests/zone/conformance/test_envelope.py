"""Sections 7.2 and 7.3: what is looked at in every message, in that order; and messages that come twice."""

import re

import pytest

from handover.zone.core.effects import SetAgent
from handover.zone.core.parsing import Channel
from handover.zone.core.proof import Proof, proofs
from handover.zone.rights import ANY, RIGHTS
from handover.zone.rules import VERSIONS
from handover.zone.state import ZoneAgent
from tests.zone import writing
from tests.zone.cast import ZONE
from tests.zone.reading import Received

UK = b"http://www.sifinfo.org/uk/infrastructure/2.x"
PING = b"<SIF_SystemControlData><SIF_Ping/></SIF_SystemControlData>"


@pytest.mark.row("broken")
@pytest.mark.parametrize(
    "body",
    [
        b"",
        b" ",
        b"hello",
        b"<SIF_Message",
        b"<SIF_Message>",
        b"\xff\xfe\x00",
        b"<a>\xe9</a>",
        b"<a>&nbsp;</a>",
        b"\0" * 40,
    ],
)
def test_what_is_no_xml_is_answered_as_a_message_all_the_same(zone, body):
    zone.agent("mis")
    ack = zone.posts(body)
    assert (ack.error, ack.original) == ("1/2", ("", ""))
    assert b'<SIF_OriginalMsgId xsi:nil="true"/>' in ack.body


@pytest.mark.row("doctype")
@pytest.mark.parametrize(
    "start",
    [
        b"<!DOCTYPE SIF_Message>",
        b'<!DOCTYPE a [<!ENTITY b "c">]>',
        b'<?xml version="1.0"?><!DOCTYPE a SYSTEM "file:///b">',
    ],
)
def test_a_document_type_is_refused_before_anything_is_fetched(zone, start):
    mis = zone.joined("mis")
    ack = zone.posts(start + mis.written("SIF_SystemControl", PING.decode()))
    assert (ack.error, ack.original) == ("1/2", ("", ""))


@pytest.mark.row("another document")
def test_a_document_that_is_no_message_is_refused(zone):
    zone.agent("mis")
    assert zone.posts(writing.an_object().encode()).error == "1/3"
    assert zone.posts(b"<html><body><p>It works!</p></body></html>").error == "1/3"


@pytest.mark.row("namespace")
@pytest.mark.parametrize(
    ("other", "told"),
    [
        (b"http://www.sifinfo.org/infrastructure/2.x", "http://www.sifinfo.org/infrastructure/2.x"),
        (b"http://www.sifinfo.org/au/infrastructure/2.x", "http://www.sifinfo.org/au/infrastructure/2.x"),
        (b"", "missing"),
        (b"urn:x", "urn:x"),
    ],
)
def test_a_message_of_another_country_is_refused_and_told_what_it_is(zone, other, told):
    mis = zone.joined("mis")
    ack = zone.posts(mis.written("SIF_SystemControl", PING.decode()).replace(UK, other))
    assert ack.error == "1/3"
    assert f"The namespace is {told}; this zone speaks {UK.decode()}." in ack.more
    assert ack.original[0] == "mis"


@pytest.mark.row("payloads")
def test_a_message_holds_one_message(zone):
    mis = zone.joined("mis")
    good = mis.written("SIF_SystemControl", PING.decode())
    payload = good[good.index(b"<SIF_SystemControl>") : good.index(b"</SIF_Message>")]
    assert zone.posts(good.replace(payload, b"")).error == "1/3"
    assert zone.posts(good.replace(payload, payload + payload)).error == "1/3"


@pytest.mark.row("unknown message")
@pytest.mark.parametrize("name", ["SIF_Greeting", "LearnerPersonal", "SIF_Header", "SIF_Message"])
def test_a_message_of_an_unknown_kind_is_refused(zone, name):
    assert zone.joined("mis").sends(name).error == "12/2"


@pytest.mark.row("service")
@pytest.mark.parametrize("name", ["SIF_ServiceInput", "SIF_ServiceOutput", "SIF_ServiceNotify"])
def test_there_are_no_services(zone, name):
    assert zone.joined("mis").sends(name, "<SIF_Service>Any</SIF_Service>").error == "12/2"


@pytest.mark.row("version missing")
def test_a_message_without_a_version_is_answered_in_one_that_both_have(zone):
    mis = zone.joined("mis", versions=["2.1", "2.3"])
    ack = zone.posts(mis.written("SIF_SystemControl", PING.decode()).replace(b' Version="2.6"', b""))
    assert (ack.error, ack.version) == ("1/6", "2.3")
    stranger = zone.stranger("nobody").written("SIF_SystemControl", PING.decode())
    assert zone.posts(stranger.replace(b' Version="2.6"', b"")).version == VERSIONS[-1]


@pytest.mark.row("version malformed")
@pytest.mark.parametrize("version", ["", "two", "2", "2.*", "*", "2.3r", "2.3.4", "-2.3", "٢.٣"])
def test_a_version_must_be_one(zone, version):
    mis = zone.joined("mis")
    body = mis.written("SIF_SystemControl", PING.decode()).replace(b'"2.6"', f'"{version}"'.encode())
    assert zone.posts(body).error == "1/4"


@pytest.mark.row("version unsupported")
@pytest.mark.parametrize("version", ["1.1", "1.5r1", "2.0", "2.7", "3.0", "20.1", "99999999999999999999.0"])
def test_a_version_that_the_zone_does_not_have_is_answered_in_one_that_it_has(zone, version):
    mis = zone.joined("mis", versions=["2.0r1", "2.4"])
    ack = mis.controls("SIF_Ping", version=version)
    assert (ack.error, ack.version) == ("12/3", "2.4")


@pytest.mark.row("any version")
@pytest.mark.parametrize("version", VERSIONS)
def test_every_version_is_taken_whatever_the_agent_registered_and_answered_in_itself(zone, version):
    mis = zone.joined("mis", versions=["2.6"])
    ack = mis.controls("SIF_Ping", version=version)
    assert (ack.status, ack.version) == (0, version)


@pytest.mark.row("header missing")
@pytest.mark.parametrize("name", ["SIF_MsgId", "SIF_Timestamp", "SIF_SourceId", "SIF_Header"])
def test_a_header_is_whole(zone, name):
    mis = zone.joined("mis")
    body = mis.written("SIF_SystemControl", PING.decode())
    start, end = body.index(f"<{name}>".encode()), body.index(f"</{name}>".encode()) + len(name) + 3
    ack = zone.posts(body[:start] + body[end:])
    assert ack.error == "1/6"
    assert name in ack.more


@pytest.mark.row("header missing")
def test_the_header_comes_first(zone):
    mis = zone.joined("mis")
    body = mis.written("SIF_SystemControl", PING.decode()).decode()
    start, end = body.index("<SIF_Header>"), body.index("</SIF_Header>") + len("</SIF_Header>")
    moved = body[:start] + body[end:].replace("</SIF_SystemControl>", body[start:end] + "</SIF_SystemControl>")
    assert zone.posts(moved.encode()).error == "1/6"


@pytest.mark.row("header value")
@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("<SIF_MsgId>.+</SIF_MsgId>", "<SIF_MsgId/>"),
        ("<SIF_MsgId>.+</SIF_MsgId>", f"<SIF_MsgId>{'A' * 65}</SIF_MsgId>"),
        ("<SIF_SourceId>.+</SIF_SourceId>", "<SIF_SourceId> </SIF_SourceId>"),
        ("<SIF_SourceId>.+</SIF_SourceId>", f"<SIF_SourceId>{'m' * 65}</SIF_SourceId>"),
        ("<SIF_Timestamp>.+</SIF_Timestamp>", "<SIF_Timestamp>today</SIF_Timestamp>"),
        ("<SIF_Timestamp>.+</SIF_Timestamp>", "<SIF_Timestamp/>"),
    ],
)
def test_a_header_has_values_that_can_be_read(zone, old, new):
    body = zone.joined("mis").written("SIF_SystemControl", PING.decode()).decode()
    assert zone.posts(re.sub(old, new, body).encode()).error == "1/4"


@pytest.mark.row("strict id")
def test_a_strict_zone_wants_guids(zone):
    mis = zone.joined("mis")
    assert mis.controls("SIF_Ping", msg_id="message-1").status == 0
    zone.rules(strict_ids=True)
    assert mis.controls("SIF_Ping", msg_id="message-1").error == "1/4"
    assert mis.controls("SIF_Ping", msg_id="a" * 32).error == "1/4"
    assert mis.controls("SIF_Ping").status == 0


@pytest.mark.row("odd id")
def test_an_answer_names_a_message_as_the_schema_has_it_or_not_at_all(zone):
    """The schema knows ids of 32 capital digits, and nil: what else an agent writes may not stand in the answer."""
    mis = zone.joined("mis")
    guid = "0A1B2C3D4E5F60718293A4B5C6D7E8F9"
    spellings = (guid.lower(), "0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9", "{0A1B2C3D-4E5F-6071-8293-A4B5C6D7E8F9}")
    for spelling in spellings:
        assert mis.controls("SIF_Ping", msg_id=spelling).original == ("mis", guid)
    for other in ("message-1", "R&amp;D-1", guid[:-1], f"{guid}0", "G" * 32):
        ack = mis.controls("SIF_Ping", msg_id=other)
        assert ack.original == ("mis", "")
        assert b'<SIF_OriginalMsgId xsi:nil="true"/>' in ack.body


@pytest.mark.row("odd id", "event too large")
def test_a_log_entry_does_not_show_an_id_that_no_header_can_hold(zone):
    mis, la = zone.joined("mis"), zone.joined("la", subscribes=["SIF_LogEntry"])
    zone.joined("library", buffer=4096, subscribes=["LearnerPersonal"])
    assert mis.publishes(writing.an_object(size=3000), msg_id="event-1").status == 0
    assert b"SIF_OriginalHeader" not in la.takes().body


@pytest.mark.row("insecure register", "insecure")
def test_a_zone_that_requires_https_is_not_reached_without(zone):
    mis = zone.joined("mis")
    zone.rules(secure=True)
    assert mis.controls("SIF_Ping").error == "10/3"
    assert mis.registers().error == "5/7"
    mis.channel = Channel(secure=True)
    assert mis.registers().status == 0
    assert mis.controls("SIF_Ping").status == 0


@pytest.mark.row("unproved")
def test_a_stranger_is_answered_in_its_own_version_and_with_its_own_words_where_they_can_be_written(zone):
    zone.agent("mis")
    body = zone.stranger("nobody").written("SIF_SystemControl", PING.decode(), version="2.3", msg_id="A" * 32)
    for source, told in ((b"nobody", "nobody"), (b"no\x07body", ""), (b"n" * 64, "n" * 64), (b"n" * 65, "")):
        ack = zone.posts(body.replace(b"nobody", source), key="")
        assert (ack.error, ack.version, ack.original) == ("3/1", "2.3", (told, "A" * 32))
    other = body.replace(b'Version="2.3"', b"").replace(b"<SIF_SystemControl>", b'<SIF_SystemControl Version="2.3">')
    assert zone.posts(other, key="").version == VERSIONS[-1]


@pytest.mark.row("unproved")
@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("O&apos;Neill", "O'Neill"),
        ("&quot;Till&quot;", '"Till"'),
        ("R&amp;D", "R&D"),
        ("&lt;till&gt;", "<till>"),
    ],
)
def test_a_stranger_is_answered_by_its_name_however_it_writes_the_signs_in_it(zone, written, meant):
    zone.agent("mis")
    body = zone.stranger("nobody").written("SIF_SystemControl", PING.decode(), source=written, msg_id="A" * 32)
    ack = zone.posts(body, key="")
    assert (ack.error, ack.original) == ("3/1", (meant, "A" * 32))


@pytest.mark.row("unproved")
def test_an_agent_shows_the_certificate_that_was_set_for_it(zone):
    mis = zone.agent("mis", certificate="mis.example")
    assert mis.registers().error == "3/1"
    mis.channel = Channel(secure=True, certificate="library.example")
    assert mis.registers().error == "3/1"
    mis.channel = Channel(secure=True, certificate="mis.example")
    assert mis.registers().status == 0


@pytest.mark.row("unproved")
def test_in_a_zone_with_certificates_an_agent_without_one_of_its_own_is_known_by_its_name(zone):
    zone.rules(certificates=True)
    mis = zone.agent("mis")
    assert mis.registers().error == "3/1"
    mis.channel = Channel(secure=True, certificate="library")
    assert mis.registers().error == "3/1"
    mis.channel = Channel(secure=True, certificate="mis")
    assert mis.registers().status == 0


@pytest.mark.row("unregistered")
def test_who_is_not_registered_is_told_so_whatever_it_sends(zone):
    mis = zone.agent("mis")
    for answer in (
        mis.controls("SIF_Ping"),
        mis.controls("SIF_GetMessage"),
        mis.controls("SIF_GetZoneStatus"),
        mis.controls("SIF_Wakeup"),
        mis.publishes(),
        mis.asks(),
        mis.provisions(),
        mis.says("SIF_Subscribe", "LearnerPersonal"),
        mis.sends("SIF_Ack", writing.acknowledgement("library", writing.fresh_id(), 1)),
        mis.unregisters(),
    ):
        assert answer.error == "4/9"


@pytest.mark.row("shut out", "not allowed")
def test_an_agent_that_the_administrator_shuts_out_gets_nothing_more(zone):
    mis, library = zone.joined("mis"), zone.joined("library", subscribes=["LearnerPersonal"])
    catering = zone.joined("catering", mode="Push", subscribes=["LearnerPersonal"])
    assert mis.publishes().status == 0
    zone.shut("library")
    zone.shut("catering")
    assert library.fetches().error == "4/9"
    assert library.registers().error == "4/2"
    assert mis.publishes().status == 0
    zone.deliver()
    assert catering.inbox == []
    status = mis.controls("SIF_GetZoneStatus").body
    assert b"<SIF_SourceId>library</SIF_SourceId>" not in status


@pytest.mark.row("structure")
@pytest.mark.parametrize(
    ("kind", "inside"),
    [
        ("SIF_Register", ""),
        ("SIF_Register", "<SIF_Name>mis</SIF_Name>"),
        ("SIF_Provide", ""),
        ("SIF_Subscribe", "<SIF_Object/>"),
        ("SIF_Unprovide", ""),
        ("SIF_Unsubscribe", ""),
        ("SIF_Event", ""),
        ("SIF_Event", "<SIF_ObjectData/>"),
        ("SIF_Event", "<SIF_ObjectData><SIF_EventObject/></SIF_ObjectData>"),
        ("SIF_Event", '<SIF_ObjectData><SIF_EventObject ObjectName="LearnerPersonal"/></SIF_ObjectData>'),
        ("SIF_Request", ""),
        ("SIF_Request", "<SIF_Version>2.*</SIF_Version><SIF_MaxBufferSize>5000</SIF_MaxBufferSize>"),
        ("SIF_Request", "<SIF_Version>2.*</SIF_Version><SIF_MaxBufferSize>5000</SIF_MaxBufferSize><SIF_Query/>"),
        ("SIF_Response", ""),
        ("SIF_Ack", ""),
        ("SIF_Ack", "<SIF_Status/>"),
        ("SIF_SystemControl", ""),
    ],
)
def test_what_a_message_is_for_must_be_in_it(zone, kind, inside):
    assert zone.joined("mis").sends(kind, inside).error == "1/6"


@pytest.mark.row("choice")
def test_a_response_holds_objects_or_an_error(zone):
    mis, library = zone.joined("mis", provides=["LearnerPersonal"]), zone.joined("library")
    library.asks()
    request = mis.takes()
    both = "<SIF_ObjectData/>" + writing.error("8/9")
    assert mis.responds(request, inside=both).error == "1/3"
    assert mis.responds(request, inside="").error == "1/3"


@pytest.mark.row("value")
@pytest.mark.parametrize("number", ["many", "-1", "1.5", "0x10", "99999999999999999999999"])
def test_a_number_must_be_one(zone, number):
    mis = zone.joined("mis", provides=["LearnerPersonal"])
    assert mis.registers(buffer=number).error == "1/4"
    assert mis.asks(buffer=number).error == "1/4"
    assert mis.asks().status == 0
    packet = writing.response(mis.takes().msg_id).replace(">1<", f">{number}<")
    assert mis.sends("SIF_Response", packet, destination="mis").error == "1/4"


@pytest.mark.row("value")
def test_more_packets_are_yes_or_no(zone):
    mis = zone.joined("mis", provides=["LearnerPersonal"])
    assert mis.asks().status == 0
    request = mis.takes()
    assert mis.sends("SIF_Response", writing.response(request.msg_id).replace(">No<", ">Perhaps<")).error == "1/4"


@pytest.mark.row("content grammar", "content warned")
def test_errors_in_an_object_are_told_to_the_log_or_refused(zone):
    mis, la = zone.joined("mis"), zone.joined("la", subscribes=["SIF_LogEntry"])
    library = zone.joined("library", subscribes=["LearnerPersonal"])
    broken = writing.an_object().replace("<LocalId>", "<Nickname>Bobby</Nickname><LocalId>")
    assert mis.publishes(broken).status == 0
    assert library.takes().source == "mis"
    entry = la.takes()
    assert entry.find("SIF_LogEntry").get("LogLevel") == "Warning"
    assert b"Bobby" not in entry.body
    zone.rules(checking="refuse")
    ack = mis.publishes(broken)
    assert ack.error == "1/3"
    assert "Bobby" not in ack.more
    zone.rules(checking="off")
    assert mis.publishes(broken).status == 0
    assert la.drains() == []


@pytest.mark.row("content grammar")
def test_a_changed_object_may_be_sent_in_part_and_a_new_one_is_whole(zone):
    zone.rules(checking="refuse")
    mis, library = zone.joined("mis"), zone.joined("library", subscribes=["LearnerPersonal"])
    whole = writing.an_object()
    part = whole[: whole.index(">") + 1] + "<LocalId>4711</LocalId></LearnerPersonal>"
    assert mis.publishes(part).error == "1/3"
    assert mis.publishes(part, action="Change").status == 0
    assert [each.find("SIF_EventObject").get("Action") for each in library.drains()] == ["Change"]


@pytest.mark.row("content grammar")
@pytest.mark.parametrize("action", ["Add", "Change"])
def test_a_code_that_no_list_has_is_an_error_in_a_new_object_and_in_a_changed_one(zone, action):
    zone.rules(checking="refuse")
    mis = zone.joined("mis")
    assert mis.publishes(action=action).status == 0
    known = re.search(r"<Gender>\w+</Gender>", writing.an_object())[0]
    strange = writing.an_object().replace(known, "<Gender>Q</Gender>")
    assert mis.publishes(strange, action=action).error == "1/3"


@pytest.mark.parametrize(("count", "more"), [(5, ""), (6, "and 1 more"), (7, "and 2 more")])
def test_the_first_five_errors_are_told_and_the_rest_is_counted(zone, count, more):
    mis, la = zone.joined("mis"), zone.joined("la", subscribes=["SIF_LogEntry"])
    strange = "".join(f"<Nickname{n}>Bobby</Nickname{n}>" for n in range(count))
    assert mis.publishes(writing.an_object().replace("<LocalId>", f"{strange}<LocalId>")).status == 0
    told = la.takes().words("SIF_ExtendedDesc").split("; ")
    assert len(told) == min(count, 5) + bool(more)
    assert told[-1] == more or not more


@pytest.mark.row("content rule event", "content rule response")
def test_a_strict_zone_refuses_objects_that_break_a_rule(zone):
    zone.rules(checking="refuse")
    name = "Cycle"
    mis, library = zone.joined("mis", provides=[name]), zone.joined("library")
    wrong = writing.an_object(name).replace("<TTDayId>DY01<", "<TTDayId>DY02<", 1)
    assert mis.publishes(wrong, name=name).error == "9/3"
    library.asks(name)
    request = mis.takes()
    for thing, said in ((wrong, "8/1"), (writing.an_object(name), "0")):
        assert mis.responds(request, inside=f"<SIF_ObjectData>{thing}</SIF_ObjectData>").said == said


@pytest.mark.row("context unknown")
def test_a_context_that_the_zone_does_not_know_is_refused(zone):
    mis = zone.joined("mis")
    assert mis.publishes(contexts=["Sixth form"]).error == "12/4"
    assert mis.asks(contexts=["Sixth form"]).error == "12/4"
    assert mis.controls("SIF_Ping", contexts=["sif_default"]).status == 0


@pytest.mark.row("contexts several")
def test_only_events_are_for_several_contexts(zone):
    zone.rules(contexts=("SIF_Default", "Sixth form"))
    mis = zone.joined("mis")
    assert mis.publishes(contexts=["SIF_Default", "Sixth form"]).status == 0
    assert mis.asks(contexts=["SIF_Default", "Sixth form"]).error == "12/7"
    assert mis.controls("SIF_Ping", contexts=["SIF_Default", "Sixth form"]).error == "12/7"


def test_a_zone_without_the_usual_context_is_spoken_to_without_any(zone):
    zone.rules(contexts=("Sixth form",))
    mis, library = zone.agent("mis"), zone.agent("library")
    assert (mis.registers().status, library.registers().status) == (0, 0)
    assert mis.controls("SIF_Ping").status == 0
    assert mis.provisions("Sixth form", provide=["LearnerPersonal"]).status == 0
    assert library.asks(contexts=["Sixth form"]).status == 0
    request = mis.takes()
    assert mis.responds(request).status == 0
    assert [each.request_id for each in library.drains()] == [request.msg_id]
    assert mis.publishes(contexts=()).error == "12/4"


def test_how_the_agents_of_a_zone_prove_themselves_is_counted_without_those_that_are_shut_out(zone):
    zone.agent("mis")
    zone.agent("library", certificate="library.example")
    zone.broker.administer(ZONE, SetAgent(ZoneAgent("till")))
    zone.shut("catering")
    assert proofs(zone.state) == {Proof.KEY: 1, Proof.CERTIFICATE: 1, Proof.NONE: 1}
    zone.rules(certificates=True)
    assert proofs(zone.state) == {Proof.CERTIFICATE: 3}


def test_checks_come_in_their_order(zone):
    """The first thing that is wrong is the one that is told."""
    zone.rules(paused=True)
    nobody = zone.agent("nobody")
    assert nobody.controls("SIF_Ping", version="9.9", msg_id="").error == "12/3"
    assert nobody.controls("SIF_Ping", msg_id=" ").error == "1/4"
    zone.rules(secure=True)
    assert nobody.controls("SIF_Ping").error == "10/3"
    zone.rules(secure=False)
    assert nobody.sends("SIF_ServiceInput").error == "4/9"
    zone.rules(paused=False)
    assert nobody.sends("SIF_ServiceInput", contexts=["Nowhere"]).error == "4/9"
    mis = zone.joined("mis")
    assert mis.sends("SIF_ServiceInput", contexts=["Nowhere"]).error == "12/2"
    assert mis.publishes("<Banana/>", name="Banana", contexts=["Nowhere"]).error == "12/4"


@pytest.mark.row("event again", "request again", "response again")
def test_what_comes_twice_is_done_once(zone):
    mis = zone.joined("mis", provides=["LearnerPersonal"])
    library = zone.joined("library", subscribes=["LearnerPersonal"])
    for _ in range(2):
        event = mis.publishes(msg_id="E" * 32)
        request = library.asks(msg_id="A" * 32)
    assert (event.status, request.status) == (7, 7)
    [asked] = mis.drains()
    for _ in range(2):
        first = mis.responds(asked, 1, more=True, msg_id="B" * 32)
        last = mis.responds(asked, 2, msg_id="C" * 32) if first.status == 0 else first
    assert mis.responds(asked, 2, msg_id="C" * 32).status == 7
    assert (first.status, last.status) == (7, 7)
    assert [each.msg_id for each in library.drains()] == ["E" * 32, "B" * 32, "C" * 32]


@pytest.mark.row("another again")
def test_another_message_with_an_id_that_came_before_is_not_taken_for_the_earlier_one(zone):
    """Libraries take status 7 for success: the second message would be lost, and nobody the wiser."""
    mis = zone.joined("mis", provides=["LearnerPersonal"])
    library = zone.joined("library", subscribes=["LearnerPersonal"])
    assert mis.publishes(msg_id="E" * 32).status == 0
    assert mis.publishes(action="Change", msg_id="E" * 32).error == "12/5"
    assert mis.publishes(writing.an_object(size=50), msg_id="E" * 32).error == "12/5"
    assert mis.asks(msg_id="E" * 32).error == "12/5"
    assert [each.msg_id for each in library.drains()] == ["E" * 32]
    assert library.asks(msg_id="A" * 32).status == 0
    assert library.asks("SchoolInfo", msg_id="A" * 32).error in ("12/5", "8/4")
    request = mis.takes()
    assert mis.responds(request, 1, more=True, msg_id="B" * 32).status == 0
    assert mis.responds(request, 2, msg_id="B" * 32).error == "12/5"
    assert mis.responds(request, 2, msg_id="C" * 32).status == 0
    assert [each.packet for each in library.drains()] == [1, 2]


@pytest.mark.row("event again")
def test_a_repeat_may_be_written_anew(zone):
    mis, library = zone.joined("mis"), zone.joined("library", subscribes=["LearnerPersonal"])
    body = mis.written("SIF_Event", writing.event(), contexts=["SIF_Default"], msg_id="E" * 32)
    assert zone.posts(body).status == 0
    again = re.sub(rb"<SIF_Timestamp>[^<]*<", b"<SIF_Timestamp>2026-12-24T12:00:00Z<", body).replace(b"\n", b" ")
    assert again != body
    assert zone.posts(again).status == 7
    assert len(library.drains()) == 1


@pytest.mark.row("event again")
def test_a_repeat_is_one_even_if_it_would_be_refused_now(zone):
    mis = zone.joined("mis")
    assert mis.publishes(msg_id="E" * 32).status == 0
    zone.grant("mis", {})
    assert mis.publishes(msg_id="E" * 32).status == 7
    assert mis.publishes().error == "4/10"


@pytest.mark.row("event again")
def test_a_message_is_remembered_for_as_long_as_the_zone_says(zone):
    mis = zone.joined("mis")
    assert mis.publishes(msg_id="E" * 32).status == 0
    zone.clock.passes(hours=23)
    zone.broker.keep_house()
    assert mis.publishes(msg_id="E" * 32).status == 7
    zone.clock.passes(hours=2)
    zone.broker.keep_house()
    assert mis.publishes(msg_id="E" * 32).status == 0


@pytest.mark.row("event again")
def test_a_message_that_waits_is_remembered_as_long_as_it_waits(zone):
    mis, library = zone.joined("mis"), zone.joined("library", subscribes=["LearnerPersonal"])
    mis.publishes(msg_id="E" * 32)
    zone.clock.passes(days=29)
    zone.broker.keep_house()
    assert mis.publishes(msg_id="E" * 32).status == 7
    assert [each.msg_id for each in library.drains()] == ["E" * 32]


@pytest.mark.row("refused before")
def test_a_message_that_was_refused_may_come_again(zone):
    mis = zone.joined("mis", may={})
    assert mis.publishes(msg_id="E" * 32).error == "4/10"
    zone.grant("mis", dict.fromkeys(RIGHTS, (ANY,)))
    assert mis.publishes(msg_id="E" * 32).status == 0


@pytest.mark.row("same id of another")
def test_ids_belong_to_their_senders(zone):
    mis, la = zone.joined("mis"), zone.joined("la")
    library = zone.joined("library", subscribes=["LearnerPersonal"])
    assert mis.publishes(msg_id="E" * 32).status == 0
    assert la.publishes(msg_id="E" * 32).status == 0
    first = library.fetches().message
    assert library.acknowledges(first, source="la").status == 0
    assert [(each.source, each.msg_id) for each in library.drains()] == [("mis", "E" * 32)]


@pytest.mark.row("control again")
def test_control_may_be_repeated(zone):
    mis = zone.agent("mis")
    register = mis.written("SIF_Register", writing.registration("mis"))
    provision = mis.written("SIF_Provision", writing.provision(subscribe=["LearnerPersonal"]))
    for body in (register, register, provision, provision):
        assert zone.posts(body).status == 0
    assert mis.controls("SIF_Ping", msg_id=Received(register).msg_id).status == 0
    assert zone.state.id == ZONE
