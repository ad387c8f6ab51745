"""Whose offer is whose record."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handover.ctf.whole_year import Leaver
from handover.portal.phase.matching import WORDS, How, match_offers
from handover.portal.phase.offers import Offer

BORN = date(2015, 5, 6)
A, B = "C681299005070", "R681299005071"


def leaver(
    position: int,
    upn: str = "",
    surname: str = "Testfield",
    forename: str = "Alys",
    born: date | None = BORN,
    former: tuple[str, ...] = (),
) -> Leaver:
    return Leaver("file", position, upn, former, surname, forename, born)


def offer(
    line: int,
    upn: str = "",
    surname: str = "",
    forename: str = "",
    born: date | None = None,
    destination: str = "6814990",
) -> Offer:
    return Offer(line, upn, surname, forename, born, destination)


def test_upn_goes_before_name() -> None:
    found = match_offers([offer(2, B, "Testfield", "Alys", BORN)], [leaver(1, A), leaver(2, B, forename="Betsan")])
    assert [(each.leaver.position, each.how) for each in found.matches] == [(2, How.UPN)]
    assert [each.position for each in found.without_offer] == [1]


def test_former_upn_finds_the_child() -> None:
    found = match_offers([offer(2, B)], [leaver(1, A, former=(B,))])
    assert [each.how for each in found.matches] == [How.FORMER_UPN]


def test_name_is_folded_as_everywhere() -> None:
    found = match_offers([offer(2, "", "WYN JONES", "Sian", BORN)], [leaver(1, A, "Wyn-Jones", "Siân")])
    assert [each.how for each in found.matches] == [How.NAME]


def test_twins_with_one_name_are_shown_and_not_guessed() -> None:
    found = match_offers([offer(2, "", "Testfield", "Alys", BORN)], [leaver(1, A), leaver(2, B)])
    assert not found.matches
    assert [len(each.leavers) for each in found.doubts] == [2]
    assert not found.without_offer


def test_name_of_a_child_with_another_upn_is_a_doubt() -> None:
    found = match_offers([offer(2, B, "Testfield", "Alys", BORN)], [leaver(1, A)])
    assert (len(found.matches), len(found.doubts)) == (0, 1)


def test_upn_of_a_child_born_on_another_day_is_a_doubt() -> None:
    found = match_offers([offer(2, A, "Testfield", "Alys", date(2014, 1, 1))], [leaver(1, A)])
    assert (len(found.matches), len(found.doubts)) == (0, 1)


def test_record_that_two_offers_send_to_two_schools_is_a_doubt() -> None:
    offers = [offer(2, A), offer(3, "", "Testfield", "Alys", BORN, "6814991")]
    found = match_offers(offers, [leaver(1, A)])
    assert not found.matches
    assert [each.offer.line for each in found.doubts] == [2, 3]


def test_person_decides_a_doubt() -> None:
    twins = [leaver(1, A), leaver(2, B)]
    found = match_offers([offer(2, "", "Testfield", "Alys", BORN)], twins, {2: twins[1]})
    assert [(each.leaver.position, each.how) for each in found.matches] == [(2, How.HAND)]
    assert not found.doubts


def test_person_says_that_an_offer_is_for_none_of_those_it_fits() -> None:
    twins = [leaver(1, A), leaver(2, B)]
    found = match_offers([offer(2, "", "Testfield", "Alys", BORN)], twins, {2: None})
    assert not found.matches
    assert not found.doubts
    assert [each.line for each in found.without_record] == [2]
    assert [each.position for each in found.without_offer] == [1, 2]


def test_record_that_was_decided_twice_for_two_schools_is_asked_about_again() -> None:
    offers = [offer(2, A), offer(3, "", "Testfield", "Alys", BORN, "6814991")]
    child = leaver(1, A)
    assert [each.offer.line for each in match_offers(offers, [child], {2: child, 3: child}).doubts] == [2, 3]


def test_offer_whose_record_was_given_to_another_is_told() -> None:
    child = leaver(1, A)
    found = match_offers([offer(2, A), offer(3, "", "Testfield", "Alys", BORN, "6814991")], [child], {3: child})
    assert [each.offer.line for each in found.matches] == [3]
    assert [each.line for each in found.without_record] == [2]


@pytest.mark.parametrize(("surname", "forename"), [("Testfeild", "Alys"), ("Testfield", "Alis"), ("Tesfield", "Alis")])
def test_name_that_is_written_a_little_otherwise_is_a_doubt(surname: str, forename: str) -> None:
    found = match_offers([offer(2, "", surname, forename, BORN)], [leaver(1, A), leaver(2, B, "Madog", "Bryn")])
    assert [[each.position for each in doubt.leavers] for doubt in found.doubts] == [[1]]
    assert [each.position for each in found.without_offer] == [2]
    assert not found.without_record


@pytest.mark.parametrize(("forename", "born"), [("Betsan", BORN), ("Alis", date(2015, 5, 7))])
def test_brother_or_sister_and_another_birth_date_are_no_doubt(forename: str, born: date) -> None:
    assert not match_offers([offer(2, "", "Testfield", forename, born)], [leaver(1, A)]).doubts


def test_name_that_half_of_another_begins_with_is_just_alike_enough_to_be_shown() -> None:
    found = match_offers([offer(2, "", "Gwyn", "Alys", BORN)], [leaver(1, A, "Gwynford")])
    assert [[each.position for each in doubt.leavers] for doubt in found.doubts] == [[1]]


def test_office_is_told_in_its_language_how_a_match_was_found() -> None:
    assert {how.value: (words.en, words.cy) for how, words in WORDS.items()} == {
        "upn": ("by UPN", "yn ôl UPN"),
        "former_upn": ("by a former UPN", "yn ôl UPN blaenorol"),
        "name": ("by name and date of birth", "yn ôl enw a dyddiad geni"),
        "hand": ("decided by hand", "penderfynwyd â llaw"),
        "placed": ("given a school by hand", "rhoddwyd ysgol â llaw"),
    }


def test_child_who_has_an_offer_is_not_near_another_one() -> None:
    found = match_offers([offer(2, A), offer(3, "", "Testfield", "Alis", BORN, "6814991")], [leaver(1, A)])
    assert (len(found.matches), len(found.doubts)) == (1, 0)


def test_offer_without_a_record_is_told() -> None:
    assert [each.line for each in match_offers([offer(2, A)], []).without_record] == [2]


UPNS = st.sampled_from(["", A, B, "K681299005072"])
NAMES = st.sampled_from(["Alys", "Betsan"])
OFFERS = st.lists(st.tuples(UPNS, NAMES, st.sampled_from(["6814990", "6814991"])), max_size=6)
LEAVERS = st.lists(st.tuples(UPNS, NAMES, UPNS), max_size=6)


@given(OFFERS, LEAVERS)
def test_every_offer_and_every_record_is_in_one_place(
    offered: list[tuple[str, str, str]], known: list[tuple[str, str, str]]
) -> None:
    offers = [offer(line, upn, "T", name, BORN, there) for line, (upn, name, there) in enumerate(offered, start=2)]
    leavers = [
        leaver(place, upn, "T", name, former=(former,)) for place, (upn, name, former) in enumerate(known, start=1)
    ]
    found = match_offers(offers, leavers)
    matched = [each.leaver for each in found.matches]
    doubtful = {each for doubt in found.doubts for each in doubt.leavers}
    assert len(matched) == len(set(matched))
    assert {*matched, *doubtful, *found.without_offer} == set(leavers)
    assert not set(found.without_offer) & {*matched, *doubtful}
    told = {each.offer.line for each in (*found.doubts, *found.matches)} | {each.line for each in found.without_record}
    repeated = {each.line for each in offers} - told
    assert all(any(m.offer.destination == offers[line - 2].destination for m in found.matches) for line in repeated)
