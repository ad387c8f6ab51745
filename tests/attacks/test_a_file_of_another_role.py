"""A colleague of the same mailbox, and somebody whose role was lowered, at the address of a file that is not for them.

Five roles of an authority share one mailbox. The address of a file or a collection is in the history of an office's
browser: it must open nothing that the role, as it is now, does not collect or send.
"""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from handover.portal.accounts.models import User
from handover.portal.accounts.second_step import has_second_step, keep_app
from handover.portal.messaging import reading, writing
from handover.portal.messaging.boxes import Box
from handover.portal.messaging.models import Draft
from handover.portal.messaging.words import Words
from handover.portal.transfers import collecting, successors
from handover.portal.transfers.flow import State
from handover.portal.transfers.models import Collection, Transfer
from handover.portal.transfers.moving import NotTheirs, take_step
from tests.cast import SECRET, Cast
from tests.files import NOW, SIAN, ctf, send
from tests.zips import zipped

SignedIn = Callable[[User], Client]
STEPS = ("", "download/", "arrived/")


@pytest.fixture
def record(cast: Cast) -> Transfer:
    """A CTF in the mailbox of Caerwennol, which Idris (generic zips alone) shares with Efa."""
    return send(cast.alis, "681LLLL").transfer


@pytest.fixture
def parcel(cast: Cast) -> Transfer:
    """A generic zip in the same mailbox, which Lowri (no generic zips) shares with Efa."""
    return send(cast.alis, "", name="6812990_681LLLL_letters.zip", data=zipped({"a.txt": b"Annwyl"})).transfer


def begun(*transfers: Transfer, by: User) -> Collection:
    collection = collecting.start_collection([transfer.reference for transfer in transfers], by, NOW)
    assert collection is not None
    return collection


def knock(browser: Client, place: str, step: str):
    return browser.get(place) if not step else browser.post(f"{place}{step}", {"arrived": "yes"})


def lower(user: User, role: str) -> User:
    User.objects.filter(pk=user.pk).update(role=role)
    user.refresh_from_db()
    if user.duties.second_factor and not has_second_step(user):
        keep_app(user, SECRET, NOW)  # or the page for setting one up would come first
    return user


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("who", ["idris", "macsen"])
def test_a_colleague_without_the_right_to_ctfs_opens_no_collection_of_one(cast, signed_in, record, who, step):
    collection = begun(record, by=cast.efa)
    collecting.take_out_collection(collection, cast.efa, NOW)
    answer = knock(signed_in(getattr(cast, who)), reverse("collection", args=[collection.reference]), step)
    assert answer.status_code in ({404} if who == "idris" else {403})
    assert SIAN.surname.encode() not in answer.content
    assert Transfer.objects.get().stage is State.COLLECTED


@pytest.mark.parametrize("step", STEPS)
def test_the_administrator_opens_no_collection_of_a_generic_zip(cast, signed_in, parcel, step):
    collection = begun(parcel, by=cast.efa)
    collecting.take_out_collection(collection, cast.efa, NOW)
    answer = knock(signed_in(cast.lowri), reverse("collection", args=[collection.reference]), step)
    assert answer.status_code == 404
    assert Transfer.objects.get().stage is State.COLLECTED


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("role", ["lea-lost-pupil", "lea-plasc", "lea-admissions"])
def test_a_lowered_role_opens_nothing_of_what_it_began(cast, signed_in, record, role, step):
    collection = begun(record, by=cast.efa)
    collecting.take_out_collection(collection, cast.efa, NOW)
    browser = signed_in(cast.efa)
    place = reverse("collection", args=[collection.reference])
    assert browser.get(place).status_code == 200
    lower(cast.efa, role)
    assert knock(browser, place, step).status_code in {403, 404}
    assert Transfer.objects.get().stage is State.COLLECTED


def test_a_raised_role_opens_it_again(cast, signed_in, record):
    collection = begun(record, by=cast.efa)
    browser, place = signed_in(cast.efa), reverse("collection", args=[collection.reference])
    lower(cast.efa, "lea-lost-pupil")
    assert browser.get(place).status_code == 404
    lower(cast.efa, "lea-user")
    assert b"".join(browser.post(f"{place}download/").streaming_content) == ctf("6812990", "681LLLL")


@pytest.mark.parametrize("step", STEPS)
def test_one_file_of_another_kind_closes_the_whole_collection(cast, signed_in, record, step):
    returns = send(cast.alis, "", name="6812990_PLASC_681LLLL_001.xml", data=b"<Message/>").transfer
    collection = begun(record, returns, by=cast.efa)
    # The desk of the census works with another mailbox; put in this one, it still collects no CTFs.
    Transfer.objects.update(destination="681PLAS")
    Collection.objects.update(mailbox="681PLAS")
    answer = knock(signed_in(cast.owain), reverse("collection", args=[collection.reference]), step)
    assert answer.status_code == 404


