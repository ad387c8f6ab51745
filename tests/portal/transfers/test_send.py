"""The page for sending, as a browser without scripts uses it."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from handover.portal.transfers.models import Transfer
from tests.files import TOMOS, ctf, name_of, send

pytestmark = pytest.mark.django_db


def post(browser, *files, **fields):
    sent = [SimpleUploadedFile(name, data, "application/xml") for name, data in files]
    return browser.post("/send/", {"files": sent, **fields})


def test_several_files_get_an_answer_each_on_one_page(cast, signed_in):
    answer = post(
        signed_in(cast.bryn),
        (name_of("6814990", "6602991", 1), ctf("6814990", "6602991")),
        (name_of("6814990", "6602991", 2), b"not xml"),
        ("6814990_CTF_6602991_3.xml", ctf("6814990", "6602991", [TOMOS])),
    )
    page = answer.content.decode()
    assert answer.status_code == 200
    for verdict in ("accepted", "refused", "asked"):
        assert page.count(f"handover-outcome--{verdict}") == 1
    assert "Grug Bay Primary School (6602991)" in page
    assert "Yes, send it" in page


def test_the_script_gets_the_answer_alone(cast, signed_in):
    answer = post(signed_in(cast.bryn), (name_of("6814990", "6602991"), ctf("6814990", "6602991")), one="1")
    assert b"<html" not in answer.content
    assert b"handover-outcome--accepted" in answer.content


def test_nothing_chosen_is_said_beside_the_field(cast, signed_in):
    answer = signed_in(cast.bryn).post("/send/", {})
    assert answer.status_code == 422
    assert b"Choose at least one file." in answer.content


def test_a_name_with_markup_is_shown_as_text(cast, signed_in):
    answer = post(signed_in(cast.bryn), ("<b>x</b>.xml", ctf("6814990", "6602991")))
    assert b"<b>x" not in answer.content


def test_a_file_over_the_limit_is_refused_and_not_kept(cast, signed_in, settings):
    settings.CONFIG = type(settings.CONFIG)({**settings.CONFIG.values, "HANDOVER_CTF_MAX_MB": 1})
    answer = post(signed_in(cast.bryn), (name_of("6814990", "6602991"), b" " * (1024 * 1024 + 1)))
    assert b"larger than the limit of 1 MB" in answer.content
    assert not Transfer.objects.exists()


def test_yes_sends_the_file_and_no_drops_it(cast, signed_in):
    browser = signed_in(cast.bryn)
    for number, said, state in ((1, "yes", "sent"), (2, "no", "withdrawn")):
        asked = send(cast.bryn, "6602991", name=f"6814990_CTF_6602991_{number}.xml", note=said).transfer
        answer = browser.post(reverse("answer", args=[asked.reference]), {"answer": said}, follow=True)
        assert answer.status_code == 200
        asked.refresh_from_db()
        assert asked.state == state


def test_nobody_answers_for_another_school(cast, signed_in):
    asked = send(cast.bryn, "6602991", name="6814990_CTF_6602991_1.xml").transfer
    for stranger in (cast.alis, cast.carys, cast.efa):
        answer = signed_in(stranger).post(reverse("answer", args=[asked.reference]), {"answer": "yes"})
        assert answer.status_code == 404
    asked.refresh_from_db()
    assert asked.state == "asking"


def test_the_national_administrator_sends_nothing(cast, signed_in):
    assert signed_in(cast.gwilym).get("/send/").status_code in {302, 403}


def test_the_answer_comes_in_welsh(cast, signed_in):
    answer = post(signed_in(cast.alis), (name_of("6812990", "6819999"), ctf("6812990", "6819999")))
    assert "Nid oes ysgol nac awdurdod lleol" in answer.content.decode()
