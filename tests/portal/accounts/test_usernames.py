"""Usernames are proposed, and nobody is invited to a private mail service."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handover.portal.accounts.models import USERNAME_SHAPE
from handover.portal.accounts.private_mail import is_private
from handover.portal.accounts.usernames import propose, suggest_username, unlike
from tests.cast import Cast, make_person


@pytest.mark.parametrize(
    ("name", "la", "username"),
    [
        ("Bryn Jones", "681", "681bjones"),
        ("Siân Tudur-Rees", "660", "660studurrees"),
        ("Mairwen ap Rhys", "681", "681mrhys"),
        ("Seán O'Brien", "936", "936sobrien"),
        ("Łukasz Żak", "681", "681lzak"),
        ("Cher", "681", "681cher"),
        ("Nia Harlech", "", "nharlech"),
        ("???", "681", "681user"),
    ],
)
def test_a_username_is_the_authority_an_initial_and_the_surname(name: str, la: str, username: str) -> None:
    assert suggest_username(name, la) == username


@given(st.text(max_size=200), st.sampled_from(["681", ""]))
def test_whatever_the_name_the_username_is_one_that_can_be_typed(name: str, la: str) -> None:
    assert USERNAME_SHAPE.fullmatch(suggest_username(name, la))


@given(st.sets(st.sampled_from([f"681bjones{number or ''}" for number in range(6)])))
def test_nobody_is_proposed_a_username_that_somebody_has(taken: set[str]) -> None:
    proposed = unlike("681bjones", taken)
    assert proposed not in taken
    assert re.fullmatch(r"681bjones\d*", proposed)


def test_a_second_bryn_jones_gets_a_figure_in_whatever_letters_the_first_has_his(cast: Cast) -> None:
    make_person("681BJones", "Bryn Jones", "school", cast.nant_primary)
    assert propose("Bryn Jones", "6812990") == "681bjones2"


@pytest.mark.parametrize(
    "domain", ["hotmail.com", "HOTMAIL.co.uk", "yahoo.fr", "mail.yahoo.com", "gmail.com", "outlook.com.", "live.co.uk"]
)
def test_mail_services_for_private_people_are_known(domain: str) -> None:
    assert is_private(domain)


@pytest.mark.parametrize("domain", ["caerwennol.gov.uk", "live.sch.uk", "ysgol.cymru", "notgmail.com", "hwbcymru.net"])
def test_schools_and_authorities_are_not_taken_for_one(domain: str) -> None:
    assert not is_private(domain)


def test_an_operator_can_add_to_the_list() -> None:
    assert is_private("post.example.org", ("Example.org",))
