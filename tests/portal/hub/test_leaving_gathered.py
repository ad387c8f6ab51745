"""What the hub asks a school's software for, and what it makes of answers that no software should give."""

from collections.abc import Iterator
from datetime import timedelta

import pytest

from handover.agent import Refuse
from handover.bridge import MAPPING
from handover.portal.hub import asking
from handover.portal.hub.leaving import gathering
from handover.portal.hub.leaving.leaver_record import ROUNDS
from handover.portal.hub.life import MoveState
from handover.portal.hub.losses import read_losses
from handover.portal.hub.models import Move
from handover.portal.hub.zones.rights import RECORD_OBJECTS
from handover.portal.transfers import collecting
from handover.portal.transfers.models import SealedFile, Transfer
from handover.sif.objects import (
    ContactPersonal,
    LearnerAssessmentResult,
    LearnerAttendanceSummary,
    LearnerContact,
    LearnerEntitlement,
    LearnerPersonal,
    LearnerSchoolEnrolment,
    LearnerSpecialNeeds,
    Name,
    PersonalInformation,
    SchoolInfo,
)
from handover.sif.reader import read_one
from tests.leavers import (
    LEARNER,
    OTHER_LEARNER,
    TODAY,
    UPN,
    OldSchool,
    contact,
    enrolment,
    learner,
    mother,
    only_move,
    open_old_school,
    record,
    school_info,
)
from tests.moments import NOW

pytestmark = pytest.mark.django_db
S = MoveState


@pytest.fixture
def nant(cast) -> Iterator[OldSchool]:
    school = open_old_school(cast.nant_primary)
    yield school
    school.close()
    school.county.close()


@pytest.fixture
def in_a_hurry(monkeypatch) -> None:
    monkeypatch.setattr(gathering, "PACKET_SECONDS", 0.2)


def content(move: Move) -> str:
    return b"".join(collecting.read_sent_bytes(move.transfer)).decode()


def special_needs(number: int, of: str = LEARNER) -> LearnerSpecialNeeds:
    return LearnerSpecialNeeds(
        ref_id=f"{number:032X}",
        learner_personal_ref_id=of,
        school_info_ref_id="5" * 32,
        provision="A",
        start_date=TODAY - timedelta(days=number),
    )


def told(move: Move) -> list[str]:
    return [each.words.en for each in read_losses(move)]


def test_everything_that_the_mapping_needs_is_asked_for_and_nothing_else(nant):
    nant.start().leaves()
    assert set(nant.asked) == {
        "LearnerSchoolEnrolment",
        "LearnerPersonal",
        "LearnerContact",
        "ContactPersonal",
        "LearnerSpecialNeeds",
        "LearnerEntitlement",
        "LearnerAttendance",
        "LearnerAttendanceSummary",
        "LearnerAssessmentResult",
        "SchoolInfo",
    }
    asked = {each.kind.__name__ for asked in ROUNDS for each in asked}
    assert asked >= {row.sif.partition("/")[0] for row in MAPPING if row.sif and row.ways in ("both", "to_ctf")}
    assert asked == set(RECORD_OBJECTS)


def test_what_has_no_answer_in_one_packet_comes_in_several(nant):
    needs = [special_needs(number) for number in range(1, 120)]
    nant.holds = [*record(), *needs]
    nant.take_packets_of(5000)
    nant.start().says(enrolment())
    gathered = gathering.gather_record(only_move(), nant.school, nant.hub)
    assert len(gathered.of(LearnerSpecialNeeds)) == 119


@pytest.mark.parametrize(
    "kind",
    [
        LearnerContact,
        LearnerSpecialNeeds,
        LearnerEntitlement,
        LearnerAttendanceSummary,
        LearnerAssessmentResult,
    ],
)
def test_software_that_lacks_an_object_goes_without_it_and_that_is_told(nant, kind):
    move = nant.start(lacks=[kind]).leaves()
    assert move.stage is S.ON_ITS_WAY
    assert told(move)[0] == f"The school's software does not give out {kind.__name__}."


def test_software_that_does_not_say_at_which_school_a_leaver_was_sends_nothing_until_it_does(nant):
    move = nant.start(lacks=[SchoolInfo]).leaves()
    assert (move.stage, move.reason, move.transfer) == (S.NOTICED, "school_not_said", None)
    nant.school.proofs.create(school_info="5" * 32, own=True, asked_at=NOW)
    nant.work(move.due_at)
    assert only_move().stage is S.ON_ITS_WAY


@pytest.mark.parametrize("kind", [LearnerPersonal, LearnerSchoolEnrolment])
def test_software_that_has_no_pupils_is_asked_again_and_given_up_in_the_end(nant, kind):
    move = nant.start(lacks=[kind]).leaves()
    assert (move.stage, move.reason, move.attempts) == (S.NOTICED, "software_lacks", 1)
    Move.objects.update(attempts=175)
    nant.work(NOW + timedelta(days=8))
    assert (only_move().stage, only_move().reason) == (S.FAILED, "software_lacks")


