"""Two children side by side: what differs is marked, in words too; a stranger's home is not shown."""

from dataclasses import replace
from datetime import date

import pytest

from handover.matching.child import Child
from handover.portal.lostpupils.side_by_side import (
    ComparedRow,
    compare_sides,
    compare_uploads,
    say_district,
    say_when_given,
)
from tests import files
from tests.files import send
from tests.lost import lost_pupil, make_pair

pytestmark = pytest.mark.django_db

MORE = (
    "<BasicDetails><FormerSurname>Rees</FormerSurname><PreferredForename>Shân</PreferredForename>"
    "<MiddleNames>Mair</MiddleNames></BasicDetails><Address><PostCode>LL99 1AA</PostCode></Address>"
)
LOST = files.Child("B681299003017", "Prydderch", "Siân", "2015-02-11", "F", MORE)
ON_ROLL = Child(
    "Prytherch", "Sian", date(2015, 11, 2), upn="T660299125004", middle_names="Elin", gender="F", postcode="LL99 2BB"
)


@pytest.fixture
def pair(cast):
    send(cast.alis, "XXXXXXX", children=[LOST])
    return make_pair(cast, lost_pupil("Siân"), ON_ROLL)


def plain(row: ComparedRow) -> tuple[str, str]:
    return "".join(part.text for part in row.one), "".join(part.text for part in row.other)


def marked(row: ComparedRow) -> tuple[list[str], list[str]]:
    return (
        [part.text for part in row.one if part.differs],
        [part.text for part in row.other if part.differs],
    )


def by_label(pair, la_number: str) -> dict[str, ComparedRow]:
    return {row.label.en: row for row in compare_sides(pair, la_number)}


def test_both_children_stand_side_by_side_with_a_word_for_each_difference(pair):
    rows = by_label(pair, "660")
    assert {label: (*plain(row), row.verdict.en if row.verdict else "") for label, row in rows.items()} == {
        "Surname": ("Prydderch", "Prytherch", "Similar"),
        "Former surname": ("Rees", "", ""),
        "Forename": ("Siân", "Sian", "The same"),
        "Preferred forename": ("Shân", "", ""),
        "Middle names": ("Mair", "Elin", "Different"),
        "Date of birth": ("11/02/2015", "02/11/2015", "Similar"),
        "Gender": ("Female", "Female", "The same"),
        "Postcode": ("LL99", "LL99", "Similar"),
        "UPN": ("B681299003017", "T660299125004", "Different"),
        "School": ("Nant y Wennol Primary School (6812990)", "Grug Bay Primary School (6602991)", ""),
    }
    assert all(
        row.differs == (row.verdict is not None and row.verdict.en in ("Similar", "Different")) for row in rows.values()
    )


def test_single_letters_and_figures_are_marked_where_most_are_the_same(pair):
    rows = by_label(pair, "660")
    assert marked(rows["Surname"]) == (["dd"], ["th"])
    assert marked(rows["Forename"]) == ([], [])
    assert marked(rows["Middle names"]) == (["Mair"], ["Elin"])
    assert marked(rows["Date of birth"]) == (["11", "02"], ["02", "11"]), "Day and month have changed places."


def test_when_and_where_each_upn_was_given_stands_beside_it(pair):
    lost, on_roll = by_label(pair, "660")["UPN"].notes
    assert (lost, on_roll) == (
        "Given in 2003 by school 6812990",
        "Its first letter is wrong: typed with a mistake",
    )


@pytest.mark.parametrize(
    ("upn", "said"),
    [
        ("B681299003017", "Given in 2003 by school 6812990"),
        ("b681299003017 ", "Given in 2003 by school 6812990"),
        ("A681299003017", "Its first letter is wrong: typed with a mistake"),
        ("12345", None),
        ("", None),
    ],
)
def test_what_a_upn_tells_is_said(upn, said):
    words = say_when_given(upn)
    assert (words.en if words else None) == said


@pytest.mark.parametrize(
    ("postcode", "district"),
    [("LL99 1AA", "LL99"), ("ll991aa", "LL99"), ("SW1A 1AA", "SW1A"), ("LL99", "LL99"), ("LL", "LL"), ("", "")],
)
def test_a_district_is_a_postcode_without_its_last_three_signs(postcode, district):
    assert say_district(postcode, full=False) == district


def test_whole_postcodes_are_shown_only_where_both_children_are_of_the_readers_authority(pair):
    for la_number in ("660", "681"):
        assert plain(by_label(pair, la_number)["Postcode"]) == ("LL99", "LL99")
    pair.establishment = "6814990"
    assert plain(by_label(pair, "681")["Postcode"]) == ("LL99 1AA", "LL99 2BB")
    assert plain(by_label(pair, "660")["Postcode"]) == ("LL99", "LL99")


def test_nobody_of_no_authority_sees_a_whole_postcode(pair):
    assert plain(by_label(pair, "")["Postcode"]) == ("LL99", "LL99")


def test_only_the_lost_pupils_name_and_both_schools_are_left_once_the_row_is_forgotten(pair):
    pair.content = b""
    rows = by_label(pair, "660")
    assert list(rows) == ["Name", "School"]
    assert plain(rows["Name"]) == ("Prydderch, Siân", "no longer kept")
    assert rows["School"].notes[1] == "line 12 of the census"


def test_a_gender_is_another_as_a_whole(cast):
    send(cast.alis, "XXXXXXX", children=[LOST])
    boy = make_pair(cast, lost_pupil("Siân"), replace(ON_ROLL, gender="M"))
    assert marked(by_label(boy, "660")["Gender"]) == (["Female"], ["Male"])


def test_two_files_of_one_school_are_compared_as_the_pair_of_a_matching_is(cast):
    send(cast.alis, "XXXXXXX", children=[LOST])
    send(cast.alis, "XXXXXXX", number=2, children=[replace(LOST, forename="Sioned", more=MORE.replace("1AA", "2BB"))])
    one, other = lost_pupil("Siân"), lost_pupil("Sioned")
    rows = {row.label.en: row for row in compare_uploads(one, other, "681")}
    assert plain(rows["Postcode"]) == ("LL99 1AA", "LL99 2BB")
    assert {label for label, row in rows.items() if row.differs} == {"Forename", "Postcode"}
    assert rows["UPN"].notes == ("Given in 2003 by school 6812990",) * 2
    for reader, shown in (("6812990", "LL99 1AA"), ("6814990", "LL99"), ("660", "LL99"), ("", "LL99")):
        postcodes = [row for row in compare_uploads(one, other, reader) if row.label.en == "Postcode"]
        assert plain(postcodes[0])[0] == shown


def test_two_files_of_two_schools_say_that_the_schools_differ_and_when_each_came(cast):
    send(cast.alis, "XXXXXXX", children=[LOST])
    send(cast.carys, "XXXXXXX", children=[replace(LOST, forename="Sioned")])
    school = compare_uploads(lost_pupil("Siân"), lost_pupil("Sioned"), "681")[-1]
    assert (school.label.en, school.verdict.en) == ("School", "Different")
    assert plain(school) == ("Nant y Wennol Primary School (6812990)", "Grug Bay Primary School (6602991)")
    assert school.notes == ("uploaded 3 September 2026", "uploaded 3 September 2026")
