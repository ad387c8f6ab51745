"""The list of an authority's own lost pupils, and the e-mails about them: how many, where from, where to."""

from datetime import date, timedelta

import pytest

from handover.portal.lostpupils import fetching, notifying, worklist
from handover.portal.lostpupils.models import LostPupil
from handover.portal.lostpupils.releasing import release_file
from handover.portal.notices.models import Notice
from tests.files import SIAN, TOMOS, Child, send
from tests.lost import lost_pupil, say_of
from tests.moments import NOW

pytestmark = pytest.mark.django_db
NIA = Child("", "nowak", "Nia", "2011-05-03")


@pytest.fixture
def store(cast):
    """Three pupils of schools of one authority, one of another's; Siân's file came twice, and somebody has said so."""
    twice = [
        send(cast.alis, "XXXXXXX", children=[SIAN], number=number, note=f"{number}").transfer.lost_pupil
        for number in (1, 2)
    ]
    say_of(*twice, "same", cast.hana)
    send(cast.alis, "MMMMMMM", children=[TOMOS], number=3)
    send(cast.bryn, "XXXXXXX", children=[NIA])
    send(cast.carys, "XXXXXXX", children=[Child("", "Oakhanger", "Ela", "2014-02-01")])
    return cast


TODAY = NOW.date()


def shown(view: str, today: date = TODAY) -> set[str]:
    return {pupil.forename for pupil in worklist.narrow_to_view(worklist.responsible_for("681"), view, today)}


def test_each_cut_of_the_list_shows_these_pupils(store):
    assert shown("all") == shown("nonsense") == {"Siân", "Tomos", "Nia"}
    assert (shown("X"), shown("M")) == ({"Siân", "Nia"}, {"Tomos"})
    leaves = lost_pupil("Nia").leaves_on
    assert (shown("leaving", leaves - timedelta(days=1)), shown("leaving", leaves)) == (set(), {"Nia"})
    assert worklist.count_lost_pupils("681", leaves) == worklist.LostPupilCount(lost=3, over_age=1)
    assert worklist.count_lost_pupils("660", leaves) == worklist.LostPupilCount(lost=1, over_age=0)
    assert shown("moving") == set()
    release_file(lost_pupil("Nia"), store.grug_primary, store.jac, NOW)
    fetching.take_out_of_store(fetching.begin_fetching(lost_pupil("Tomos"), store.jac, NOW), store.jac, NOW)
    assert shown("moving") == {"Nia", "Tomos"}
    LostPupil.objects.filter(pk=lost_pupil("Nia").pk).update(in_store=False)
    assert shown("all") == {"Siân", "Tomos"}


def test_the_list_is_sorted_by_what_is_sealed_and_by_what_is_not(store):
    def order(key: str, *, descending: bool = False) -> list[str]:
        pupils = worklist.sorted_by(worklist.responsible_for("681"), key, descending=descending)
        return [pupil.forename for pupil in pupils]

    assert order("surname") == ["Nia", "Siân", "Tomos"]
    assert order("surname", descending=True) == ["Tomos", "Siân", "Nia"]
    assert order("birth_date") == ["Nia", "Siân", "Tomos"]
    LostPupil.objects.filter(pk=lost_pupil("Nia").pk).update(lodged_at=NOW - timedelta(days=1))
    assert order("lodged_at")[0] == order("lodged_at", descending=True)[-1] == "Nia"


def test_who_looks_after_lost_pupils_is_told_and_the_office_where_nobody_does(store):
    assert set(notifying.lost_pupil_users(store.caerwennol)) == {"hana@example.org", "idris@example.org"}
    store.hana.is_active = False
    store.hana.save()
    assert notifying.lost_pupil_users(store.caerwennol) == ["idris@example.org"]
    assert notifying.lost_pupil_users(store.fernshire) == ["fernshire@example.org"]


def test_an_e_mail_counts_pupils_and_points_to_the_page_where_they_are(store):
    notifying.tell_of_leaving("660", 17, NOW)
    notifying.tell_of_matching("matched_roll", "660", 23, NOW)
    notifying.tell_of_matching("matched_lost", "999", 5, NOW)
    leaving, matched = Notice.objects.filter(kind__in=("lost_leaving", "matched_roll", "matched_lost")).order_by("pk")
    assert (leaving.kind, leaving.recipient, matched.recipient) == (
        "lost_leaving",
        "jac@example.org",
        "jac@example.org",
    )
    assert leaving.body.count(": 17.") == 1
    assert leaving.body.count("/lost/") == 1
    assert matched.body.count(": 23.") == 1
    assert matched.body.count("/lost/matches/") == 1


def test_an_e_mail_says_from_where_to_where_in_the_readers_language_and_leads_to_the_pupil(store):
    pupil = lost_pupil("Tomos")
    store.idris.language = "cy"
    store.idris.save()
    release_file(pupil, store.grug_primary, store.jac, NOW)
    body = Notice.objects.get(kind="lost_released", recipient="hana@example.org").body
    welsh = Notice.objects.get(kind="lost_released", recipient="idris@example.org").body
    for words in (
        "The file 6812990_CTF_MMMMMMM_003.xml",
        "which Nant y Wennol Primary School (6812990) sent",
        "is on its way to Grug Bay Primary School (6602991)",
    ):
        assert words in body
    assert "a anfonodd Ysgol Gynradd Nant y Wennol (6812990)" in welsh
    assert "ar ei ffordd i'r ysgol newydd, Ysgol Bae Grug (6602991)" in welsh
    assert body.count(f"/lost/{pupil.reference}/") == welsh.count(f"/lost/{pupil.reference}/") == 1


def test_an_e_mail_says_which_authority_has_collected_a_file(store):
    begun = fetching.begin_fetching(lost_pupil("Tomos"), store.jac, NOW)
    fetching.take_out_of_store(begun, store.jac, NOW)
    fetching.answer_fetching(begun, arrived=True, by=store.jac, now=NOW)
    body = Notice.objects.get(kind="lost_collected", recipient="idris@example.org").body
    assert "Isle of Grug County Council has collected the file" in body
