"""How long each kind of file is kept in each state, what those concerned read before it goes, and how lengths are said."""

from datetime import timedelta
from itertools import islice

import pytest

from handover.portal.audit.models import Entry
from handover.portal.lostpupils import census
from handover.portal.lostpupils.models import Finding, LostPupil, Matching
from handover.portal.lostpupils.releasing import release_file
from handover.portal.messaging import reading, writing
from handover.portal.messaging.boxes import Box, box_of
from handover.portal.messaging.models import Delivery
from handover.portal.messaging.retention_rules import end_copy as end_of_copy
from handover.portal.messaging.words import Words
from handover.portal.notices.models import Notice
from handover.portal.retention import keeping
from handover.portal.retention.table import BY_KEY
from handover.portal.transfers.flow import State
from handover.portal.transfers.intake import receive
from handover.portal.transfers.models import Transfer
from handover.portal.transfers.retention_rules import list_names
from tests.cast import make_person
from tests.files import SIAN, Child, incoming, send
from tests.moments import NOW
from tests.zips import zipped

pytestmark = pytest.mark.django_db


def configure(settings, **values) -> None:
    settings.CONFIG = type(settings.CONFIG)({**settings.CONFIG.values, **values})


def generic(sender, name: str = "6812990_6814990_maps.zip") -> Transfer:
    return receive(incoming(name, zipped({name: b"x"})), sender, NOW).transfer


def days_later(days: int):
    return NOW + timedelta(days=days)


# Files.

LASTS = [
    # kind, state, days of the calendar from 3 September, the state in which it ends; ten school days, and twenty
    ("ctf", "held", 14, "expired"),
    ("ctf", "sent", 14, "expired"),
    ("ctf", "seen", 14, "expired"),
    ("ctf", "collected", 14, "expired"),
    ("generic", "held", 28, "expired"),
    ("generic", "sent", 28, "expired"),
    ("generic", "seen", 28, "expired"),
    ("generic", "collected", 28, "expired"),
    ("ctf", "confirmed", 40, "destroyed"),
    ("generic", "confirmed", 30, "destroyed"),
    *(
        (kind, state, 50, "destroyed")
        for kind in ("ctf", "generic")
        for state in ("rejected", "recalled", "redirected", "expired", "cleared", "forwarded")
    ),
]


def test_every_kind_of_file_is_kept_in_every_state_for_its_own_days(cast, settings):
    configure(
        settings,
        HANDOVER_COLLECT_DAYS=10,
        HANDOVER_GENERIC_COLLECT_DAYS=20,
        HANDOVER_COLLECTED_DAYS=40,
        HANDOVER_GENERIC_COLLECTED_DAYS=30,
        HANDOVER_ENDED_DAYS=50,
        HANDOVER_WARN_SCHOOL_DAYS=5,
    )
    rows = {}
    for number, (kind, state, days, _) in enumerate(LASTS, start=1):
        sent = (
            generic(cast.alis, f"6812990_6814990_{number}.zip")
            if kind == "generic"
            else send(cast.alis, "6814990", number=number, note=str(number)).transfer
        )
        rows[kind, state] = (sent.pk, days)
        Transfer.objects.filter(pk=sent.pk).update(state=state, moved_at=NOW)
    ended: dict[tuple[str, str], tuple[int, str]] = {}
    # The days of a warning, and the last day and the next of each length.
    for day in (7, 14, 15, 21, 28, 29, 30, 31, 40, 41, 50, 51):
        keeping.keep_retention(days_later(day))
        for key, (pk, _) in rows.items():
            left = Transfer.objects.get(pk=pk)
            if key not in ended and (left.sealed_id is None or left.state != key[1]):
                ended[key] = (day - 1, "destroyed" if left.sealed_id is None else left.state)
    assert ended == {(kind, state): (days, end) for kind, state, days, end in LASTS}


def test_what_ends_is_written_into_the_log_once_by_itself_or_as_a_count(cast):
    writing.send_draft(
        writing.begin_draft(cast.efa, NOW, Words("About a pupil", "Please look."), [box_of(cast.bryn)]),
        Words("About a pupil", "Please look."),
        cast.efa,
        NOW,
    )
    reading.mark_read(reading.list_inbox(cast.bryn).get(), cast.bryn, NOW)
    over = send(cast.alis, "6814990").transfer
    Transfer.objects.filter(pk=over.pk).update(state=State.REJECTED.value, moved_at=NOW)
    keeping.keep_retention(days_later(40))
    written = Entry.objects.filter(sequence__gt=0, action__in=["file.erased", "retention.ended"])
    assert {(entry.action, entry.subject, entry.facts.get("count")) for entry in written} == {
        ("file.erased", str(over.reference), None),
        ("retention.ended", "messages.read", "1"),
    }
    waits = send(cast.alis, "6602991").transfer
    keeping.keep_retention(days_later(84))
    keeping.keep_retention(days_later(92))
    assert Entry.objects.filter(action="file.expired", subject=str(waits.reference)).count() == 1
    ended = set(Entry.objects.filter(action="retention.ended").values_list("subject", flat=True))
    assert ended == {"messages.read", "e-mails"}


