"""Home promises an e-mail to those who get one when a file comes, says where it goes, and promises none to the others."""

import pytest

from handover.portal.notices.models import Notice
from handover.portal.reminders.weekly import find_reminder_addresses
from tests.files import ctf, send
from tests.moments import NOW

pytestmark = pytest.mark.django_db

# Who, where the e-mail of an arrival goes that Home promises; None: it promises none.
PROMISED = {
    "alis": "nant-primary@example.org",
    "efa": "caerwennol@example.org",
    "hana": "caerwennol@example.org",
    "lowri": None,  # first steps wait for her, and the sentence stands where nothing waits
    "nerys": "caerwennol@example.org",
    "owain": "caerwennol@example.org",
    "padrig": "caerwennol@example.org",
    "idris": None,
    "macsen": None,
    "gwilym": None,
}


@pytest.mark.parametrize(("name", "address"), PROMISED.items())
def test_home_promises_an_e_mail_to_those_who_get_one(cast, signed_in, name, address):
    cast.bryn.language = cast.alis.language = "en"
    cast.alis.save()
    page = signed_in(getattr(cast, name)).get("/").content.decode()
    assert ("we will send an e-mail" in page) == (address is not None)
    assert address is None or f"e-mail to {address}." in page


def test_where_the_office_has_no_address_the_promise_is_of_ones_own(cast, signed_in):
    cast.glan_high.email = ""
    cast.glan_high.save()
    assert "we will send an e-mail to bryn@example.org." in signed_in(cast.bryn).get("/").content.decode()
    send(cast.alis, "6814990")
    assert Notice.objects.get(kind="arrived").recipient == "bryn@example.org"


def test_the_empty_list_of_files_makes_the_same_promise(cast, signed_in):
    page = signed_in(cast.bryn).get("/collect/").content.decode()
    assert "we will send an e-mail to glan-high@example.org. There is none for a generic zip." in page
    assert "we will send" not in signed_in(cast.idris).get("/collect/").content.decode()


def test_the_weekly_list_goes_to_those_who_collect_such_files_and_to_no_other_desk(cast):
    assert find_reminder_addresses(cast.caerwennol) == ["caerwennol@example.org"]
    cast.caerwennol.email = ""
    cast.caerwennol.save()
    people = ("efa", "hana", "lowri", "nerys")
    assert find_reminder_addresses(cast.caerwennol) == [f"{name}@example.org" for name in people]


def test_the_successor_of_a_closed_school_is_told_even_without_an_address_of_its_own(cast):
    cast.glan_high.closed_on, cast.glan_high.successor = NOW.date(), cast.grug_primary
    cast.glan_high.save()
    cast.grug_primary.email = ""
    cast.grug_primary.save()
    send(cast.alis, "6814990", data=ctf("6812990", "6814990"))
    assert [notice.recipient for notice in Notice.objects.filter(kind="held_successor")] == ["carys@example.org"]
