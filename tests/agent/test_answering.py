"""What a provider says to each kind of request, message in, packets out."""

from datetime import UTC, datetime

import pytest

from handover.agent.answering import SPOKEN, Provider, answer_request, refuse_request, version_for
from handover.agent.compose import Profile, compose_request
from handover.agent.conditions import query
from handover.agent.faults import Refuse
from handover.sif.messages import Message, read_message
from handover.sif.messages.payloads import Request

NOW = datetime(2026, 1, 5, 9, tzinfo=UTC)
ME = Profile("MIS", "MIS", ("2.3", "2.*"), "pull", 393_216)


def asked(versions=("2.3",), max_buffer=20_000, context="SIF_Default", version="2.3", **more):
    profile = Profile("Reports", "Reports", (version,), "pull", 393_216)
    body = compose_request(profile, query("LearnerPersonal"), NOW, max_buffer=max_buffer, context=context).body
    message = read_message(body)
    return Message(version, message.payload.replace(sif_version=versions, **more))


@pytest.mark.parametrize(
    ("version", "versions", "chosen"),
    [
        ("2.3", ("2.3",), "2.3"),
        ("2.0r1", ("2.*",), "2.0r1"),
        ("2.6", ("2.4", "2.3"), "2.3"),
        ("2.6", ("2.0r*",), "2.0r1"),
        ("2.0r1", ("*",), "2.0r1"),
        ("2.3", ("2.5",), "2.5"),
        ("2.3", ("1.*",), None),
        ("2.3", ("3.0", "nonsense"), None),
    ],
)
def test_answer_is_in_a_version_that_the_request_lists(version, versions, chosen):
    assert version_for(asked(versions, version=version), ME) == chosen
    assert chosen is None or chosen in SPOKEN


def test_packets_carry_the_version_of_the_answer_and_the_requester(learners):
    message = asked(("2.5",))
    [packet] = answer_request(message, {"LearnerPersonal": Provider(lambda _: learners[:1])}, ME, NOW)
    read = read_message(packet.body)
    assert (read.version, read.header.sif_destination_id) == ("2.5", "Reports")
    assert read.payload.sif_request_msg_id == message.header.sif_msg_id
    assert read.header.sif_contexts is None


@pytest.mark.parametrize(
    ("message", "code"),
    [
        (asked(("1.*",)), (8, 7)),
        (asked(max_buffer=1000), (8, 8)),
        (asked(context="Archive"), (12, 4)),
        (asked(sif_query=None, sif_extended_query=Request.SIFExtendedQuery()), (8, 15)),
        (asked(sif_query=None), (8, 9)),
    ],
)
def test_request_that_cannot_be_answered_is_refused_with_the_right_code(message, code):
    with pytest.raises(Refuse) as reason:
        list(answer_request(message, {"LearnerPersonal": Provider(lambda _: [])}, ME, NOW))
    assert reason.value.error == code
    read = read_message(refuse_request(message, reason.value, ME, NOW).body).payload
    assert (read.sif_packet_number, read.sif_more_packets) == (1, "No")
    assert (int(read.sif_error.sif_category), int(read.sif_error.sif_code)) == code


def test_object_that_is_not_provided_is_refused():
    with pytest.raises(Refuse) as reason:
        list(answer_request(asked(), {}, ME, NOW))
    assert reason.value.error == (8, 3)


def test_context_is_compared_without_regard_to_case(learners):
    assert list(answer_request(asked(context="sif_default"), {"LearnerPersonal": Provider(lambda _: [])}, ME, NOW))
