from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from tests.cast import Cast

SignedIn = Callable[..., Client]


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ("6812", ["Nant y Wennol Primary School"]),
        ("wennol", ["Nant y Wennol Primary School", "Glan Wennol High School", "Caerwennol Council"]),
        ("Ynys Grug", ["Isle of Grug County Council"]),
        ("660llll", ["Isle of Grug County Council"]),
        ("100% sure", []),
        ("\0", None),
    ],
)
def test_schools_are_found_by_number_or_by_name_in_either_language(
    cast: Cast, signed_in: SignedIn, wanted: str, found: list[str] | None
):
    page = signed_in(cast.efa).get("/establishments/", {"q": wanted}).content.decode()
    names = [place.name for place in vars(cast).values() if hasattr(place, "la_number")]
    shown = {name for name in names if f">{name}</a></th>" in page}
    assert shown == (set(names) if found is None else set(found))


def test_a_closed_school_is_shown_with_its_successor(cast: Cast, signed_in: SignedIn):
    cast.fern_academy.closed_on = date(2026, 8, 31)
    cast.fern_academy.successor = cast.glan_high
    cast.fern_academy.save()
    page = signed_in(cast.efa).get("/establishments/?q=fern hill").content.decode()
    assert "31 August 2026" in page
    assert "Successor: Glan Wennol High School (6814990)" in page


def test_a_school_user_does_not_see_the_register(cast: Cast, signed_in: SignedIn):
    assert signed_in(cast.bryn).get("/establishments/").status_code == 403


def test_the_list_asks_the_database_a_fixed_number_of_questions(
    cast: Cast, signed_in: SignedIn, django_assert_max_num_queries
):
    browser = signed_in(cast.efa)
    browser.get("/establishments/")
    with django_assert_max_num_queries(7):
        browser.get("/establishments/")
