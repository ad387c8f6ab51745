"""Questions that wait: the site's to a sender, and whether a download arrived."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from handover.portal.transfers import collecting
from handover.portal.transfers.intake import UploadVerdict, questions
from tests.cast import Cast
from tests.files import NOW, TOMOS, ctf, send

SignedIn = Callable[..., Client]
COPY = "6812990_CTF_6814990_040 (1).xml"


@pytest.fixture
def asked(cast: Cast):
    outcome = send(cast.alis, "6814990", name=COPY, data=ctf("6812990", "6814990", note="asked"))
    assert outcome.verdict is UploadVerdict.ASKED
    return outcome


def test_a_sender_who_comes_back_later_reads_what_was_asked(cast: Cast, signed_in: SignedIn, asked):
    cast.alis.language = "en"
    cast.alis.save()
    page = signed_in(cast.alis).get(reverse("file", args=[asked.transfer.reference])).content.decode()
    assert COPY in page
    assert "It would be sent as 6812990_CTF_6814990_040.xml" in page


def test_the_question_found_again_is_the_question_that_was_asked(cast: Cast, asked):
    again = questions(asked.transfer, cast.alis, NOW.date())
    before = [problem for problem in asked.problems if problem.code in asked.transfer.questions]
    assert {problem.as_json()["message"] for problem in again} == {problem.as_json()["message"] for problem in before}


def test_a_file_does_not_ask_about_its_own_name(cast: Cast, asked):
    other = send(cast.alis, "6814990", number=40, children=(TOMOS,))
    assert other.verdict is UploadVerdict.ASKED
    assert [problem.code for problem in questions(other.transfer, cast.alis, NOW.date())] == ["transfer.same_name"]
    assert "transfer.same_name" not in [p.code for p in questions(asked.transfer, cast.alis, NOW.date())]


def test_others_are_not_asked_the_senders_question(cast: Cast, signed_in: SignedIn, asked):
    assert signed_in(cast.bryn).get(reverse("file", args=[asked.transfer.reference])).status_code == 404


def test_a_downloaded_file_leads_from_the_list_to_its_question(cast: Cast, signed_in: SignedIn):
    sent = send(cast.alis, "6814990").transfer
    waiting = send(cast.alis, "6814990", number=2, children=(TOMOS,)).transfer
    begun = collecting.start_collection([sent.reference], cast.bryn, NOW)
    collecting.take_out_collection(begun, cast.bryn, NOW)
    page = signed_in(cast.bryn).get(reverse("collect")).content.decode()
    assert page.count("Did it arrive?") == 1
    assert reverse("collection", args=[begun.reference]) in page
    assert collecting.unanswered([sent, waiting]) == {}
    sent.refresh_from_db()
    assert collecting.unanswered([sent, waiting]) == {sent.pk: begun.reference}


def test_an_answered_download_asks_no_more(cast: Cast, signed_in: SignedIn):
    sent = send(cast.alis, "6814990").transfer
    begun = collecting.start_collection([sent.reference], cast.bryn, NOW)
    collecting.take_out_collection(begun, cast.bryn, NOW)
    collecting.answer_collection(begun, arrived=False, by=cast.bryn, now=NOW)
    assert "Did it arrive?" not in signed_in(cast.bryn).get(reverse("collect")).content.decode()
