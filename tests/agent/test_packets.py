from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handover.agent.compose import Profile
from handover.agent.packets import PacketEnvelope, TooLarge
from handover.sif import check_document
from handover.sif.messages import read_message
from handover.sif.objects import PartialLearnerPersonal
from handover.sif.reader import read_one
from handover.sif.writer import write_object

NOW = datetime(2026, 1, 5, 9, tzinfo=UTC)
PROFILE = Profile("MIS", "MIS", ("2.3",), "pull", 393_216)


def envelope(limit):
    return PacketEnvelope(PROFILE, "Reports", "0" * 32, "2.3", limit)


@given(st.integers(4096, 60_000), st.integers(0, 30))
def test_an_answer_is_split_into_whole_objects_that_fit(learners, limit, count):
    packets = list(envelope(limit).packets(learners[:count], NOW))
    read = [read_message(packet.body).payload for packet in packets]
    assert all(len(packet.body) <= limit for packet in packets)
    assert [packet.sif_packet_number for packet in read] == list(range(1, len(packets) + 1))
    assert [packet.sif_more_packets for packet in read] == ["Yes"] * (len(packets) - 1) + ["No"]
    assert [thing for packet in read for thing in packet.sif_object_data.objects] == learners[:count]
    assert {packet.sif_header.sif_destination_id for packet in read} == {"Reports"}
    assert len({packet.message_id for packet in packets}) == len(packets)


def test_nothing_found_is_one_empty_packet():
    [packet] = envelope(4096).packets([], NOW)
    assert b"<SIF_ObjectData/>" in packet.body


def test_letters_of_several_bytes_are_counted_as_bytes(learners):
    long = [PartialLearnerPersonal(ref_id=learners[0].ref_id, local_id="ŵ" * 900)] * 5
    assert all(len(packet.body) <= 4096 for packet in envelope(4096).packets(long, NOW))


def test_an_object_that_fits_no_packet_is_said_so(learners):
    with pytest.raises(TooLarge):
        list(envelope(4096).packets([PartialLearnerPersonal(ref_id=learners[0].ref_id, local_id="x" * 4096)], NOW))


@pytest.mark.parametrize("namespace", [None, "http://www.sifinfo.org/uk/infrastructure/2.x"])
def test_objects_that_were_read_are_passed_on(learners, namespace):
    again = read_one(write_object(learners[0].replace(), namespace=namespace))
    [packet] = envelope(60_000).packets([again], NOW)
    assert check_document(packet.body).acceptable
    assert packet.body.count(b"xmlns") == 1
