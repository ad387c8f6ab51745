"""One lost child, from the day her school lost her to the day she is found: every e-mail and every line of the audit log."""

from datetime import timedelta

import pytest

from handover.portal.audit.models import Entry
from handover.portal.audit.verify import verify
from handover.portal.lostpupils import standing
from handover.portal.lostpupils.models import LostPupil
from handover.portal.lostpupils.question import Question
from handover.portal.notices.models import Notice
from handover.portal.transfers.flow import State
from handover.portal.transfers.models import Transfer
from tests.files import Child, ctf, send
from tests.moments import NOW

pytestmark = pytest.mark.django_db

EIRA = Child("N936299021001", "Tudur-Rees", "Eira", "2016-05-03")
DATA = ctf("6812990", "XXXXXXX", [EIRA])


def words(response) -> str:
    return response.content.decode()


def e_mails(since: int) -> tuple[set[tuple[str, str]], int]:
    """Return the e-mails after a number, by kind and reader, and the number of the last."""
    rows = list(Notice.objects.filter(pk__gt=since).order_by("pk"))
    for row in rows:
        assert not any(word in row.subject + row.body for word in (EIRA.surname, EIRA.forename, EIRA.upn))
    return {(row.kind, row.recipient) for row in rows}, rows[-1].pk if rows else since


def test_a_child_is_lost_looked_for_found_and_the_case_is_closed(cast, signed_in):
    # The family has moved to the Isle of Grug; its authority looks for a file that nobody has sent yet.
    jac = signed_in(cast.jac)
    asked = words(jac.post("/lost/", {"surname": "Tudor", "forename": "Eyra"}, follow=True))
    assert "Tudur-Rees" not in asked
    jac.post("/lost/searches/")

    # Her old school gives up and sends her file to the store. Both authorities hear that somebody looks for her.
    lost = send(cast.alis, "XXXXXXX", data=DATA, now=NOW + timedelta(days=40)).transfer
    told, last = e_mails(0)
    assert told == {
        *(("uploaded", "alis@example.org"), ("uploaded", "nant-primary@example.org")),
        *(("lost_met", "jac@example.org"), ("lost_met", "hana@example.org"), ("lost_met", "idris@example.org")),
    }
    child = LostPupil.objects.get()

    # Jac searches again, finds her with the reasons, compares, and sends the file to her new school.
    found = words(jac.post("/lost/", {"surname": "Tudor", "forename": "Eira"}, follow=True))
    assert "Tudur-Rees, Eira" in found
    jac.get(f"/lost/{child.reference}/")
    jac.post(f"/lost/{child.reference}/release/", {"school": "6602991", "steps": "on"})
    onward = Transfer.objects.get(parent=lost)
    assert (onward.file_name, onward.first_source) == ("660LLLL_CTF_6602991_001.xml", "6812990")
    told, last = e_mails(last)
    assert told == {
        *(
            ("arrived", "grug-primary@example.org"),
            ("uploaded", "jac@example.org"),
            ("uploaded", "ynys-grug@example.org"),
        ),
        *(("lost_released", "hana@example.org"), ("lost_released", "idris@example.org")),
    }

    # Until the school confirms, both authorities see where the file is.
    for browser in (jac, signed_in(cast.hana)):
        assert Transfer.objects.get(pk=lost.pk).stage is State.RELEASED
        assert "6602991" in words(browser.get(f"/lost/{child.reference}/"))

    # Carys collects the very bytes that Alis sent, and confirms.
    carys = signed_in(cast.carys)
    begun = carys.post("/collect/", {"file": str(onward.reference)}).url
    assert b"".join(carys.post(f"{begun}download/").streaming_content) == DATA
    carys.post(f"{begun}arrived/", {"arrived": "yes"})
    told, last = e_mails(last)
    assert told == {
        *(("confirmed", "jac@example.org"), ("confirmed", "ynys-grug@example.org")),
        *(("lost_found", "hana@example.org"), ("lost_found", "idris@example.org")),
        *(("lost_found", "alis@example.org"), ("lost_found", "nant-primary@example.org")),
    }

    # She is found: the store forgets her, nobody finds her there again, the log tells the whole story.
    assert Transfer.objects.get(pk=lost.pk).stage is State.FOUND
    assert "Tudur-Rees, Eira" not in words(jac.post("/lost/", {"surname": "Tudur-Rees"}, follow=True))
    assert [entry.action for entry in Entry.objects.filter(subject=str(lost.reference)).order_by("sequence")] == [
        *("file.lodged", "lost.viewed", "lost.released", "lost.steps_confirmed"),
        *("lost.viewed", "lost.viewed", "lost.found", "file.erased"),
    ]
    searches = Entry.objects.filter(action="lost.searched").order_by("sequence")
    assert {entry.facts["fields"] for entry in searches} == {"surname,forename", "surname"}
    assert verify().ok


def test_two_offices_that_look_for_the_same_child_keep_their_own_searches(cast):
    for person in (cast.jac, cast.hana):
        standing.keep_search(Question(surname="Tudur-Rees", forename="Eira"), person, NOW)
    send(cast.alis, "XXXXXXX", data=DATA)
    assert LostPupil.objects.get().standing_matches.count() == 2
