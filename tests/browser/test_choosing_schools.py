"""Choosing a school by the list that opens below the field, with the keyboard, and without scripts."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser.looking import Looker
from tests.cast import Cast

pytestmark = pytest.mark.browser
Visit = Callable[..., Looker]


def test_the_keyboard_chooses_a_school_from_the_list(town: Cast, visit_as: Visit):
    page = visit_as(town.lowri).page
    page.goto("/invite/")
    field = page.get_by_role("combobox", name="School or authority")
    field.fill("ysgol wen")
    expect(page.get_by_role("option")).to_have_count(2)
    field.press("ArrowDown")
    field.press("ArrowDown")
    expect(page.get_by_role("option", selected=True)).to_have_text("Nant y Wennol Primary School (6812990)")
    field.press("Enter")
    expect(field).to_have_value("Nant y Wennol Primary School (6812990)")
    expect(page.get_by_role("option")).to_have_count(0)
    field.fill("zzz")
    expect(page.get_by_role("status")).to_have_text("Nothing fits")
    field.fill("glan")
    page.get_by_role("option", name="Glan Wennol High School (6814990)").click()
    expect(field).to_have_value("Glan Wennol High School (6814990)")


def test_without_scripts_the_page_asks_which_school_is_meant(town: Cast, visit_as: Visit):
    page = visit_as(town.lowri, scripts=False).page
    page.goto("/establishments/6812990/close/")
    page.get_by_label("Closes on").fill("31/8/2027")
    page.get_by_label("School that takes its place").fill("Glan Wennol")
    page.get_by_role("button", name="Close the school").click()
    page.get_by_role("radio", name="Glan Wennol High School (6814990)").check()
    page.get_by_role("button", name="Close the school").click()
    expect(page.get_by_text("The closing is written down.")).to_be_visible()
