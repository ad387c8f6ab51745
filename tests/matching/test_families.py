"""Brothers, sisters and twins: never taken for each other, and found where one of them was found."""

from dataclasses import replace
from datetime import date

import pytest

from handover.common.identifiers import make_upn
from handover.invented.county import County
from handover.matching.child import Child
from handover.matching.fields import ComparedField, FieldAgreement
from handover.matching.linking import ResourceLimits, link_pupils
from handover.matching.links import Certainty, Conflict, Links, LostRecord, OnRoll

BORN, LATER = date(2014, 5, 6), date(2015, 7, 19)
HOME, NEW_HOME = "CF99 1AA", "LL99 2BB"
FIRST = 100_000


def number(serial: int, year: int = 2018, school: str = "2990") -> str:
    return make_upn("681", school, year, serial)


def boy(surname: str, forename: str, middle_names: str = "", *, born: date = BORN, upn: str = "") -> Child:
    return Child(surname, forename, born, upn, middle_names=middle_names, gender="M", postcode=HOME)


def girl(surname: str, forename: str, middle_names: str = "", *, born: date = BORN, upn: str = "") -> Child:
    return replace(boy(surname, forename, middle_names, born=born, upn=upn), gender="F")


@pytest.fixture(scope="module")
def strangers() -> list[OnRoll]:
    return list(County(seed=5, lost=10, on_roll=1500).roll())


def matched(lost: list[Child], roll: list[Child], strangers: list[OnRoll]) -> Links:
    rows = [OnRoll(FIRST + line, child, f"681{4000 + line}") for line, child in enumerate(roll)]
    pupils = [LostRecord(str(key), child) for key, child in enumerate(lost)]
    return link_pupils(pupils, [*strangers, *rows], limits=ResourceLimits(threads=1, memory=512))


SIBLINGS = [
    (boy("Khan", "Mohammed Adnan"), boy("Khan", "Mohammed Bilal")),
    (
        boy("Hussain", "Mohammed", "Yusuf", upn=number(1)),
        boy("Hussain", "Mohammed", "Idris", born=LATER, upn=number(2, 2019)),
    ),
    (
        boy("Iqbal", "Muhammad Ali", upn=number(3)),
        replace(boy("Iqbal", "Muhammad Hamza", upn=number(4)), postcode=NEW_HOME),
    ),
    (girl("Evans", "Anne-Marie"), girl("Evans", "Anne-Louise")),
    (girl("Nguyễn", "Thị Hà", upn=number(5)), girl("Nguyễn", "Thị Phương")),
    (boy("Phạm", "Đức Khang", upn=number(6)), boy("Phạm", "Đức Khoa", born=date(2011, 2, 3), upn=number(7, 2015))),
    (girl("Kaur", "Harleen", "Kaur"), girl("Kaur", "Jasleen", "Kaur")),
    (girl("Davies", "Ava", upn=number(8)), girl("Davies", "Eva", upn=number(9))),
    (
        boy("Warsame", "Abdi", "Farah", upn=number(10)),
        boy("Warsame", "Guled", "Farah", born=date(2017, 8, 1), upn=number(10)),
    ),
    (girl("Lloyd", "Mabli", upn=number(11)), girl("Lloyd", "Cadi", upn=number(11))),
    (boy("Price", "Tomos", "Huw"), boy("Price", "Osian", "Huw")),
    (boy("Ali", "Omar", upn=number(12)), replace(boy("Ali", "Omar", upn=number(12)), birth_date=date(2018, 1, 30))),
    # twins under one number: half alike, or with nothing in common but a title
    (girl("Kaur", "Ravimeet", upn=number(13)), girl("Kaur", "Rajmeet", upn=number(13))),
    (boy("Chowdhury", "Mohammad Abdul", upn=number(15)), boy("Chowdhury", "Mohammad Abu Bakar", upn=number(15))),
    # twins whom two schools gave a number in one year: a second number of one child comes later
    (girl("Martin", "Rosie", upn=number(16)), girl("Martin", "Rosalind", upn=number(17, school="2991"))),
    (boy("Zhu", "Kwan Yu", upn=number(18)), boy("Zhu", "Kwan Yee", "Joyce", upn=number(19, school="2991"))),
    # brothers born on one day of two years, the number of the one typed into the other's record
    (boy("Gao", "Sumyang", upn=number(20)), boy("Gao", "Sumran", born=date(2013, 5, 6), upn=number(20))),
    # twins, the name of one a short form of the other's
    (girl("Thompson", "Kathryn"), girl("Thompson", "Katie", "Mair")),
    # twins of whom one was given another number later, half alike but for the title that the family gives to all its sons
    (boy("Atwal", "Karpal", "Singh", upn=number(21)), boy("Atwal", "Karan", "Singh", upn=number(22, 2019))),
]
OTHERS = [boy("Bains", "Karan", "Singh", born=date(2013, 1, day)) for day in range(2, 9)]
"""Children who have nothing to do with them, and a name in common with one: it is no slip of the pen."""


