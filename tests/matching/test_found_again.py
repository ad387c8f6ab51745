"""Children who come under another name, another date or another number, and are found all the same: one matching for all."""

from dataclasses import replace
from datetime import date

import pytest

from handover.common.identifiers import make_upn
from handover.invented.county import County
from handover.matching.child import Child
from handover.matching.fields import ComparedField
from handover.matching.linking import ResourceLimits, link_pupils
from handover.matching.links import Certainty, Conflict, Links, LostRecord, OnRoll

FIRST = 100_000
LOST_UPN, NEW_UPN, SAME_YEAR = (
    make_upn("681", "2990", 2018, 7),
    make_upn("660", "4001", 2019, 5),
    make_upn("660", "4002", 2018, 5),
)
MORWENNA = Child(
    "Penhaligon", "Morwenna", date(2014, 5, 16), LOST_UPN, middle_names="Keziah", gender="F", postcode="CF99 1AA"
)
AN = Child("Nguyen", "Van An", date(2013, 3, 4), gender="M")
LUCIA = Child("Echevarria Ibarra", "Lucia Maria", date(2013, 8, 24), gender="F")
JIA = Child("Ouyang", "Jia Yi", date(2013, 8, 4), gender="F")


def again(child: Child, **change: object) -> Child:
    return replace(child, upn="", **change)


CASES = {
    "exchanged, a forename of two words": (AN, replace(AN, surname="Van An", forename="Nguyen")),
    "exchanged, both of two words": (LUCIA, replace(LUCIA, surname="Lucia Maria", forename="Echevarria Ibarra")),
    "exchanged, written in one": (JIA, replace(JIA, surname="Jia Yi", forename="Ouyang")),
    "exchanged, and spelt otherwise": (
        Child("Ioniță", "Ioana", date(2012, 9, 3), gender="F", postcode="SA99 1AA"),
        Child("Ioanna", "Ionitza", date(2012, 9, 3), gender="F", postcode="SA99 1AA"),
    ),
    "damaged letters": (
        Child("Llwyd", "Siân", date(2012, 9, 4), gender="F", postcode="SA99 1AB"),
        Child("Llwyd", "SiÃ¢n", date(2012, 9, 4), gender="F", postcode="SA99 1AB"),
    ),
    "known by another name": (
        Child("Adeyemi", "Oluwatobiloba", date(2012, 9, 5), preferred_forename="Tobi", gender="M", postcode="SA99 1AD"),
        Child("Adeyemi", "Tobi", date(2012, 9, 5), gender="M", postcode="SA99 1AD"),
    ),
    "called by the middle name": (MORWENNA, again(MORWENNA, forename="Keziah", middle_names="")),
    "the day and the month exchanged": (
        replace(MORWENNA, birth_date=date(2014, 5, 6)),
        again(MORWENNA, birth_date=date(2014, 6, 5)),
    ),
    "the month off by one": (MORWENNA, again(MORWENNA, birth_date=date(2014, 6, 16))),
    "1 January": (MORWENNA, again(MORWENNA, birth_date=date(2014, 1, 1))),
    "a number given a year later": (MORWENNA, replace(MORWENNA, upn=NEW_UPN, postcode="LL99 1AA")),
    "a number given in the same year": (MORWENNA, replace(MORWENNA, upn=SAME_YEAR)),
    "a new family name": (MORWENNA, again(MORWENNA, surname="Tremayne")),
}


@pytest.fixture(scope="module")
def strangers() -> list[OnRoll]:
    return list(County(seed=5, lost=10, on_roll=1500).roll())


@pytest.mark.parametrize("case", CASES)
def test_a_child_is_found_again(case: str, strangers) -> None:
    lost, on_roll = CASES[case]
    rows = [*strangers, OnRoll(FIRST, on_roll, "6604001")]
    (one,) = link_pupils([LostRecord(case, lost)], rows, limits=ResourceLimits(threads=1, memory=512)).links
    assert (one.on_roll.line, one.certainty, one.conflicts) == (FIRST, Certainty.CERTAIN, ())


def refugees() -> list[OnRoll]:
    """Three hundred who are registered with 1 January, of ten surnames and ten forenames."""
    surnames = ("Ahmadi", "Karimi", "Noori", "Rahimi", "Azizi", "Hashemi", "Sharifi", "Yusufi", "Omari", "Haidari")
    forenames = ("Mustafa", "Yusuf", "Omar", "Ali", "Hamid", "Reza", "Jawad", "Farid", "Nasir", "Karim")
    return [
        OnRoll(
            FIRST + 1000 + number,
            Child(surnames[number % 10], forenames[number // 10 % 10], date(2008 + number % 7, 1, 1), gender="M"),
            "6604001",
        )
        for number in range(300)
    ]


@pytest.fixture(scope="module")
def first_of_january(strangers) -> Links:
    lost = [
        Child("Ahmadi", "Mustafa", date(2007, 1, 1), gender="M"),
        Child("Sahak", "Wahid", date(2007, 1, 1), gender="M", postcode="CF99 1AA"),
        Child("Sahak", "Wahid", date(2007, 1, 1), gender="M"),
    ]
    on_roll = [
        OnRoll(FIRST, Child("Ahmadi", "Mustafa", date(2006, 1, 1), gender="M"), "6604001"),
        OnRoll(FIRST + 1, Child("Sahak", "Wahid", date(2006, 1, 1), gender="M", postcode="CF99 1AA"), "6604001"),
    ]
    pupils = [LostRecord(str(key), child) for key, child in enumerate(lost)]
    return link_pupils(pupils, [*strangers, *refugees(), *on_roll], limits=ResourceLimits(threads=1, memory=512))


def test_another_year_of_1_january_is_never_certain_without_a_second_witness(first_of_january) -> None:
    assert not [one for one in first_of_january.certain() if one.lost.key in ("0", "2")]
    (witnessed,) = first_of_january.of("1")
    assert witnessed.on_roll.line == FIRST + 1
    assert Conflict.DAY_UNKNOWN not in witnessed.conflicts
    (alone,) = first_of_january.of("2")
    assert Conflict.DAY_UNKNOWN in alone.conflicts


def test_1_january_weighs_by_how_common_it_is(first_of_january) -> None:
    (one,) = first_of_january.of("1")
    born = next(each for each in one.evidence if each.field is ComparedField.BIRTH_DATE)
    assert born.points < 3
