"""Passkeys in a real browser, with the authenticator that Chromium brings for tests."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from handover.portal.accounts.sign_in_models import Passkey
from tests.browser.looking import Looker
from tests.cast import PASSWORD, Cast

pytestmark = pytest.mark.browser
Visit = Callable[..., Looker]
AUTHENTICATOR = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


def give_authenticator(page: Page) -> None:
    """Put an authenticator into the browser."""
    tools = page.context.new_cdp_session(page)
    tools.send("WebAuthn.enable")
    tools.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})


def sign_in(page: Page, name: str) -> None:
    page.goto("/sign-in/")
    page.locator("#id_username").fill(name)
    page.locator("#id_password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()


def test_a_person_adds_a_passkey_and_signs_in_with_it(town: Cast, visit_as: Visit):
    page = visit_as(None).page
    give_authenticator(page)
    sign_in(page, "bryn")
    page.goto("/account/passkeys/add/")
    expect(page.get_by_text("This browser runs no scripts")).to_be_hidden()
    expect(page.get_by_text("The browser has made no passkey")).to_be_hidden()
    page.get_by_label("Name").fill("this computer")
    page.get_by_role("button", name="Make the passkey").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Keep your recovery codes")
    expect(page.locator(".handover-codes li")).to_have_count(10)
    page.goto("/sign-out/")
    page.get_by_role("main").get_by_role("button", name="Sign out").click()
    sign_in(page, "bryn")
    expect(page.get_by_role("heading", level=1)).to_have_text("Use your passkey")
    page.get_by_role("button", name="Use your passkey").click()
    expect(page).to_have_url("/")
    assert Passkey.objects.get().used_at is not None
    page.goto("/account/")
    expect(page.get_by_text("this computer").first).to_be_visible()


def test_who_must_have_a_second_step_can_begin_with_a_passkey(town: Cast, visit_as: Visit):
    town.idris.app.delete()
    town.idris.recovery_codes.all().delete()
    page = visit_as(None).page
    give_authenticator(page)
    sign_in(page, "idris")
    expect(page).to_have_url("/account/second-step/")
    page.get_by_role("link", name="Use a passkey in place of an app").click()
    page.get_by_label("Name").fill("key ring")
    page.get_by_role("button", name="Make the passkey").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Keep your recovery codes")
    page.goto("/lost/")
    expect(page).to_have_url("/lost/")


def test_a_browser_that_makes_none_says_so_and_lets_its_person_try_again(town: Cast, visit_as: Visit):
    page = visit_as(town.bryn).page
    page.goto("/account/passkeys/add/")
    page.evaluate("() => { navigator.credentials.create = () => Promise.reject(new Error('no')) }")
    page.get_by_label("Name").fill("x")
    page.get_by_role("button", name="Make the passkey").click()
    expect(page.get_by_text("The browser has made no passkey")).to_be_visible()
    expect(page.get_by_label("Name")).to_have_value("x")
    assert not Passkey.objects.exists()


def test_without_scripts_the_page_leads_to_an_app(town: Cast, visit_as: Visit):
    page = visit_as(town.bryn, scripts=False).page
    page.goto("/account/passkeys/add/")
    expect(page.get_by_role("button", name="Make the passkey")).to_be_hidden()
    page.get_by_role("link", name="Set up an authenticator app").click()
    expect(page).to_have_url("/account/second-step/")