def test_software_that_is_not_there_is_waited_for_longer_each_time(nant):
    nant.says(enrolment())
    times = []
    now = NOW
    for _ in range(10):
        nant.work(now)
        times.append((only_move().due_at - now).total_seconds())
        now = only_move().due_at
    assert times == [30, 60, 120, 240, 480, 960, 1920, 3600, 3600, 3600]
    nant.start().work(now)
    assert (only_move().stage, only_move().attempts) == (S.ON_ITS_WAY, 0)


@pytest.mark.usefixtures("in_a_hurry")
def test_software_that_does_not_answer_holds_its_other_leavers_up_too_but_no_other_schools(nant):
    nant.software = None
    nant.start()
    nant.software.sleep()
    nant.says(enrolment())
    nant.says(enrolment(ref_id="F" * 32, learner_personal_ref_id=OTHER_LEARNER))
    nant.work()
    assert set(Move.objects.values_list("state", "reason")) == {("noticed", "software_away")}
    assert sorted(Move.objects.values_list("attempts", flat=True)) == [0, 1]
    assert not Move.objects.filter(due_at__lte=NOW).exists()


def test_an_answer_that_came_too_late_harms_nothing(nant, monkeypatch):
    monkeypatch.setattr(gathering, "PACKET_SECONDS", 0.2)
    nant.start()
    nant.software.sleep()
    nant.says(enrolment())
    nant.work()
    monkeypatch.setattr(gathering, "PACKET_SECONDS", 20.0)
    nant.software.wake()
    nant.work(NOW + timedelta(minutes=1))
    assert (only_move().stage, Transfer.objects.count()) == (S.ON_ITS_WAY, 1)


@pytest.mark.parametrize(("name", "limit"), [("MOST_OBJECTS", 0), ("WHOLE_SECONDS", -1.0)])
def test_software_that_answers_without_end_is_said_to_do_so_and_asked_again(nant, monkeypatch, name, limit):
    monkeypatch.setattr(asking, name, limit)
    move = nant.start().leaves()
    assert (move.stage, move.reason, move.attempts) == (S.NOTICED, "software_endless", 1)
    monkeypatch.undo()
    nant.work(move.due_at)
    assert only_move().stage is S.ON_ITS_WAY


def test_software_that_fails_is_asked_again(nant):
    def fail(query, same):
        raise Refuse(8, 1, "It failed.")

    nant.answers["LearnerSpecialNeeds"] = fail
    move = nant.start().leaves()
    assert (move.stage, move.reason) == (S.NOTICED, "software_fails")
    nant.answers.clear()
    nant.work(NOW + timedelta(minutes=1))
    assert only_move().stage is S.ON_ITS_WAY


def test_software_that_takes_one_value_in_a_question_is_asked_one_by_one(nant):
    father = ContactPersonal(ref_id="D" * 32, personal_information=mother().personal_information)
    second = contact().replace(contact_personal_ref_id="D" * 32)

    def choosy(query, same):
        if query.ref_id is None:
            raise Refuse(8, 9, "One at a time.")
        return query.select(same)

    nant.holds = [*record(), father, second]
    nant.answers["ContactPersonal"] = choosy
    nant.start().says(enrolment())
    gathered = gathering.gather_record(only_move(), nant.school, nant.hub)
    assert {each.ref_id for each in gathered.of(ContactPersonal)} == {"C" * 32, "D" * 32}
    assert gathered.left_out == []


@pytest.mark.parametrize("code", [8, 11])  # what the software says of it, and what the zone does
def test_an_object_that_is_longer_than_any_message_is_left_out_and_holds_no_record_up(nant, code):
    def too_long(query, same):
        raise Refuse(8, code, "It has 5000000 bytes.")

    nant.answers["LearnerSpecialNeeds"] = too_long
    move = nant.start().leaves()
    assert move.stage is S.ON_ITS_WAY
    assert told(move)[0] == "LearnerSpecialNeeds is longer than the school's software can send, and was left out."


def test_of_several_contacts_only_the_one_that_is_too_long_is_left_out(nant):
    father = ContactPersonal(ref_id="D" * 32, personal_information=mother().personal_information)
    second = contact().replace(contact_personal_ref_id="D" * 32)

    def too_long(query, same):
        if query.ref_id != "C" * 32:
            raise Refuse(8, 8, "It has 5000000 bytes.")
        return query.select(same)

    nant.holds = [*record(), father, second]
    nant.answers["ContactPersonal"] = too_long
    nant.start().says(enrolment())
    gathered = gathering.gather_record(only_move(), nant.school, nant.hub)
    assert [each.ref_id for each in gathered.of(ContactPersonal)] == ["C" * 32]
    assert [each.path for each in gathered.left_out] == ["ContactPersonal"]


def test_a_child_whose_own_object_is_too_long_is_no_record_without_it(nant):
    def too_long(query, same):
        raise Refuse(8, 8, "It has 5000000 bytes.")

    nant.answers["LearnerPersonal"] = too_long
    move = nant.start().leaves()
    assert (move.stage, move.reason) == (S.NOTICED, "software_fails")


