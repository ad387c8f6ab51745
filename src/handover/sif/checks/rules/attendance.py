"""The rules of attendance, behaviour and exclusion (sections 6.3.15 to 6.3.17, 6.3.20)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from handover.sif.checks.rule import ERROR, WARNING, Breach, Context, SifRule, breach, make_rule
from handover.sif.checks.rules.common import CORRECT, DATES, FILL, LOOK, ORDERED, in_order, school_year
from handover.sif.values import whole_number

if TYPE_CHECKING:
    from handover.sif.objects import (
        LearnerAttendance,
        LearnerAttendanceSummary,
        LearnerBehaviourIncident,
        LearnerExclusion,
    )

_LESSON = ("Lesson", "Both")
_REFERENCE = (
    "Send the object that it points to as well, or correct the reference.",
    "Anfonwch y gwrthrych y mae'n cyfeirio ato hefyd, neu cywirwch y cyfeiriad.",
)


def _lesson_time(thing: LearnerAttendance, _: Context) -> Iterator[Breach]:
    if thing.attendance_domain in _LESSON and thing.start_time is None:
        yield breach(thing, "start_time", domain=thing.attendance_domain)


def _session(thing: LearnerAttendance, _: Context) -> Iterator[Breach]:
    if thing.attendance_domain == "Session" and thing.start_time is None and thing.session is None:
        yield breach(thing, "session")


def _correction(thing: LearnerAttendance, context: Context) -> Iterator[Breach]:
    if thing.attendance_note is None and thing.ref_id in context.published:
        yield breach(thing, "attendance_note")


def _within_year(thing: LearnerAttendanceSummary, _: Context) -> Iterator[Breach]:
    start, end, year = thing.start_date, thing.end_date, thing.school_year
    if end < start:
        yield breach(thing, "end_date", day=end, year=year)
    for field, day in (("start_date", start), ("end_date", end)):
        if school_year(day) != year:
            yield breach(thing, field, day=day, year=year)


def _sessions_possible(thing: LearnerAttendanceSummary, _: Context) -> Iterator[Breach]:
    if thing.authorised_absences is None or thing.unauthorised_absences is None:
        return
    total = thing.sessions_attended_total + thing.authorised_absences + thing.unauthorised_absences
    if total != thing.sessions_possible:
        yield breach(thing, "sessions_possible", stated=thing.sessions_possible, total=total)


def _absences(thing: LearnerAttendanceSummary, _: Context) -> Iterator[Breach]:
    kinds = (
        ("authorised_absences", "Authorised", thing.authorised_absences),
        ("unauthorised_absences", "Unauthorised", thing.unauthorised_absences),
    )
    for field, status, stated in kinds:
        total = sum(reason.total for reason in thing.reasons_list or () if reason.status == status)
        if stated is not None and stated != total:
            yield breach(thing, field, stated=stated, total=total, status=status)


def _other_behaviour(thing: LearnerBehaviourIncident, _: Context) -> Iterator[Breach]:
    kind = thing.behaviour_type
    if kind.classification == "Other" and kind.sub_classification is None:
        yield breach(kind, "sub_classification")


def _perpetrator(thing: LearnerBehaviourIncident, _: Context) -> Iterator[Breach]:
    learners = thing.participants.learners or ()
    if not any("Perpetrator" in (learner.participation_types or ()) for learner in learners):
        yield breach(thing.participants, "learners")


def _weighting(thing: LearnerBehaviourIncident, _: Context) -> Iterator[Breach]:
    participants = thing.participants
    for learner in (participants.learners or ()) if participants else ():
        text = (learner.weighting or "0").strip()
        number = whole_number(text)
        if number is None or not -10 <= number <= 10:
            yield breach(learner, "weighting", weighting=text)


def _own_precursor(thing: LearnerBehaviourIncident, _: Context) -> Iterator[Breach]:
    if thing.incident and thing.incident.precursor_ref_id == thing.ref_id:
        yield breach(thing.incident, "precursor_ref_id")


def _permanent_only(thing: LearnerExclusion, _: Context) -> Iterator[Breach]:
    if thing.category in ("FIXD", "LNCH"):
        for field, name in (("appeal", "Appeal"), ("appeal_date", "AppealDate"), ("appeal_result", "AppealResult")):
            if getattr(thing, field) is not None:
                yield breach(thing, field, element=name, category=thing.category)


RULES: Final[tuple[SifRule, ...]] = (
    make_rule(
        "LearnerAttendance-1",
        ERROR,
        (
            "StartTime is missing; AttendanceDomain {domain} means a lesson, which needs one.",
            "Mae StartTime ar goll; mae AttendanceDomain {domain} yn golygu gwers, sydd angen un.",
        ),
        FILL,
        _lesson_time,
    ),
    make_rule(
        "LearnerAttendance-2",
        ERROR,
        (
            "The mark is for a session, but there is neither Session nor StartTime.",
            "Mae'r marc ar gyfer sesiwn, ond nid oes Session na StartTime.",
        ),
        FILL,
        _session,
    ),
    make_rule(
        "LearnerAttendance-3",
        ERROR,
        (
            "The mark was published before, so this is a correction, and AttendanceNote must say why.",
            "Cyhoeddwyd y marc o'r blaen, felly cywiriad yw hwn, a rhaid i AttendanceNote ddweud pam.",
        ),
        FILL,
        _correction,
    ),
    make_rule(
        "LearnerAttendance-4",
        WARNING,
        (
            "The mark is here more than once, and without different RecordTimestamps nobody can tell which is current.",
            "Mae'r marc yma fwy nag unwaith, a heb RecordTimestamp gwahanol ni all neb ddweud pa un sy'n gyfredol.",
        ),
        FILL,
    ),
    make_rule(
        "LearnerAttendanceSummary-1",
        ERROR,
        (
            "Another summary has the same learner, school, year and dates.",
            "Mae gan grynodeb arall yr un dysgwr, ysgol, blwyddyn a dyddiadau.",
        ),
        ("Keep one of the summaries.", "Cadwch un o'r crynodebau."),
    ),
    make_rule(
        "LearnerAttendanceSummary-2",
        WARNING,
        (
            "The date {day} does not fit the school year that ends in {year}, or the end is before the start.",
            "Nid yw'r dyddiad {day} yn ffitio'r flwyddyn ysgol sy'n gorffen yn {year}, neu mae'r diwedd cyn y dechrau.",
        ),
        DATES,
        _within_year,
        partial=True,
    ),
    make_rule(
        "LearnerAttendanceSummary-3",
        ERROR,
        (
            "SessionsPossible is {stated}, but sessions attended and absences add up to {total}.",
            "{stated} yw SessionsPossible, ond {total} yw cyfanswm y sesiynau a fynychwyd a'r absenoldebau.",
        ),
        CORRECT,
        _sessions_possible,
    ),
    make_rule(
        "LearnerAttendanceSummary-4",
        WARNING,
        (
            "{stated:# absence is|# absences are} stated, but the reasons with Status {status} add up to {total}.",
            "Nodir {stated} absenoldeb, ond {total} yw cyfanswm y rhesymau â Status {status}.",
        ),
        LOOK,
        _absences,
    ),
    make_rule(
        "LearnerBehaviourIncident-1",
        ERROR,
        (
            "Classification is Other, but SubClassification does not say what.",
            "Other yw Classification, ond nid yw SubClassification yn dweud beth.",
        ),
        FILL,
        _other_behaviour,
    ),
    make_rule(
        "LearnerBehaviourIncident-3",
        ERROR,
        (
            "No learner takes part as Perpetrator.",
            "Nid oes dysgwr yn cymryd rhan fel Perpetrator.",
        ),
        CORRECT,
        _perpetrator,
    ),
    make_rule(
        "LearnerBehaviourIncident-5",
        WARNING,
        (
            "The learner's Weighting is {weighting}, not a whole number from -10 to 10.",
            "{weighting} yw Weighting y dysgwr, nid rhif cyfan o -10 i 10.",
        ),
        LOOK,
        _weighting,
        partial=True,
    ),
    make_rule(
        "LearnerBehaviourIncident-7",
        ERROR,
        (
            "There is no earlier LearnerBehaviourIncident {target}.",
            "Nid oes LearnerBehaviourIncident cynharach {target}.",
        ),
        _REFERENCE,
    ),
    make_rule(
        "LearnerBehaviourIncident-7i",
        WARNING,
        ("The incident names itself as its own precursor.", "Mae'r digwyddiad yn enwi ei hun fel ei ragflaenydd."),
        CORRECT,
        _own_precursor,
        partial=True,
    ),
    make_rule(
        "LearnerBehaviourIncident-8",
        ERROR,
        (
            "Nobody, learner, staff or contact, has the RefId {target}.",
            "Nid oes gan neb, dysgwr, staff na chyswllt, y RefId {target}.",
        ),
        _REFERENCE,
    ),
    make_rule(
        "LearnerExclusion-2",
        WARNING,
        (
            "{element} speaks of permanent exclusion, but Category is {category}.",
            "Mae {element} yn sôn am waharddiad parhaol, ond {category} yw Category.",
        ),
        LOOK,
        _permanent_only,
        partial=True,
    ),
    make_rule("LearnerExclusion-4", WARNING, ORDERED, DATES, in_order("start_date", "end_date"), partial=True),
)
