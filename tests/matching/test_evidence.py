from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handover.common.identifiers import make_upn
from handover.matching.evidence import Child, agreeing, compare, conflicting, score_evidence
from handover.matching.findings import FINDINGS, LABELS, ComparedField, FieldAgreement
from handover.matching.rarity import NO_RARITY, NameRarity
from handover.matching.short_names import is_short_form

ONE_UPN, OTHER_UPN = make_upn("681", "2990", 2020, 17), make_upn("660", "4001", 2021, 5)
LLYWELYN = Child(
    surname="Llywelyn",
    forename="Siân",
    birth_date=date(2015, 3, 11),
    upn=ONE_UPN,
    middle_names="Haf",
    gender="F",
    postcode="CF99 1AA",
    town="Aberhebog",
)


def finding(field: ComparedField, one: Child, other: Child) -> FieldAgreement:
    return next(each.finding for each in compare(one, other) if each.field is field)


@pytest.mark.parametrize(
    ("field", "change", "expected"),
    [
        (ComparedField.UPN, {"upn": OTHER_UPN}, FieldAgreement.DIFFERENT),
        (ComparedField.UPN, {"upn": ""}, FieldAgreement.MISSING),
        (ComparedField.UPN, {"upn": "nonsense"}, FieldAgreement.MISSING),
        (ComparedField.UPN, {"upn": make_upn("660", "4001", 2021, 5, temporary=True)}, FieldAgreement.MISSING),
        (ComparedField.UPN, {"upn": ONE_UPN.lower()}, FieldAgreement.SAME),
        (ComparedField.UPN, {"upn": ONE_UPN[:-1] + "8"}, FieldAgreement.LETTER),
        (ComparedField.UPN, {"upn": make_upn("681", "2991", 2020, 17)}, FieldAgreement.NEAR),
        (ComparedField.UPN, {"upn": make_upn("681", "2990", 2020, 18)}, FieldAgreement.TOGETHER),
        (ComparedField.UPN, {"upn": OTHER_UPN, "former_upn": ONE_UPN}, FieldAgreement.FORMER),
        (ComparedField.SURNAME, {"surname": "LLYWELYN"}, FieldAgreement.SAME),
        (ComparedField.SURNAME, {"surname": "Llewellyn"}, FieldAgreement.SOUND),
        (ComparedField.SURNAME, {"surname": "Llywelyn-Pugh"}, FieldAgreement.PART),
        (ComparedField.SURNAME, {"surname": "Llywrlyn"}, FieldAgreement.LETTER),
        (ComparedField.SURNAME, {"surname": "Oakhanger", "former_surname": "Llewelyn"}, FieldAgreement.FORMER),
        (ComparedField.SURNAME, {"surname": "Oakhanger"}, FieldAgreement.DIFFERENT),
        (ComparedField.SURNAME, {"surname": "Siân", "forename": "Llywelyn"}, FieldAgreement.EXCHANGED),
        (ComparedField.SURNAME, {"surname": ""}, FieldAgreement.MISSING),
        (ComparedField.FORENAME, {"forename": "Sharn"}, FieldAgreement.SOUND),
        (ComparedField.FORENAME, {"forename": "S"}, FieldAgreement.INITIAL),
        (ComparedField.FORENAME, {"forename": "Siân Haf"}, FieldAgreement.PART),
        (ComparedField.FORENAME, {"forename": "Haf", "middle_names": ""}, FieldAgreement.MIDDLE),
        (ComparedField.FORENAME, {"forename": "Non"}, FieldAgreement.DIFFERENT),
        (ComparedField.FORENAME, {"forename": "Sia"}, FieldAgreement.LETTER),
        (ComparedField.FORENAME, {"forename": "Siwan"}, FieldAgreement.LETTER),
        (ComparedField.SURNAME, {"surname": "Pritchard"}, FieldAgreement.DIFFERENT),
        (ComparedField.MIDDLE_NAMES, {"middle_names": ""}, FieldAgreement.MISSING),
        (ComparedField.MIDDLE_NAMES, {"middle_names": "Mair"}, FieldAgreement.DIFFERENT),
        (ComparedField.BIRTH_DATE, {"birth_date": date(2015, 11, 3)}, FieldAgreement.SWAPPED),
        (ComparedField.BIRTH_DATE, {"birth_date": date(2014, 3, 11)}, FieldAgreement.YEAR),
        (ComparedField.BIRTH_DATE, {"birth_date": date(2015, 3, 17)}, FieldAgreement.LETTER),
        (ComparedField.BIRTH_DATE, {"birth_date": date(2012, 9, 30)}, FieldAgreement.DIFFERENT),
        (ComparedField.BIRTH_DATE, {"birth_date": None}, FieldAgreement.MISSING),
        (ComparedField.GENDER, {"gender": "m"}, FieldAgreement.DIFFERENT),
        (ComparedField.GENDER, {"gender": "U"}, FieldAgreement.MISSING),
        (ComparedField.POSTCODE, {"postcode": "cf991aa"}, FieldAgreement.SAME),
        (ComparedField.POSTCODE, {"postcode": "CF99 1AB"}, FieldAgreement.LETTER),
        (ComparedField.POSTCODE, {"postcode": "CF99 7XY"}, FieldAgreement.AREA),
        (ComparedField.POSTCODE, {"postcode": "LL99 7XY"}, FieldAgreement.DIFFERENT),
        (ComparedField.TOWN, {"town": "ABERHEBOG"}, FieldAgreement.SAME),
        (ComparedField.TOWN, {"town": "Kingsferry"}, FieldAgreement.DIFFERENT),
    ],
)
def test_a_person_is_told_how_two_records_differ(field: ComparedField, change: dict, expected: FieldAgreement) -> None:
    assert finding(field, LLYWELYN, replace(LLYWELYN, **change)) is expected


