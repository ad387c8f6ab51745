"""What a zone counts as secure, what it takes for an answer, and what it says of a message that is put aside by hand."""

from datetime import UTC, datetime

import pytest

from handover.zone.core.delivery import NoReply, read_agent_reply
from handover.zone.core.records import AgentStatus, MessageKind, QueueEntry, StoredMessage
from handover.zone.core.routing import secure_enough
from handover.zone.core.setting_aside import asked_to
from handover.zone.state import Registration, ZoneAgent

NOW = datetime(2026, 9, 1, 9, 0, tzinfo=UTC)
PARCEL = StoredMessage("Mis", "1" * 32, MessageKind.EVENT, "2.3", b"<SIF_Message/>", "LearnerPersonal")
ENTRY = QueueEntry(7, "Library", PARCEL, NOW)
BY_HAND = "Put aside by an administrator."


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({}, BY_HAND),
        ({"fetches": 2}, f"{BY_HAND} It was fetched 3 times and never acknowledged."),
        ({"refusals": 2}, f"{BY_HAND} Library was reached with it 2 times and did not take it."),
    ],
    ids=["nothing known", "fetched", "refused"],
)
def test_a_message_put_aside_by_hand_says_what_was_tried_before(changes: dict[str, int], words: str) -> None:
    assert asked_to(ENTRY._replace(**changes), AgentStatus("Library")) == words


@pytest.mark.parametrize("code", ["-1", "", "one"])
def test_an_answer_whose_status_is_no_number_is_no_reply(code: str) -> None:
    answer = (
        '<SIF_Message xmlns="http://www.sifinfo.org/uk/infrastructure/2.x" Version="2.3"><SIF_Ack><SIF_Header>'
        f"<SIF_MsgId>{'2' * 32}</SIF_MsgId><SIF_Timestamp>2026-09-01T09:00:00Z</SIF_Timestamp>"
        "<SIF_SourceId>Library</SIF_SourceId></SIF_Header><SIF_OriginalSourceId>Mis</SIF_OriginalSourceId>"
        f"<SIF_OriginalMsgId>{'1' * 32}</SIF_OriginalMsgId><SIF_Status><SIF_Code>{code}</SIF_Code></SIF_Status>"
        "</SIF_Ack></SIF_Message>"
    )
    with pytest.raises(NoReply, match="a SIF_Ack without a status"):
        read_agent_reply(answer.encode())


@pytest.mark.parametrize(
    ("levels", "enough"), [((0, 0), True), ((3, 4), True), ((3, 5), False), ((4, 4), False)], ids=str
)
def test_a_secure_channel_to_a_known_agent_reaches_levels_three_and_four(levels: tuple[int, int], enough: bool) -> None:
    library = Registration("Library", ("2.3",), 65536, "Push", NOW, secure=True, url="https://library.example/")
    assert secure_enough(ZoneAgent("Library", registration=library), levels) is enough
