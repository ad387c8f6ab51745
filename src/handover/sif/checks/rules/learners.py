"""The rules of learners, their contacts, enrolments, needs and entitlements (6.3.18, 6.3.19, 6.3.21 to 6.3.24)."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Final

from handover.common.identifiers import WELSH_LAS, check_upn, is_upn
from handover.common.problems import Severity
from handover.sif.checks.rule import ERROR, WARNING, Breach, Context, SifRule, breach, make_rule
from handover.sif.checks.rules.common import CORRECT, DATES, FILL, LOOK, ORDERED, in_order, school_year

if TYPE_CHECKING:
    from handover.sif.objects import (
        LearnerContact,
        LearnerEntitlement,
        LearnerGroupEnrolment,
        LearnerPersonal,
        LearnerSchoolEnrolment,
        LearnerSpecialNeeds,
    )


def _a_flag(thing: LearnerContact, _: Context) -> Iterator[Breach]:
    flags = thing.contact_flags
    if not any(getattr(flags, field.name) == "Yes" for field in flags.fields):
        yield breach(thing, "contact_flags")


def _entitled_to(thing: LearnerEntitlement, _: Context) -> Iterator[Breach]:
    for period in thing.entitlement_period_list or ():
        if period.value is not None:
            try:
                Decimal(period.value.strip())
            except InvalidOperation:
                yield breach(period, "value", value=period.value)


def _membership_year(thing: LearnerGroupEnrolment, _: Context) -> Iterator[Breach]:
    if thing.entry_date and thing.school_year and thing.school_year < school_year(thing.entry_date):
        yield breach(thing, "school_year", year=thing.school_year, day=thing.entry_date)


def _upns(thing: LearnerPersonal, _: Context) -> Iterator[Breach]:
    former = thing.former_upn_list or ()
    for place, upn in enumerate((thing.upn, *former), -1):
        if upn is not None and not is_upn(upn):
            why = check_upn(upn).explain()
            words = {"why": why.en, "why_cy": why.cy}
            if place < 0:
                yield breach(thing, "upn", upn_field="UPN", **words)
            else:
                yield breach(thing, "former_upn_list", place, upn_field="FormerUPNList", **words)


def _welsh_identity(thing: LearnerPersonal, _: Context) -> Iterator[Breach]:
    school = thing.current_school_enrolment
    if thing.learner_identity is not None and school and school.la_id and school.la_id not in WELSH_LAS:
        yield breach(thing, "learner_identity", la=school.la_id)


def _left(thing: LearnerSchoolEnrolment, _: Context) -> Iterator[Breach]:
    if thing.exit_date is None and (thing.exit_type is not None or thing.membership_type == "P"):
        yield breach(thing, "exit_date")


def _rankings(thing: LearnerSpecialNeeds, _: Context) -> Iterator[Breach]:
    ranks = [kind.ranking for kind in thing.sen_type_list or () if kind.ranking is not None]
    if sorted(ranks) != list(range(1, len(ranks) + 1)):
        yield breach(thing, "sen_type_list", ranks=", ".join(map(str, ranks)))


RULES: Final[tuple[SifRule, ...]] = (
    make_rule(
        "LearnerContact-1",
        ERROR,
        (
            "None of the ContactFlags is Yes, so the contact has no part to play.",
            "Nid oes yr un o'r ContactFlags yn Yes, felly nid oes gan y cyswllt ran i'w chwarae.",
        ),
        FILL,
        _a_flag,
    ),
    make_rule(
        "LearnerContact-2",
        ERROR,
        (
            "Another LearnerContact joins the same learner and contact.",
            "Mae LearnerContact arall yn cysylltu'r un dysgwr a chyswllt.",
        ),
        ("Join the two into one.", "Unwch y ddau'n un."),
    ),
    make_rule(
        "LearnerEntitlement-1",
        ERROR,
        ORDERED,
        DATES,
        in_order("start_date", "end_date", lambda thing: thing.entitlement_period_list),
        partial=True,
    ),
    make_rule(
        "LearnerEntitlement-2",
        WARNING,
        ("The value {value} is not a number.", "Nid yw'r gwerth {value} yn rhif."),
        LOOK,
        _entitled_to,
        partial=True,
    ),
    make_rule(
        "LearnerGroupEnrolment-1",
        WARNING,
        (
            "SchoolYear is {year}, a school year that ended before the entry on {day}.",
            "{year} yw SchoolYear, blwyddyn ysgol a ddaeth i ben cyn y mynediad ar {day}.",
        ),
        LOOK,
        _membership_year,
        partial=True,
    ),
    make_rule("LearnerGroupEnrolment-2", WARNING, ORDERED, DATES, in_order("entry_date", "exit_date"), partial=True),
    make_rule(
        "LearnerPersonal-2",
        ERROR,
        (
            "CurrentSchoolEnrolment says {field} {stated}, but the enrolment it names says {actual}.",
            "Mae CurrentSchoolEnrolment yn dweud {field} {stated}, ond mae'r cofrestriad y mae'n ei enwi yn dweud "
            "{actual}.",
        ),
        CORRECT,
    ),
    make_rule(
        "LearnerPersonal-3",
        WARNING,
        ("{upn_field} is not a usual UPN: {why}", "Nid UPN arferol yw {upn_field}: {why_cy}"),
        LOOK,
        _upns,
        partial=True,
    ),
    make_rule(
        "LearnerPersonal-6",
        WARNING,
        (
            "ConnexionsAgreement is for middle, secondary and special schools; the learner's school is {phase}.",
            "Ar gyfer ysgolion canol, uwchradd ac arbennig y mae ConnexionsAgreement; {phase} yw ysgol y dysgwr.",
        ),
        LOOK,
    ),
    make_rule(
        "LearnerPersonal-7",
        WARNING,
        (
            "A {other} with the same RefId has another family name, so they are not one person.",
            "Mae gan {other} â'r un RefId gyfenw arall, felly nid yr un person ydynt.",
        ),
        CORRECT,
    ),
    make_rule(
        "LearnerPersonal-8",
        Severity.NOTE,
        (
            "LearnerIdentity is used in Wales; the learner's school is in LA {la}.",
            "Yng Nghymru y defnyddir LearnerIdentity; mae ysgol y dysgwr yn ALl {la}.",
        ),
        LOOK,
        _welsh_identity,
        partial=True,
    ),
    make_rule(
        "LearnerSchoolEnrolment-1",
        WARNING,
        (
            "ClassType is {stated}, but the learner (born {born}) was 6 or older on 31 August; it should be O.",
            "{stated} yw ClassType, ond roedd y dysgwr (ganed {born}) yn 6 neu'n hŷn ar 31 Awst; dylai fod yn O.",
        ),
        CORRECT,
    ),
    make_rule(
        "LearnerSchoolEnrolment-2",
        WARNING,
        (
            "The learner has left, but ExitDate is missing.",
            "Mae'r dysgwr wedi gadael, ond mae ExitDate ar goll.",
        ),
        FILL,
        _left,
    ),
    make_rule("LearnerSchoolEnrolment-5", WARNING, ORDERED, DATES, in_order("entry_date", "exit_date"), partial=True),
    make_rule(
        "LearnerSpecialNeeds-1",
        ERROR,
        (
            "The rankings are {ranks}; they must run 1, 2, 3 without a gap, each once.",
            "{ranks} yw'r safleoedd; rhaid iddynt redeg 1, 2, 3 heb fwlch, pob un unwaith.",
        ),
        CORRECT,
        _rankings,
    ),
    make_rule(
        "LearnerSpecialNeeds-2",
        ERROR,
        (
            "Another LearnerSpecialNeeds has the same RefId.",
            "Mae gan LearnerSpecialNeeds arall yr un RefId.",
        ),
        ("Give each provision its own RefId.", "Rhowch ei RefId ei hun i bob darpariaeth."),
    ),
)