def test_every_field_has_words_in_both_languages() -> None:
    assert set(FINDINGS) == set(LABELS) == set(ComparedField)
    for rows in FINDINGS.values():
        assert FieldAgreement.MISSING in rows
        for row in rows.values():
            assert row.words.en.endswith(".")
            assert row.words.cy.endswith(".")
            assert row.words.en != row.words.cy


POINTS = {
    "upn": "same 17.9, former 17.6, letter 12, near 6.6, missing 0, different -2.3, together -8",
    "surname": "same 8.7, former 7.2, sound 5.9, part 5, letter 5.6, pet 2, exchanged 12.6, middle 2.6, near 1.6, "
    "like 2.3, preferred 5.9, title -3.3, chain -2.7, initial 1, missing 0, different -4.8",
    "forename": "same 7.7, sound 5.3, pet 4.3, preferred 4.9, part 4.1, shared 4.1, letter 5.1, exchanged 0, middle 3.3, "
    "near 0.6, like 2, initial 1, missing 0, different -6.3",
    "middle_names": "same 7.1, sound 4.1, part 3.9, letter 4.3, pet 2.7, like 2, near 0.6, initial -0.3, missing 0, "
    "different -4.6",
    "birth_date": "same 12, swapped 6.6, year 4.1, month 3.7, day 3.4, letter 1.3, placeholder 1.7, close -4.8, missing 0, "
    "different -8.2",
    "gender": "same 1, missing 0, different -6.4",
    "postcode": "household 15, same 13.6, letter 4.9, area 4.9, missing 0, different -1.3",
    "town": "same 3, sound 2.7, part 2, letter 2.3, missing 0, different -0.7",
    "school": "same 8.2, missing 0, different -1.3",
    "school_year": "same 3.6, missing 0, different -4.2",
    "arrival": "later 2.7, first -1.6, none 3.6, same -2.3, earlier -3.3, missing 0",
    "family": "sibling 0, missing 0",
}


@pytest.mark.parametrize("field", ComparedField)
def test_each_way_in_which_a_field_agrees_usually_weighs_what_it_always_has(field: ComparedField) -> None:
    listed = (entry.split() for entry in POINTS[field].split(", "))
    expected = {way: float(many) for way, many in listed}
    assert {str(way): round(row.points, 1) for way, row in FINDINGS[field].items()} == expected


def test_names_that_changed_places_are_told_though_one_of_them_was_also_a_former_surname() -> None:
    one = Child(surname="Rhys", forename="Gwen", former_surname="Gwen", birth_date=date(2015, 3, 11))
    other = Child(surname="Gwen", forename="Rhys", birth_date=date(2015, 3, 11))
    assert finding(ComparedField.SURNAME, one, other) is FieldAgreement.EXCHANGED
    assert finding(ComparedField.FORENAME, one, other) is FieldAgreement.EXCHANGED


def surname_points(one: Child, other: Child, rarity: NameRarity) -> float:
    return next(each.points for each in compare(one, other, rarity) if each.field is ComparedField.SURNAME)


def test_names_that_seem_to_have_changed_places_say_little_where_the_other_given_names_stand_against_each_other() -> (
    None
):
    xu = Child(surname="Xu", forename="Ze Kiu", birth_date=date(2015, 3, 11))
    qiu = Child(surname="Qiu", forename="Shu", birth_date=date(2015, 3, 11))
    yuet = replace(qiu, forename="Shu Yuet")
    assert finding(ComparedField.SURNAME, xu, yuet) is FieldAgreement.EXCHANGED
    assert surname_points(xu, yuet, NO_RARITY) == pytest.approx(surname_points(xu, qiu, NO_RARITY) - 6, abs=0.01)


