"""A new key in a real browser: one press copies it, and without scripts it can be marked and copied by hand."""

from collections.abc import Callable

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from handover.portal.accounts.second_step import keep_app
from tests.browser.looking import Looker
from tests.browser.steps import name_a_key
from tests.cast import SECRET, Cast

pytestmark = pytest.mark.browser
Visit = Callable[..., Looker]


def make_key_on(page: Page) -> str:
    page.goto("/keys/new/")
    name_a_key(page)
    return page.get_by_label("The key").input_value()


def test_a_press_copies_the_key_and_says_so(town: Cast, visit_as: Visit) -> None:
    keep_app(town.bryn, SECRET, timezone.now())
    page = visit_as(town.bryn).page
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    key = make_key_on(page)
    expect(page.get_by_text("It is copied.")).to_be_hidden()
    page.get_by_role("button", name="Copy the key").click()
    expect(page.get_by_text("It is copied.")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == key
    assert key.startswith("hnd_live_")


def test_without_scripts_the_key_stands_in_a_field_and_no_button_does_nothing(town: Cast, visit_as: Visit) -> None:
    keep_app(town.bryn, SECRET, timezone.now())
    page = visit_as(town.bryn, scripts=False).page
    assert make_key_on(page).startswith("hnd_live_")
    expect(page.get_by_role("button", name="Copy the key")).to_be_hidden()
