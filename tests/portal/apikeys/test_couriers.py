"""The page of a key says when its courier was last heard."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from handover.portal.apikeys.couriers import CourierSign, note_courier, read_courier_sign
from handover.portal.apikeys.models import ApiKey, HeardCourier
from tests.programs import program_of


def page_of(browser) -> str:
    return browser.get(reverse("key", args=[ApiKey.objects.get().reference])).content.decode()


def test_a_school_sees_when_its_courier_was_last_heard(cast, signed_in):
    program = program_of(cast.bryn)
    browser = signed_in(cast.bryn)
    assert "courier" not in page_of(browser)
    assert program.get("/me", courier="0.1.0; Swyddfa%20%C5%B4yn").status_code == 200
    page = page_of(browser)
    assert "version 0.1.0, folder “Swyddfa Ŵyn”" in page
    assert "it has been silent" not in page
    HeardCourier.objects.update(heard_at=timezone.now() - timedelta(minutes=16))
    assert "it has been silent" in page_of(browser)


def test_a_school_that_reads_welsh_reads_of_its_courier_in_welsh(cast, signed_in):
    program_of(cast.alis).get("/me", courier="0.1.0; Swyddfa")
    assert "Clywyd ei negesydd ddiwethaf" in page_of(signed_in(cast.alis))


def test_other_programs_and_broken_headers_are_no_courier(cast):
    program = program_of(cast.bryn)
    for header in ("", "0.1.0", "0.1.0;", "<b>; x", "0.1.0; a b", "9" * 41 + "; x", "0.1.0; " + "x" * 601):
        assert program.get("/me", courier=header).status_code == 200
    assert not HeardCourier.objects.exists()


def test_it_is_written_down_at_most_once_a_minute_and_after_a_clock_was_set_back(cast):
    program_of(cast.bryn)
    key, now = ApiKey.objects.get(), timezone.now()
    for moment, kept in ((0, 0), (59, 0), (60, 60), (30, 30)):
        note_courier(key, "0.1.0; x", now + timedelta(seconds=moment))
        assert HeardCourier.objects.get().heard_at == now + timedelta(seconds=kept)


@pytest.mark.parametrize(
    ("header", "sign"),
    [
        ("0.1.0; Handover%20office", CourierSign("0.1.0", "Handover office")),
        ("0.1.0; %FF%00%0A", CourierSign("0.1.0", "�")),
        ("0.1.0; " + "%C5%B4" * 99, CourierSign("0.1.0", "Ŵ" * 60)),
    ],
)
def test_the_name_of_a_folder_is_read_whatever_it_holds(header, sign):
    assert read_courier_sign(header) == sign