def test_names_that_changed_places_say_the_more_the_less_anybody_is_called_so() -> None:
    rarity = NameRarity(
        surnames={"davies": 0.01, "ifan": 0.000001, "thomas": 0.006, "james": 0.006},
        forenames={"davies": 0.000001, "ifan": 0.003, "thomas": 0.006, "james": 0.006},
    )
    born = date(2015, 3, 11)
    ifan, davies = Child("Davies", "Ifan", born), Child("Ifan", "Davies", born)
    thomas, james = Child("James", "Thomas", born), Child("Thomas", "James", born)
    assert (
        surname_points(ifan, davies, rarity) == surname_points(davies, ifan, rarity) == pytest.approx(12.36, abs=0.05)
    )
    assert surname_points(thomas, james, rarity) == pytest.approx(6.43, abs=0.05)


def test_what_is_missing_counts_neither_for_nor_against() -> None:
    assert all(rows[FieldAgreement.MISSING].points == 0 for rows in FINDINGS.values())
    little = Child(surname="Llywelyn", birth_date=date(2015, 3, 11))
    assert score_evidence(compare(LLYWELYN, little)) == score_evidence(compare(little, little)) > 0


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Bob", "Robert"),
        ("Beth", "Elizabeth"),
        ("Guto", "Gruffydd"),
        ("Wil", "Gwilym"),
        ("Josh", "Joshua"),
        ("Tilly", "Tillie"),
    ],
)
def test_a_child_is_known_by_the_short_form_of_a_name(one: str, other: str) -> None:
    found = finding(ComparedField.FORENAME, replace(LLYWELYN, forename=one), replace(LLYWELYN, forename=other))
    assert found in (FieldAgreement.PET, FieldAgreement.SOUND, FieldAgreement.LETTER)


@pytest.mark.parametrize(("one", "other"), [("Ben", "Dan"), ("Robert", "William"), ("Al", "Alexander")])
def test_other_names_are_no_short_forms(one: str, other: str) -> None:
    assert not is_short_form(one.lower(), other.lower())


def test_the_likelier_child_comes_first() -> None:
    asked = replace(LLYWELYN, upn="", postcode="", town="")
    misspelt = replace(LLYWELYN, surname="Llewellyn", forename="Shan")
    swapped = replace(misspelt, birth_date=date(2015, 11, 3))
    stranger = Child(surname="Llywelyn", forename="Owain", birth_date=date(2011, 1, 2), gender="M")
    scores = [score_evidence(compare(asked, each)) for each in (LLYWELYN, misspelt, swapped, stranger)]
    assert scores == sorted(scores, reverse=True)
    assert scores[-1] < 0 < scores[-2]


def test_reasons_are_told_strongest_first() -> None:
    evidence = compare(LLYWELYN, replace(LLYWELYN, gender="M", postcode="LL99 7XY"))
    assert [each.field for each in agreeing(evidence)][:2] == [ComparedField.UPN, ComparedField.SURNAME]
    assert [each.field for each in conflicting(evidence)] == [ComparedField.GENDER, ComparedField.POSTCODE]


texts = st.one_of(
    st.just(""), st.sampled_from(["Rhys", "Reece", "Wyn-Jones", "Jones", "S", "Siân"]), st.text(max_size=8)
)
children = st.builds(
    Child,
    surname=texts,
    forename=texts,
    birth_date=st.one_of(st.none(), st.dates(date(2005, 1, 1), date(2007, 12, 31))),
    upn=st.sampled_from(["", ONE_UPN, OTHER_UPN, "A000", ONE_UPN[:-1] + "8"]),
    former_upn=st.sampled_from(["", ONE_UPN, OTHER_UPN]),
    former_surname=texts,
    middle_names=texts,
    gender=st.sampled_from(["", "M", "F", "f"]),
    postcode=st.sampled_from(["", "CF99 1AA", "CF99 1AB", "LL99", "1"]),
    town=texts,
)


@given(children, children)
def test_evidence_is_the_same_from_either_side(one: Child, other: Child) -> None:
    assert compare(one, other) == compare(other, one)
    assert all(each.words.en and each.label.cy for each in compare(one, other))


@given(children)
def test_nobody_differs_from_themselves(child: Child) -> None:
    told = {each.finding for each in compare(child, child) if each.field is not ComparedField.FAMILY}
    assert told <= {FieldAgreement.SAME, FieldAgreement.MISSING, FieldAgreement.FORMER}
