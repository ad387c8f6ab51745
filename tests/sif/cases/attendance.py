"""Attendance, behaviour and exclusion: for every rule, objects that break it and objects that keep it."""

from datetime import UTC, date, datetime

from tests.sif.cases.making import END, NOBODY, START, Make, entry, one, sample, twins, with_

STAMP = datetime(2025, 9, 1, 12, tzinfo=UTC)


def incident(part, **changes):
    return with_("LearnerBehaviourIncident", part, **changes)


def involved(**changes):
    thing = sample()["LearnerBehaviourIncident"][0]
    learner = thing.participants.learners[0].replace(**changes)
    return thing.replace(participants=thing.participants.replace(learners=(learner,)))


def acted(**changes):
    action = sample()["LearnerBehaviourIncident"][0].participants.learners[0].actions[0]
    return involved(actions=(action.replace(**changes),))


CASES: dict[str, tuple[Make | None, Make]] = {
    "LearnerAttendance-1": (
        lambda: [one("LearnerAttendance", attendance_domain="Lesson")],
        lambda: [one("LearnerAttendance", attendance_domain="Lesson", start_time=STAMP.time())],
    ),
    "LearnerAttendance-2": (
        lambda: [one("LearnerAttendance", session=None)],
        lambda: [one("LearnerAttendance", session=None, start_time=STAMP.time())],
    ),
    "LearnerAttendance-3": (
        lambda: twins("LearnerAttendance", record_timestamp=STAMP),
        lambda: twins("LearnerAttendance", record_timestamp=STAMP, attendance_note="Arrived later"),
    ),
    "LearnerAttendance-4": (
        lambda: twins("LearnerAttendance", record_timestamp=None),
        lambda: twins("LearnerAttendance", record_timestamp=STAMP, attendance_note="Arrived later"),
    ),
    "LearnerAttendanceSummary-1": (
        lambda: twins("LearnerAttendanceSummary"),
        lambda: twins("LearnerAttendanceSummary", end_date=date(2025, 9, 30)),
    ),
    "LearnerAttendanceSummary-2": (
        lambda: [one("LearnerAttendanceSummary", school_year=2020)],
        lambda: [one("LearnerAttendanceSummary")],
    ),
    "LearnerAttendanceSummary-3": (
        lambda: [one("LearnerAttendanceSummary", sessions_possible=99)],
        lambda: [one("LearnerAttendanceSummary", sessions_possible=99, unauthorised_absences=None)],
    ),
    "LearnerAttendanceSummary-4": (
        lambda: [entry("LearnerAttendanceSummary", "reasons_list", total=77)],
        lambda: [one("LearnerAttendanceSummary")],
    ),
    "LearnerAttendanceSummary-5": (
        lambda: [one("LearnerAttendanceSummary", alternative_tuition_hours="12")],
        lambda: [one("LearnerAttendanceSummary", alternative_tuition_hours="B")],
    ),
    "LearnerBehaviourIncident-1": (
        lambda: [incident("behaviour_type", classification="Other")],
        lambda: [incident("behaviour_type", classification="Other", sub_classification="Noise")],
    ),
    "LearnerBehaviourIncident-2": (
        lambda: [incident("behaviour_type", classification="Noise")],
        lambda: [incident("behaviour_type", classification="DB")],
    ),
    "LearnerBehaviourIncident-3": (
        lambda: [involved(participation_types=("Witness/Observer",))],
        lambda: [involved(participation_types=("Victim/Recipient", "Perpetrator"))],
    ),
    "LearnerBehaviourIncident-4": (
        lambda: [incident("behaviour_type", weighting=11)],
        lambda: [incident("behaviour_type", weighting=-10)],
    ),
    "LearnerBehaviourIncident-5": (lambda: [involved(weighting="lots")], lambda: [involved(weighting="10")]),
    "LearnerBehaviourIncident-6": (None, lambda: [acted(sub_classification=None)]),
    "LearnerBehaviourIncident-7": (
        lambda: [incident("incident", precursor_ref_id=NOBODY)],
        lambda: [one("LearnerBehaviourIncident", ref_id=NOBODY), incident("incident", precursor_ref_id=NOBODY)],
    ),
    "LearnerBehaviourIncident-7i": (
        lambda: [incident("incident", precursor_ref_id=one("LearnerBehaviourIncident").ref_id)],
        lambda: [incident("incident", precursor_ref_id=NOBODY)],
    ),
    "LearnerBehaviourIncident-8": (
        lambda: [acted(person=NOBODY)],
        lambda: [one("ContactPersonal", ref_id=NOBODY), acted(person=NOBODY)],
    ),
    "LearnerBehaviourIncident-9": (
        lambda: [incident("participants", employees=())],
        lambda: [one("LearnerBehaviourIncident")],
    ),
    "LearnerExclusion-1": (
        lambda: [one("LearnerExclusion", start_session=0)],
        lambda: [one("LearnerExclusion", start_session=10)],
    ),
    "LearnerExclusion-2": (
        lambda: [one("LearnerExclusion", appeal="Yes")],
        lambda: [one("LearnerExclusion", appeal="Yes", category="PERM")],
    ),
    "LearnerExclusion-3": (None, lambda: [one("LearnerExclusion", actual_sessions=3)]),
    "LearnerExclusion-4": (
        lambda: [one("LearnerExclusion", start_date=START, end_date=END)],
        lambda: [one("LearnerExclusion", start_date=START, end_date=START)],
    ),
}
