"""Two boys of one name and birth date are lost: both are found, one is confirmed at a school, and the other is still there."""

import re

import pytest

from handover.portal.audit.models import Entry
from handover.portal.audit.verify import verify
from handover.portal.lostpupils.alike_notices import tell_of_new_pairs
from handover.portal.notices.models import Notice
from handover.portal.transfers.models import Transfer
from tests.files import Child, send
from tests.moments import NOW

pytestmark = pytest.mark.django_db

ASKED = {"surname": "Siddiqui", "forename": "Muhammad", "day": "6", "month": "6", "year": "2015"}


def boy(upn: str, middle: str) -> Child:
    details = f"<BasicDetails><MiddleNames>{middle}</MiddleNames><NCyearActual>6</NCyearActual></BasicDetails>"
    home = "<Address><BS7666Address><Town>Caerwennol</Town></BS7666Address><PostCode>CF99 1AA</PostCode></Address>"
    return Child(upn, "Siddiqui", "Muhammad", "2015-06-06", "M", details + home)


def words(response) -> str:
    return response.content.decode()


def found(browser) -> set[str]:
    """Return the addresses of the pupils whom a search for the boys shows."""
    return set(re.findall(r"/lost/[0-9a-f-]{36}/", words(browser.post("/lost/", ASKED, follow=True))))


def press(browser, address: str, **form):
    """Answer a page as somebody who has it before them: with the hidden fields that it holds."""
    hidden = dict(re.findall(r'type="hidden" name="(\w+)" value="(\w*)"', words(browser.get(address))))
    return browser.post(address, {**hidden, **form}, follow=True)


def test_both_boys_are_found_one_is_confirmed_and_the_other_is_still_there(cast, signed_in):
    cast.jac.language = "en"
    cast.jac.save()
    jac, hana = signed_in(cast.jac), signed_in(cast.hana)
    # One school puts twins into the store, each with a temporary UPN of its own.
    hamza, haris = (
        f"/lost/{send(cast.alis, 'XXXXXXX', children=[child], number=number).transfer.lost_pupil.reference}/"
        for number, child in enumerate((boy("R68129902611A", "Hamza"), boy("E68129902612A", "Haris")), start=1)
    )
    assert found(jac) == found(hana) == {hamza, haris}

    # The authority is told that there is a pair to look at, and takes them for one pupil, in haste.
    tell_of_new_pairs(NOW)
    assert [notice.recipient for notice in Notice.objects.filter(kind="lost_alike")] == ["hana@example.org"]
    (pair,) = set(re.findall(r"/lost/same/[0-9a-f-]{36}/", words(hana.get("/lost/same/"))))
    press(hana, pair, answer="same")
    assert found(jac) == {haris}

    # A colleague telephones: they are twins. Hana takes it back, and says so.
    press(hana, pair, answer="take_back")
    assert found(jac) == {hamza, haris}
    press(hana, pair, answer="two")

    # The other authority compares, and sends Hamza's file to his new school, which confirms it.
    assert "Hamza" in words(jac.get(hamza))
    jac.post(f"{hamza}release/", {"school": "6602991", "steps": "on"})
    carys = signed_in(cast.carys)
    onward = Transfer.objects.get(parent__isnull=False)
    begun = carys.post("/collect/", {"file": str(onward.reference)}).url
    carys.post(f"{begun}download/")
    carys.post(f"{begun}arrived/", {"arrived": "yes"})

    # Haris is still lost, and still found.
    assert found(jac) == found(hana) == {haris}
    shown = words(jac.get(haris))
    assert "In the lost pupil store" in shown
    assert "Haris" in shown
    closed = Entry.objects.filter(action="lost.found").values_list("subject", flat=True)
    assert list(closed) == [str(onward.parent.reference)]
    assert verify().ok
