"""One way to choose a school: as people write it, asked about where it fits several, explained where it fits none."""

from collections.abc import Callable

import pytest
from django import forms
from django.db import connection
from django.http import QueryDict
from django.test import Client
from django.test.utils import CaptureQueriesContext

from handover.portal.accounts.models import User
from handover.portal.establishments.choosing import SchoolField, SchoolsField
from handover.portal.establishments.models import Establishment
from tests.cast import Cast

MORE_SCHOOLS = (
    ("6812991", "Dock Street Primary School", "", "Wennol"),
    ("6812992", "Dock Street Primary School", "", "Grugan"),
    ("6814991", "Pwll-y-Môr High School", "Ysgol Uwchradd Pwll-y-Môr", "Llanfôr"),
    ("9362990", "St Mary’s Catholic Primary School", "", "Fernbridge"),
    ("6602990", "Ŵyn Primary School", "Ysgol Gynradd yr Ŵyn", "Grug"),
)


@pytest.fixture
def town(cast: Cast) -> Cast:
    """The cast with schools whose names are alike, or hold letters that keyboards lack."""
    Establishment.objects.bulk_create(
        Establishment(number=number, kind="school", la_number=number[:3], name=name, name_cy=name_cy, town=place)
        for number, name, name_cy, place in MORE_SCHOOLS
    )
    return cast


def choose(text: str, scope: str = "open", la: str = "681") -> str:
    """Return the number of the school that a text means, or the numbers that are asked about behind a question mark."""
    field = SchoolField(scope, la)
    try:
        found = field.clean(text)
    except forms.ValidationError:
        return "? " + " ".join(place.number for place in field.candidates)
    return found.number if found else ""


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("6814990", "6814990"),
        (" 681/4990 ", "6814990"),
        ("681 4990", "6814990"),
        ("4990", "6814990"),
        ("Glan Wennol High School", "6814990"),
        ("glan wennol  HIGH school", "6814990"),
        ("Ysgol Uwchradd Glan Wennol", "6814990"),
        ("Glan Wennol High School (6814990)", "6814990"),
        ("Dock Street Primary School (6812992)", "6812992"),
        ("Pwll y Mor High School", "6814991"),
        ("YSGOL GYNRADD YR WYN", "6602990"),
        ("St Mary's Catholic Primary School", "9362990"),
        ("st marys catholic primary school", "9362990"),
        ("Dock Street Primary School", "? 6812991 6812992"),
        ("Glan Wennol", "? 6814990"),
        ("mor", "? 6814991"),
        ("llanfor", "? 6814991"),
        ("wyn gynradd", "? 6602990"),
        ("Dok Stret Primary", "? 6812991 6812992"),
        ("9999", "? "),
        ("zzz", "? "),
        ("(%*", "? "),
        ("681LLLL", "? "),
    ],
)
def test_a_school_is_understood_as_people_write_it(town: Cast, written: str, meant: str) -> None:
    assert choose(written) == meant


@pytest.mark.parametrize(
    ("scope", "la", "written", "meant"),
    [
        ("open", "", "4990", "? 6814990 9364990"),
        ("own-open", "681", "6602991", "? "),
        ("own-open", "", "6602991", "6602991"),
        ("own-open", "681", "primary", "? 6812991 6812992 6812990"),
        ("places", "681", "681llll", "681LLLL"),
        ("places", "681", "Caerwennol Council", "681LLLL"),
        ("every", "681", "936LLLL", "936LLLL"),
    ],
)
def test_who_may_be_chosen_depends_on_the_field(town: Cast, scope: str, la: str, written: str, meant: str) -> None:
    assert choose(written, scope, la) == meant


@pytest.mark.parametrize(
    ("number", "said"),
    [
        ("6602991", "Grug Bay Primary School (6602991) belongs to another authority."),
        ("681LLLL", "Caerwennol Council (681LLLL) is an authority. Enter a school."),
        ("6812991", "Dock Street Primary School (6812991) is closed. Enter another school."),
        ("6812992", "Dock Street Primary School (6812992) is inactive and takes no files. Enter another school."),
        ("6819999", "We have no “6819999”. Enter the number, or the name or town, of the school."),
    ],
)
def test_why_a_school_cannot_be_chosen_is_said(town: Cast, number: str, said: str) -> None:
    Establishment.objects.filter(number="6812991").update(closed_on="2020-01-01")
    Establishment.objects.filter(number="6812992").update(active=False)
    with pytest.raises(forms.ValidationError) as refused:
        SchoolField("own-open", "681").clean(number)
    assert refused.value.messages == [said]


