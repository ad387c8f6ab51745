"""An administrator who reaches for another authority: by guessed addresses, by fields that no form shows, by e-mail."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from handover.portal.accounts import yearly_check
from handover.portal.accounts.models import ChecklistLine, Link, User
from handover.portal.audit.models import Entry
from handover.portal.establishments.models import Establishment
from handover.portal.notices.models import Notice
from tests.cast import Cast

SignedIn = Callable[[User], Client]
THEIRS = ("carys", "ffion", "jac", "dev", "gwilym", "nobody")


@pytest.fixture
def office(cast: Cast, signed_in: SignedIn) -> Client:
    """The browser of Caerwennol's administrator."""
    return signed_in(cast.lowri)


def unchanged() -> list[dict[str, object]]:
    people = User.objects.order_by("pk").values("username", "role", "establishment", "is_active", "email", "password")
    places = Establishment.objects.order_by("pk").values()
    return [*people, *places]


@pytest.mark.parametrize("who", THEIRS)
@pytest.mark.parametrize(
    "step", ["", "role/", "delete/", "new-password/", "invite-again/", "close/", "open/", "second-step/"]
)
def test_people_of_another_authority_are_not_found_by_a_guessed_address(office: Client, who: str, step: str) -> None:
    before = unchanged()
    asked = {"role": "school", "establishment": "6812990"}
    assert office.get(f"/people/{who}/{step}").status_code in ({404} if step in {"", "role/", "delete/"} else {405})
    assert office.post(f"/people/{who}/{step}", asked).status_code in ({405} if not step else {404})
    assert unchanged() == before
    assert not Notice.objects.exists()
    assert not Entry.objects.exists()


@pytest.mark.parametrize("number", ["6602991", "660LLLL", "9364990", "0000000"])
@pytest.mark.parametrize("step", ["change/", "close/", "reopen/", "active/"])
def test_schools_of_another_authority_are_not_found_either(office: Client, number: str, step: str) -> None:
    before = unchanged()
    asked = {"name": "Taken over", "closed_on": "1/1/2026", "active": "no"}
    assert office.post(f"/establishments/{number}/{step}", asked).status_code == 404
    assert unchanged() == before


@pytest.mark.parametrize("step", ["close/", "reopen/", "active/"])
def test_an_authority_is_not_closed_like_a_school(office: Client, step: str) -> None:
    assert office.post(f"/establishments/681LLLL/{step}", {"closed_on": "1/1/2026"}).status_code == 404


@pytest.mark.parametrize("schools", ["6602991", "6812990 6602991"])
def test_a_merger_takes_in_no_school_of_another_authority(office: Client, schools: str) -> None:
    asked = {"schools": schools, "into": "6814990", "day": "1/1/2026"}
    assert office.post("/establishments/merge/", asked).status_code == 422
    assert not Establishment.objects.exclude(closed_on=None).exists()


@pytest.mark.parametrize("role", ["national", "lea-dba", "site", ""])
def test_a_role_that_the_form_does_not_offer_is_not_given(office: Client, role: str) -> None:
    asked = {"full_name": "Eve Il", "username": "eve", "email": "eve@example.org", "role": role}
    assert office.post("/invite/", asked | {"establishment": "681LLLL"}).status_code == 422
    assert office.post("/people/efa/role/", {"role": role, "establishment": "681LLLL"}).status_code == 422
    assert not User.objects.filter(username="eve").exists()
    assert User.objects.get(username="efa").role == "lea-user"


def test_fields_that_no_form_has_are_not_taken_up(office: Client) -> None:
    asked = {"full_name": "Eve Il", "username": "eve", "email": "eve@example.org", "role": "lea-user"}
    more = {"establishment": "681LLLL", "is_active": "", "must_choose_password": "", "password": "x", "deleted_at": "1"}
    assert office.post("/invite/", asked | more).status_code == 200
    eve = User.objects.get(username="eve")
    assert (eve.is_active, eve.must_choose_password, eve.deleted_at) == (True, True, None)
    assert not eve.has_usable_password()
    office.post("/establishments/6812990/change/", {"name": "Nant y Wennol", "number": "6602990", "la_number": "660"})
    assert Establishment.objects.get(name="Nant y Wennol").number == "6812990"


def test_nobody_raises_themselves(office: Client) -> None:
    office.post("/people/lowri/role/", {"role": "lea-user", "establishment": "681LLLL"})
    assert User.objects.get(username="lowri").role == "lea-dba"


@pytest.mark.parametrize("email", ["ceri@hotmail.com", "ceri@Yahoo.co.uk", "ceri@mail.gmail.com", "ceri@live.com"])
def test_an_invitation_never_goes_to_a_private_mail_service(office: Client, email: str) -> None:
    asked = {"full_name": "Ceri Blodwen", "username": "", "email": email, "role": "lea-user"}
    page = office.post("/invite/", asked | {"establishment": "681LLLL"})
    assert "is a private mail service" in page.text
    assert not Link.objects.exists()


def test_lines_of_another_authoritys_check_are_not_decided(cast: Cast, office: Client) -> None:
    now = timezone.now()
    yearly_check.open_check(timezone.localdate(now) + timedelta(weeks=1), cast.gwilym.actor, now)
    theirs = ChecklistLine.objects.get(person=cast.carys)
    office.post("/check/decide/", {f"line-{theirs.pk}": "remove"})
    theirs.refresh_from_db()
    assert theirs.verdict == ""
    assert User.objects.get(username="carys").is_active
    assert office.get("/checks/660/").status_code == 403


def test_a_person_whose_role_was_taken_away_changes_nothing_more(cast: Cast, office: Client) -> None:
    User.objects.filter(username="lowri").update(role="lea-user")
    assert office.post("/people/efa/close/").status_code == 403
    assert office.post("/establishments/6812990/active/", {"active": "no"}).status_code == 403
