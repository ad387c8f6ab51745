"""Whatever a pupil is called, a search for what the file says finds the pupil."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from handover.common.folding import fold
from handover.portal.lostpupils.keys import (
    SearchTraits,
    build_lookup,
    fits_question,
    keys_of,
    letters_of,
    likely_days,
    same_born_keys,
)
from handover.portal.lostpupils.question import ENOUGH, FIELDS, Question

NAMES = st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1, max_size=30) | st.sampled_from(
    ["Tudur-Rees", "O'Brien", "Ní Bhriain", "Nguyễn", "van der Berg", "ap Rhys", "Ng", "Ŵyn", "MacDonald", "李"]
)
PUPILS = st.builds(
    SearchTraits,
    surnames=st.tuples(NAMES),
    forenames=st.tuples(NAMES),
    birth_date=st.dates(date(1990, 1, 1), date(2030, 12, 31)),
    town=NAMES,
    gender=st.sampled_from(["F", "M", ""]),
)


@given(PUPILS, st.sets(st.sampled_from(["surname", "forename", "birth_date", "town", "gender"])), st.booleans())
@example(SearchTraits(("Ng",), ("Li",), birth_date=date(2016, 2, 29)), {"surname", "birth_date"}, False)
def test_a_pupil_has_a_key_of_every_group_that_a_search_for_it_looks_up(pupil, fields, begins):
    said = {
        "surname": pupil.surnames[0],
        "forename": pupil.forenames[0],
        "birth_date": pupil.birth_date,
        "town": pupil.town,
        "gender": pupil.gender,
    }
    begins = begins and len(letters_of(pupil.surnames[0])) >= 3
    question = Question(begins=begins, **{name: said[name] for name in fields})
    assert fits_question(question, pupil)
    lookup = build_lookup(question)
    if lookup is not None:
        stored = keys_of(pupil)
        assert all(group & stored for group in lookup.groups)


@given(st.text(max_size=40), st.text(max_size=40), st.text(max_size=40))
def test_no_search_breaks_the_index(surname, forename, town):
    question = Question(surname=surname, forename=forename, town=town)
    assert question.enough == bool(fold(surname))
    assert (build_lookup(question) is None) <= (not question.enough)


@given(PUPILS)
def test_a_search_that_is_kept_comes_back_the_same(pupil):
    question = Question(
        surname=pupil.surnames[0], birth_date=pupil.birth_date, begins=True, town=pupil.town, gender=pupil.gender
    )
    back = Question.restored(question.stored())
    assert [getattr(back, name) for name in question.fields] == [getattr(question, name) for name in question.fields]
    assert back.begins


@given(st.dates(date(1990, 1, 1), date(2030, 12, 31)))
def test_likely_days_are_near_the_one_that_was_given(day):
    near = likely_days(day)
    assert near[0] == day
    assert len(near) <= 6
    assert all(other.year in (day.year - 1, day.year, day.year + 1) for other in near)


def test_a_birth_date_is_looked_for_with_its_slips_of_the_pen():
    def days(day: date) -> list[str]:
        return [str(near) for near in likely_days(day)]

    near = ["2014-05-12", "2014-05-11", "2014-05-13", "2013-05-12", "2015-05-12"]
    assert days(date(2014, 5, 12)) == [*near, "2014-12-05"]
    assert days(date(2014, 5, 13)) == ["2014-05-13", "2014-05-12", "2014-05-14", "2013-05-13", "2015-05-13"]
    assert days(date(2016, 2, 29)) == ["2016-02-29", "2016-02-28", "2016-03-01", "2015-02-28", "2017-02-28"]
    assert days(date(2014, 5, 5)) == ["2014-05-05", "2014-05-04", "2014-05-06", "2013-05-05", "2015-05-05"]


RHYS = SearchTraits(("Llywelyn", "Tudur"), ("Rhys",), ("N936299021001",), date(2014, 5, 3), "Llangrug", "M")
WHOLE = {"surname": "Llywelyn", "forename": "Rhys", "birth_date": date(2014, 5, 3), "town": "Llangrug", "gender": "M"}


@pytest.mark.parametrize(
    "wrong",
    [
        {"surname": "Nowak"},
        {"surname": "Llywelfor", "begins": True},
        {"forename": "Siân"},
        {"birth_date": date(2014, 5, 5)},
        {"town": "Cwm Gwdi"},
        {"gender": "F"},
    ],
    ids=str,
)
def test_a_pupil_who_differs_in_one_thing_does_not_fit_and_one_of_whom_it_is_not_known_does(wrong):
    assert fits_question(Question(**WHOLE), RHYS)
    assert not fits_question(Question(**(WHOLE | wrong)), RHYS)
    assert fits_question(Question(**(WHOLE | wrong), upn="N936299021001"), RHYS)
    assert fits_question(Question(surname="Tudur"), RHYS)
    (said, *_) = wrong
    silent = {
        "forename": {"forenames": ()},
        "birth_date": {"birth_date": None},
        "town": {"town": ""},
        "gender": {"gender": ""},
    }
    if said in silent:
        assert fits_question(Question(**(WHOLE | wrong)), replace(RHYS, **silent[said]))


def test_every_field_of_the_page_can_be_asked_and_enough_is_made_of_them():
    assert all(hasattr(Question(), name) for name in FIELDS)
    assert all(fields <= set(FIELDS) for fields in ENOUGH)


def test_a_child_of_these_very_names_and_this_birth_date_has_one_of_the_keys_and_nobody_is_looked_up_by_less() -> None:
    child = SearchTraits(("Prydderch",), ("Siân",), birth_date=date(2015, 2, 11))
    other = SearchTraits(("Prydderch",), ("Siân",), birth_date=date(2015, 2, 12))
    keys = same_born_keys("Prydderch", "Siân", date(2015, 2, 11))
    assert keys
    assert keys <= keys_of(child)
    assert keys.isdisjoint(keys_of(other))
    for surname, forename, born in (("", "Siân", child.birth_date), ("Prydderch", "", child.birth_date)):
        assert same_born_keys(surname, forename, born) == frozenset()
    assert same_born_keys("Prydderch", "Siân", None) == frozenset()
