"""A SIF_Event with a LearnerPersonal: read, check, write, against lxml alone and with its compiled schema."""

import subprocess
import sys
import time
import timeit
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from lxml import etree

from handover.invented.sif import invent_school
from handover.sif.checks.document import check_document
from handover.sif.messages import Message, make_header, write_message
from handover.sif.messages.payloads import Event, compiled_message, message_grammar
from handover.sif.model import SifElement
from handover.sif.objects import LearnerPersonal
from handover.sif.reader import read_one
from handover.sif.schema import compiled, schema_text
from handover.sif.writer import write_object

_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True)


def run() -> list[tuple[str, str, str]]:
    """Return rows of name, figure and ratio: to parsing, or to parsing with the compiled schema.

    Floor 2 uses the schemas as they are published, so it is what anyone has from lxml and `handover sif schema`. The
    row after it uses the same schemas as the check itself does, with lists of codes as patterns.
    """
    data = _event()
    parse = _best(lambda: etree.fromstring(data, _PARSER))
    published = (
        _published(schema_text(names=("SIF_Event",), trees=message_grammar())),
        _published(schema_text(names=("LearnerPersonal",))),
    )
    own = (compiled_message("SIF_Event", True), compiled("LearnerPersonal", partial=False, namespaced=True))

    def validated(envelope: etree.XMLSchema, schema: etree.XMLSchema) -> None:
        payload = etree.fromstring(data, _PARSER)[0]
        envelope.assertValid(payload)
        schema.assertValid(payload[1][0][0])

    assert not check_document(data).problems
    floor = _best(lambda: validated(*published))
    quicker = _best(lambda: validated(*own))
    thing = read_one(data)
    made = _again(thing)
    rows = [
        ("SIF event: size", f"{len(data)} bytes", ""),
        ("SIF event: lxml parse (floor 1)", _us(parse), "1.0 × floor 1"),
    ]
    rows.append(("SIF event: lxml parse + compiled schema (floor 2)", _us(floor), "1.0 × floor 2"))
    rows.append(("SIF event: the same, codes as patterns", _us(quicker), f"{quicker / floor:.1f} × floor 2"))
    measured: list[tuple[str, Callable[[], Any], float, str]] = [
        ("read to a typed object", lambda: read_one(data), parse, "floor 1"),
        ("read and touch every value", lambda: _touch(read_one(data)), parse, "floor 1"),
        ("read and fully check", lambda: check_document(data), floor, "floor 2"),
        ("write an object that was read", lambda: write_object(thing), parse, "floor 1"),
        ("write a constructed object", lambda: write_object(made), parse, "floor 1"),
    ]
    for name, work, base, words in measured:
        took = _best(work)
        rows.append((f"SIF event: {name}", _us(took), f"{took / base:.1f} × {words}"))
    rows.append(("SIF: start, import and first check", f"{_start(data):.0f} ms", ""))
    return rows


def _published(text: str) -> etree.XMLSchema:
    return etree.XMLSchema(etree.fromstring(text.encode()))


def _event() -> bytes:
    learner = next(thing for thing in invent_school(3, learners=1) if isinstance(thing, LearnerPersonal))
    current = learner.replace(
        in_care=LearnerPersonal.InCare(current="No", la_id="681"),
        gifted_talented="No",
        pregnant="No",
        uniform_allowance="No",
        family_structure="A",
        alert_msg_list=(LearnerPersonal.AlertMsg(type="Other", value="Collected by a grandparent on Fridays."),),
        sibling_list=(LearnerPersonal.Sibling(learner_personal_ref_id="0" * 32, uipi="034887"),),
        previous_establishment_list=(
            LearnerPersonal.PreviousEstablishment(
                establishment_id="2117",
                establishment_name="Ysgol Gynradd Maes yr Hebog",
                la_id="681",
                last_school="Yes",
            ),
        ),
    )
    body = Event.SIFEventObject(object_name="LearnerPersonal", action="Add", objects=(current,))
    payload = Event(
        sif_header=make_header("Ramsey", datetime(2026, 1, 5, tzinfo=UTC)),
        sif_object_data=Event.SIFObjectData(sif_event_object=body),
    )
    return write_message(Message("2.3", payload))


def _best(work: Callable[[], Any], number: int = 500) -> float:
    """Return the seconds of processor time of one call, the best of several rounds."""
    work()
    return min(timeit.repeat(work, number=number, repeat=7, timer=time.process_time)) / number


def _us(seconds: float) -> str:
    return f"{seconds * 1e6:.0f} µs"


def _touch(thing: SifElement) -> None:
    for value in thing.values().values():
        for entry in value if isinstance(value, tuple) else (value,):
            if isinstance(entry, SifElement):
                _touch(entry)


def _again(value: Any) -> Any:
    if isinstance(value, SifElement):
        return type(value)(nils=value.nils, **{name: _again(part) for name, part in value.values().items()})
    return tuple(map(_again, value)) if isinstance(value, tuple) else value


def _start(data: bytes) -> float:
    code = (
        "import time; t = time.perf_counter(); import handover.sif; "
        f"handover.sif.check_document({data!r}); print(time.perf_counter() - t)"
    )
    rounds = [subprocess.run([sys.executable, "-c", code], capture_output=True, check=True) for _ in range(3)]
    return min(float(each.stdout) for each in rounds) * 1000
