"""Typing on a telephone: what must be right to the letter is neither begun with a capital nor corrected."""

import re

import pytest
from django.test import Client

from tests.cast import Cast


def field(page: str, name: str) -> str:
    found = re.search(rf'<input[^>]*\bname="{name}"[^>]*>', page)
    assert found, name
    return found[0]


@pytest.mark.parametrize(
    ("who", "address", "names"),
    [
        ("", "/sign-in/", ["username"]),
        ("", "/sign-in/forgotten/", ["username"]),
        ("lowri", "/invite/", ["username", "email", "establishment"]),
        ("lowri", "/people/efa/role/", ["establishment"]),
        ("lowri", "/people/", ["q"]),
        ("hana", "/lost/", ["upn"]),
        ("alis", "/expected/add/", ["upn", "source"]),
    ],
)
def test_what_counts_to_the_letter_is_typed_as_it_is(cast: Cast, who: str, address: str, names: list[str]) -> None:
    browser = Client()
    if who:
        browser.force_login(getattr(cast, who))
    page = browser.get(address).content.decode()
    for name in names:
        drawn = field(page, name)
        assert 'autocapitalize="none"' in drawn, name
        assert 'autocorrect="off"' in drawn, name
        assert 'spellcheck="false"' in drawn, name


def test_a_persons_name_may_begin_with_a_capital_and_is_not_corrected(cast: Cast) -> None:
    browser = Client()
    browser.force_login(cast.lowri)
    drawn = field(browser.get("/invite/").content.decode(), "full_name")
    assert "autocapitalize" not in drawn
    assert 'autocorrect="off"' in drawn
