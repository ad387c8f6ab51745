"""A child who is announced, sent, and sent again stands once on the roll; two children never become one."""

import re
import uuid
from dataclasses import replace

from handover.bridge import KnownObjects, convert_to_ctf
from handover.bridge.identity import derive_ref_id
from handover.ctf.model import Contact, DestinationSchool, Pupil
from tests.bridge.records import HEADER, SIAN, UPN, losses_of, objects_of, the_one, to_sif

ANNOUNCED = "0123456789ABCDEF0123456789ABCDEF"


def test_the_same_file_gives_the_same_ids_in_the_form_of_sif() -> None:
    pupil = replace(SIAN, contacts=(Contact(surname="Prydderch", forename="Non"),))
    once, again = to_sif(pupil), to_sif(pupil)
    assert [each.identity for each in once.objects] == [each.identity for each in again.objects]
    assert all(re.fullmatch("[0-9A-F]{32}", each.ref_id) for each in once.objects if hasattr(each, "ref_id"))


def test_the_id_of_a_learner_is_that_of_the_upn_and_of_nothing_else() -> None:
    assert to_sif(SIAN).pupils[0].learner_ref_id == "36FF51F0741358EA93A97DA0108EAB48"
    assert to_sif(replace(SIAN, surname="Owen")).pupils[0].learner_ref_id == "36FF51F0741358EA93A97DA0108EAB48"


def test_an_id_is_a_version_five_uuid() -> None:
    space = uuid.UUID("0c9a4c52-7a39-5f3e-8d5b-3f6c1e0b7d11")
    assert derive_ref_id("SchoolInfo", "6812990") == uuid.uuid5(space, "SchoolInfo\x1f6812990").hex.upper()


def test_a_learner_whom_the_zone_has_keeps_that_id_and_all_objects_point_to_it() -> None:
    known = KnownObjects(learners={UPN: ANNOUNCED})
    conversion = to_sif(replace(SIAN, contacts=(Contact(surname="Prydderch", forename="Non"),)), known=known)
    assert conversion.pupils[0].learner_ref_id == ANNOUNCED
    assert the_one(conversion, "LearnerPersonal").ref_id == ANNOUNCED
    assert the_one(conversion, "LearnerSchoolEnrolment").learner_personal_ref_id == ANNOUNCED
    assert the_one(conversion, "LearnerContact").learner_personal_ref_id == ANNOUNCED


def test_a_school_that_the_zone_has_is_pointed_to_and_not_written_again() -> None:
    conversion = to_sif(SIAN, known=KnownObjects(schools={"6812990": ANNOUNCED}))
    assert objects_of(conversion, "SchoolInfo") == []
    assert the_one(conversion, "LearnerSchoolEnrolment").school_info_ref_id == ANNOUNCED


def test_twins_without_a_number_are_two_learners() -> None:
    twin = replace(SIAN, upn=None)
    other = replace(twin, forename="Mair")
    assert len({each.learner_ref_id for each in to_sif(twin, other).pupils}) == 2


def test_two_of_one_name_and_birthday_without_a_number_are_two_learners() -> None:
    nameless = replace(SIAN, upn=None)
    assert len({each.learner_ref_id for each in to_sif(nameless, nameless).pupils}) == 2


def test_two_pupils_of_one_number_are_not_made_one() -> None:
    conversion = to_sif(SIAN, replace(SIAN, forename="Mair"))
    assert [each.position for each in conversion.pupils] == [1]
    (loss,) = losses_of(conversion, "upn_twice")
    assert (loss.pupil, loss.value) == (2, UPN)


def test_objects_are_published_contacts_first_then_learner_links_enrolment_and_the_rest() -> None:
    pupil = replace(SIAN, contacts=(Contact(surname="Prydderch", forename="Non"),))
    conversion = to_sif(pupil)
    assert [each.xml_name for each in conversion.objects] == [
        "SchoolInfo",
        "ContactPersonal",
        "LearnerPersonal",
        "LearnerContact",
        "LearnerSchoolEnrolment",
    ]


def test_the_enrolment_at_the_old_school_says_where_the_child_went() -> None:
    enrolment = the_one(to_sif(SIAN), "LearnerSchoolEnrolment")
    to = enrolment.exit_type.destination
    assert (str(enrolment.exit_date), enrolment.exit_type.code) == ("2026-07-22", "JS")
    assert (to.la_id, to.establishment_id, to.code) == ("681", "4990", "NK")


def test_a_file_of_the_destination_alone_makes_the_header() -> None:
    header = convert_to_ctf(to_sif(SIAN).objects, now=HEADER.made).file.header
    assert (header.source.la, header.source.estab, header.source.academic_year) == ("681", "2990", 2025)
    assert header.destination == DestinationSchool(la="681", estab="4990")
    assert (header.version, header.qualifier) == ("25.0", "full")


def test_without_a_school_of_the_file_the_last_one_of_the_history_stands_for_it() -> None:
    header = replace(HEADER, source=replace(HEADER.source, la="681", estab="LLLL"))
    conversion = to_sif(SIAN, header=header)
    assert the_one(conversion, "SchoolInfo").establishment_id == "2990"
    assert len(losses_of(conversion, "history_school")) == 1


def test_a_pupil_without_anything_but_a_name_is_a_learner() -> None:
    bare = Pupil(surname="Prydderch", forename="Siân", birth_date=SIAN.birth_date)
    assert [each.xml_name for each in to_sif(bare).pupils[0].objects] == ["LearnerPersonal"]
