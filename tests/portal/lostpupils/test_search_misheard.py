"""An officer heard of a child on the telephone, and the child is found: whatever one thing is wrong, and however it is said."""

from datetime import date

import pytest

from handover.portal.lostpupils.question import Question
from handover.portal.lostpupils.searching import find_hits
from tests.files import Child, send

pytestmark = pytest.mark.django_db

MIDDLE = "<BasicDetails><MiddleNames>{}</MiddleNames></BasicDetails>"
FORMER = "<BasicDetails><FormerSurname>{}</FormerSurname></BasicDetails>"
LOST = {
    "Benjamin": Child("", "Humphreys", "Benjamin", "2014-05-17", "M", MIDDLE.format("Aneirin")),
    "Siobhán": Child("", "Ní Bhriain", "Siobhán", "2013-11-02", "F"),
    "Katarzyna": Child("", "Wiśniewska", "Katarzyna", "2012-08-26", "F"),
    "Nguyễn": Child("", "Văn An", "Nguyễn", "2013-03-04", "M"),
    "Jaswinder": Child("", "Grewal", "Jaswinder", "2012-09-21", "F"),
    "Md": Child("", "Miah", "Md", "2013-11-30", "M", MIDDLE.format("Tanvir")),
    ".": Child("", "Suryani", ".", "2014-07-08", "F"),
    "Farah": Child("", "Cali Xasan", "Farah", "2011-06-15", "M"),
    "Lucía María": Child("", "García López", "Lucía María", "2013-08-24", "F"),
    "Mohammed Adnan": Child("", "Khan", "Mohammed Adnan", "2012-02-09", "M"),
    "Yusuf": Child("", "Omar", "Yusuf", "2012-01-01", "M"),
    "Elin": Child("", "Vaughan", "Elin", "2015-10-10", "F", FORMER.format("Prosser")),
}


@pytest.fixture(scope="module")
def lost_children(kept_cast, django_db_blocker):
    with django_db_blocker.unblock():
        for number, child in enumerate(LOST.values(), start=1):
            assert send(kept_cast.alis, "XXXXXXX", number=number, children=[child], note=str(number)).transfer


@pytest.fixture
def store(lost_children, cast_of_module):
    """All of these are lost, in the store of one school."""
    return cast_of_module


def first(**fields) -> str | None:
    """Return the forename of the first pupil, if the page says that this pupil fits."""
    hits = find_hits(Question(**fields)).hits
    return hits[0].pupil.forename if hits and hits[0].fits else None


CASES = [
    # one slip: of a name, of the date
    ("Benjamin", "Humphries", "Benjamin", (2014, 5, 17)),
    ("Benjamin", "Humphrets", "Benjamin", (2014, 5, 17)),
    ("Benjamin", "Jumphreys", "Benjamin", (2014, 5, 17)),
    ("Benjamin", "Humphreys", "Benajmin", (2014, 5, 17)),
    ("Benjamin", "Humphreys", "Benjamin", (2014, 5, 11)),
    ("Benjamin", "Humphreys", "Benjamin", (2014, 5, 27)),
    ("Benjamin", "Humphreys", "Benjamin", (2014, 6, 17)),
    ("Benjamin", "Humphreys", "Benjamin", (2013, 5, 17)),
    ("Benjamin", "Humphreys", "Benjamin", (2016, 5, 17)),
    ("Siobhán", "Ni Bhriain", "Siobhan", (2013, 2, 11)),
    # called by another name
    ("Benjamin", "Humphreys", "Ben", (2014, 5, 17)),
    ("Benjamin", "Humphreys", "Benji", (2014, 5, 17)),
    ("Benjamin", "Humphreys", "Aneirin", (2014, 5, 17)),
    ("Katarzyna", "Wisniewska", "Kasia", (2012, 8, 26)),
    ("Elin", "Prosser", "Elin", (2015, 10, 10)),
    # as heard
    ("Jaswinder", "Grewal", "Jasvinder", (2012, 9, 21)),
    ("Jaswinder", "Grewaal", "Jasvindar", (2012, 9, 21)),
    # surname and forename exchanged, one name of several words
    ("Benjamin", "Benjamin", "Humphreys", (2014, 5, 17)),
    ("Benjamin", "Benjamyn", "Humfreys", (2014, 5, 17)),
    ("Nguyễn", "Nguyen", "Van An", (2013, 3, 4)),
    ("Nguyễn", "Nguyen", "An", (2013, 3, 4)),
    ("Lucía María", "Lucia Maria", "Garcia Lopez", (2013, 8, 24)),
    # parts of names, chains of names, names that many bear
    ("Lucía María", "López", "María", (2013, 8, 24)),
    ("Farah", "Hassan", "Farah", (2011, 6, 15)),
    ("Md", "Miah", "Mohammed", (2013, 11, 30)),
    ("Md", "Miah", "Tanvir", (2013, 11, 30)),
    ("Md", "Mia", "Muhammad Tanveer", (2013, 11, 30)),
    ("Mohammed Adnan", "Khan", "Adnan", (2012, 2, 9)),
    # no name, no day
    (".", "Suryani", "Suryani", (2014, 7, 8)),
    (".", "Suryani", "Dewi", (2014, 7, 8)),
    ("Yusuf", "Omar", "Yusuf", (2012, 9, 23)),
    # characters that nobody sees
    ("Benjamin", "Hum\u200bphreys\u00a0", "\u00a0Benjamin", (2014, 5, 17)),
]


