"""The rules of authorities, schools, groups and terms (sections 6.3.12, 6.3.29, 6.3.31, 6.3.35)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from handover.sif.checks.rule import ERROR, WARNING, Breach, Context, SifRule, breach, make_rule
from handover.sif.checks.rules.common import CORRECT, DATES, LOOK, ORDERED, REMOVE, in_order
from handover.sif.values import whole_number

if TYPE_CHECKING:
    from handover.sif.objects import LAInfo, SchoolInfo, TermInfo

_NURSERY = {"MP": "No", "MS": "No", "SY": "No", "NY": "Yes", "EY": "Yes"}
_SIXTH_FORM = 12
_THREE_TERMS = ("AUT", "SPR", "SUM")


def _council(thing: LAInfo, _: Context) -> Iterator[Breach]:
    if "council" in (thing.la_name or "").lower():
        yield breach(thing, "la_name")


def _nursery(thing: SchoolInfo, _: Context) -> Iterator[Breach]:
    expected = _NURSERY.get(thing.phase or "")
    if expected and thing.nursery not in (expected, None):
        yield breach(thing, "nursery", phase=thing.phase, expected=expected, stated=thing.nursery)


def _special(thing: SchoolInfo, _: Context) -> Iterator[Breach]:
    if thing.phase == "SP" and thing.special == "No":
        yield breach(thing, "special")


def _sixth_form(thing: SchoolInfo, _: Context) -> Iterator[Breach]:
    years = [number for year in thing.nc_year_group_list or () if (number := whole_number(year)) is not None]
    if thing.gender_sixth_form is not None and years and max(years) < _SIXTH_FORM:
        yield breach(thing, "gender_sixth_form", highest=max(years))


def _term_code(thing: TermInfo, _: Context) -> Iterator[Breach]:
    code, terms = thing.term_code, thing.terms_per_year
    if code is None or terms is None:
        return
    right = (
        code in _THREE_TERMS
        if terms == len(_THREE_TERMS)
        else (number := whole_number(code)) is not None and 1 <= number <= terms
    )
    if not right:
        yield breach(thing, "term_code", code=code, terms=terms)


RULES: Final[tuple[SifRule, ...]] = (
    make_rule(
        "LAInfo-2",
        WARNING,
        (
            "LAName is the short reporting name, normally without the word Council.",
            "Enw byr ar gyfer adrodd yw LAName, fel arfer heb y gair Council.",
        ),
        LOOK,
        _council,
        partial=True,
    ),
    make_rule(
        "SchoolGroup-2",
        ERROR,
        ("There is no SchoolGroup {target} to be the parent.", "Nid oes SchoolGroup {target} i fod yn rhiant."),
        (
            "Send the parent group as well, or correct ParentSchoolGroupRefId.",
            "Anfonwch y rhiant-grŵp hefyd, neu cywirwch ParentSchoolGroupRefId.",
        ),
    ),
    make_rule(
        "SchoolGroup-2i",
        WARNING,
        (
            "The group is its own parent, directly or by others.",
            "Mae'r grŵp yn rhiant iddo'i hun, yn uniongyrchol neu drwy eraill.",
        ),
        CORRECT,
    ),
    make_rule(
        "SchoolInfo-1",
        ERROR,
        (
            "Nursery is {stated}, but must be {expected} when Phase is {phase}.",
            "{stated} yw Nursery, ond rhaid iddo fod yn {expected} pan mai {phase} yw Phase.",
        ),
        CORRECT,
        _nursery,
        partial=True,
    ),
    make_rule(
        "SchoolInfo-2",
        ERROR,
        (
            "Special is No, but must be Yes when Phase is SP.",
            "No yw Special, ond rhaid iddo fod yn Yes pan mai SP yw Phase.",
        ),
        CORRECT,
        _special,
        partial=True,
    ),
    make_rule(
        "SchoolInfo-3",
        ERROR,
        (
            "GenderSixthForm is there, but the highest year of the school is {highest}.",
            "Mae GenderSixthForm yno, ond {highest} yw blwyddyn uchaf yr ysgol.",
        ),
        REMOVE,
        _sixth_form,
        partial=True,
    ),
    make_rule(
        "TermInfo-1",
        WARNING,
        (
            "TermCode {code} is unusual for {terms:term}: AUT, SPR or SUM of three, otherwise the term's number.",
            "Mae TermCode {code} yn anarferol ar gyfer {terms:term}: AUT, SPR neu SUM o dri, fel arall rhif y tymor.",
        ),
        LOOK,
        _term_code,
        partial=True,
    ),
    make_rule("TermInfo-3", WARNING, ORDERED, DATES, in_order("start_date", "end_date"), partial=True),
)
