"""What the two sides can do with a file in each state of its life, and who is told of each step, to the address."""

from pathlib import Path

import pytest
from django.db import transaction
from django.urls import reverse

from handover.portal.audit.models import Entry
from handover.portal.notices.models import Notice
from handover.portal.transfers import collecting, damages, mailbox, vault
from handover.portal.transfers.flow import State
from handover.portal.transfers.models import DamagedFile, Transfer
from handover.portal.transfers.moving import AlreadyMoved, NotTheirs, take_step
from tests.cast import make_person
from tests.files import ctf, send
from tests.moments import NOW

pytestmark = pytest.mark.django_db

YES, NO = "yes", "-"


def put(transfer: Transfer, state: str) -> Transfer:
    """Put a file into a state, whatever led there, and return it as it is read anew."""
    Transfer.objects.filter(pk=transfer.pk).update(state=state)
    return Transfer.objects.select_related("sealed", "source_establishment", "sent_by").get(pk=transfer.pk)


LOST = ("lodged", "taken", "released", "found", "removed")


def sends_again(cast, transfer: Transfer) -> str:
    """Send the same bytes under the same name, and say whether that makes a new transfer; nothing of it stays."""
    with transaction.atomic():
        answer = send(cast.alis, transfer.destination).transfer
        transaction.set_rollback(True)
    return "same" if answer == transfer else "new"


def told_of_damage(transfer: Transfer) -> str:
    """Note that the stored file is missing, and say which sides are told; nothing of it stays."""
    with transaction.atomic():
        damages.note_damage(vault.Damaged(transfer.sealed, vault.SealedFileFault.MISSING), NOW)
        told = set(Notice.objects.filter(kind__startswith="damaged").values_list("kind", flat=True))
        assert DamagedFile.objects.count() == 1
        transaction.set_rollback(True)
    sides = {"damaged_sender": "sender", "damaged": "receiver"}
    return " ".join(side for kind, side in sides.items() if kind in told) or NO


def test_what_can_be_done_with_a_file_in_each_state_is_what_the_file_says(cast):
    _, *lines = (Path(__file__).parent / "states.txt").read_text("utf-8").splitlines()
    sent, lost, bryn = send(cast.alis, "6814990").transfer, send(cast.alis, "XXXXXXX").transfer, cast.bryn
    measured = []
    for state in [state for state in State if state is not State.NEW]:
        file = put(lost if state.value in LOST else sent, state.value)
        answers = [
            file in mailbox.to_collect(bryn),
            collecting.start_collection([file.reference], bryn, NOW) is not None,
            mailbox.may_open(file, bryn),
            mailbox.find_transfer(file.reference, bryn) is not None,
        ]
        cells = [YES if answer else NO for answer in answers]
        measured.append(f"{state} {' '.join(cells)} {sends_again(cast, file)} {told_of_damage(file)}")
    assert measured == [" ".join(line.split()) for line in lines]


def test_a_sender_may_open_a_file_in_every_state_as_long_as_its_bytes_are_there(cast):
    sent = send(cast.alis, "6814990").transfer
    assert all(mailbox.may_open(put(sent, state.value), cast.alis) for state in State if state is not State.NEW)
    sent.sealed = None
    assert not mailbox.may_open(sent, cast.alis)


def test_a_file_that_was_saved_and_not_yet_confirmed_is_looked_into_and_saved_again(cast, signed_in):
    data = ctf("6812990", "6814990", note="twice")
    file, browser = send(cast.alis, "6814990", data=data).transfer, signed_in(cast.bryn)
    for _ in range(2):
        place = browser.post("/collect/", {"file": [str(file.reference)]}).url
        assert b"".join(browser.post(f"{place}download/").streaming_content) == data
        file.refresh_from_db()
        assert file.stage is State.COLLECTED
    assert "Prydderch" in browser.get(reverse("content", args=[file.reference])).content.decode()
    assert file.file_name in browser.get("/collect/").content.decode()


# Who is told.

