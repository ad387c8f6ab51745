"""Somebody who reaches for another school's or authority's expected pupils, or uses a list to find where a child is."""

import pytest
from django.urls import reverse

from handover.portal.expected import listing
from handover.portal.expected.models import ExpectedPupil
from handover.portal.expected.row import Expected
from handover.portal.messaging.models import SecureMessage
from tests.files import NOW, SIAN, send

pytestmark = pytest.mark.django_db
PUPIL = Expected(0, SIAN.upn, "Prydderch", "Siân", None, "6812990")


@pytest.mark.parametrize("who", ["alis", "carys", "efa", "ffion", "lowri", "dev"])
@pytest.mark.parametrize("step", ["expected-ask", "expected-remove"])
def test_rows_of_others_are_not_found_by_a_guessed_address(cast, signed_in, who, step):
    listing.add_pupils([PUPIL], cast.bryn, NOW)
    address = reverse(step, args=[ExpectedPupil.objects.get().reference])
    browser = signed_in(getattr(cast, who))
    assert browser.post(address).status_code == 404
    assert browser.get(address).status_code in {404, 405}
    assert "Siân Prydderch" not in browser.get("/expected/").content.decode()
    assert ExpectedPupil.objects.get().asked_at is None
    assert not SecureMessage.objects.exists()


def test_authority_does_not_see_the_lists_of_its_schools_nor_they_its(cast, signed_in):
    listing.add_pupils([PUPIL], cast.bryn, NOW)
    address = reverse("expected-remove", args=[ExpectedPupil.objects.get().reference])
    assert signed_in(cast.efa).post(address).status_code == 404


@pytest.mark.parametrize("destination", ["6602991", "XXXXXXX", "681LLLL"])
def test_list_does_not_tell_where_a_child_went(cast, signed_in, destination):
    bryn = signed_in(cast.bryn)
    listing.add_pupils([PUPIL], cast.bryn, NOW)
    before = bryn.get("/expected/").content.decode().partition("<main")[2]
    send(cast.alis, destination)
    after = bryn.get("/expected/").content.decode().partition("<main")[2]
    assert before.count("Missing") == after.count("Missing")
    assert destination not in after


def test_sealed_name_moved_to_another_row_cannot_be_read(cast):
    from handover.common.sealing import CannotUnseal
    from handover.portal.expected.who import who_is

    listing.add_pupils([PUPIL, Expected(0, "H681299021005", "", "", None, "")], cast.bryn, NOW)
    one, other = ExpectedPupil.objects.all()
    other.content, other.wrapped_key = one.content, one.wrapped_key
    with pytest.raises(CannotUnseal):
        who_is(other)


def test_name_that_is_markup_or_a_formula_is_shown_as_text(cast, signed_in):
    listing.add_pupils([Expected(0, SIAN.upn, "<script>alert(1)</script>", "{{ 7*7 }}", None, "")], cast.bryn, NOW)
    page = signed_in(cast.bryn).get("/expected/").content.decode()
    assert "<script>alert" not in page
    assert "{{ 7*7 }}" in page
