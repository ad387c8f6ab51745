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
    signed_in(cast.bryn).get("/language/?to=cy&next=/")
    cast.bryn.refresh_from_db()
    assert cast.bryn.language == "cy"
    assert language_of(signed_in(cast.bryn).get("/")) == "cy"


def test_a_language_we_do_not_have_changes_nothing(cast: Cast, signed_in: SignedIn):
    browser = signed_in(cast.bryn)
    browser.get("/language/?to=fr&next=/")
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


@pytest.mark.django_db
def test_the_language_cannot_be_changed_by_a_form_of_another_site(client: Client):
    assert client.post("/language/?to=cy").status_code == 405
