"""Writing says of whose record which field cannot be written, and why; it does not say the value."""

from datetime import date, datetime
from decimal import Decimal

import pytest
from lxml import etree

from handover.common import UnwritableValue
from handover.sif import check_document, uk_model, write_object, write_objects
from handover.sif.messages import Message, make_header, write_message
from handover.sif.messages.payloads import Event
from handover.sif.objects import LearnerPersonal, Name, PartialLearnerPersonal, PersonalInformation
from tests.moments import NOW
from tests.sif.cases import sample

REF_ID = "A8C3D5EE44B359D7510100AA001B7B89"
WHO = f"LearnerPersonal {REF_ID}"
NAME = Name(type="C", family_name="Llywelyn", given_name="Siân")


def learner(**changes):
    return LearnerPersonal(ref_id=REF_ID, personal_information=PersonalInformation(name=NAME)).replace(**changes)


@pytest.mark.parametrize(
    ("thing", "words"),
    [
        (learner(local_id=17), "local_id (LocalId) must be a str, not an int."),
        (learner(local_id=b"17"), "local_id (LocalId) must be a str, not a bytes."),
        (
            learner(local_id="\x1fSecret"),
            "local_id (LocalId) holds a character that XML forbids, U+001F, at place 1.",
        ),
        (
            learner(local_id="S\ufffe"),
            "local_id (LocalId) holds a character that XML forbids, U+FFFE, at place 2.",
        ),
        (
            learner(personal_information=PersonalInformation(name=NAME.replace(given_name="Si\x00n"))),
            "personal_information.name.given_name (PersonalInformation/Name/GivenName) holds a character that XML "
            "forbids, U+0000, at place 3.",
        ),
        (
            learner(sibling_list=({"uipi": "1"},)),
            "sibling_list[0] (SiblingList/Sibling[1]) must be a LearnerPersonal.Sibling, not a dict.",
        ),
        (
            learner(personal_information=NAME),
            "personal_information (PersonalInformation) must be a PersonalInformation, not a Name.",
        ),
        (learner(sibling_list="none"), "sibling_list (SiblingList) must be a tuple, not a str."),
        (
            learner(personal_information=None),
            "personal_information (PersonalInformation) is missing, which a whole LearnerPersonal must have; "
            "PartialLearnerPersonal may leave it out.",
        ),
        (
            LearnerPersonal(ref_id=REF_ID),
            "personal_information (PersonalInformation) is missing, which a whole LearnerPersonal must have; "
            "PartialLearnerPersonal may leave it out.",
        ),
        (
            PartialLearnerPersonal(ref_id=REF_ID, nils=frozenset({"locl_id"})),
            "nils (LearnerPersonal) names locl_id, which is no field of LearnerPersonal.",
        ),
    ],
    ids=lambda value: value.partition(" (")[0] if isinstance(value, str) else "",
)
def test_the_object_the_field_the_element_and_the_reason_are_said(thing, words):
    for write in (write_object, lambda each: write_objects([each])):
        with pytest.raises(UnwritableValue) as told:
            write(thing)
        assert str(told.value) == f"{WHO}: {words}"
        assert "Secret" not in str(told.value)
        assert told.value.record == WHO
        assert (told.value.field, told.value.element) == tuple(words.partition(")")[0].split(" ("))


WRONG = (6, "six", 1.5, Decimal("1.5"), date(2026, 9, 1), datetime(2026, 9, 1, 9), True, b"six", (), ["six"])  # noqa: DTZ001


@pytest.mark.parametrize("name", uk_model().names)
def test_whatever_is_written_of_a_wrong_value_reads_back_the_same_or_it_is_refused(name):
    """Of every field of one text, every kind of value: nothing is written that is not what was said."""
    made = sample()[name][0]
    for field in (field for field in made.fields if field.kind in ("leaf", "attribute")):
        refused = 0
        for wrong in WRONG:
            told, again = outcome(made.replace(**{field.name: wrong}))
            if again is None:
                assert f": {field.name} (" in told
                refused += 1
            else:
                found = getattr(again, field.name)
                assert found == (
                    wrong.date() if isinstance(wrong, datetime) and not isinstance(found, datetime) else wrong
                )
        assert refused >= 7, field.name


def outcome(thing):
    """What is said of an object that cannot be written, or the object that is written."""
    try:
        return "", type(thing).view(etree.fromstring(write_object(thing)))
    except UnwritableValue as told:
        return str(told), None


def test_an_object_in_a_message_is_named_and_not_the_message():
    body = Event.SIFEventObject(object_name="LearnerPersonal", action="Add", objects=(learner(local_id=17),))
    payload = Event(sif_header=make_header("Ramsey", NOW), sif_object_data=Event.SIFObjectData(sif_event_object=body))
    with pytest.raises(UnwritableValue) as told:
        write_message(Message("2.3", payload))
    assert str(told.value) == f"{WHO}: local_id (LocalId) must be a str, not an int."


def test_a_part_that_was_read_and_is_wrong_is_said_with_its_place():
    data = '<PersonalInformation><Name Type="C"/><Demographics><BirthDate>soon</BirthDate></Demographics></PersonalInformation>'
    part = PersonalInformation.view(etree.fromstring(data))
    with pytest.raises(UnwritableValue, match=r"personal_information.demographics.birth_date .* cannot be read"):
        write_object(learner(personal_information=part))


def test_what_lacks_what_it_must_have_can_be_checked_though_not_written():
    report = check_document(learner(personal_information=None))
    assert [problem.code for problem in report.problems] == ["sif.missing"]