@pytest.mark.parametrize("page", ["file", "content", "reject", "recall", "answer", "closes", "send-on"])
@pytest.mark.parametrize(("who", "what"), [("idris", "record"), ("lowri", "parcel")])
def test_no_page_of_a_file_opens_for_the_wrong_kind(request, cast, signed_in, who, what, page):
    transfer = request.getfixturevalue(what)
    browser, place = signed_in(getattr(cast, who)), reverse(page, args=[transfer.reference])
    fields = {"reason": "not ours", "answer": "yes", "closes": "yes"}
    assert browser.get(place).status_code in {403, 404, 405}
    assert browser.post(place, fields).status_code in {403, 404, 405}
    assert {browser.get(place).status_code, browser.post(place, fields).status_code} & {403, 404}
    transfer.refresh_from_db()
    assert transfer.stage is State.SENT


def test_a_lowered_role_neither_recalls_nor_answers_what_it_sent(cast, signed_in):
    sent = send(cast.efa, "6814990").transfer
    lower(cast.efa, "lea-lost-pupil")
    browser = signed_in(cast.efa)
    for page in ("file", "recall"):
        assert browser.get(reverse(page, args=[sent.reference])).status_code == 404
    assert browser.post(reverse("recall", args=[sent.reference])).status_code == 404
    assert browser.post(reverse("answer", args=[sent.reference]), {"answer": "no"}).status_code == 404
    sent.refresh_from_db()
    assert sent.stage is State.SENT


def test_what_a_role_may_not_collect_is_not_begun_either(cast, signed_in, record, parcel):
    for who, transfer in ((cast.idris, record), (cast.lowri, parcel)):
        assert collecting.start_collection([transfer.reference], who, NOW) is None
        signed_in(who).post("/collect/", {"file": str(transfer.reference)})
    assert not Collection.objects.exists()


@pytest.mark.parametrize("event", ["see", "collect", "reject"])
def test_the_verbs_ask_as_well_as_the_pages(cast, record, event):
    with pytest.raises(NotTheirs):
        take_step(event, record, by=cast.idris, now=NOW)
    collection = begun(record, by=cast.efa)
    with pytest.raises(NotTheirs):
        collecting.take_out_collection(collection, cast.idris, NOW)
    record.refresh_from_db()
    assert record.stage is State.SENT


def test_a_confirmation_or_recall_by_the_wrong_role_changes_nothing(cast, record):
    with pytest.raises(NotTheirs):
        take_step("recall", record, by=cast.efa, now=NOW)
    collection = begun(record, by=cast.efa)
    collecting.take_out_collection(collection, cast.efa, NOW)
    for arrived in (True, False):
        with pytest.raises(NotTheirs):
            collecting.answer_collection(collection, arrived=arrived, by=cast.idris, now=NOW)
    record.refresh_from_db()
    assert record.stage is State.COLLECTED


def test_nobody_but_the_successor_takes_a_held_file(cast):
    cast.glan_high.closed_on, cast.glan_high.successor = date(2026, 7, 31), cast.grug_primary
    cast.glan_high.save()
    held = send(cast.alis, "6814990").transfer
    for stranger in (cast.dev, cast.efa, cast.ffion):
        with pytest.raises(NotTheirs):
            successors.send_to_successor(held, stranger, NOW)
    held.refresh_from_db()
    assert held.stage is State.HELD
    assert successors.send_to_successor(held, cast.carys, NOW).destination == "6602991"


def test_the_administrator_who_exchanges_no_generic_zips_sends_none_on(cast, signed_in):
    parcel = send(cast.carys, "", name="6602991_6814990_letters.zip", data=zipped({"a.txt": b"x"})).transfer
    browser, place = signed_in(cast.lowri), reverse("watched-forward", args=[parcel.reference])
    assert "send-on" not in browser.get(reverse("watched", args=[parcel.reference])).content.decode()
    browser.post(place, {"number": "6812990", "sure": "yes"})
    assert Transfer.objects.count() == 1
    assert signed_in(cast.efa).get(place).status_code == 200


def test_the_answer_that_was_begun_in_another_role_is_left_behind_with_its_message(cast, signed_in):
    first = writing.begin_draft(cast.bryn, NOW, Words("Siân", "Where is her file?"), [Box("681LLLL", "lea-user")])
    writing.send_draft(first, first.words, cast.bryn, NOW)
    browser = signed_in(cast.efa)
    browser.post(reverse("reply", args=[reading.list_inbox(cast.efa).get().reference]))
    draft = Draft.objects.get()
    pages = [reverse(page, args=[draft.reference]) for page in ("compose", "recipients")]
    assert "Where is her file?" in browser.get(pages[0]).content.decode()
    lower(cast.efa, "lea-lost-pupil")
    assert [browser.get(page).status_code for page in pages] == [404, 404]
    assert str(draft.reference) not in browser.get(reverse("drafts")).content.decode()
    assert browser.post(reverse("drop-draft", args=[draft.reference])).status_code == 404