def test_several_schools_are_chosen_one_after_another(town: Cast) -> None:
    field = SchoolsField("own-open", "681", required=False)
    typed = "schools=6814990&schools=&schools=Dock+Street&schools-asked=Dock+Street&schools-pick=6812992"
    given = field.widget.value_from_datadict(QueryDict(typed), None, "schools")
    assert [school.number for school in field.clean(given)] == ["6814990", "6812992"]
    assert [number for number, _name in field.prepare_value(given).chosen] == ["6814990", "6812992"]
    assert [school.number for school in field.clean(["6814990, 6812991 6814990"])] == ["6814990", "6812991"]


# The pages.


@pytest.fixture
def office(town: Cast, signed_in: Callable[[User], Client]) -> Client:
    """The browser of Caerwennol's administrator."""
    return signed_in(town.lowri)


def test_the_page_asks_with_radio_buttons_and_takes_what_is_pressed(office: Client) -> None:
    ceri = {"full_name": "Ceri Blodwen", "username": "", "email": "ceri@example.org", "role": "school"}
    asked = office.post("/invite/", ceri | {"establishment": "Dock Street"})
    assert asked.status_code == 422
    assert "Choose the one that you mean by “Dock Street”." in asked.text
    assert "Dock Street Primary School (6812991), Wennol" in asked.text
    chosen = ceri | {
        "establishment": "Dock Street",
        "establishment-asked": "Dock Street",
        "establishment-pick": "6812992",
    }
    assert office.post("/invite/", chosen).status_code == 200
    assert User.objects.get(full_name="Ceri Blodwen").actor.establishment == "6812992"


def test_what_is_written_after_the_question_counts_and_not_the_radio_button(office: Client) -> None:
    ceri = {"full_name": "Ceri Blodwen", "username": "", "email": "ceri@example.org", "role": "school"}
    other = {"establishment": "6814990", "establishment-asked": "Dock Street", "establishment-pick": "6812992"}
    office.post("/invite/", ceri | other)
    assert User.objects.get(full_name="Ceri Blodwen").actor.establishment == "6814990"


def test_the_list_below_the_field_is_that_of_ones_own_authority(office: Client) -> None:
    found = office.get("/establishments/find/?scope=own-open&la=660&q=prim").json()["found"]
    assert [each["text"] for each in found] == [
        "Dock Street Primary School (6812991)",
        "Dock Street Primary School (6812992)",
        "Nant y Wennol Primary School (6812990)",
    ]
    assert found[0]["town"] == "Wennol"
    assert office.get("/establishments/find/?scope=none&q=prim").status_code == 404


def test_the_list_below_the_field_is_short_and_asked_for_once(office: Client) -> None:
    Establishment.objects.bulk_create(
        Establishment(number=f"936{2000 + each}", kind="school", la_number="936", name=f"Elm {each} Primary School")
        for each in range(60)
    )
    with CaptureQueriesContext(connection) as seen:
        found = office.get("/establishments/find/?scope=open&q=elm").json()["found"]
    assert len(found) == 20
    assert sum("iregex" in each["sql"].lower() or "REGEXP" in each["sql"] or "~*" in each["sql"] for each in seen) == 1


def test_schools_that_merge_are_added_one_by_one_before_anything_happens(office: Client) -> None:
    page = office.post("/establishments/merge/", {"schools": "6812991", "more": "schools"})
    assert page.status_code == 200
    assert "Dock Street Primary School (6812991)" in page.text
    assert "Enter the school that goes on" not in page.text
    unclear = office.post("/establishments/merge/", {"schools": ["6812991", "Dock Street"], "more": "schools"})
    assert "Choose the one that you mean by “Dock Street”." in unclear.text
    assert not Establishment.objects.exclude(closed_on=None).exists()
