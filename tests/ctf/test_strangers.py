"""What we do not know of a record, as the receiving school reads it: every word, with a name that a person understands."""

import pytest

from handover.ctf.account import summarise_file
from handover.ctf.reader import read_ctf
from handover.ctf.strangers import split_tag
from tests.ctf.building import ctf, pupil

WORRIES = "The family has moved four times in five years, and each time the first weeks were hard. " * 5
SERVICE = (
    "<ServiceChild><Indicator>Y</Indicator><Concerns kind='family'><MovingConcern>true</MovingConcern>"
    f"<FreeText>{WORRIES}</FreeText></Concerns></ServiceChild>"
)


def rows(rest: str) -> list[tuple[str, str]]:
    document = read_ctf(ctf([pupil(rest=rest)])).document
    assert document is not None
    (told,) = summarise_file(document).pupils
    return [(row.label, row.value) for row in told.sections[-1].rows]


def test_an_unknown_element_is_shown_whole_with_all_that_is_nested_in_it() -> None:
    assert rows(SERVICE) == [
        ("Service child › Indicator", "Y"),
        ("Service child › Concerns › Kind", "family"),
        ("Service child › Concerns › Moving concern", "true"),
        ("Service child › Concerns › Free text", WORRIES.strip()),
    ]


def test_an_unknown_element_inside_a_known_one_says_where_it_stands() -> None:
    contact = (
        "<Contacts><Contact><Surname>R</Surname><SecondOrderNumber>7</SecondOrderNumber><Empty/></Contact></Contacts>"
    )
    assert rows(contact) == [
        ("Contacts › Contact › Second order number", "7"),
        ("Contacts › Contact › Empty", "–"),
    ]


def test_text_between_elements_is_not_lost() -> None:
    assert rows("<Note>Ask <Who>the nurse</Who> first</Note>") == [
        ("Note", "Ask first"),
        ("Note › Who", "the nurse"),
    ]


@pytest.mark.parametrize(
    ("tag", "words"),
    [
        ("ServiceChildIndicator", "Service child indicator"),
        ("SENneed", "SEN need"),
        ("NCyearActual", "NC year actual"),
        ("FSMstartDate", "FSM start date"),
        ("URNOfSchool", "URN of school"),
        ("UPN", "UPN"),
        ("date_of_birth", "Date of birth"),
        ("Level2Result", "Level 2 result"),
        ("Tŷ", "Tŷ"),
        ("x", "X"),
    ],
)
def test_the_name_of_an_element_is_taken_apart_into_words(tag: str, words: str) -> None:
    assert split_tag(tag) == words
