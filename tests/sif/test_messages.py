"""Messages: read, written, checked; errors; versions; queries over objects."""

from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from handover.sif import Options, check_document, uk_model, write_object
from handover.sif.messages import (
    CATEGORIES,
    ERRORS,
    STATUS,
    ErrorCode,
    Message,
    NotAMessage,
    QueryNotSupported,
    make_header,
    new_id,
    payload_class,
    read_message,
    select,
    version_key,
    version_matches,
    write_message,
)
from handover.sif.messages.payloads import Event, Request, SystemControl, message_grammar
from handover.sif.objects import PartialTTSubject
from tests.exploring import examples
from tests.sif.cases import named, one, sample
from tests.sif.strategies import part

NOW = datetime(2026, 1, 5, 9, tzinfo=UTC)


def event(thing, action="Add", name=None):
    body = Event.SIFEventObject(object_name=name or thing.xml_name, action=action, objects=(thing,))
    payload = Event(sif_header=make_header("Ramsey", NOW), sif_object_data=Event.SIFObjectData(sif_event_object=body))
    return write_message(Message("2.3", payload))


def query(name="LearnerPersonal", *conditions, wanted=(), join="And"):
    made = [Request.SIFCondition(sif_element=p, sif_operator=o, sif_value=v) for p, o, v in conditions]
    group = Request.SIFConditionGroup(
        type="None", sif_conditions=(Request.SIFConditions(type=join, sif_condition=tuple(made)),)
    )
    return Request.SIFQuery(
        sif_query_object=Request.SIFQueryObject(object_name=name, sif_element=tuple(wanted)),
        sif_condition_group=group if conditions else None,
    )


def found(asked, objects=None):
    return list(select(asked, objects if objects is not None else sample()["LearnerPersonal"]))


def codes(data, **options):
    return [problem.code for problem in check_document(data, Options(**options)).problems]


def test_an_event_is_written_read_and_right():
    data = event(one("LearnerPersonal"))
    message = read_message(data)
    assert (message.kind, message.version, message.header.sif_source_id) == ("SIF_Event", "2.3", "Ramsey")
    assert message.contexts == ("SIF_Default",)
    assert message.payload.sif_object_data.sif_event_object.objects == (one("LearnerPersonal"),)
    assert codes(data) == []
    assert data.startswith(
        b'<SIF_Message xmlns="http://www.sifinfo.org/uk/infrastructure/2.x" Version="2.3"><SIF_Event>'
    )


def test_a_change_may_hold_part_of_an_object_an_addition_may_not():
    bare = PartialTTSubject(ref_id=one("TTSubject").ref_id)
    assert codes(event(bare, "Change")) == []
    assert codes(event(bare, "Delete")) == []
    assert codes(event(bare, "Add")) == ["sif.missing", "sif.missing"]


def test_an_event_must_carry_what_it_names_and_what_is_ever_sent_in_events():
    assert codes(event(one("TTSubject"), name="TTRoom")) == ["sif.event_name"]
    assert codes(event(one("AssessmentResponseComponent"))) == ["sif.no_events"]


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        (b'Version="2.3"', b'Version="two"', "sif.message.version"),
        (b"<SIF_SourceId>Ramsey</SIF_SourceId>", b"", "sif.missing"),
        (b'Action="Add"', b'Action="add"', "sif.code"),
        (b"2026-01-05T09:00:00Z", b"today", "sif.value"),
        (b"SIF_Event>", b"SIF_Party>", "sif.message.unknown"),
        (b"uk/infrastructure", b"infrastructure", "sif.message.namespace"),
        (b"</SIF_Message>", b"<SIF_Ack/></SIF_Message>", "sif.message.payload"),
    ],
)
def test_a_wrong_message_is_refused_with_its_reason(old, new, code):
    data = event(one("TTSubject"))
    assert old in data
    assert code in codes(data.replace(old, new))


def test_a_control_message_holds_exactly_one_command():
    data = SystemControl.SIFSystemControlData
    ping = SystemControl(
        sif_header=make_header("Ramsey", NOW), sif_system_control_data=data(sif_ping=SystemControl.SIFPing())
    )
    both = ping.replace(
        sif_system_control_data=data(sif_ping=SystemControl.SIFPing(), sif_sleep=SystemControl.SIFSleep())
    )
    assert codes(write_message(Message("2.3", ping))) == []
    assert codes(write_message(Message("2.3", both))) == ["sif.message.one_of"]