@pytest.fixture(scope="module")
def traps(strangers) -> Links:
    """Everybody's brother or sister is on roll, and nobody of them."""
    lost, on_roll = zip(*SIBLINGS, strict=True)
    return matched(list(lost), [*on_roll, *OTHERS], strangers)


def test_no_brother_sister_or_twin_is_taken_for_the_child(traps) -> None:
    assert [(one.lost.child, one.on_roll.child) for one in traps.certain()] == []


def test_a_brother_who_bears_the_same_number_is_told_as_a_doubt(traps) -> None:
    (one,) = [one for one in traps.of("9") if one.on_roll.line == FIRST + 9]
    assert Conflict.MAY_BE_TWINS in one.conflicts
    (other,) = [one for one in traps.of("11") if one.on_roll.line == FIRST + 11]
    assert other.conflicts == (Conflict.UPN_OF_ANOTHER,)
    assert other.certainty is Certainty.LOOK


@pytest.mark.parametrize(("one", "other"), SIBLINGS[:9])
def test_what_speaks_for_a_brother_as_well_is_told_as_evidence_against(one: Child, other: Child, traps) -> None:
    key = str(SIBLINGS.index((one, other)))
    links = [link for link in traps.of(key) if link.on_roll.line == FIRST + int(key)]
    for link in links:
        doubt = next(each for each in link.evidence if each.field is ComparedField.FAMILY)
        assert doubt.finding is FieldAgreement.SIBLING
        assert doubt.points < -1


def moved(child: Child, **change: object) -> Child:
    return replace(child, postcode=NEW_HOME, upn="", **change)


@pytest.fixture(scope="module")
def family(strangers) -> Links:
    """Three were lost together and live at one new home; of the youngest hardly anything was written down rightly."""
    eldest, second, third = boy("Sandoval", "Mateo"), girl("Sandoval", "Lucia", born=LATER), boy("Sandoval", "Bruno")
    third = replace(third, birth_date=date(2018, 3, 9))
    alone = boy("Tremlett", "Piers", born=date(2018, 3, 9))
    roll = [
        moved(eldest),
        moved(second),
        moved(third, surname="Quillfeather", birth_date=date(2018, 4, 10)),
        moved(alone, surname="Quillfeather", birth_date=date(2018, 4, 10)),
    ]
    return matched([eldest, second, third, alone], roll, strangers)


def test_a_child_is_found_where_a_brother_was_found(family) -> None:
    (third,) = family.of("2")
    assert third.on_roll.line == FIRST + 2
    home = next(each for each in third.evidence if each.field is ComparedField.POSTCODE)
    assert (home.finding, home.points) == (FieldAgreement.HOUSEHOLD, 14.97)
    assert not [one for one in family.of("3") if one.probability > 0.5], "nobody vouches for a child who was lost alone"


def test_a_brother_at_the_new_home_is_not_the_child(strangers) -> None:
    mateo, bruno = boy("Sandoval", "Mateo"), boy("Sandoval", "Bruno", born=LATER)
    links = matched([mateo, bruno], [moved(mateo), moved(bruno, forename="Thiago")], strangers)
    assert [one.lost.key for one in links.certain()] == ["0"]


TWICE = girl("Llywelyn", "Siân", "Haf", upn=number(20))


@pytest.fixture(scope="module")
def registered_twice(strangers) -> Links:
    return matched([TWICE], [TWICE, replace(TWICE, postcode=NEW_HOME)], strangers)


def test_a_child_registered_at_two_schools_is_found_at_both(registered_twice) -> None:
    assert [(one.on_roll.line, one.certainty) for one in registered_twice.of("0")] == [
        (FIRST, Certainty.CERTAIN),
        (FIRST + 1, Certainty.CERTAIN),
    ]
    assert registered_twice.certain()[0].probability > 0.99


