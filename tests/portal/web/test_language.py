import re
from collections.abc import Callable
from html.parser import HTMLParser

import pytest
from django.test import Client

from tests.cast import Cast

SignedIn = Callable[..., Client]


class Opening(HTMLParser):
    """Reads the language of a page from its first tag."""

    lang = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "html":
            self.lang = dict(attrs)["lang"] or ""


def language_of(response) -> str:
    page = Opening()
    page.feed(response.content.decode())
    assert response.headers["Content-Language"] == page.lang
    return page.lang


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("wish", "answer"),
    [("", "en"), ("cy", "cy"), ("cy-GB,en;q=0.5", "cy"), ("fr,cy;q=0.5,en;q=0.4", "cy"), ("de", "en"), ("*", "en")],
)
def test_a_visitor_is_answered_in_the_first_language_of_the_browser_that_we_have(
    client: Client, wish: str, answer: str
):
    assert language_of(client.get("/help/", headers={"Accept-Language": wish})) == answer


@pytest.mark.django_db
def test_a_visitor_who_chooses_welsh_stays_on_the_page_and_in_welsh(client: Client):
    answer = client.get("/language/?to=cy&next=/help/send/", headers={"Accept-Language": "en"})
    assert (answer.status_code, answer.headers["Location"]) == (302, "/help/send/")
    assert language_of(client.get("/help/send/", headers={"Accept-Language": "en"})) == "cy"


def test_a_person_reads_their_own_language_in_any_browser(cast: Cast, signed_in: SignedIn):
    assert language_of(signed_in(cast.alis).get("/", headers={"Accept-Language": "en"})) == "cy"
    assert language_of(signed_in(cast.bryn).get("/", headers={"Accept-Language": "cy"})) == "en"


def test_a_persons_choice_is_remembered_with_the_person(cast: Cast, signed_in: SignedIn):
    answer = signed_in(cast.bryn).post("/language/", {"to": "cy", "next": "/help/send/"})
    assert (answer.status_code, answer.headers["Location"]) == (302, "/help/send/")
    cast.bryn.refresh_from_db()
    assert cast.bryn.language == "cy"
    assert language_of(signed_in(cast.bryn).get("/")) == "cy"


def test_the_button_on_a_page_changes_the_language_and_stays_on_the_page(cast: Cast):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(cast.bryn)
    page = browser.get("/sent/?sort=-sent_at").content.decode()
    form = page[page.index('action="/language/"') :]
    fields = dict(re.findall(r'name="(\w+)" value="([^"]*)"', form[: form.index("</form>")]))
    assert (fields["to"], fields["next"]) == ("cy", "/sent/?sort=-sent_at")
    answer = browser.post("/language/", fields)
    assert answer.headers["Location"] == "/sent/?sort=-sent_at"
    assert language_of(browser.get("/sent/")) == "cy"


@pytest.mark.parametrize("method", ["get", "head"])
def test_an_address_in_anothers_page_changes_no_persons_language(cast: Cast, signed_in: SignedIn, method: str):
    browser = signed_in(cast.bryn)
    answer = getattr(browser, method)("/language/?to=cy&next=/sent/")
    assert (answer.status_code, answer.headers["Location"]) == (302, "/sent/")
    cast.bryn.refresh_from_db()
    assert cast.bryn.language == "en"
    assert "django_language" not in browser.cookies


def test_a_form_of_another_site_changes_no_persons_language(cast: Cast):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(cast.bryn)
    assert browser.post("/language/", {"to": "cy", "next": "/"}).status_code == 403
    cast.bryn.refresh_from_db()
    assert cast.bryn.language == "en"


def test_a_language_we_do_not_have_changes_nothing(cast: Cast, signed_in: SignedIn):
    browser = signed_in(cast.bryn)
    browser.post("/language/", {"to": "fr", "next": "/"})
    cast.bryn.refresh_from_db()
    assert cast.bryn.language == "en"
    assert "django_language" not in browser.cookies


@pytest.mark.django_db
@pytest.mark.parametrize(
    "elsewhere",
    ["https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:alert(1)", "https:evil.example", ""],
)
def test_nobody_is_sent_on_to_another_site(client: Client, elsewhere: str):
    assert client.get("/language/", {"to": "cy", "next": elsewhere}).headers["Location"] == "/"


def test_a_person_is_sent_on_to_no_other_site_either(cast: Cast, signed_in: SignedIn):
    answer = signed_in(cast.bryn).post("/language/", {"to": "cy", "next": "https://evil.example/"})
    assert answer.headers["Location"] == "/"
