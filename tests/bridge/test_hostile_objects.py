"""A provider answers twice, in pieces, with other children, with rubbish: nothing is mixed up, nothing lost in silence."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from random import Random

import pytest

from handover.bridge import CtfConversion, convert_to_ctf
from handover.bridge.equivalence import differences_of_pupils
from handover.bridge.losses import place_object
from handover.ctf.checks import check_ctf
from handover.ctf.reader import read_ctf
from handover.ctf.writer import write_ctf
from handover.invented.sif.whole_learners import invent_whole_learner, invent_whole_learners
from handover.sif import read_one, write_object
from handover.sif.model import SifObject
from handover.sif.writer import to_element

NOW = datetime(2026, 11, 30, 9, 30)  # noqa: DTZ001 - a CTF tells local time, without zone
TODAY = date(2026, 11, 30)
ALYS = "A" * 32
SECRET = "Kestrel-Vole-17"
"""A text that stands nowhere else."""


def convert(objects: Iterable[SifObject]) -> CtfConversion:
    return convert_to_ctf(objects, now=NOW)


def sif(xml: str) -> SifObject:
    return read_one(xml.encode())


def learner(
    ref_id: str = ALYS, upn: str = "C681299005070", forename: str = "Alys", more: str = "", first: str = ""
) -> SifObject:
    return sif(
        f'<LearnerPersonal RefId="{ref_id}">{first}<PersonalInformation><Name Type="C"><FamilyName>Testfield</FamilyName>'
        f"<GivenName>{forename}</GivenName></Name><Demographics><BirthDate>2018-05-06</BirthDate></Demographics>"
        f"</PersonalInformation><UPN>{upn}</UPN>{more}</LearnerPersonal>"
    )


def contact(ref_id: str, surname: str = "Testfield") -> SifObject:
    return sif(
        f'<ContactPersonal RefId="{ref_id}"><PersonalInformation><Name Type="C"><FamilyName>{surname}</FamilyName>'
        "<GivenName>Non</GivenName></Name></PersonalInformation></ContactPersonal>"
    )


def link(to: str, of: str = ALYS) -> SifObject:
    return sif(
        f'<LearnerContact LearnerPersonalRefId="{of}" ContactPersonalRefId="{to}"><Relationship>FAMN</Relationship>'
        "<ContactFlags><EmergencyContact>Yes</EmergencyContact></ContactFlags></LearnerContact>"
    )


def need(of: str = ALYS) -> SifObject:
    return sif(
        f'<LearnerSpecialNeeds RefId="{"E" * 32}" LearnerPersonalRefId="{of}" SchoolInfoRefId="{"F" * 32}">'
        "<Provision>A</Provision><StartDate>2024-09-02</StartDate></LearnerSpecialNeeds>"
    )


def told_of(conversion: CtfConversion, thing: SifObject) -> list[str]:
    """What the report says of an object, in English."""
    place = place_object(thing)
    return [loss.message() for loss in conversion.losses if loss.path == place or loss.path.startswith(f"{place}/")]


def text_of(conversion: CtfConversion) -> str:
    return write_ctf(conversion.file).decode()


def test_objects_of_other_children_stay_out_and_are_named() -> None:
    other = "B" * 32
    things = [learner(), need(other), contact("C" * 32, SECRET), link("C" * 32, other)]
    conversion = convert(things)
    (pupil,) = conversion.file.pupils
    assert (pupil.sen.stages, pupil.contacts) == ((), ())
    assert SECRET not in text_of(conversion)
    for thing in things[1:]:
        assert told_of(conversion, thing), thing


def test_two_children_do_not_get_each_others_objects_whatever_the_order() -> None:
    one, two = (invent_whole_learner(23, number) for number in (4, 5))
    alone = [convert(objects).file.pupils[0] for objects in (one, two)]
    mixed = [*one, *two]
    Random(5).shuffle(mixed)
    together = {pupil.upn: pupil for pupil in convert(mixed).file.pupils}
    assert len(together) == 2
    for pupil in alone:
        assert differences_of_pupils(pupil, together[pupil.upn]) == []


def test_an_object_that_comes_twice_counts_once() -> None:
    things = [learner(), contact("C" * 32), link("C" * 32), need()]
    once, twice = convert(things), convert([*things, *things])
    assert differences_of_pupils(once.file.pupils[0], twice.file.pupils[0]) == []
    assert len(twice.file.pupils) == 1


def test_two_learners_of_one_upn_are_never_made_one_and_it_is_said() -> None:
    conversion = convert([learner(), learner("B" * 32, forename="Betsan")])
    said = [loss.message() for loss in conversion.losses if "C681299005070" in loss.value or "UPN" in loss.message()]
    assert said
    assert {pupil.forename for pupil in conversion.file.pupils} <= {"Alys", "Betsan"}
    kept = {pupil.forename for pupil in conversion.file.pupils}
    named = {name for name in ("Alys", "Betsan") if name in kept}
    lost = {"A" * 32: "Alys", "B" * 32: "Betsan"}
    for ref_id, forename in lost.items():
        assert forename in named or any(ref_id in loss.path for loss in conversion.losses)


def test_a_contact_without_a_link_and_a_link_without_a_contact_are_named() -> None:
    things = [learner(), contact("C" * 32, SECRET), link("D" * 32)]
    conversion = convert(things)
    assert SECRET not in text_of(conversion)
    for thing in things[1:]:
        assert told_of(conversion, thing), thing


def test_without_the_learner_there_is_no_pupil_and_everything_is_named() -> None:
    things = [contact("C" * 32), link("C" * 32), need()]
    conversion = convert(things)
    assert conversion.file.pupils == ()
    for thing in things:
        assert told_of(conversion, thing), thing


def test_a_learner_without_name_or_birth_date_is_not_invented() -> None:
    nameless = sif(
        f'<LearnerPersonal RefId="{ALYS}"><PersonalInformation><Name Type="C"><FamilyName>Testfield</FamilyName></Name>'
        "</PersonalInformation><UPN>C681299005070</UPN></LearnerPersonal>"
    )
    conversion = convert([nameless])
    for pupil in conversion.file.pupils:
        assert (pupil.forename, pupil.birth_date) == (None, None)
    if not conversion.file.pupils:
        assert told_of(conversion, nameless)


@pytest.mark.parametrize(
    ("tag", "wrong"),
    [
        ("<BirthDate>2018-05-06</BirthDate>", "<BirthDate>6 May 2018</BirthDate>"),
        ("<UPN>", "<UPNAllocationDate>soon</UPNAllocationDate><UPN>"),
    ],
)
def test_a_value_that_is_none_does_not_stop_the_rest_and_is_named(tag: str, wrong: str) -> None:
    broken = sif(write_object(learner()).decode().replace(tag, wrong))
    whole = learner("B" * 32, "R681299005071", "Betsan")
    conversion = convert([broken, whole])
    assert "Betsan" in {pupil.forename for pupil in conversion.file.pupils}
    assert told_of(conversion, broken)


def test_an_element_of_no_table_is_named() -> None:
    odd = learner(more=f"<FavouriteBird>{SECRET}</FavouriteBird>")
    conversion = convert([odd])
    assert SECRET in text_of(conversion) or told_of(conversion, odd)


@pytest.mark.parametrize(
    ("first", "more"),
    [
        (f'<AlertMsgList><AlertMsg Type="Legal">{SECRET}</AlertMsg></AlertMsgList>', ""),
        ("", "<ChildProtectionRegister><IsRegistered>Yes</IsRegistered></ChildProtectionRegister>"),
        ("", "<Pregnant>Yes</Pregnant>"),
    ],
    ids=["alert message", "child protection register", "pregnancy"],
)
def test_what_must_never_go_into_a_file_stays_out_of_it_and_out_of_the_report(first: str, more: str) -> None:
    conversion = convert([learner(first=first, more=more)])
    plain = convert([learner()])
    assert text_of(conversion) == text_of(plain)
    new = [loss for loss in conversion.losses if loss not in plain.losses]
    assert new
    for loss in new:
        assert (loss.kind.value, loss.value, loss.given) == ("left_out", "", "")
        assert SECRET not in loss.message()
        assert loss.message("cy") != loss.message()


def test_whatever_is_given_is_in_the_file_or_in_the_report() -> None:
    for objects in invent_whole_learners(23, 40):
        conversion = convert(objects)
        paths = {loss.path.partition("/")[0] for loss in conversion.losses}
        for thing in objects:
            if type(thing).__name__ in NEVER_IN_A_FILE:
                assert place_object(thing) in paths, place_object(thing)


NEVER_IN_A_FILE: Sequence[str] = (
    "LearnerExclusion",
    "LearnerGroupEnrolment",
    "PersonDietaryPreference",
    "TermInfo",
    "LAInfo",
)


def test_every_loss_is_said_in_both_languages_and_places_a_pupil_of_the_file() -> None:
    for objects in invent_whole_learners(23, 40):
        conversion = convert(objects)
        for loss in conversion.losses:
            assert loss.message("en")
            assert loss.message("cy")
            assert loss.pupil is None or 1 <= loss.pupil <= len(conversion.file.pupils)


def test_what_comes_of_rubbish_is_still_a_file_that_can_be_read() -> None:
    for number, objects in enumerate(invent_whole_learners(23, 30)):
        torn = [each for each in objects if Random(number).random() < 0.7]
        conversion = convert(torn)
        assert read_ctf(write_ctf(conversion.file)).document is not None
        if conversion.file.pupils:
            assert check_ctf(write_ctf(conversion.file), None, today=TODAY).document is not None


SCHOOL = "F" * 32
ENROLMENT = f'LearnerSchoolEnrolment LearnerPersonalRefId="{ALYS}" SchoolInfoRefId="{SCHOOL}" MembershipType="C"'
NEEDS = f'LearnerSpecialNeeds LearnerPersonalRefId="{ALYS}" SchoolInfoRefId="{SCHOOL}"'
SESSION = f'LearnerAttendance LearnerPersonalRefId="{ALYS}" SchoolInfoRefId="{SCHOOL}"'
POSITION = '<SIF_ExtendedElement Name="CTF_Position">first</SIF_ExtendedElement>'


@pytest.mark.parametrize(
    ("head", "first", "second"),
    [
        (ENROLMENT, "<EntryDate>2024-09-02</EntryDate>", ""),
        (ENROLMENT, "<EntryDate>2024-09-02</EntryDate>", "<EntryDate>autumn</EntryDate>"),
        (NEEDS, "<StartDate>2024-09-02</StartDate>", "<Provision>A</Provision>"),
        (NEEDS, "<StartDate>2024-09-02</StartDate>", f"<SIF_ExtendedElements>{POSITION}</SIF_ExtendedElements>"),
        (
            NEEDS,
            "<StartDate>2024-09-02</StartDate>",
            "<SIF_ExtendedElements><SIF_ExtendedElement>x</SIF_ExtendedElement></SIF_ExtendedElements>",
        ),
        (SESSION, "<Session>AM</Session>", "<AttendanceDate>2026-09-02</AttendanceDate><Session>PM</Session>"),
    ],
)
def test_what_an_object_lacks_that_must_be_there_does_not_stop_the_rest(head: str, first: str, second: str) -> None:
    kind = head.partition(" ")[0]
    school = sif(f'<SchoolInfo RefId="{SCHOOL}"><SchoolName>Ysgol Prawf</SchoolName></SchoolInfo>')
    things = [sif(f'<{head} RefId="{ref_id * 32}">{held}</{kind}>') for ref_id, held in (("C", first), ("D", second))]
    conversion = convert([learner(), school, *things])
    assert "<Surname>Testfield</Surname>" in text_of(conversion)


def test_an_address_with_half_a_place_on_the_map_is_one() -> None:
    grid = "<GridLocation><PropertyNorthing>2</PropertyNorthing></GridLocation>"
    place = f"<Address Type='Current'><Town>Tref</Town>{grid}</Address>"
    thing = sif(write_object(learner()).decode().replace("<Demographics>", f"{place}<Demographics>"))
    text = text_of(convert([thing]))
    assert "<Northing>2</Northing>" in text
    assert "<Easting>" not in text


def loosen(thing: SifObject, chance: Random) -> SifObject:
    """Return an object of which about every seventh element is missing."""
    element = to_element(thing)
    for each in list(element.iter("*")):
        above = each.getparent()
        if above is not None and chance.random() < 0.15:
            above.remove(each)
    return type(thing).view(element)


def test_whole_learners_of_whom_much_is_missing_become_pupils() -> None:
    for number in range(30):
        chance = Random(number)
        conversion = convert([loosen(thing, chance) for thing in invent_whole_learner(29, number)])
        assert text_of(conversion).count("<Pupil>") == 1
