"""The frame of the pages in a real browser: language, menu, keyboard, and without scripts."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser.looking import PHONE, Looker
from tests.cast import Cast

pytestmark = pytest.mark.browser
Visit = Callable[..., Looker]


def test_a_person_changes_the_language_and_stays_on_the_page(town: Cast, visit_as: Visit):
    page = visit_as(town.bryn).page
    page.goto("/help/send/")
    page.get_by_role("button", name="Cymraeg").click()
    expect(page).to_have_url("/help/send/")
    expect(page.locator("html")).to_have_attribute("lang", "cy")
    expect(page.get_by_role("heading", level=1)).to_have_text("Anfon ffeiliau")


def test_the_first_key_leads_past_the_menu(town: Cast, visit_as: Visit):
    page = visit_as(town.bryn).page
    page.goto("/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to main content")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#main-content")).to_be_focused()


def test_the_menu_folds_away_on_a_phone(town: Cast, visit_as: Visit):
    page = visit_as(town.bryn, width=PHONE).page
    page.goto("/")
    link = page.get_by_label("Menu").get_by_role("link", name="Send files")
    expect(link).to_be_hidden()
    page.get_by_role("button", name="Menu").click()
    expect(link).to_be_visible()


def test_the_menu_is_there_without_scripts(town: Cast, visit_as: Visit):
    page = visit_as(town.bryn, width=PHONE, scripts=False).page
    page.goto("/")
    page.get_by_label("Menu").get_by_role("link", name="Help").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Help")


def test_the_pages_bring_no_font_and_no_mark_of_the_government(town: Cast, visit_as: Visit):
    looker = visit_as(town.bryn)
    asked: list[str] = []
    looker.page.on("request", lambda request: asked.append(request.url))
    looker.go("/")
    assert [url for url in asked if any(mark in url for mark in ("font", "crest", "crown"))] == []
    assert "GDS" not in looker.page.evaluate("getComputedStyle(document.querySelector('h1')).fontFamily")
