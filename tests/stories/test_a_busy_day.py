"""A morning in July: one school sends 46 files, two others collect 29 of them; and how many e-mails that makes."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from handover.portal.notices.mail import mail_server
from handover.portal.notices.models import Notice
from handover.portal.notices.outbox import deliver_due
from handover.portal.transfers.flow import State
from handover.portal.transfers.models import Transfer
from tests.files import ctf, name_of
from tests.mail_server import mailbox

__all__ = ["mailbox"]
pytestmark = pytest.mark.django_db

NANT = "6812990"
TO = {"6814990": 25, "6602991": 4, "9364990": 4, "681LLLL": 4, "XXXXXXX": 5}


def send_files(browser):
    """Send them one by one, as the script of the page does: 42 go, two are refused and two wait for an answer."""
    files = [
        (name_of(NANT, to, number), ctf(NANT, to, note=str(number)))
        for to, count in TO.items()
        for number in range(1, count + 1)
    ]
    files += [(name_of(NANT, "6814990", number), b"not xml") for number in (101, 102)]
    files += [(f"{NANT}_CTF_6814990_{number}.xml", ctf(NANT, "6814990", note=str(number))) for number in (71, 72)]
    for name, data in files:
        browser.post("/send/", {"files": [SimpleUploadedFile(name, data, "application/xml")], "one": "1"})


def collect_files(browser, number):
    """Collect all that waits in one go, and say that all of it arrived."""
    waiting = Transfer.objects.filter(destination=number, state=State.SENT.value)
    page = browser.post("/collect/", {"file": [str(transfer.reference) for transfer in waiting]}).url
    browser.post(f"{page}download/").getvalue()
    browser.post(f"{page}arrived/", {"arrived": "yes"})


def test_a_morning_with_46_files_makes_eight_e_mails_and_not_179(cast, signed_in, mailbox):
    begin = timezone.now()
    send_files(signed_in(cast.alis))
    deliver_due(mail_server(mailbox.address), begin + timedelta(minutes=20))
    for person in (cast.bryn, cast.carys):
        collect_files(signed_in(person), person.mailbox)
    deliver_due(mail_server(mailbox.address), begin + timedelta(minutes=40))

    states = list(Transfer.objects.values_list("state", flat=True))
    assert (len(states), states.count(State.ASKING.value), states.count(State.CONFIRMED.value)) == (44, 2, 29)
    assert Notice.objects.filter(parts=None).count() == 179
    assert sorted((letter["To"], letter["Subject"]) for letter in mailbox.read()) == [
        ("alis@example.org", "Anfonwyd 42 ffeil"),
        ("alis@example.org", "Casglwyd 29 ffeil a anfonwyd gennych"),
        ("caerwennol@example.org", "Mae 4 ffeil yn aros amdanoch / 4 files are waiting for you"),
        ("fern-academy@example.org", "4 files are waiting for you"),
        ("glan-high@example.org", "Mae 25 ffeil yn aros amdanoch / 25 files are waiting for you"),
        ("grug-primary@example.org", "Mae 4 ffeil yn aros amdanoch / 4 files are waiting for you"),
        ("nant-primary@example.org", "Anfonwyd 42 ffeil / 42 files were sent"),
        (
            "nant-primary@example.org",
            "Casglwyd 29 ffeil a anfonwyd gennych / 29 files of yours were collected",
        ),
    ]
    for letter in mailbox.read():
        assert "Prydderch" not in letter.get_content()
