"""Offers under another of a child's names are put beside the record, for a person's yes; strangers are not."""

from datetime import date

import pytest

from handover.ctf.whole_year import Leaver
from handover.portal.phase.matching import match_offers, place_pupils
from handover.portal.phase.offers import Offer

BORN = date(2015, 5, 6)
HIGH, COMP, PRIMARY = "6814990", "6814991", "6812990"


def leaver(position: int, surname: str, forename: str, **other: str) -> Leaver:
    return Leaver("file", position, "", (), surname, forename, BORN, **other)


def offer(line: int, surname: str, forename: str, school: str = HIGH, **other: str) -> Offer:
    return Offer(line, "", surname, forename, BORN, school, **other)


@pytest.mark.parametrize(
    ("offered", "record"),
    [
        (offer(2, "Rees", "Kate"), leaver(1, "Rees", "Catherine", preferred_forename="Kate")),
        (offer(2, "Rees", "Kate"), leaver(1, "Rees", "Katherine")),
        (offer(2, "Price", "Ann"), leaver(1, "Rees", "Ann", preferred_surname="Price")),
        (offer(2, "Price", "Ann"), leaver(1, "Rees", "Ann", former_surname="Price")),
        (offer(2, "Rees", "Mair"), leaver(1, "Rees", "Ann", middle_names="Mair")),
        (offer(2, "Rees", "Ann Mair"), leaver(1, "Rees", "Ann", middle_names="Mair")),
        (offer(2, "Ann", "Rees"), leaver(1, "Rees", "Ann")),
        (offer(2, "Nguyen", "Thi Mai"), leaver(1, "Mai", "Nguyen", middle_names="Thi")),
        (offer(2, "Jones", "Ann", preferred_surname="Rees"), leaver(1, "Rees", "Ann")),
    ],
)
def test_another_name_of_the_child_is_shown_and_not_decided(offered: Offer, record: Leaver) -> None:
    found = match_offers([offered], [record])
    assert not found.matches
    assert [(doubt.offer, doubt.leavers) for doubt in found.doubts] == [(offered, (record,))]


@pytest.mark.parametrize(
    ("offered", "record"),
    [
        (offer(2, "Rees", "Betsan"), leaver(1, "Rees", "Ann")),
        (offer(2, "Rees", "Ann Betsan"), leaver(1, "Rees", "Lowri", middle_names="Ann Mair")),
        (offer(2, "Price", "Ann"), leaver(1, "Rees", "Ann")),
    ],
)
def test_a_sister_or_a_stranger_is_not_shown(offered: Offer, record: Leaver) -> None:
    found = match_offers([offered], [record])
    assert not found.doubts
    assert found.without_record == (offered,)


@pytest.mark.parametrize("forename", [".", "-", "Suryani", ""])
def test_child_with_one_name_is_known_by_it_and_the_date(forename: str) -> None:
    found = match_offers([offer(2, "Suryani", forename)], [leaver(1, "Suryani", "Suryani")])
    assert [match.leaver.position for match in found.matches] == [1]


def test_two_offers_beside_one_record_are_both_asked_and_one_child_never_gets_two_schools() -> None:
    record = leaver(1, "Rees", "Catherine", preferred_forename="Kate")
    offers = [offer(2, "Rees", "Kate"), offer(3, "Rees", "Cath", COMP)]
    assert len(match_offers(offers, [record]).doubts) == 2
    both = match_offers(offers, [record], {2: record, 3: record})
    assert not both.matches
    assert [doubt.leavers for doubt in both.doubts] == [(record,), (record,)]


def test_offer_of_the_school_that_the_record_came_from_is_a_doubt_until_a_person_says_yes() -> None:
    record, back = leaver(1, "Rees", "Ann"), offer(2, "Rees", "Ann", PRIMARY)
    found = match_offers([back], [record], sources={"file": PRIMARY})
    assert [(doubt.offer, doubt.goes_back) for doubt in found.doubts] == [(back, True)]
    assert match_offers([back], [record], {2: record}, {"file": PRIMARY}).matches


def test_school_by_hand_takes_the_place_of_offer_doubt_and_none() -> None:
    one, two, three = leaver(1, "Rees", "Ann"), leaver(2, "Llwyd", "Twm"), leaver(3, "Price", "Ifan")
    offers = [offer(2, "Rees", "Ann"), offer(3, "Twm", "Llwyd")]
    found = place_pupils(match_offers(offers, [one, two, three]), {one: COMP, two: COMP, three: COMP})
    assert sorted((match.leaver.position, match.offer.destination, match.how) for match in found.matches) == [
        (1, COMP, "placed"),
        (2, COMP, "placed"),
        (3, COMP, "placed"),
    ]
    assert not found.doubts
    assert not found.without_offer
