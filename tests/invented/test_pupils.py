import re
from datetime import date, datetime
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handover.common.calendar import YEAR_GROUPS, year_group
from handover.common.codesets import is_known_code
from handover.common.identifiers import check_uln, check_upn
from handover.ctf.elements import ValueForm, elements_of
from handover.ctf.model import Pupil
from handover.invented import invent_file, invent_pupils

LEAVING = date(2026, 7, 17)
places = st.sampled_from(["681", "660", "936", "302"])
pupils = st.builds(
    invent_pupils,
    seed=st.integers(0, 10_000),
    count=st.integers(1, 12),
    la=places,
    estab=st.sampled_from(["2990", "4990"]),
    year_group=st.sampled_from(YEAR_GROUPS[2:14]),
    day=st.dates(date(2008, 9, 1), date(2027, 7, 31)),
)


def test_the_same_seed_gives_the_same_class_and_another_seed_another() -> None:
    first = invent_pupils(1, 30, "681", "2990", "6", LEAVING)
    assert first == invent_pupils(1, 30, "681", "2990", "6", LEAVING)
    assert first != invent_pupils(2, 30, "681", "2990", "6", LEAVING)


@given(pupils)
def test_every_invented_number_passes_its_check(invented: tuple[Pupil, ...]) -> None:
    assert all(check_upn(pupil.upn or "").correct for pupil in invented)
    assert all(pupil.uln is None or check_uln(pupil.uln) for pupil in invented)
    assert len({pupil.upn for pupil in invented}) == len(invented)


@given(pupils, st.data())
def test_a_pupil_is_of_the_age_of_the_year_group(invented: tuple[Pupil, ...], data: st.DataObject) -> None:
    pupil = data.draw(st.sampled_from(invented))
    leaving = pupil.schools[-1].leaving
    assert pupil.birth_date is not None
    assert leaving is not None
    assert year_group(pupil.birth_date, leaving) == pupil.basic.year_group


@given(pupils)
def test_attendance_adds_up_and_agrees_with_its_marks(invented: tuple[Pupil, ...]) -> None:
    for year in [year for pupil in invented for year in pupil.attendance]:
        assert year.possible == (year.attended or 0) + (year.authorised or 0) + (year.unauthorised or 0)
        if year.sessions.marks:
            assert sum(mark != "#" for mark in year.sessions.marks) == year.possible


@given(pupils)
def test_dates_are_in_order(invented: tuple[Pupil, ...]) -> None:
    for pupil in invented:
        assert pupil.birth_date is not None
        for school in pupil.schools:
            assert school.entry
            assert school.leaving
            assert pupil.birth_date < school.entry <= school.leaving
        for spell in pupil.meals.spells:
            assert spell.start
            assert spell.end is None or spell.start <= spell.end
        starts = [stage.start for stage in pupil.sen.stages if stage.start]
        assert starts == sorted(starts)


@given(pupils)
def test_every_code_is_known(invented: tuple[Pupil, ...]) -> None:
    def codes_of(group: object) -> list[tuple[str, str]]:
        found: list[tuple[str, str]] = []
        for attribute, element in elements_of(type(group)).items():
            value = getattr(group, attribute)
            if element.form is ValueForm.GROUP:
                for each in value if element.many else (value,):
                    found += codes_of(each)
            elif element.codes and isinstance(value, str):
                found.append((element.codes, value))
        return found

    assert [pair for pupil in invented for pair in codes_of(pupil) if not is_known_code(*pair)] == []


def test_postcodes_and_telephones_reach_nobody() -> None:
    classes = [invent_pupils(5, 40, la, "2990", "6", LEAVING) for la in ("681", "660", "936", "302")]
    adults = [contact for invented in classes for pupil in invented for contact in pupil.contacts]
    homes = [pupil.address for invented in classes for pupil in invented] + [adult.address for adult in adults]
    numbers = [phone.number for adult in adults for phone in adult.phones]
    assert all(re.match(r"(CF97|LL99|GU99|NW99) ", home.postcode) for home in homes if home.postcode)
    assert all(re.match(r"029 2018 0|01632 960|020 7946 0|07700 900", number or "") for number in numbers)
    assert all(adult.email is None or adult.email.endswith("@example.org") for adult in adults)


def test_a_class_has_twins_and_letters_beyond_latin_1() -> None:
    invented = invent_pupils(3, 60, "681", "2990", "6", LEAVING)
    households = [(pupil.surname, pupil.birth_date, pupil.address) for pupil in invented]
    twins = [pair for pair in pairwise(households) if pair[0] == pair[1]]
    names = "".join(pupil.full_name for pupil in invented)
    assert twins
    assert set("ŵŷ") & set(names)
    assert len({pupil.full_name for pupil in invented}) > 40


def test_wales_alone_keeps_the_welsh_details() -> None:
    welsh = invent_pupils(4, 20, "681", "2990", "6", LEAVING)
    english = invent_pupils(4, 20, "936", "2990", "6", LEAVING)
    assert all(pupil.wales.speaks_welsh for pupil in welsh)
    assert not any(pupil.wales.speaks_welsh for pupil in english)


def test_a_class_shows_every_part_of_a_record() -> None:
    invented = invent_pupils(1, 120, "681", "2990", "6", LEAVING)
    assert any(pupil.meals.spells for pupil in invented)
    assert any(pupil.sen.stages for pupil in invented)
    assert any(pupil.care.in_care for pupil in invented)
    assert any(len(pupil.schools) > 1 for pupil in invented)
    assert all(pupil.assessments and pupil.attendance and pupil.contacts for pupil in invented)


def test_more_pupils_than_a_year_has_serials_still_differ() -> None:
    invented = invent_pupils(1, 40, "681", "2990", "R", LEAVING, first_serial=980)
    assert len({pupil.upn for pupil in invented}) == 40


def test_a_file_names_its_schools_and_its_school_year() -> None:
    invented = invent_pupils(1, 2, "681", "2990", "6", LEAVING)
    file = invent_file(
        "6812990", "XXXXXXX", invented, datetime.fromisoformat("2026-07-17T09:30:00"), school_name="Nant y Wennol"
    )
    assert (file.header.version, file.header.source.academic_year) == ("25.0", 2025)
    assert (file.header.source.la, file.header.source.estab) == ("681", "2990")
    assert (file.header.destination.la, file.header.destination.estab) == ("XXX", "XXXX")
    assert file.pupils == invented


def test_a_year_group_that_does_not_exist_is_the_callers_mistake() -> None:
    with pytest.raises(ValueError, match="no year group 15"):
        invent_pupils(1, 1, "681", "2990", "15", LEAVING)
