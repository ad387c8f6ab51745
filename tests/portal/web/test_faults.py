import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client, RequestFactory

from handover.portal.web import faults
from tests.cast import Cast


class NoDatabase:
    """A person that nobody can be asked about, because the database is gone."""

    def __getattribute__(self, name: str) -> object:
        raise AssertionError("the database was asked")


@pytest.mark.django_db
def test_an_unknown_address_is_answered_in_plain_words(client: Client):
    answer = client.get("/help/no-such-page/")
    assert answer.status_code == 404
    assert "Page not found" in answer.content.decode()


@pytest.mark.parametrize(
    ("language", "words"), [("en", "something went wrong here"), ("cy", "aeth rhywbeth o&#39;i le yma")]
)
def test_our_own_fault_is_told_without_asking_the_database(language: str, words: str):
    request = RequestFactory().get("/", headers={"Accept-Language": language})
    request.user = NoDatabase()
    answer = faults.our_fault(request)
    assert answer.status_code == 500
    assert words in answer.content.decode()


def test_a_crash_is_answered_with_that_page(cast: Cast, monkeypatch: pytest.MonkeyPatch):
    client = Client(raise_request_exception=False)
    monkeypatch.setattr("django.core.handlers.base.BaseHandler.resolve_request", lambda *_: 1 / 0)
    answer = client.get("/")
    assert answer.status_code == 500
    assert "This is our doing, not yours" in answer.content.decode()
    assert "ZeroDivisionError" not in answer.content.decode()


def test_a_form_of_another_site_is_refused_with_a_way_on(cast: Cast):
    client = Client(enforce_csrf_checks=True)
    answer = client.post("/sign-in/", {"username": "bryn"})
    assert answer.status_code == 403
    assert "Please send the form again" in answer.content.decode()


@pytest.mark.parametrize("fault", faults.FAULTS, ids=lambda fault: f"{fault.status} {fault.heading.en}")
@pytest.mark.parametrize("language", ["en", "cy"])
def test_every_fault_page_can_be_written(fault: faults.FaultPage, language: str):
    request = RequestFactory().get("/", headers={"Accept-Language": language})
    request.user = AnonymousUser()
    answer = faults.render_page(request, fault, most=250, minutes=12)
    assert answer.status_code == fault.status
    assert f'lang="{language}"' in answer.content.decode()
    assert "{" not in answer.content.decode()