SENDER = ("alis@example.org", "nant-primary@example.org")
RECEIVER = ("glan-high@example.org",)
TOLD = {
    # event: the state before, and who is told of what
    "send": ("asking", {"arrived": RECEIVER, "uploaded": SENDER}),
    "see": ("sent", {}),
    "collect": ("sent", {}),
    "confirm": ("collected", {"confirmed": SENDER}),
    "return": ("collected", {}),
    "collect_again": ("confirmed", {}),
    "reject": ("seen", {"rejected": SENDER}),
    "recall": ("sent", {"recalled": RECEIVER}),
    "clear": ("sent", {"cleared_sender": SENDER, "cleared_destination": RECEIVER}),
    "forward": ("sent", {"forwarded": SENDER}),
    "expire": ("sent", {"expired_sender": SENDER, "expired_destination": RECEIVER}),
    "decline": ("asking", {}),
    "lapse": ("asking", {"lapsed": SENDER}),
}


def told(since: int = 0) -> dict[str, tuple[str, ...]]:
    """The e-mails after a number: by kind, the addresses they go to."""
    found: dict[str, tuple[str, ...]] = {}
    for notice in Notice.objects.filter(pk__gt=since).order_by("pk"):
        found[notice.kind] = (*found.get(notice.kind, ()), notice.recipient)
    return found


@pytest.mark.parametrize("event", TOLD)
def test_the_person_and_the_office_are_told_of_each_step(cast, event):
    before, expected = TOLD[event]
    file = put(send(cast.alis, "6814990").transfer, before)
    last = Notice.objects.order_by("-pk").values_list("pk", flat=True).first()
    take_step(event, file, by=None, now=NOW)
    assert told(last) == expected


def test_the_log_says_of_each_step_which_file_from_where_to_where(cast):
    file = send(cast.alis, "6814990").transfer
    take_step("recall", file, by=cast.alis, now=NOW)
    entry = Entry.objects.filter(action="file.recalled").get()
    assert entry.facts == {
        "file": "6812990_CTF_6814990_001.xml",
        "from": "6812990",
        "to": "6814990",
        "event": "recall",
    }
    assert (entry.username, entry.subject) == ("alis", str(file.reference))


def test_where_an_office_has_no_address_its_people_who_read_that_mailbox_are_told(cast):
    cast.glan_high.email = cast.caerwennol.email = ""
    cast.glan_high.save()
    cast.caerwennol.save()
    make_person("gone", "Gone Away", "school", cast.glan_high)
    cast.glan_high.users.filter(username="gone").update(is_active=False)
    send(cast.alis, "6814990")
    assert told()["arrived"] == ("bryn@example.org",)
    Notice.objects.all().delete()
    send(cast.carys, "681LLLL", name="6602991_CTF_681LLLL_001.xml")
    # Not the desks of the census and of admissions, which have mailboxes of their own;
    # nor whoever may not collect such a file: the lost pupil desk, and who may only look.
    names = ("efa", "hana", "lowri", "nerys")
    assert set(told()["arrived"]) == {f"{name}@example.org" for name in names}


def test_a_sender_whose_office_has_no_address_is_told_in_person(cast):
    cast.nant_primary.email = ""
    cast.nant_primary.save()
    send(cast.alis, "6814990")
    assert told()["uploaded"] == ("alis@example.org",)


def test_an_e_mail_names_both_sides_in_both_languages(cast):
    send(cast.alis, "6814990")
    arrived, sent = (Notice.objects.filter(kind=kind).first() for kind in ("arrived", "uploaded"))
    for words in ("Nant y Wennol Primary School (6812990)", "Ysgol Gynradd Nant y Wennol (6812990)"):
        assert words in arrived.body
    for words in ("Glan Wennol High School", "Ysgol Uwchradd Glan Wennol"):
        assert words in sent.body
    assert f"/files/{Transfer.objects.get().reference}/" in sent.body


def test_an_e_mail_about_the_store_of_lost_pupils_names_it_in_both_languages(cast):
    send(cast.alis, "XXXXXXX")
    body = Notice.objects.filter(kind="uploaded").first().body
    assert "ready for the lost pupil store" in body
    assert "y storfa disgyblion coll" in body


def test_whoever_comes_late_is_told_so_and_not_that_the_step_is_anothers(cast):
    sent = send(cast.alis, "6814990").transfer
    with pytest.raises(AlreadyMoved):
        take_step("confirm", sent, by=cast.alis, now=NOW)
    with pytest.raises(NotTheirs):
        take_step("collect", sent, by=cast.alis, now=NOW)
    assert Transfer.objects.get(pk=sent.pk).stage is State.SENT
