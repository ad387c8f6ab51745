"""An event is judged alike however it comes: as one message in memory, or read as a stream."""

import io

import pytest

from handover.sif import check_document, check_stream
from tests.loose_objects import as_xml
from tests.sif.cases import CASES

EVENT = (
    '<SIF_Message xmlns="http://www.sifinfo.org/uk/infrastructure/2.x" Version="2.3"><SIF_Event><SIF_Header><SIF_MsgId>'
    "68513B438D424115A0F97F9A1FC1BDFF</SIF_MsgId><SIF_Timestamp>2026-01-05T00:00:00Z</SIF_Timestamp><SIF_SourceId>A"
    '</SIF_SourceId></SIF_Header><SIF_ObjectData><SIF_EventObject ObjectName="{name}" Action="{action}">{body}'
    "</SIF_EventObject></SIF_ObjectData></SIF_Event></SIF_Message>"
)


@pytest.mark.parametrize("action", ["Add", "Change"])
@pytest.mark.parametrize("rule", [rule for rule, (broken, _) in CASES.items() if broken])
def test_an_event_is_judged_the_same_at_once_and_as_a_stream(rule, action):
    for thing in CASES[rule][0]():
        name = type(thing).__name__
        for declared in (name, "SchoolInfo"):
            document = EVENT.format(name=declared, action=action, body=as_xml(thing).decode()).encode()
            assert check_document(document) == check_stream(io.BytesIO(document))
