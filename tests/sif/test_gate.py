"""The quick way past the rules never passes an object that breaks one, and lets most right objects by."""

import io

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from lxml import etree

from handover.sif import check, check_stream, uk_model, write
from handover.sif.checks.gates import gate
from handover.sif.checks.rule import NO_CONTEXT
from handover.sif.checks.single import broken_rules
from handover.sif.checks.structure import Mode
from handover.sif.model import NIL
from handover.sif.objects import object_class
from handover.sif.schema import compiled
from tests.exploring import examples
from tests.sif.cases import CASES, sample
from tests.sif.strategies import objects

NAMES = uk_model().names
CALM = settings(
    max_examples=examples(8), deadline=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck)
)
LET_BY = {name for name in NAMES if gate(name, False, True) is not None}


def rules_broken(element, name, partial):
    return broken_rules(object_class(name).view(element), Mode.of(partial, False), NO_CONTEXT)


def passes(element, name, partial):
    namespaced = element.tag.startswith("{")
    quick = gate(name, partial, namespaced)
    fits = compiled(name, partial=partial, namespaced=namespaced).validate(element)
    return fits and quick is not None and quick.passes(element)


@pytest.mark.parametrize("partial", [False, True], ids=["whole", "partial"])
@pytest.mark.parametrize("name", NAMES)
@CALM
@given(data=st.data())
def test_no_generated_object_that_breaks_a_rule_passes(name, partial, data):
    namespace = data.draw(st.sampled_from(["http://www.sifinfo.org/uk/infrastructure/2.x", None]))
    element = etree.fromstring(write(data.draw(objects(name, partial)), namespace=namespace))
    empty_or_drop_something(element, data)
    if passes(element, name, partial):
        assert rules_broken(element, name, partial) == []


def empty_or_drop_something(element, data):
    victims = [part for part in element.iter() if part is not element]
    for victim in data.draw(st.lists(st.sampled_from(victims), max_size=3)) if victims else []:
        how = data.draw(st.sampled_from(["drop", "empty", "nil"]))
        if how == "drop" and victim.getparent() is not None:
            victim.getparent().remove(victim)
        elif how == "nil":
            victim.clear()
            victim.set(NIL, "true")
        elif not len(victim):
            victim.text = ""


@pytest.mark.parametrize("rule", [rule for rule, (broken, _) in CASES.items() if broken])
def test_no_object_made_to_break_a_rule_passes(rule):
    for thing in CASES[rule][0]():
        name = type(thing).__name__
        element = etree.fromstring(write(thing))
        for partial in (False, True):
            if passes(element, name, partial):
                assert rules_broken(element, name, partial) == []


@pytest.mark.parametrize("name", sorted(LET_BY))
def test_whatever_passes_breaks_nothing_in_a_sample_school(name):
    for thing in sample()[name]:
        element = etree.fromstring(write(thing))
        if passes(element, name, False):
            assert rules_broken(element, name, False) == []


def test_most_objects_of_a_school_pass():
    things = [thing for name in sample() for thing in sample()[name]]
    by = [thing for thing in things if passes(etree.fromstring(write(thing)), type(thing).__name__, False)]
    assert len(by) > 0.8 * len(things)


def test_a_text_with_the_mark_between_texts_is_looked_at_closely():
    learner = sample()["LearnerPersonal"][0].replace(upn="T\ue000681499919001")
    assert not gate("LearnerPersonal", False, True).passes(etree.fromstring(write(learner)))


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
            document = EVENT.format(name=declared, action=action, body=write(thing).decode()).encode()
            assert check(document) == check_stream(io.BytesIO(document))
