"""An authority's look at the files of its schools: which it sees, how old they are, what it may do with them."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from handover.portal.audit.models import Entry
from handover.portal.notices.models import Notice
from handover.portal.transfers import clearing, collecting, marks, monitoring
from handover.portal.transfers.flow import ENDED, FOR_COLLECTION, HAVE_BEEN_COLLECTED, State
from handover.portal.transfers.intake import receive
from handover.portal.transfers.marks import Sought
from handover.portal.transfers.models import PupilMark, Transfer
from handover.portal.transfers.monitoring import (
    PAGE,
    SHELVES,
    VIEWS,
    Watch,
    count_views,
    list_watched,
    measure_ages,
    page_of,
    search_transfers,
)
from handover.portal.transfers.moving import AlreadyMoved, take_step
from tests.cast import make_person
from tests.files import NOW, SIAN, TOMOS, Child, atf, incoming, send
from tests.stores import sealed_path
from tests.zips import zipped

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases("which index is used, and how texts are compared")]
LATER = NOW + timedelta(days=1)


@pytest.fixture
def county(cast):
    """Files within 681, into it and out of it."""
    return {
        "within": send(cast.alis, "6814990").transfer,
        "incoming": send(cast.carys, "6814990", children=[TOMOS]).transfer,
        "outgoing": send(cast.alis, "6602991", children=[TOMOS]).transfer,
        "elsewhere": send(cast.carys, "9364990").transfer,
        "lost": send(cast.alis, "XXXXXXX").transfer,
    }


@pytest.mark.parametrize("view", VIEWS)
def test_authority_sees_files_within_coming_in_and_going_out(county, view):
    assert list(list_watched(Watch("681", view))) == [county[view]]


def test_file_with_an_open_question_or_in_the_lost_pupil_store_is_on_no_list(cast, county):
    send(cast.alis, "6814990", name="6812990_CTF_6814990_9.xml", children=[TOMOS])
    seen = {transfer.pk for view in VIEWS for shelf in SHELVES for transfer in list_watched(Watch("681", view, shelf))}
    assert seen == {county[view].pk for view in VIEWS}


def test_file_is_for_collection_until_it_is_collected(cast, county):
    transfer = county["within"]
    begun = collecting.start_collection([transfer.reference], cast.bryn, NOW)
    collecting.take_out_collection(begun, cast.bryn, NOW)
    assert not list_watched(Watch("681", "within")).exists()
    assert list(list_watched(Watch("681", "within", "collected"))) == [transfer]
    take_step("reject", county["incoming"], by=cast.bryn, now=NOW, reason="Not ours")
    assert list(list_watched(Watch("681", "incoming", "ended"))) == [county["incoming"]]


def test_each_state_is_on_one_shelf_at_most():
    shelves = [FOR_COLLECTION, HAVE_BEEN_COLLECTED, ENDED]
    listed = [state for shelf in shelves for state in shelf]
    assert len(listed) == len(set(listed))
    off = {
        State.NEW,
        State.ASKING,
        State.WITHDRAWN,
        State.LODGED,
        State.TAKEN,
        State.RELEASED,
        State.FOUND,
        State.REMOVED,
    }
    assert set(State) - set(listed) == off


def test_list_is_narrowed_by_establishment_kind_state_date_and_name(cast, county):
    zip_ = receive(incoming("6812990_681LLLL_a.zip", zipped({"a": b"x"})), cast.alis, LATER).transfer
    both = {county["within"], zip_}
    assert set(list_watched(Watch("681"))) == both
    for narrowed, found in (
        ({"establishment": "6814990"}, {county["within"]}),
        ({"establishment": "6812990"}, both),
        ({"kind": "generic"}, {zip_}),
        ({"kind": "no such kind"}, both),
        ({"state": "sent"}, both),
        ({"state": "seen"}, set()),
        ({"state": "confirmed"}, both),
        ({"since": LATER.date()}, {zip_}),
        ({"until": NOW.date()}, {county["within"]}),
        ({"name": "6812990_ctf"}, {county["within"]}),
        ({"name": " 6812990_CTF_6814990_001.xml "}, {county["within"]}),
        ({"name": "681%"}, set()),
    ):
        assert set(list_watched(Watch("681", **narrowed))) == found, narrowed


def many(cast, count):
    rows = []
    for number in range(count):
        rows.append(
            Transfer(
                kind="ctf",
                file_name=f"6812990_CTF_6814990_{number % 7:03}.xml",
                given_name="-",
                source="6812990",
                destination="6814990",
                source_establishment=cast.nant_primary,
                destination_establishment=cast.glan_high,
                size=1,
                digest=f"{number:064}",
                pupils=1,
                state="sent",
                sent_by=cast.alis,
                sent_at=NOW - timedelta(minutes=number // 3),
                moved_at=NOW,
                moved_by="alis",
            )
        )
    Transfer.objects.bulk_create(rows)


@pytest.mark.parametrize("key", ["sent_at", "source", "destination", "file_name"])
@pytest.mark.parametrize("descending", [False, True])
def test_pages_follow_each_other_without_gap_or_repeat(cast, key, descending):
    many(cast, 2 * PAGE + 7)
    seen, after = [], ""
    while True:
        page = page_of(list_watched(Watch("681")), key, descending=descending, after=after)
        seen += [transfer.pk for transfer in page.rows]
        after = page.following
        if not after:
            break
    minus = "-" if descending else ""
    assert seen == list(Transfer.objects.order_by(f"{minus}{key}", f"{minus}id").values_list("pk", flat=True))


@pytest.mark.parametrize(
    "after", ["~", "x~y", "5~not a time", "-1~", "9" * 40 + "~x", "5~2026-13-40T99:99", "5~2026-09-01"]
)
def test_place_that_is_none_is_the_beginning(cast, after):
    many(cast, 3)
    assert len(page_of(list_watched(Watch("681")), "sent_at", descending=True, after=after).rows) == 3


def plan(rows) -> str:
    return rows.explain().replace("\n", " ")


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL reads a small table whole, whatever the indexes")
@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("key", ["sent_at", "source", "destination", "file_name"])
def test_each_list_is_read_from_its_index_and_never_sorted(db, view, key):
    rows = list_watched(Watch("681", view)).order_by(f"-{key}", "-id")[:50]
    assert f"{VIEWS[view][0].value}_by_{key}" in plan(rows)
    assert "TEMP B-TREE" not in plan(rows)


def test_age_is_counted_in_school_days_and_over_fifteen_is_too_long(cast, county):
    transfer = county["within"]
    for day, days, overdue in (
        (date(2026, 9, 4), 1, False),
        (date(2026, 9, 24), 15, False),
        (date(2026, 9, 25), 16, True),
    ):
        moment = NOW.replace(year=day.year, month=day.month, day=day.day)
        age = measure_ages([transfer], moment)[transfer.pk]
        assert (age.days, age.overdue) == (days, overdue)


def test_very_old_file_is_not_counted_for_ever(county):
    age = measure_ages([county["within"]], NOW + timedelta(days=365 * 40))[county["within"].pk]
    assert age.beyond


def test_authority_removes_a_file_with_a_reason_and_nothing_of_the_pupil_stays(
    cast, county, django_capture_on_commit_callbacks
):
    transfer = county["within"]
    place = sealed_path(transfer.sealed.name)
    with django_capture_on_commit_callbacks(execute=True):
        clearing.clear(transfer, "on_roll", cast.efa, LATER)
    transfer.refresh_from_db()
    assert (transfer.stage, transfer.sealed, transfer.reason) == (State.CLEARED, None, "on_roll")
    assert not place.exists()
    assert not marks.PupilMark.objects.filter(sealed__transfers=None).exists()
    entry = Entry.objects.get(action="file.cleared")
    assert '"because": "on_roll"' in entry.details
    assert {"cleared_sender", "cleared_destination"} <= set(Notice.objects.values_list("kind", flat=True))


def test_authority_that_is_not_the_receivers_may_only_look(cast, county):
    for transfer, person in (
        (county["outgoing"], cast.efa),
        (county["within"], cast.ffion),
        (county["lost"], cast.efa),
    ):
        with pytest.raises(AlreadyMoved):
            clearing.clear(transfer, "mistake", person, LATER)
        with pytest.raises(AlreadyMoved):
            clearing.forward(transfer, cast.grug_primary, person, LATER)


def test_file_that_was_collected_meanwhile_can_no_longer_be_removed(cast, county):
    transfer = county["within"]
    stale = Transfer.objects.get(pk=transfer.pk)
    begun = collecting.start_collection([transfer.reference], cast.bryn, NOW)
    collecting.take_out_collection(begun, cast.bryn, NOW)
    with pytest.raises(AlreadyMoved):
        clearing.clear(stale, "mistake", cast.efa, LATER)
    assert Transfer.objects.get(pk=transfer.pk).sealed is not None


def test_file_is_passed_on_as_a_transfer_of_the_authority_with_the_same_bytes(cast):
    sent = send(cast.carys, "681LLLL").transfer
    child = clearing.forward(sent, cast.glan_high, cast.efa, LATER)
    sent.refresh_from_db()
    assert (sent.stage, child.stage, child.parent) == (State.FORWARDED, State.SENT, sent)
    assert (child.file_name, child.first_source) == ("681LLLL_CTF_6814990_001.xml", "6602991")
    assert child.sealed == sent.sealed
    assert {"forwarded", "arrived"} <= set(Notice.objects.values_list("kind", flat=True))


@pytest.mark.parametrize(
    ("number", "code"),
    [
        ("6819999", "transfer.unknown_destination"),
        ("681LLLL", "transfer.same_destination"),
        ("681PLAS", "transfer.no_way"),
    ],
)
def test_file_is_not_passed_on_to_where_it_cannot_go(cast, number, code):
    sent = send(cast.carys, "681LLLL").transfer
    there, problems = clearing.destination_for(sent, number, cast.efa, LATER.date())
    assert there is None
    assert [problem.code for problem in problems] == [code]


@pytest.mark.parametrize(
    "sought",
    [
        Sought(upn=" b681299003017 "),
        Sought(surname="PRYDDERCH", forename="Sian"),
        Sought(surname="prydderch", born=date(2015, 2, 11)),
        Sought(forename="Siân", born=date(2015, 2, 11)),
        Sought(surname="Prydderch", forename="Siân", born=date(2015, 2, 11)),
    ],
    ids=lambda sought: sought.by,
)
def test_pupil_is_found_by_upn_or_by_two_of_name_and_birth_date(cast, county, sought):
    assert search_transfers(sought, cast.efa, "681", NOW) == [county["within"]]
    entry = Entry.objects.get(action="files.searched")
    assert not any(word in entry.details.lower() for word in ("prydderch", "sian", "b681299003017", "2015"))


def test_of_many_files_of_one_pupil_the_newest_are_shown(cast, county, monkeypatch):
    monkeypatch.setattr(monitoring, "MOST_FOUND", 2)
    newer = [
        send(cast.alis, "6814990", number=number, note=str(number), now=NOW + timedelta(days=number)).transfer
        for number in (2, 3)
    ]
    assert search_transfers(Sought(upn=SIAN.upn), cast.efa, "681", LATER) == newer[::-1]


@pytest.mark.parametrize(
    "sought",
    [
        Sought(surname="Prydderch", forename="Siân", born=date(2015, 2, 12)),
        Sought(surname="Prydderch", forename="Mari", born=date(2015, 2, 11)),
        Sought(surname="Nowak", forename="Siân", born=date(2015, 2, 11)),
    ],
    ids=str,
)
def test_pupil_who_differs_in_one_of_three_is_not_found(cast, county, sought):
    assert search_transfers(sought, cast.efa, "681", NOW) == []


@pytest.mark.parametrize("sought", [Sought(), Sought(surname="Prydderch"), Sought(born=date(2015, 2, 11))])
def test_search_with_too_little_finds_nobody(cast, county, sought):
    assert search_transfers(sought, cast.efa, "681", NOW) == []


def test_pupil_of_another_authoritys_files_is_not_found(cast, county):
    assert search_transfers(Sought(upn=SIAN.upn), cast.ffion, "660", NOW) == [county["elsewhere"]]


def test_pupil_is_found_under_a_former_upn_and_a_preferred_name(cast):
    more = "<BasicDetails><FormerUPN>H681299021005</FormerUPN><PreferredSurname>Wyn-Jones</PreferredSurname></BasicDetails>"
    sent = send(cast.alis, "6814990", children=[Child(more=more)]).transfer
    assert search_transfers(Sought(upn="H681299021005"), cast.efa, "681", NOW) == [sent]
    assert search_transfers(Sought(surname="wyn jones", forename="Siân"), cast.efa, "681", NOW) == [sent]


def test_applicants_of_an_admissions_file_are_found_too(cast):
    sent = receive(incoming("681LLLL_ATF_6814990_001.xml", atf("681LLLL", "6814990")), cast.efa, NOW).transfer
    assert search_transfers(Sought(upn=SIAN.upn), cast.efa, "681", NOW) == [sent]


def test_database_alone_tells_no_name_and_the_log_does_not_match_the_index(cast, county):
    stored = set(PupilMark.objects.values_list("mark", flat=True))
    assert all(len(mark) == 32 for mark in stored)
    assert not set(marks.for_the_log(Sought(upn=SIAN.upn)).split(",")) & stored


def test_marks_follow_the_bytes_to_the_last_transfer_that_carries_them(cast):
    sent = send(cast.carys, "681LLLL").transfer
    child = clearing.forward(sent, cast.glan_high, cast.efa, LATER)
    assert set(search_transfers(Sought(upn=SIAN.upn), cast.efa, "681", NOW)) == {sent, child}
    clearing.clear(child, "mistake", cast.efa, LATER)
    assert PupilMark.objects.exists()
    sent.refresh_from_db()
    from handover.portal.transfers.answers import erase

    erase(sent, LATER)
    assert not PupilMark.objects.exists()


@given(surname=st.text(max_size=30), forename=st.text(max_size=30), born=st.none() | st.dates())
def test_any_name_can_be_looked_for(surname, forename, born):
    sought = Sought(surname=surname, forename=forename, born=born)
    assert all(len(marks.make_mark(sign)) == 32 for sign in sought.signs)


def test_counts_stop_where_nobody_would_count_on(cast, county):
    assert count_views("681", "waiting") == {"within": 1, "incoming": 1, "outgoing": 1}


def test_a_page_and_its_counts_are_a_fixed_number_of_queries(cast):
    many(cast, 3)
    with CaptureQueriesContext(connection) as few:
        page_of(list_watched(Watch("681")), "sent_at", descending=False, after="")
        count_views("681", "waiting")
    Transfer.objects.all().delete()
    many(cast, 3 * PAGE)
    with CaptureQueriesContext(connection) as more:
        page_of(list_watched(Watch("681")), "sent_at", descending=False, after="")
        count_views("681", "waiting")
    assert len(few) == len(more) == 4


def test_worklist_of_the_authority_is_what_was_sent_to_it_oldest_first(cast, county):
    second = send(cast.carys, "681LLLL", number=2, children=[TOMOS], now=LATER).transfer
    first = send(cast.alis, "681LLLL").transfer
    assert list(monitoring.for_the_authority("681LLLL")) == [first, second]
    assert make_person("nia", "Nia", "lea-user", cast.caerwennol).mailbox == "681LLLL"
