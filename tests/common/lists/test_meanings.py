"""What the columns of an office's list are taken for, and which of them are asked about."""

from collections.abc import Mapping

import pytest

from handover.common.lists.columns import COLUMN_LABELS, PupilColumn
from handover.common.lists.kinds import ListKind
from handover.common.lists.meanings import ColumnChoices, ListColumns
from handover.common.lists.reader import read_columns
from handover.portal.expected.reading import EXPECTED
from handover.portal.lostpupils.census_list import CENSUS
from handover.portal.phase.offers import OFFERS

WHO, ZAHRA = "UPN,Surname,Forename,DOB", "B681299120371,Sandhu,Zahra,13/12/2015"


def looked(
    text: str, kind: ListKind = OFFERS, remembered: Mapping[str, PupilColumn | None] | None = None
) -> ListColumns:
    found = read_columns([text.encode()], kind, remembered)
    assert found
    return found


def taken(columns: ListColumns) -> dict[str, str]:
    """Return what each column is taken for, `?` behind it where a person is asked."""
    return {
        each.name: f"{each.meaning or ''}{'?' if each.doubtful else ''}"
        for each in columns.columns
        if each.meaning or each.doubtful
    }


@pytest.mark.parametrize(
    ("heading", "row", "meant"),
    [
        # A school that the pupils are at, beside one that offers a place: whatever the two are called.
        ("School,Place offered at", "6812991,6814990", {"School": "?", "Place offered at": "destination?"}),
        ("Estab,Allocated secondary", "681/2991,681/4990", {"Estab": "?", "Allocated secondary": "destination?"}),
        ("DfE number,Offered School", "6812991,6814990", {"DfE number": "?", "Offered School": "destination?"}),
        (
            "School,Offered School,Current School",
            "6812991,6814990,6812991",
            {"School": "?", "Offered School": "destination?", "Current School": "source"},
        ),
        (
            "Establishment,Going to",
            "6812991,Glan Wennol High School",
            {"Establishment": "?", "Going to": "destination?"},
        ),
        ("School,School", "6812991,6814990", {"School": "?"}),
        ("School,Current school", "6814990,6812991", {"School": "destination?", "Current school": "source?"}),
        # Where the school comes from that is offered, the heading tells nothing any more.
        ("Destination", "6812991", {"Destination": "destination?"}),
        ("School", "6812991", {"School": "destination?"}),
        # Nothing in doubt.
        ("School", "6814990", {"School": "destination"}),
        (
            "Current School,Offered School",
            "6812991,6814990",
            {"Current School": "source", "Offered School": "destination"},
        ),
        (
            "Ysgol bresennol,Ysgol a gynigiwyd",
            "6812991,6814990",
            {"Ysgol bresennol": "source", "Ysgol a gynigiwyd": "destination"},
        ),
        ("LA,Estab", "681,4990", {"LA": "la", "Estab": "destination"}),
        ("Estab,School name", "6814990,Glan Wennol High School", {"Estab": "destination"}),
        ("Offered school,Parent surname", "6814990,Sandhu", {"Offered school": "destination"}),
        (
            "LA,Estab,Offered LA,Offered Estab",
            "681,2991,681,4990",
            {"LA": "?", "Estab": "?", "Offered LA": "la?", "Offered Estab": "destination?"},
        ),
    ],
)
def test_offered_school_is_taken_only_where_nothing_else_may_be_it(
    heading: str, row: str, meant: dict[str, str]
) -> None:
    found = looked(f"{WHO},{heading}\n{ZAHRA},{row}\n")
    who = {"UPN": "upn", "Surname": "surname", "Forename": "forename", "DOB": "birth_date"}
    assert taken(found) == who | meant
    assert found.in_doubt is any(each.endswith("?") for each in meant.values())


