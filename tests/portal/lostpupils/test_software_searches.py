"""An authority's software searches for lost pupils, keeps searches and releases files: braked, named and decided by people."""

from datetime import date, timedelta

import pytest

from handover.portal.apikeys.holders import find_key_holder
from handover.portal.audit.models import Entry
from handover.portal.lostpupils import standing
from handover.portal.lostpupils.models import StandingSearch
from handover.portal.lostpupils.question import Question
from handover.portal.lostpupils.releasing import NobodyDecided, find_decider, release_file
from handover.portal.lostpupils.search_brake import TooManySearches
from handover.portal.lostpupils.searching import search_lost_pupils
from handover.portal.notices.models import Notice
from handover.portal.transfers.models import Transfer
from handover.portal.transfers.senders import SendingOffice
from tests.files import SIAN, send
from tests.keys import AT_HOME, NETWORKS, bearer, give_key
from tests.lost import lost_pupil
from tests.moments import NOW

pytestmark = pytest.mark.django_db
FORENAMES = (
    "Mali",
    "Elin",
    "Gwen",
    "Nia",
    "Lowri",
    "Catrin",
    "Efa",
    "Beca",
    "Non",
    "Tegwen",
    "Heledd",
    "Medi",
    "Siwan",
)


@pytest.fixture
def tracker(cast) -> SendingOffice:
    return SendingOffice(cast.caerwennol, "Tracker", "lea-lost-pupil-transfer")


@pytest.fixture
def sian(cast):
    send(cast.carys, "XXXXXXX", children=[SIAN])
    return lost_pupil("Siân")


def vague(letters: str) -> Question:
    return Question(surname=letters, begins=True)


def search_until_braked(by: SendingOffice) -> int:
    for count, name in enumerate(FORENAMES):
        try:
            search_lost_pupils(vague(name.lower()), by, NOW)
        except TooManySearches:
            return count
    return len(FORENAMES)


def test_software_finds_a_child_and_the_log_says_which_software_searched(tracker, sian):
    answer = search_lost_pupils(Question(surname="Prydderch", birth_date=date(2015, 2, 11)), tracker, NOW)
    assert [hit.pupil for hit in answer.fitting] == [sian]
    entry = Entry.objects.get(action="lost.searched")
    assert (entry.username, entry.establishment) == ("software Tracker", "681LLLL")
    assert "Prydderch" not in str(entry.facts)


def test_software_that_reads_the_store_out_is_stopped_like_a_person(cast, tracker):
    assert search_until_braked(tracker) == 12
    notices = list(Notice.objects.filter(kind="software_braked"))
    assert {notice.recipient for notice in notices} == {cast.lowri.email, cast.gwilym.email}
    assert "The software Tracker of Caerwennol Council" in notices[0].body
    entry = Entry.objects.get(action="search.braked")
    assert (entry.username, entry.facts["where"]) == ("software Tracker", "store")


def test_whoever_reads_that_a_program_was_stopped_is_led_to_the_page_that_withdraws_its_key(cast, signed_in):
    made = give_key(cast.lowri, "search_lost", role="lea-lost-pupil", networks=NETWORKS, now=NOW)
    search_until_braked(find_key_holder(bearer(made), AT_HOME, NOW))
    letters = list(Notice.objects.filter(kind="software_braked"))
    assert {letter.recipient for letter in letters} == {cast.lowri.email, cast.gwilym.email}
    path = f"/keys/{made.key.reference}/"
    assert all(f"{path}\n" in f"{letter.body}\n" for letter in letters)
    for reader in (cast.lowri, cast.gwilym):
        assert f"{path}withdraw/" in signed_in(reader).get(path).content.decode()


def test_software_elsewhere_other_software_and_a_colleague_are_each_braked_by_themselves(cast, tracker):
    search_until_braked(tracker)
    elsewhere = SendingOffice(cast.ynys_grug, "Tracker", "lea-lost-pupil-transfer")
    assert not search_lost_pupils(vague("zab"), elsewhere, NOW).hits
    assert not search_lost_pupils(vague("zab"), SendingOffice(cast.caerwennol, "Other", tracker.role), NOW).hits
    assert not search_lost_pupils(vague("zab"), cast.hana, NOW).hits


def test_a_second_program_of_the_authority_does_not_double_what_the_authority_may_search(cast, tracker):
    for number in range(20):
        search_until_braked(SendingOffice(cast.caerwennol, f"Tracker {number}", tracker.role))
    with pytest.raises(TooManySearches):
        search_lost_pupils(vague("zab"), SendingOffice(cast.caerwennol, "One more", tracker.role), NOW)


def test_a_search_that_software_keeps_bears_its_name_on_the_page(cast, signed_in, tracker):
    standing.keep_counted_search(Question(surname="Prydderch", birth_date=date(2015, 2, 11)), tracker, NOW)
    kept = StandingSearch.objects.get()
    assert (kept.by, kept.software) == (None, "Tracker")
    assert (
        "Kept by software Tracker of Caerwennol Council" in signed_in(cast.hana).get("/lost/searches/").content.decode()
    )


def test_software_releases_what_a_person_decided_and_the_history_says_who(cast, signed_in, tracker, sian):
    child = release_file(sian, cast.glan_high, tracker, NOW, decided_by=find_decider("hana", tracker))
    assert (child.sent_by, child.moved_by, child.destination) == (None, "software Tracker", "6814990")
    entry = Entry.objects.get(action="lost.steps_confirmed")
    assert (entry.username, entry.facts["decided_by"]) == ("software Tracker", "hana")
    page = signed_in(cast.hana).get(f"/lost/{sian.reference}/").content.decode()
    assert "software, as hana decided" in page


@pytest.mark.parametrize("username", ["", "idris", "jac", "alis", "nobody"])
def test_software_decides_nothing_itself_nor_for_who_may_not_decide_there(cast, tracker, sian, username):
    with pytest.raises(NobodyDecided):
        find_decider(username, tracker)
    with pytest.raises(NobodyDecided):
        release_file(sian, cast.glan_high, tracker, NOW)
    assert not Transfer.objects.filter(parent__isnull=False).exists()


def test_a_question_that_software_asks_again_within_the_hour_is_free(tracker):
    for minutes in range(0, 50, 2):
        search_lost_pupils(vague("zab"), tracker, NOW + timedelta(minutes=minutes))
    assert Entry.objects.filter(action="lost.searched").count() == 25
