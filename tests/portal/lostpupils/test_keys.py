"""Whatever a pupil is called, a search for what the file says finds the pupil."""

from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from handover.common.folding import fold
from handover.matching.placeholder_names import is_placeholder_name
from handover.portal.lostpupils.keys import SearchTraits, keys_of, same_born_keys, upn_keys
from handover.portal.lostpupils.lookups import build_lookups
from handover.portal.lostpupils.near_days import likely_days
from handover.portal.lostpupils.question import ENOUGH, FIELDS, Question
from handover.portal.lostpupils.upn_slips import likely_bodies, mend_check_letter

NAMES = st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1, max_size=30) | st.sampled_from(
    ["Tudur-Rees", "O'Brien", "Ní Bhriain", "Nguyễn", "van der Berg", "ap Rhys", "Ng", "Ŵyn", "MacDonald", "李"]
)
PUPILS = st.builds(
    SearchTraits,
    surnames=st.tuples(NAMES),
    forenames=st.tuples(NAMES),
    birth_date=st.dates(date(1990, 1, 1), date(2030, 12, 31)),
    town=NAMES,
)


@given(PUPILS, st.sampled_from([{"surname"}, *(set(fields) for fields in ENOUGH if "upn" not in fields), set(FIELDS)]))
@example(SearchTraits(("Ng",), ("Li",), birth_date=date(2016, 2, 29)), {"surname", "birth_date"})
def test_a_search_for_what_a_file_says_looks_up_one_of_the_pupils_keys(pupil, fields):
    said = {
        "surname": pupil.surnames[0],
        "forename": pupil.forenames[0],
        "birth_date": pupil.birth_date,
        "town": pupil.town,
    }
    question = Question(**{name: said[name] for name in said if name in fields})
    heard = not is_placeholder_name(pupil.surnames[0]) and fold(pupil.surnames[0])
    if "birth_date" in fields or heard:
        assert looked_up(question) & keys_of(pupil)


def looked_up(question: Question) -> frozenset[int]:
    return frozenset(value for lookup in build_lookups(question) for value in lookup.values)


BENJAMIN = SearchTraits(("Humphreys",), ("Benjamin",), birth_date=date(2014, 5, 17), middle_names=("Aneirin",))
KNOWN = {"surname": "Humphreys", "forename": "Benjamin", "birth_date": date(2014, 5, 17)}


@pytest.mark.parametrize(
    "slip",
    [
        {"surname": "Humpreys"},
        {"surname": "Xumphreys"},
        {"surname": "Humphreyx"},
        {"forename": "Benjanim"},
        {"forename": "Xenjamin"},
        {"forename": "Ben"},
        {"forename": "Aneirin"},
        {"surname": "Benjamin", "forename": "Humphreys"},
        {"birth_date": date(2014, 5, 11)},
        {"birth_date": date(2014, 5, 27)},
        {"birth_date": date(2014, 6, 17)},
        {"birth_date": date(2004, 5, 17)},
        {"birth_date": date(2016, 5, 17)},
    ],
    ids=str,
)
def test_whatever_one_thing_is_wrong_a_key_remains_even_if_one_more_thing_is_not_known(slip):
    asked = KNOWN | slip
    assert looked_up(Question(**asked)) & keys_of(BENJAMIN)
    for unknown in sorted(asked.keys() - slip.keys()) if len(slip) == 1 else ["birth_date"]:
        left = {name: value for name, value in asked.items() if name != unknown}
        assert looked_up(Question(**left)) & keys_of(BENJAMIN)


def test_no_way_to_look_is_without_a_bound_and_all_ways_together_look_up_some_hundred_keys():
    lookups = build_lookups(Question(**KNOWN, town="Llangrug", upn="N936299021001"))
    assert len(lookups) <= 9
    assert all(0 < lookup.most <= 300 for lookup in lookups)
    assert sum(len(lookup.values) for lookup in lookups) < 600
    assert 15 <= len(keys_of(BENJAMIN)) <= 45


@given(st.text(max_size=40), st.text(max_size=40), st.text(max_size=40))
def test_no_search_breaks_the_index(surname, forename, town):
    question = Question(surname=surname, forename=forename, town=town)
    assert question.enough == bool(fold(surname))
    assert bool(build_lookups(question)) <= bool(fold(surname) or fold(forename))


@given(PUPILS)
def test_a_search_that_is_kept_comes_back_the_same(pupil):
    question = Question(
        surname=pupil.surnames[0], birth_date=pupil.birth_date, begins=True, town=pupil.town, gender="F"
    )
    back = Question.restored(question.stored())
    assert [getattr(back, name) for name in question.fields] == [getattr(question, name) for name in question.fields]
    assert back.begins


@given(st.dates(date(1990, 1, 1), date(2030, 12, 31)))
def test_the_likely_days_begin_with_the_one_that_was_given(day):
    near = likely_days(day)
    assert near[0] == day
    assert len(near) == len(set(near)) <= 45
    assert all(abs(other.year - day.year) <= 10 for other in near)


@pytest.mark.parametrize("day", [date.min, date.max], ids=str)
def test_the_first_and_the_last_day_of_all_have_neighbours_too(day):
    assert likely_days(day)[0] == day


def test_a_birth_date_is_looked_for_with_its_slips_of_the_pen():
    slips = {
        "2014-12-05",  # day and month exchanged
        "2014-05-11",  # the day before
        "2014-05-13",
        "2013-05-12",  # the year before
        "2014-04-12",  # the month before
        "2014-06-12",
        "2014-05-02",  # one figure of the day
        "2014-05-18",
        "2014-05-21",  # two figures exchanged
        "2014-08-12",  # one figure of the month
        "2011-05-12",  # one figure of the year
        "2004-05-12",
        "2014-01-01",  # entered for a day that nobody knew
        "2014-07-01",
    }
    assert slips <= {str(day) for day in likely_days(date(2014, 5, 12))}
    assert "2015-02-28" in {str(day) for day in likely_days(date(2016, 2, 29))}
    assert {"2013-12-15", "2014-02-15"} <= {str(day) for day in likely_days(date(2014, 1, 15))}


def test_a_upn_is_looked_for_whatever_its_letter_is_and_with_one_slip():
    assert upn_keys("N936299021001") == upn_keys("x936 2990 21001") != upn_keys("N936299021002")
    bodies = likely_bodies("n936299021001")
    assert bodies[0] == "936299021001"
    assert {"936299021007", "396299021001", "936299021010"} <= set(bodies)
    assert upn_keys("") == frozenset()


def test_a_wrong_check_letter_is_mended_and_a_right_one_left():
    assert mend_check_letter("A936299021001") == "N936299021001"
    assert mend_check_letter("n936 299 021 001") == ""
    assert mend_check_letter("A93629902100") == ""


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