def test_another_childs_objects_are_dropped_and_counted(nant):
    nant.holds = [*record(), special_needs(1), special_needs(2, OTHER_LEARNER), special_needs(3, OTHER_LEARNER)]
    nant.answers["LearnerSpecialNeeds"] = lambda query, same: same
    move = nant.start().leaves()
    assert told(move)[0] == "2 of LearnerSpecialNeeds belonged to somebody else and were left out."
    assert content(move).count("<SEN>") <= 1


def test_another_child_in_place_of_the_leaver_is_sent_to_nobody(nant):
    nant.answers["LearnerPersonal"] = lambda query, same: [learner(ref_id=OTHER_LEARNER, upn="H681299021005")]
    move = nant.start().leaves()
    assert (move.stage, move.reason) == (S.FAILED, "learner_not_given")
    assert not SealedFile.objects.exists()


def test_a_child_who_has_another_upn_than_before_is_sent_to_nobody(nant):
    nant.holds = record("")
    nant.start().leaves()
    nant.holds = [school_info(), learner(upn="H681299021005"), enrolment()]
    nant.says(enrolment())
    nant.work()
    assert (only_move().stage, only_move().reason) == (S.FAILED, "another_child")


@pytest.mark.parametrize("given", [{"ref_id": OTHER_LEARNER, "upn": UPN.lower()}, {"ref_id": None}])
def test_two_children_with_one_upn_are_sent_to_nobody(nant, given):
    nant.holds = [*record(), learner().with_values(given)]
    nant.answers["LearnerPersonal"] = lambda query, same: same if query.ref_id is None else list(query.select(same))
    move = nant.start().leaves()
    assert (move.stage, move.reason) == (S.FAILED, "two_learners")


def test_what_is_given_twice_is_taken_once(nant):
    nant.holds = [*record(), special_needs(1)]
    nant.answers["LearnerSpecialNeeds"] = lambda query, same: [*same, *same]
    nant.answers["LearnerContact"] = lambda query, same: [*same, *same]
    nant.start().says(enrolment())
    gathered = gathering.gather_record(only_move(), nant.school, nant.hub)
    assert (len(gathered.of(LearnerSpecialNeeds)), len(gathered.of(LearnerContact))) == (1, 1)
    assert len(gathered.of(LearnerSchoolEnrolment)) == 1


def broken(kind: str, inside: str, **attributes: str):
    names = "".join(f' {name}="{value}"' for name, value in attributes.items())
    return read_one(f'<{kind} xmlns="http://www.sifinfo.org/uk/infrastructure/2.x"{names}>{inside}</{kind}>'.encode())


def test_an_object_that_cannot_be_read_is_left_out_and_that_is_told(nant):
    needs = broken(
        "LearnerSpecialNeeds",
        "<Provision>A</Provision><StartDate>the first of May</StartDate>",
        RefId="9" * 32,
        LearnerPersonalRefId=LEARNER,
        SchoolInfoRefId="5" * 32,
    )
    nant.holds = [*record(), needs]
    nant.answers["LearnerSpecialNeeds"] = lambda query, same: [needs]
    move = nant.start().leaves()
    assert move.stage is S.ON_ITS_WAY
    assert told(move)[0] == "1 of LearnerSpecialNeeds could not be read and were left out."


def test_a_child_who_cannot_be_read_is_sent_to_nobody(nant):
    child = broken(
        "LearnerPersonal",
        "<PersonalInformation><Name Type='C'><FamilyName>Prydderch</FamilyName></Name><Demographics>"
        "<BirthDate>soon</BirthDate></Demographics></PersonalInformation>",
        RefId=LEARNER,
    )
    nant.answers["LearnerPersonal"] = lambda query, same: [child]
    move = nant.start().leaves()
    assert (move.stage, move.reason) == (S.FAILED, "learner_invalid")


def test_a_record_that_the_checks_refuse_is_told_to_the_school_in_words(nant):
    nameless = PersonalInformation(name=Name(type="C", given_name="Siân"))
    nant.holds = [school_info(), learner().replace(personal_information=nameless), enrolment()]
    move = nant.start().leaves()
    assert (move.stage, move.reason) == (S.FAILED, "refused_by_checks")
    kept = read_losses(move)
    assert kept
    assert all(each.words.en and each.words.cy for each in kept)
    assert not SealedFile.objects.exists()


def test_software_that_leaves_while_it_answers_sends_no_half_record(nant):
    def leave(query, same):
        raise Refuse(8, 4, "It has left.")

    nant.answers.update(dict.fromkeys(("LearnerSpecialNeeds", "LearnerContact", "LearnerAssessmentResult"), leave))
    asked = []

    def once(query, same):
        asked.append(query)
        return query.select(same) if len(asked) == 1 else leave(query, same)

    nant.answers["LearnerPersonal"] = once
    move = nant.start().leaves()
    assert (move.stage, move.reason) == (S.NOTICED, "software_away")
