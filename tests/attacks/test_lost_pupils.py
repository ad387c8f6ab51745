"""The store of lost pupils, attacked: by what is typed into its forms, and by those who have no business there."""

from uuid import uuid4

import pytest
from django.urls import reverse

from handover.portal.accounts.roles import ROLES
from handover.portal.lostpupils.models import Fetching, LostPupil
from handover.portal.lostpupils.permissions import SEARCH_LOST
from tests.files import ctf, send

pytestmark = pytest.mark.django_db

HOSTILE = (
    "\0",
    "' OR 1=1 --",
    "%",
    "_",
    "*",
    "<script>alert(1)</script>",
    "{{ 7 * 7 }}",
    "=cmd|' /C calc'!A0",
    "\ud800",
    "A" * 5000,
    "\u202eabc",
    "-1",
    "99999999999999999999",
)
FIELDS = ("upn", "surname", "forename", "town", "gender", "sort", "day", "month", "year")


@pytest.fixture
def sian(cast) -> LostPupil:
    send(cast.alis, "XXXXXXX", data=ctf("6812990", "XXXXXXX"))
    return LostPupil.objects.get()


@pytest.mark.parametrize("field", FIELDS)
@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_nothing_that_is_typed_lists_the_store_or_breaks_the_page(sian, cast, signed_in, field, text):
    browser = signed_in(cast.hana)
    answer = browser.post("/lost/", {field: text.encode("utf-8", "replace").decode()}, follow=True)
    assert answer.status_code in ((400,) if "\0" in text else (200, 422))
    assert "Siân" not in answer.content.decode()
    assert "<script>alert(1)" not in answer.content.decode()


@pytest.mark.parametrize(
    "name", ["lost-pupil", "lost-release", "lost-collect", "lost-remove", "lost-fetching", "lost-new-upn"]
)
def test_a_guessed_address_leads_nowhere(sian, cast, signed_in, name):
    assert signed_in(cast.hana).get(reverse(name, args=[uuid4()])).status_code == 404


@pytest.mark.parametrize("role", [key for key, role in ROLES.items() if SEARCH_LOST not in role.permissions])
def test_a_role_that_may_not_search_gets_nothing_of_a_pupil_it_knows_the_address_of(sian, cast, signed_in, role):
    person = next(person for person in cast.people if person.role == role)
    browser = signed_in(person)
    for name in ("lost-pupil", "lost-release", "lost-collect", "lost-remove"):
        answer = browser.get(reverse(name, args=[sian.reference]))
        assert answer.status_code == 403
        assert "Siân" not in answer.content.decode()
    for name in ("lost-release", "lost-collect", "lost-remove", "lost-put-back"):
        fields = {"school": "6814990", "steps": "on", "because": "mistake"}
        assert browser.post(reverse(name, args=[sian.reference]), fields).status_code == 403
    assert LostPupil.objects.get().in_store


def test_the_bytes_are_not_to_be_had_without_the_word_that_steps_were_taken(sian, cast, signed_in):
    browser = signed_in(cast.hana)
    assert browser.get(reverse("download", args=[sian.reference])).status_code == 405
    assert browser.post(reverse("download", args=[sian.transfer.reference])).status_code == 404
    assert browser.get(reverse("content", args=[sian.transfer.reference])).status_code == 404
    assert browser.get(reverse("file", args=[sian.transfer.reference])).status_code == 404
    assert not Fetching.objects.exists()


def test_an_authority_cannot_send_a_pupil_to_a_school_of_another_by_writing_its_number(sian, cast, signed_in):
    answer = signed_in(cast.jac).post(
        reverse("lost-release", args=[sian.reference]), {"school": "6814990", "steps": "on"}
    )
    assert answer.status_code == 422
    assert LostPupil.objects.get().onward is None