@pytest.mark.parametrize(
    ("heading", "meant"),
    [
        (
            "Surname,Legal Surname,Forename",
            {"Surname": "preferred_surname?", "Legal Surname": "surname?", "Forename": "forename"},
        ),
        (
            "Surname,Preferred Surname,Forename,Preferred Forename",
            {
                "Surname": "surname",
                "Preferred Surname": "preferred_surname",
                "Forename": "forename",
                "Preferred Forename": "preferred_forename",
            },
        ),
        (
            "Surname,Legal Surname,Preferred Surname,Forename",
            {
                "Surname": "?",
                "Legal Surname": "surname?",
                "Preferred Surname": "preferred_surname",
                "Forename": "forename",
            },
        ),
        (
            "Cyfenw,Cyfenw cyfreithiol,Enw cyntaf",
            {"Cyfenw": "preferred_surname?", "Cyfenw cyfreithiol": "surname?", "Enw cyntaf": "forename"},
        ),
        ("Child's surname,Child's forename", {"Child's surname": "surname?", "Child's forename": "forename?"}),
    ],
)
def test_of_two_columns_of_one_name_the_legal_one_is_proposed_and_both_are_asked(
    heading: str, meant: dict[str, str]
) -> None:
    found = looked(f"{heading},DOB,Offer\n{',x' * heading.count(',')},2015-12-13,6814990\n")
    assert taken(found) == {**meant, "DOB": "birth_date", "Offer": "destination"}


def test_who_expects_pupils_knows_where_they_come_from_by_the_column_that_says_so() -> None:
    found = looked(f"{WHO},School,From school\n{ZAHRA},6814990,6812991\n", EXPECTED)
    assert taken(found)["From school"] == "source"
    assert not found.in_doubt
    found = looked(f"{WHO},School,Offered school\n{ZAHRA},6812991,6814990\n", EXPECTED)
    assert taken(found)["School"] == "source?"


def test_census_with_the_school_on_roll_twice_is_asked_about() -> None:
    found = looked(f"{WHO},Estab,Current school,Previous school\n{ZAHRA},6812991,Dock Street,6812990\n", CENSUS)
    assert (taken(found)["Estab"], taken(found)["Current school"]) == ("establishment?", "?")
    assert "Previous school" not in taken(found)


def test_heading_is_looked_for_below_titles_and_found_even_where_a_column_is_not_known() -> None:
    found = looked(f"Secondary Transfer 2027\nRun on 01/03/2027 08:00\n\n{WHO},Where to\n{ZAHRA},6814990\n")
    assert found.line == 4
    assert found.missing == ("Destination",)
    assert [each.shown for each in found.columns if each.name == "Where to"] == [("6814990",)]


def test_nobody_is_asked_about_columns_that_are_not_there() -> None:
    assert not looked("Surname,Forename\nSandhu,Zahra\n").in_doubt
    assert looked("Surname,Forename,Born on,Where to\nSandhu,Zahra,13/12/2015,x\n").in_doubt


def test_list_without_a_column_that_anybody_knows_is_no_list() -> None:
    assert read_columns([b"a,b\n1,2\n"], OFFERS) is None
    assert read_columns([b""], OFFERS) is None


def test_what_an_office_said_before_is_taken_until_another_column_lays_claim_to_it() -> None:
    text = f"{WHO},School,Place offered at\n{ZAHRA},6812991,6814990\n"
    said = {"school#1": None, "placeofferedat#1": PupilColumn.DESTINATION}
    assert not looked(text, OFFERS, said).in_doubt
    other = looked(f"{WHO},School,Place offered at,Offer\n{ZAHRA},6812991,6814990,6814991\n", OFFERS, said)
    assert taken(other)["Offer"] == "?"


def test_first_values_are_shown_and_blank_ones_are_not() -> None:
    found = looked("UPN,Destination\n,6814990\nB1,6814990\nB2,\nB3,\nB4,\n")
    assert found.columns[0].shown == ("B1", "B2", "B3")


def test_choices_are_stored_and_restored_whole() -> None:
    choices = ColumnChoices(4, {0: PupilColumn.UPN, 5: PupilColumn.DESTINATION}, 1, ";", {"ysgol y bont": "6812990"})
    assert ColumnChoices.restored(choices.stored()) == choices


def test_every_column_that_may_be_chosen_has_its_words() -> None:
    assert set(COLUMN_LABELS) == set(PupilColumn)