QUERY = '<SIF_Query><SIF_QueryObject ObjectName="TTSubject"/></SIF_Query>'
EXTENDED = (
    '<SIF_ExtendedQuery><SIF_Select Distinct="false" RowCount="All"><SIF_Element ObjectName="TTSubject">@RefId'
    '</SIF_Element></SIF_Select><SIF_From ObjectName="TTSubject"/></SIF_ExtendedQuery>'
)
NO_FAULT = "<SIF_Status><SIF_Code>0</SIF_Code></SIF_Status>"
FAULT = "<SIF_Error><SIF_Category>8</SIF_Category><SIF_Code>9</SIF_Code><SIF_Desc>No.</SIF_Desc></SIF_Error>"


@pytest.mark.parametrize(
    ("kind", "before", "choices"),
    [
        (
            "SIF_Request",
            "<SIF_Version>2.*</SIF_Version><SIF_MaxBufferSize>5000</SIF_MaxBufferSize>",
            (QUERY, EXTENDED),
        ),
        (
            "SIF_Ack",
            f"<SIF_OriginalSourceId>Ramsey</SIF_OriginalSourceId><SIF_OriginalMsgId>{'A' * 32}</SIF_OriginalMsgId>",
            (NO_FAULT, FAULT),
        ),
        (
            "SIF_Response",
            f"<SIF_RequestMsgId>{'A' * 32}</SIF_RequestMsgId><SIF_PacketNumber>1</SIF_PacketNumber>"
            "<SIF_MorePackets>No</SIF_MorePackets>",
            (FAULT, "<SIF_ObjectData/>"),
        ),
    ],
)
def test_a_message_holds_exactly_one_of_what_it_may_hold(kind, before, choices):
    ping = write_message(Message("2.3", SystemControl(sif_header=make_header("Ramsey", NOW)))).decode()
    start, end = ping.index("<SIF_SystemControl>"), ping.index("<SIF_Header>")
    top, head = ping[:start], ping[end : ping.index("</SIF_Header>") + len("</SIF_Header>")]

    def holding(inside):
        return codes(f"{top}<{kind}>{head}{before}{inside}</{kind}></SIF_Message>".encode())

    assert [holding(choice) for choice in choices] == [[], []]
    assert holding("".join(choices)) == ["sif.message.one_of"]
    assert holding("") == ["sif.message.one_of"]


def test_all_objects_of_an_answer_are_of_one_type():
    head = write_message(Message("2.3", SystemControl(sif_header=make_header("Ramsey", NOW)))).decode()
    start, end = head.index("<SIF_Header>"), head.index("</SIF_Header>") + len("</SIF_Header>")
    answer = (
        head[: head.index("<SIF_SystemControl>")]
        + f"<SIF_Response>{head[start:end]}<SIF_RequestMsgId>{new_id()}</SIF_RequestMsgId>"
        + "<SIF_PacketNumber>1</SIF_PacketNumber><SIF_MorePackets>No</SIF_MorePackets>"
        + f"<SIF_ObjectData>{write_object(one('TTSite')).decode()}{write_object(one('TTSubject')).decode()}</SIF_ObjectData>"
        + "</SIF_Response></SIF_Message>"
    )
    assert codes(answer.encode()) == ["sif.mixed_answer"]


