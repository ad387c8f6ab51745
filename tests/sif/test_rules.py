"""Every rule of the model has objects that break it and objects that keep it."""

import re

import pytest

from handover.sif import Context, Options, check_document, check_together, uk_model
from handover.sif.checks.rule import ERROR, NO_CONTEXT
from handover.sif.checks.rules import BY_ANOTHER, BY_GRAMMAR, GLOBAL, MEANING, all_rules
from handover.sif.checks.single import check_element
from handover.sif.checks.structure import Mode
from handover.sif.reader import tree
from tests.loose_objects import as_xml
from tests.sif.cases import CASES, TEXTS, one

MODEL = uk_model()
IDS = [
    *(rule.id for spec in MODEL.objects() for rule in spec.rules),
    *(rule.id for kind in MODEL.types.values() for rule in kind.rules),
    *(rule.id for rule in MODEL.global_rules),
]


def codes(things):
    report = check_together(map(as_xml, things), Options(complete=True))
    return {problem.code for problem in report.problems}


def code_of(rule):
    if rule in BY_GRAMMAR or rule in BY_ANOTHER:
        return BY_GRAMMAR.get(rule) or BY_ANOTHER[rule]
    return GLOBAL.get(rule, f"sif.{rule}")


def test_every_rule_of_the_specification_has_a_case_and_one_way_of_being_checked():
    assert len(IDS) == len(set(IDS)) == 142 + 11
    assert set(IDS) <= CASES.keys()
    for rule in IDS:
        ways = [
            rule in BY_GRAMMAR,
            rule in BY_ANOTHER,
            rule in MEANING,
            rule in GLOBAL,
            rule in all_rules() and rule != "G2",
        ]
        assert sum(ways) == 1, rule


@pytest.mark.parametrize("rule", [rule for rule, (broken, _) in CASES.items() if broken])
def test_an_object_that_breaks_the_rule_is_reported(rule):
    assert code_of(rule) in codes(CASES[rule][0]())


@pytest.mark.parametrize("rule", CASES)
def test_an_object_that_keeps_the_rule_is_not_reported(rule):
    assert code_of(rule) not in codes(CASES[rule][1]())


@pytest.mark.parametrize("rule", [rule for rule, (broken, _) in CASES.items() if broken])
def test_a_check_for_errors_alone_finds_the_errors_that_a_whole_check_finds(rule):
    for thing in CASES[rule][0]():
        element = tree(as_xml(thing))
        for mode in (Mode.of(False, False), Mode.of(True, False)):
            whole, quick = (
                {(each.code, each.path) for each in found if each.severity is ERROR}
                for found in (
                    check_element(element, mode, NO_CONTEXT),
                    check_element(element, mode, NO_CONTEXT, errors_only=True),
                )
            )
            assert quick == whole


@pytest.mark.parametrize("rule", TEXTS)
def test_a_text_that_breaks_the_rule_is_reported(rule):
    name, old, new = TEXTS[rule]
    text = as_xml(one(name)).decode()
    assert old in text
    assert code_of(rule) in {problem.code for problem in check_document(text.replace(old, new, 1).encode()).problems}


def test_no_rule_is_left_without_a_break_but_those_that_only_explain():
    unbroken = {rule for rule, (broken, _) in CASES.items() if broken is None} - TEXTS.keys()
    assert unbroken - {"Scope-2"} == set(MEANING)


def test_a_status_that_the_sender_cannot_send_is_reported():
    thing = one("Scope", status="RP")
    school, timetable = (Options(context=Context(sender=sender)) for sender in ("school", "timetable"))
    assert check_document(thing, school).acceptable
    assert [problem.code for problem in check_document(thing, timetable).problems] == ["sif.Scope-2"]


def test_a_mark_published_before_needs_a_note():
    thing = one("LearnerAttendance")
    known = Options(context=Context(published={thing.ref_id}))
    assert check_document(thing).acceptable
    assert [problem.code for problem in check_document(thing, known).problems] == ["sif.LearnerAttendance-3"]


@pytest.mark.parametrize("rule", [rule for rule, (broken, _) in CASES.items() if broken])
def test_every_problem_says_what_where_and_what_to_do(rule):
    report = check_together(map(as_xml, CASES[rule][0]()), Options(complete=True))
    for problem in report.problems:
        assert problem.values["object"] in MODEL.names
        assert problem.values["rule"]
        assert problem.path
        assert problem.line
        words = problem.message() + problem.message("cy") + problem.remedy() + problem.remedy("cy")
        assert not re.search(r"\{[a-z_]+\}", words)
