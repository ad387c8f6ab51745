"""A form that was sent after the session had ended: nothing of it was taken, and its sender hears so."""

import re
from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from handover.portal.accounts.sessions import SEEN
from handover.portal.messaging.models import SecureMessage
from handover.portal.transfers.models import Transfer
from tests.cast import Cast
from tests.files import ctf, name_of

pytestmark = pytest.mark.django_db
SignedIn = Callable[..., Client]
SITE = "http://testserver"


def idle(browser: Client) -> Client:
    """Have somebody not have clicked for years."""
    session = browser.session
    session[SEEN] = 0
    session.save()
    return browser


def words(answer) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def test_forty_files_after_the_session_ended_are_not_lost_without_a_word(cast: Cast, signed_in: SignedIn):
    browser = signed_in(cast.alis)
    browser.get("/send/", headers={"accept-language": "en"})
    files = [
        SimpleUploadedFile(name_of("6812990", "6814990", n), ctf("6812990", "6814990", note=str(n)))
        for n in range(1, 41)
    ]
    answer = idle(browser).post(
        "/send/",
        {"files": files},
        follow=True,
        headers={"referer": f"{SITE}/send/", "accept-language": "en"},
    )
    assert answer.redirect_chain == [("/sign-in/?next=%2Fsend%2F&lost=1", 302)]
    assert "You were signed out" in words(answer)
    assert "Nothing was sent: none of the files that you chose has arrived." in words(answer)
    assert 'name="next" value="/send/"' in answer.content.decode()
    assert not Transfer.objects.exists()


@pytest.mark.parametrize(
    ("who", "page", "form", "values"),
    [
        ("alis", "new-message", "new-message", {"subject": "Hello", "text": "A long text"}),
        ("efa", "yearly-check", "decide-check", {}),
        ("efa", "phase", "phase-send", {}),
        ("alis", "account", "choose-password", {}),
    ],
)
def test_any_other_form_says_that_nothing_was_taken_and_leads_back(
    cast: Cast, signed_in: SignedIn, who: str, page: str, form: str, values: dict[str, str]
):
    browser = idle(signed_in(getattr(cast, who)))
    came = reverse(page)
    answer = browser.post(reverse(form), values, follow=True, headers={"referer": SITE + came, "accept-language": "en"})
    assert answer.redirect_chain[-1][0].startswith("/sign-in/?next=")
    assert "What you sent last was not taken: nothing was changed" in words(answer)
    assert "Nothing was sent" not in words(answer)
    assert f'name="next" value="{came}"' in answer.content.decode()
    assert not SecureMessage.objects.exists()


def test_nobody_is_led_to_another_site(cast: Cast, signed_in: SignedIn):
    answer = idle(signed_in(cast.alis)).post("/send/", headers={"referer": "https://elsewhere.example/send/"})
    assert answer.headers["Location"] == "/sign-in/?lost=1"


def test_a_page_that_was_only_looked_at_loses_nothing(cast: Cast, signed_in: SignedIn):
    answer = idle(signed_in(cast.alis)).get("/sent/", follow=True, headers={"accept-language": "en"})
    assert "What you had finished is kept." in words(answer)
    assert "not taken" not in words(answer)


def test_who_must_first_choose_a_password_hears_that_the_form_was_not_taken(cast: Cast, signed_in: SignedIn):
    browser = signed_in(cast.alis)
    cast.alis.must_choose_password = True
    cast.alis.language = "en"
    cast.alis.save()
    answer = browser.post("/send/", follow=True)
    assert "What you sent last was not taken, and nothing was changed" in words(answer)