@pytest.mark.parametrize(("forename", "surname", "said", "born"), CASES, ids=str)
def test_the_child_comes_first_and_fits(store, forename, surname, said, born):
    assert first(surname=surname, forename=said, birth_date=date(*born)) == forename


@pytest.mark.parametrize(
    ("forename", "fields"),
    [
        ("Benjamin", {"surname": "Humphreys", "forename": "Ben"}),
        ("Benjamin", {"surname": "Humpreys", "forename": "Benjamin"}),
        ("Benjamin", {"surname": "Humphreys", "forename": "Benjmain"}),
        ("Benjamin", {"surname": "Benjamin", "forename": "Humphreys"}),
        ("Benjamin", {"surname": "Humpreys", "birth_date": date(2014, 5, 17)}),
        ("Benjamin", {"forename": "Ben", "birth_date": date(2014, 5, 17)}),
        ("Benjamin", {"surname": "Humphreys", "birth_date": date(2014, 4, 17)}),
        ("Md", {"surname": "Miah", "forename": "Tanvir"}),
        ("Nguyễn", {"surname": "Nguyen", "birth_date": date(2013, 3, 4)}),
        ("Elin", {"surname": "Prosser"}),
    ],
    ids=str,
)
def test_with_less_than_everything_the_child_comes_first_too(store, forename, fields):
    assert first(**fields) == forename


@pytest.mark.parametrize(
    "fields",
    [
        {"surname": "Khan", "forename": "Mohammed Bilal", "birth_date": date(2012, 2, 9)},
        {"surname": "Khan", "forename": "Mohammed Adnan", "birth_date": date(2009, 7, 22)},
        {"surname": "Khan", "forename": "Zubair", "birth_date": date(2012, 2, 9)},
    ],
    ids=str,
)
def test_a_brother_does_not_fit_but_is_among_the_nearest(store, fields):
    (hit,) = find_hits(Question(**fields)).hits
    assert (hit.pupil.forename, hit.fits) == ("Mohammed Adnan", False)


@pytest.mark.parametrize(
    ("forename", "surname", "said", "born"),
    [
        ("Siobhán", "O'Brien", "Shivaun", (2013, 11, 2)),
        ("Katarzyna", "Vishnevska", "Katazhina", (2012, 8, 26)),
        ("Farah", "Ali", "Hassan", (2011, 6, 15)),
        ("Benjamin", "Pugh", "Ben", (2014, 5, 17)),
        ("Benjamin", "Humphreys", "Ben", (2010, 9, 28)),
    ],
    ids=str,
)
def test_a_child_whose_one_name_was_misheard_beyond_knowing_is_the_nearest(store, forename, surname, said, born):
    answer = find_hits(Question(surname=surname, forename=said, birth_date=date(*born)))
    assert [hit.pupil.forename for hit in answer.hits] == [forename]


def test_the_reasons_come_heaviest_first_and_each_says_for_or_against(store):
    (hit,) = find_hits(Question(surname="Humphreys", forename="Ben", birth_date=date(2014, 5, 17), gender="F")).hits
    weights = [abs(reason.points) for reason in hit.reasons]
    assert weights == sorted(weights, reverse=True)
    assert {reason.field.value for reason in hit.reasons} >= {"surname", "forename", "birth_date", "gender"}
    assert [reason.field.value for reason in hit.reasons if reason.points < -1 and reason.field != "family"] == [
        "gender"
    ]