def test_the_end_of_a_file_that_is_not_collected_is_told_with_its_day_its_name_and_where_it_waits(cast):
    send(cast.alis, "6814990", now=days_later(1), number=2, note="later")
    send(cast.alis, "6814990")
    send(cast.carys, "6814990", now=days_later(1))
    keeping.keep_retention(days_later(85))
    told = {notice.recipient: notice for notice in Notice.objects.filter(kind__startswith="files_ending")}
    assert set(told) == {
        "glan-high@example.org",
        *("alis@example.org", "nant-primary@example.org"),
        *("carys@example.org", "grug-primary@example.org"),
    }
    at_glan, at_nant = told["glan-high@example.org"].body, told["nant-primary@example.org"].body
    # Sixty school days after the earliest of them, 3 September, in both languages, and why.
    assert [body.count(day) for body in (at_glan, at_nant) for day in ("3 December 2026", "3 Rhagfyr 2026")] == [1] * 4
    assert "3 December 2026 (60 school days, not counting the autumn half term)" in at_glan
    assert "3 Rhagfyr 2026 (60 diwrnod ysgol, heb gyfrif hanner tymor yr hydref)" in at_nant
    names = ("6812990_CTF_6814990_001.xml", "6812990_CTF_6814990_002.xml", "6602991_CTF_6814990_001.xml")
    assert [name in at_glan for name in names] == [True, True, True]
    assert [name in at_nant for name in names] == [True, True, False]
    assert "/collect/" in at_glan
    assert "/sent/" in at_nant
    assert "Glan Wennol High School" in at_nant
    assert "Ysgol Uwchradd Glan Wennol" in at_nant


def test_of_two_colleagues_who_sent_files_each_is_told_of_their_end(cast):
    colleague = make_person("mabli", "Mabli Efa", "school", cast.nant_primary)
    send(cast.alis, "6814990")
    send(colleague, "6814990", number=2, note="another")
    keeping.keep_retention(days_later(84))
    told = Notice.objects.filter(kind="files_ending_sender").values_list("recipient", flat=True)
    assert sorted(told) == ["alis@example.org", "mabli@example.org", "nant-primary@example.org"]


def test_an_e_mail_names_twenty_files_and_counts_the_others():
    names = [f"{number}.xml" for number in range(1, 23)]
    assert list_names(names[:20]).splitlines() == names[:20]
    assert list_names(names).splitlines() == [*names[:20], "… + 2"]


def test_the_tombstone_of_a_file_that_something_living_refers_to_stays(cast):
    held = send(cast.alis, "6814990").transfer
    Transfer.objects.filter(pk=held.pk).update(state=State.REDIRECTED.value, moved_at=NOW, sealed=None)
    child = send(cast.alis, "6602991").transfer
    Transfer.objects.filter(pk=child.pk).update(parent=held)
    lost = send(cast.alis, "XXXXXXX", children=[Child("", "Nowak", "Ola", "2015-01-01")]).transfer
    Transfer.objects.filter(pk=lost.pk).update(state=State.REMOVED.value, moved_at=NOW, sealed=None)
    keeping.keep_retention(days_later(2193))
    assert set(Transfer.objects.values_list("pk", flat=True)) >= {held.pk, lost.pk}


# The night's work in batches.


def test_every_row_of_a_night_is_met_once_however_many_there_are(cast, monkeypatch):
    monkeypatch.setattr(keeping, "AT_ONCE", 2)
    for rows in (4, 5):
        Notice.objects.all().delete()
        for _ in range(rows):
            Notice.objects.create(kind="x", recipient="x@example.org", subject="", body="", created_at=NOW)
        met = [row.pk for row in islice(keeping.batches(Notice.objects.all()), 20)]
        assert met == sorted(Notice.objects.values_list("pk", flat=True))


def test_a_night_ends_more_than_one_batch_of_files(cast, monkeypatch):
    monkeypatch.setattr(keeping, "AT_ONCE", 2)
    for number in range(1, 6):
        send(cast.alis, "6814990", number=number, note=str(number))
    Transfer.objects.update(state=State.REJECTED.value)
    keeping.keep_retention(days_later(31))
    assert not Transfer.objects.filter(sealed__isnull=False).exists()


# Messages.

WORDS = Words("About a pupil", "Please look.")


def message(by, *boxes, now=NOW):
    return writing.send_draft(writing.begin_draft(by, now, WORDS, boxes), WORDS, by, now)


def test_the_end_of_unread_messages_is_told_with_the_day_of_the_first_of_them(cast):
    message(cast.efa, box_of(cast.bryn), now=days_later(2))
    message(cast.efa, box_of(cast.bryn))
    keeping.keep_retention(days_later(26))
    (told,) = Notice.objects.filter(kind="messages_ending")
    assert told.recipient == "bryn@example.org"
    # 31 days after 3 September.
    assert told.body.count("4 October 2026") == 1
    assert "/messages/" in told.body