def test_two_rows_without_a_number_are_one_child_if_all_that_is_told_is_the_same(strangers) -> None:
    child = replace(TWICE, upn="")
    links = matched([TWICE], [child, child], strangers)
    assert [one.certainty for one in links.of("0")] == [Certainty.CERTAIN, Certainty.CERTAIN]


def test_two_boys_of_one_name_and_day_are_both_told_and_neither_is_certain(strangers) -> None:
    lost = replace(boy("Pryce", "Ifor"), postcode="")
    roll = [replace(lost, upn=number(30), postcode="SA99 1AA"), replace(lost, upn=number(31), postcode="LD99 1AA")]
    links = matched([lost], roll, strangers)
    assert [one.on_roll.line for one in links.of("0")] == [FIRST, FIRST + 1]
    assert {one.conflicts for one in links.links} == {(Conflict.TWO_ON_ROLL,)}


def test_nothing_is_certain_of_a_lost_twin_whose_twin_has_the_only_row(strangers) -> None:
    maria, ana = girl("Sandoval", "Maria"), girl("Sandoval", "Ana")
    links = matched([maria, ana], [moved(maria, forename="Marysia")], strangers)
    assert [one.lost.key for one in links.links] == ["0"]


MANY = [
    boy("Bevan", name, born=date(2012, 1, day)) for name in ("Rana", "Rania", "Mari", "Mali") for day in range(1, 6)
]


@pytest.fixture(scope="module")
def near_names(strangers) -> Links:
    """Names that are near each other, of children on a roll where several bear Rana, Rania, Mari and Mali."""
    lost = [
        girl("Haddad", "Rana", upn=number(30)),
        girl("Pritchard", "Mari", "Geraint", upn=number(31)),
        boy("Castell", "Bartholomew", upn=number(32)),
        replace(boy("Ysgawen", "Elijah", "Daniel", upn=number(33)), postcode=NEW_HOME),
    ]
    roll = [
        girl("Haddad", "Rania", upn=number(40, 2023, "2991")),
        girl("Pritchard", "Mali", "Geraint", upn=number(41, 2023, "2991")),
        boy("Castell", "Bratholomwe", upn=number(32)),
        boy("Ysgawen", "Elijah", "Daniel", upn=number(34)),
    ]
    return matched(lost, [*roll, *MANY], strangers)


@pytest.mark.parametrize("key", ["0", "1"])
def test_two_names_that_others_bear_are_no_slip_but_may_be_twins(key: str, near_names) -> None:
    (link,) = near_names.of(key)
    assert (link.certainty, link.conflicts) == (Certainty.LOOK, (Conflict.MAY_BE_TWINS,))


def test_one_number_outweighs_two_slips_in_a_forename(near_names) -> None:
    (link,) = near_names.of("2")
    assert (link.certainty, link.by_upn) == (Certainty.CERTAIN, True)


def test_two_numbers_of_one_school_do_not_make_twins_of_one_name(near_names) -> None:
    (link,) = near_names.of("3")
    assert (link.certainty, link.conflicts) == (Certainty.CERTAIN, ())


def test_two_rows_with_two_numbers_are_one_child_if_all_else_is_the_same(strangers) -> None:
    child = girl("Llywelyn", "Siân", "Haf", upn=number(50))
    rows = [replace(child, postcode=NEW_HOME, upn=number(serial, 2023, "2991")) for serial in (51, 52)]
    assert [link.certainty for link in matched([child], rows, strangers).of("0")] == [Certainty.CERTAIN] * 2


def test_another_surname_speaks_less_against_a_child_where_surnames_are_given_names(strangers) -> None:
    namesakes = [boy("Bevan", name, born=date(2012, 1, day)) for name in ("Yusuf", "Hassan") for day in range(1, 6)]
    lost = [boy("Yusuf", "Sharmarke"), boy("Castell", "Sharmarke")]
    links = matched(lost, [boy("Hassan", "Sharmarke"), *namesakes], strangers)
    surnames = {
        link.lost.child.surname: each.finding
        for link in links.links
        for each in link.evidence
        if each.field is ComparedField.SURNAME
    }
    assert surnames == {"Yusuf": FieldAgreement.CHAIN, "Castell": FieldAgreement.DIFFERENT}
