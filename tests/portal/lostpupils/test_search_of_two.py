"""A child is found of whom there are two, and by a UPN that was mistyped."""

from datetime import date

import pytest

from handover.portal.lostpupils.models import LostPupil
from handover.portal.lostpupils.question import Question
from handover.portal.lostpupils.searching import find_hits
from tests.files import Child, send

pytestmark = pytest.mark.django_db


def first(**fields) -> str | None:
    """Return the forename of the first pupil, if the page says that this pupil fits."""
    hits = find_hits(Question(**fields)).hits
    return hits[0].pupil.forename if hits and hits[0].fits else None


def test_of_two_children_of_one_name_and_day_both_are_found(cast):
    for number in (1, 2):
        child = Child("", "Humphreys", "Benjamin", "2014-05-17", "M")
        assert send(cast.alis, "XXXXXXX", number=number, children=[child], note=str(number)).transfer
    found = find_hits(Question(surname="Humphreys", forename="Ben", birth_date=date(2014, 5, 17))).fitting
    listed = LostPupil.objects.filter(superseded_by=None)
    assert {hit.pupil.pk for hit in found} == set(listed.values_list("pk", flat=True))


# A UPN that was mistyped.


@pytest.fixture
def numbered(cast):
    child = Child("N936299021001", "Humphreys", "Benjamin", "2014-05-17", "M")
    assert send(cast.alis, "XXXXXXX", number=1, children=[child]).transfer
    return cast


@pytest.mark.parametrize("upn", ["n936299021001", "A936299021001", "N936299021007", "N936299012001", "N939299021001"])
def test_a_upn_in_small_letters_or_with_one_slip_finds_the_child(numbered, upn):
    assert first(upn=upn) == "Benjamin"


def test_a_upn_with_two_slips_finds_nobody_and_hides_nobody_who_is_known_by_name(numbered):
    assert find_hits(Question(upn="N936299021884")).hits == ()
    assert first(upn="N936299021884", surname="Humphreys", birth_date=date(2014, 5, 17)) == "Benjamin"


def test_another_permanent_upn_that_is_right_keeps_a_namesake_from_fitting(numbered):
    asked = Question(upn="B681299003017", surname="Humphreys", forename="Benjamin", birth_date=date(2014, 5, 17))
    (hit,) = find_hits(asked).hits
    assert not hit.fits