def test_more_rows_than_are_told_of_at_once_are_told_of_the_next_time(cast, monkeypatch):
    monkeypatch.setattr(keeping, "TOLD_AT_ONCE", 2)
    for person in (cast.bryn, cast.alis, cast.carys):
        message(cast.efa, box_of(person))
    rule = BY_KEY["messages.unread"]
    assert [keeping.tell_of_ending(rule, days_later(24)) for _ in range(3)] == [2, 1, 0]
    assert Notice.objects.filter(kind="messages_ending").count() == 3


def test_where_nobody_reads_a_box_its_establishment_is_told(cast):
    message(cast.efa, Box("6814990", "school"))
    cast.bryn.is_active = False
    cast.bryn.save()
    keeping.keep_retention(days_later(26))
    assert {notice.recipient for notice in Notice.objects.filter(kind="messages_ending")} == {"glan-high@example.org"}


def test_a_copy_that_is_read_in_the_moment_of_its_end_lives_on(cast):
    message(cast.efa, box_of(cast.bryn), box_of(cast.alis))
    copy = Delivery.objects.get(establishment=cast.glan_high)
    reading.mark_read(Delivery.objects.get(pk=copy.pk), cast.bryn, NOW)
    assert copy.read_at is None
    assert not end_of_copy(copy, NOW)
    assert reading.list_inbox(cast.bryn).count() == 1


# Lost pupils and matchings.


def test_a_lost_pupils_file_that_is_on_its_way_to_a_school_is_not_ended_by_the_leaving_age(cast):
    send(cast.alis, "XXXXXXX")
    pupil = LostPupil.objects.get()
    release_file(pupil, cast.grug_primary, cast.jac, NOW)
    LostPupil.objects.update(leaves_on=NOW.date())
    assert not BY_KEY["lost.pupils"].rows().exists()
    for day in (1, 40, 80):
        keeping.end_due_rows(BY_KEY["lost.pupils"], days_later(day))
        keeping.tell_of_ending(BY_KEY["lost.pupils"], days_later(day))
    assert not Notice.objects.filter(kind="lost_leaving").exists()
    assert LostPupil.objects.get().in_store


def test_a_pupil_who_has_left_the_store_is_told_of_to_nobody(cast):
    send(cast.alis, "XXXXXXX")
    LostPupil.objects.update(leaves_on=NOW.date(), in_store=False)
    assert not BY_KEY["lost.pupils"].rows().exists()


EXTRACT = (
    "UPN,Former UPN,Surname,Forename,Date of birth,Gender,Postcode,Establishment\n"
    "B681299003017,,Prydderch,Sian,2015-02-11,F,LL99 1AA,6602991\n"
)


def test_what_a_matching_found_is_kept_for_a_year_and_a_matching_that_still_runs_stays(cast):
    send(cast.alis, "XXXXXXX", children=[SIAN])
    ended = census.queue_matching([EXTRACT.encode()], cast.gwilym, NOW)
    assert census.run_waiting_matching(NOW)
    running = census.queue_matching([EXTRACT.encode()], cast.gwilym, NOW)
    assert (Finding.objects.count(), Matching.objects.count()) == (1, 2)
    keeping.keep_retention(days_later(366))
    assert {row.pk for row in Matching.objects.all()} == {ended.pk, running.pk}
    keeping.keep_retention(days_later(367))
    assert [row.pk for row in Matching.objects.all()] == [running.pk]
    assert not Finding.objects.exists()


# In words.


@pytest.mark.parametrize(
    ("key", "en", "cy"),
    [
        ("messages.unread", "31 days", "31 diwrnod"),
        (
            "files.uncollected",
            "60 school days",
            "60 diwrnod ysgol",
        ),
        (
            "messages.drafts",
            "14 days, longer where they end in a holiday or soon after one",
            "14 diwrnod, neu ragor os ydynt yn dod i ben yn y gwyliau neu'n fuan wedyn",
        ),
        ("people.sessions", "10 hours", "10 awr"),
        ("lost.matchings", "366 days", "366 diwrnod"),
        ("files.tombstone", "about 6 years", "tua 6 blynedd"),
        ("audit", "for good", "am byth"),
    ],
)
def test_a_length_is_said_in_days_hours_or_years(key, en, cy):
    assert (BY_KEY[key].kept.en, BY_KEY[key].kept.cy) == (en, cy)


def test_what_is_kept_for_good_stays_and_what_is_kept_for_a_time_is_deleted():
    then = {key: BY_KEY[key].then.en for key in ("audit", "establishments", "messages.texts", "e-mails", "audit.noise")}
    assert then == {
        **dict.fromkeys(("audit", "establishments"), "It stays."),
        **dict.fromkeys(("messages.texts", "e-mails", "audit.noise"), "It is deleted."),
    }
    assert BY_KEY["zones.messages"].since.en == "it was accepted"
    assert BY_KEY["audit"].since.en == ""


def test_two_years_are_said_in_days_and_more_in_years(settings):
    said = []
    for days in (732, 733):
        configure(settings, HANDOVER_MATCHING_DAYS=days)
        said.append(BY_KEY["lost.matchings"].kept.en)
    assert said == ["732 days", "about 2 years"]
