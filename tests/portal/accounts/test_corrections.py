"""A married name, a moved mailbox: an administrator corrects them, both addresses are told, and old links die."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client

from handover.portal.accounts import changes, corrections, links
from handover.portal.accounts.models import User
from handover.portal.accounts.people import PersonRefused
from handover.portal.accounts.people_models import CorrectionRequest
from handover.portal.audit.models import Entry
from handover.portal.notices.models import Notice
from tests.cast import Cast, make_person
from tests.moments import NOW

SignedIn = Callable[[User], Client]


def correct(user: User, by: User, name: str = "Efa Priod", email: str = "efa.priod@example.org") -> None:
    corrections.correct_person(user, name, email, by.actor, NOW)


def recipients(kind: str) -> set[str]:
    return set(Notice.objects.filter(kind=kind).values_list("recipient", flat=True))


def refused(user: User, by: User, **given: str) -> set[str]:
    with pytest.raises(PersonRefused) as fault:
        correct(user, by, **given)
    return {problem.code for problem in fault.value.problems.values()}


def test_name_and_address_are_corrected_and_both_addresses_are_told(cast: Cast):
    correct(cast.efa, cast.lowri, name="  Efa   Priod ")
    stored = User.objects.get(pk=cast.efa.pk)
    assert (stored.full_name, stored.email, stored.username) == ("Efa Priod", "efa.priod@example.org", "efa")
    assert recipients("person_corrected") == {"efa@example.org", "efa.priod@example.org"}
    entry = Entry.objects.get(action="person.corrected")
    assert (entry.username, entry.subject) == ("lowri", "efa")
    assert entry.facts == {
        "former_name": "Efa Llwydiarth",
        "former_email": "efa@example.org",
        "name": "Efa Priod",
        "email": "efa.priod@example.org",
    }


def test_links_that_went_to_the_old_address_die(cast: Cast):
    links.ask_for_new_password("efa", NOW)
    links.answer_requests(NOW)
    assert cast.efa.links.count() == 1
    correct(cast.efa, cast.lowri)
    assert cast.efa.links.count() == 0


def test_a_password_asked_for_before_goes_to_the_new_address(cast: Cast):
    links.ask_for_new_password("efa", NOW)
    correct(cast.efa, cast.lowri)
    links.answer_requests(NOW)
    assert recipients("password_reset") == {"efa.priod@example.org"}


def test_who_has_not_come_is_invited_anew_at_the_new_address(cast: Cast):
    person = make_person("newydd", "Non Newydd", "school", cast.glan_high)
    person.set_unusable_password()
    person.save()
    changes.invite_again(person, cast.lowri.actor, NOW - timedelta(hours=1))
    correct(person, cast.lowri, email="non@example.org")
    assert recipients("invited") == {"newydd@example.org", "non@example.org"}
    assert person.links.count() == 1


def test_a_new_name_alone_leaves_links_as_they_are(cast: Cast):
    links.ask_for_new_password("efa", NOW)
    links.answer_requests(NOW)
    correct(cast.efa, cast.lowri, email="efa@example.org")
    assert cast.efa.links.count() == 1
    assert recipients("person_corrected") == {"efa@example.org"}


def test_corrections_end_where_every_change_of_an_account_ends(cast: Cast):
    assert refused(cast.lowri, cast.lowri) == {"person.yourself"}
    assert refused(cast.carys, cast.lowri) == {"person.other_authority"}
    boss = make_person("boss", "Pennaeth", "lea-dba", cast.ynys_grug)
    colleague = make_person("colleague", "Cydweithiwr", "national", None)
    assert refused(boss, cast.lowri) == {"person.other_authority"}
    assert refused(colleague, cast.lowri) == {"person.other_authority"}
    correct(boss, cast.gwilym)


def test_what_cannot_be_is_refused(cast: Cast):
    assert refused(cast.efa, cast.lowri, name=" ") == {"person.name_missing"}
    assert refused(cast.efa, cast.lowri, email="efa@hotmail.com") == {"person.email_private"}
    assert refused(cast.efa, cast.lowri, email="efa") == {"person.email_shape"}
    assert refused(cast.efa, cast.lowri, name="Efa Llwydiarth", email="efa@example.org") == {"person.nothing_new"}
    assert not Notice.objects.exists()


def test_a_person_asks_who_looks_after_them(cast: Cast, signed_in: SignedIn):
    browser = signed_in(cast.efa)
    assert "ask who looks after people for you: Lowri Dyfed" in browser.get("/account/").text
    answer = browser.post(
        "/account/correction/", {"full_name": "Efa Priod", "email": "efa.priod@example.org"}, follow=True
    )
    assert "We have written to Lowri Dyfed." in answer.text
    assert recipients("correction_asked") == {"lowri@example.org"}
    assert "Efa Priod" not in Notice.objects.get(kind="correction_asked").body
    assert User.objects.get(pk=cast.efa.pk).full_name == "Efa Llwydiarth"
    office = signed_in(cast.lowri)
    assert "1 person asks for a correction" in office.get("/").text
    page = office.get("/people/efa/correct/").text
    assert 'value="Efa Priod"' in page
    assert "Now the account says: Efa Llwydiarth, efa@example.org." in page
    office.post("/people/efa/correct/", {"full_name": "Efa Priod", "email": "efa.priod@example.org"})
    assert User.objects.get(pk=cast.efa.pk).email == "efa.priod@example.org"
    assert not CorrectionRequest.objects.exists()
    assert "asks for a correction" not in office.get("/").text


def test_asking_again_and_again_writes_once(cast: Cast):
    for number in range(3):
        corrections.ask_correction(cast.efa, f"Efa {number}", "efa@example.org", NOW)
    assert Notice.objects.filter(kind="correction_asked").count() == 1
    assert CorrectionRequest.objects.get().full_name == "Efa 2"


def test_an_administrator_asks_nationally(cast: Cast):
    assert corrections.find_keepers(cast.lowri) == [cast.gwilym]
    assert corrections.find_keepers(cast.carys) == [cast.gwilym]
    assert corrections.find_keepers(cast.gwilym) == []


def test_the_page_is_for_who_may_change_the_account(cast: Cast, signed_in: SignedIn):
    assert signed_in(cast.lowri).get("/people/lowri/correct/").status_code == 302
    assert signed_in(cast.lowri).get("/people/carys/correct/").status_code == 404
    answer = signed_in(cast.lowri).post("/people/efa/correct/", {"full_name": "", "email": "efa"})
    assert answer.status_code == 422