@pytest.mark.parametrize("name", message_grammar().spec.names)
@settings(max_examples=examples(10), deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_a_message_of_every_kind_is_read_as_it_was_written(name, data):
    payload = data.draw(without_objects(payload_class(name)))
    message = Message("2.4", payload)
    again = read_message(write_message(message))
    assert again.payload == payload
    assert again.kind == name


def without_objects(cls):
    made = {}
    for field in cls.fields:
        if field.kind == "objects":
            made[field.name] = st.just(())
        elif field.kind in ("element", "elements", "element*"):
            inner = without_objects(field.part)
            made[field.name] = inner if field.kind == "element" else st.lists(inner, max_size=2).map(tuple)
        else:
            made[field.name] = part(type("Only", (cls,), {"fields": (field,)}), True).map(
                lambda thing, name=field.name: getattr(thing, name)
            )
    return st.fixed_dictionaries(made).map(lambda values: cls(**values))


def test_what_is_not_a_message_is_named():
    with pytest.raises(NotAMessage):
        read_message(write_object(one("TTSubject")))


def test_every_error_belongs_to_a_category():
    assert {error.category for error in ERRORS} <= CATEGORIES.keys()
    assert str(ErrorCode(4, 9)) == "4/9"
    assert ERRORS[ErrorCode(4, 9)].en == "The SIF_SourceId is not registered."


@pytest.mark.parametrize("table", [ERRORS, STATUS])
def test_every_error_and_status_is_said_as_a_sentence_in_both_languages(table):
    for words in table.values():
        assert words.en != words.cy
        assert words.en.endswith(".")
        assert words.cy.endswith(".")


def test_every_category_is_named_in_both_languages():
    assert all(words.en and words.cy for words in CATEGORIES.values())


@pytest.mark.parametrize(
    ("version", "pattern", "matches"),
    [
        ("2.3", "*", True),
        ("2.0r1", "2.*", True),
        ("2.3", "2.3", True),
        ("2.0r1", "2.0", False),
        ("2.0r1", "2.0r*", True),
        ("2.3", "1.*", False),
    ],
)
def test_a_version_is_compared_with_a_pattern(version, pattern, matches):
    assert version_matches(version, pattern) is matches


def test_versions_are_ordered_by_number():
    assert sorted(["2.10", "2.0r1", "2.0", "2.9"], key=version_key) == ["2.0", "2.0r1", "2.9", "2.10"]


def test_a_query_finds_by_key():
    wanted = sample()["LearnerPersonal"][3]
    assert found(query("LearnerPersonal", ("@RefId", "EQ", wanted.ref_id))) == [wanted]


def test_a_query_compares_dates_as_dates_and_numbers_as_numbers():
    born = "PersonalInformation/Demographics/BirthDate"
    learners = sample()["LearnerPersonal"]
    limit = sorted(thing.personal_information.demographics.birth_date for thing in learners)[len(learners) // 2]
    older = found(query("LearnerPersonal", (born, "LT", limit.isoformat())))
    assert {thing.ref_id for thing in older} == {
        thing.ref_id for thing in learners if thing.personal_information.demographics.birth_date < limit
    }
    lessons = sample()["Lesson"]
    assert len(found(query("Lesson", ("PeriodIndex", "GE", "03")), lessons)) == sum(
        x.period_index >= 3 for x in lessons
    )


def test_conditions_are_joined_as_the_query_says():
    one_, other = sample()["LearnerPersonal"][:2]
    both = (("@RefId", "EQ", one_.ref_id), ("@RefId", "EQ", other.ref_id))
    assert found(query("LearnerPersonal", *both, join="Or")) == [one_, other]
    assert found(query("LearnerPersonal", *both, join="And")) == []


def test_what_is_not_there_is_not_equal_to_anything_and_nothing_else():
    nothing = one("LearnerPersonal", uln=None)
    assert found(query("LearnerPersonal", ("ULN", "NE", "1234567890")), [nothing]) == [nothing]
    assert found(query("LearnerPersonal", ("ULN", "LT", "1234567890")), [nothing]) == []


def test_only_the_elements_asked_for_are_returned_with_their_keys():
    [part_] = found(query("LearnerPersonal", wanted=("PersonalInformation/Name/FamilyName",)), [one("LearnerPersonal")])
    assert part_.ref_id == one("LearnerPersonal").ref_id
    assert part_.upn is None
    name = part_.personal_information.name
    assert (name.type, name.given_name) == ("C", None)
    assert name.family_name == one("LearnerPersonal").personal_information.name.family_name
    assert check_document(part_, Options(partial=True)).acceptable


def test_a_predicate_selects_by_attribute():
    name = "PersonalInformation/OtherIdList/OtherId[@Type='x']"
    assert found(query("LearnerPersonal", (name, "EQ", "1"))) == []


def test_an_example_finds_what_is_like_it():
    wanted = named(family_name="Unheard-Of")
    asked = Request.SIFQuery(
        sif_query_object=Request.SIFQueryObject(object_name="LearnerPersonal"),
        sif_example=Request.SIFExample(objects=(type(wanted)(upn=wanted.upn),)),
    )
    assert found(asked) == [one("LearnerPersonal")]


@pytest.mark.parametrize(
    "condition",
    [
        ("Nothing", "EQ", "1"),
        ("UPN", "LIKE", "1"),
        ("PersonalInformation", "EQ", "1"),
        ("UPN[", "EQ", "1"),
        ("UPNAllocationDate", "EQ", "soon"),
    ],
)
def test_a_query_that_cannot_be_answered_is_refused_before_the_first_object(condition):
    with pytest.raises(QueryNotSupported):
        select(query("LearnerPersonal", condition), [])


def test_a_query_for_an_unknown_object_is_refused():
    with pytest.raises(QueryNotSupported):
        select(query("Banana"), [])


def test_every_object_of_the_model_can_be_asked_for():
    for name in uk_model().names:
        assert len(found(query(name), sample()[name])) == len(sample()[name])
