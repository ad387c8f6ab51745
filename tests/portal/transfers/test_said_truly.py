"""Sentences that used to be said whatever had happened: each is said when it is so, and another when it is not."""

import re
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from handover.portal.accounts.models import User
from handover.portal.transfers import collecting
from handover.portal.transfers.models import Transfer
from tests.cast import Cast, make_person
from tests.files import NOW, TOMOS, send

pytestmark = pytest.mark.django_db
SignedIn = Callable[..., Client]


def english(person: User) -> User:
    person.language = "en"
    person.save()
    return person


def words(answer) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def downloaded(cast: Cast, *transfers: Transfer):
    begun = collecting.start_collection([transfer.reference for transfer in transfers], cast.bryn, NOW)
    assert begun is not None
    collecting.take_out_collection(begun, cast.bryn, NOW)
    return begun


@pytest.mark.parametrize("said", ["yes", "no"])
def test_who_answers_after_a_colleague_is_not_told_that_files_moved(cast: Cast, signed_in: SignedIn, said: str):
    sent = send(cast.alis, "6814990").transfer
    first, second = downloaded(cast, sent), downloaded(cast, sent)
    collecting.answer_collection(first, arrived=True, by=cast.bryn, now=NOW)
    browser = signed_in(english(cast.bryn))
    page = words(browser.post(reverse("arrived", args=[second.reference]), {"arrived": said}, follow=True))
    assert "Nothing was changed: those files had been confirmed, or had moved on, before." in page
    assert "0 files" not in page
    assert "back on your list" not in page


def test_of_two_files_the_one_that_came_back_is_counted(cast: Cast, signed_in: SignedIn):
    sent = send(cast.alis, "6814990").transfer
    other = send(cast.alis, "6814990", number=2, children=(TOMOS,)).transfer
    both, one = downloaded(cast, sent, other), downloaded(cast, other)
    collecting.answer_collection(one, arrived=True, by=cast.bryn, now=NOW)
    browser = signed_in(english(cast.bryn))
    page = words(browser.post(reverse("arrived", args=[both.reference]), {"arrived": "no"}, follow=True))
    assert "1 file is back on your list." in page


def test_collecting_again_does_not_say_that_the_sender_is_told(cast: Cast, signed_in: SignedIn):
    sent = send(cast.alis, "6814990").transfer
    first = downloaded(cast, sent)
    browser = signed_in(english(cast.bryn))
    page = words(browser.get(reverse("collection", args=[first.reference])))
    assert "Yes tells the sender that you have it" in page
    collecting.answer_collection(first, arrived=True, by=cast.bryn, now=NOW)
    again = downloaded(cast, sent)
    page = words(browser.get(reverse("collection", args=[again.reference])))
    assert "nobody is told again, whatever you answer" in page
    assert "Yes tells the sender" not in page


@pytest.mark.parametrize(("role", "told"), [("lea-user", True), ("lea-lost-pupil", False)])
def test_home_promises_an_e_mail_to_those_who_get_one(cast: Cast, signed_in: SignedIn, role: str, told: bool):
    person = english(make_person("nansi", "Nansi", role, cast.ynys_grug))
    page = words(signed_in(person).get("/"))
    assert ("When a file waits for you, we will send an e-mail to" in page) is told


def test_calling_back_a_lost_pupil_s_file_does_not_say_that_anybody_is_told(cast: Cast, signed_in: SignedIn):
    english(cast.alis)
    lodged = send(cast.alis, "XXXXXXX").transfer
    page = words(signed_in(cast.alis).get(reverse("recall", args=[lodged.reference])))
    assert "The destination is told." not in page
    sent = send(cast.alis, "6814990", children=(TOMOS,)).transfer
    page = words(signed_in(cast.alis).get(reverse("recall", args=[sent.reference])))
    assert "The destination is told." in page
