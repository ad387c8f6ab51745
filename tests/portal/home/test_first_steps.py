"""The first steps of a new site and of a new authority tick themselves, and name where nobody is yet."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.utils import timezone

from handover.portal.accounts.models import User
from handover.portal.establishments.directory import register_welsh_las
from handover.portal.establishments.models import Establishment
from handover.portal.home.first_steps import list_first_steps, unkept_authorities
from tests.cast import Cast, make_person

SignedIn = Callable[[User], Client]


def done(me: User) -> list[bool]:
    return [step.done for step in list_first_steps(me, timezone.now())]


@pytest.mark.django_db
def test_a_new_site_names_every_authority_without_an_administrator(signed_in: SignedIn):
    register_welsh_las()
    national = make_person("gwilym", "Gwilym Harlech", "national", None)
    page = signed_in(national).get("/").text
    assert "22 authorities have no administrator" in page
    assert "First steps: 0 of 5 done" in page
    page = signed_in(national).get("/first-steps/").text
    assert page.count("&role=lea-dba") + page.count("&amp;role=lea-dba") == 22


def test_a_step_ticks_itself(cast: Cast):
    assert done(cast.gwilym) == [True, False, False, False, False]
    make_person("second", "Ail Un", "national", None)
    assert [la.number for la in unkept_authorities()] == ["660LLLL", "936LLLL"]
    for number, place in enumerate((cast.ynys_grug, cast.fernshire)):
        make_person(f"boss{number}", "Pennaeth", "lea-dba", place)
    assert done(cast.gwilym) == [True, False, True, True, False]


def test_an_authoritys_steps_name_the_schools_without_anybody(cast: Cast, signed_in: SignedIn):
    Establishment.objects.create(number="6814991", kind="school", la_number="681", name="Santes Tybie")
    assert done(cast.lowri) == [False, False, False, True]
    page = signed_in(cast.lowri).get("/first-steps/").text
    assert "/invite/?at=6814991" in page
    assert "/invite/?at=6814990" not in page
    Establishment.objects.filter(number="6814991").update(email="office@tybie.example")
    make_person("tybie", "Un Newydd", "school", Establishment.objects.get(number="6814991"))
    Establishment.objects.filter(pk=cast.caerwennol.pk).update(contact="Data team", telephone="029 2018 0681")
    assert done(User.objects.get(username="lowri")) == [True, True, True, True]
    assert "First steps" not in signed_in(User.objects.get(username="lowri")).get("/").text


def test_the_form_of_an_invitation_begins_with_authority_and_role(cast: Cast, signed_in: SignedIn):
    page = signed_in(cast.gwilym).get("/invite/?at=660LLLL&role=lea-dba").text
    assert "660LLLL" in page
    assert 'value="lea-dba" checked' in page
