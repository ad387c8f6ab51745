"""What is over ends, once, after those concerned were told; what is left names nobody."""

from datetime import UTC, date, datetime, timedelta
from io import StringIO
from uuid import uuid4

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from handover.portal.audit.models import Entry
from handover.portal.days import start_of_day_before
from handover.portal.messaging import reading, writing
from handover.portal.messaging.boxes import box_of
from handover.portal.messaging.models import Delivery, SecureMessage
from handover.portal.messaging.retention_rules import of_message
from handover.portal.messaging.words import Words
from handover.portal.notices.models import Notice
from handover.portal.retention import keeping
from handover.portal.retention.models import Told
from handover.portal.retention.table import BY_KEY
from handover.portal.storage.disk_storage import DiskStorage
from handover.portal.stores.mark import Mark, replace_mark
from handover.portal.stores.stops import Stopped
from handover.portal.transfers.clock import bury
from handover.portal.transfers.flow import State
from handover.portal.transfers.models import SealedFile, Transfer
from handover.portal.transfers.moving import take_step
from handover.portal.transfers.retention_rules import of_file
from tests.cast import make_person
from tests.files import SIAN, send
from tests.moments import NOW
from tests.stores import sealed_path, store

__all__ = ["store"]
pytestmark = [pytest.mark.django_db, pytest.mark.both_databases("rows that go in batches")]
EARLY, LATE = datetime(2020, 1, 1), datetime(2040, 1, 1)  # noqa: DTZ001 - Hypothesis adds the time zone
WORDS = Words("About a pupil", "Please look.")


def written(by, *boxes, now=NOW):
    return writing.send_draft(writing.begin_draft(by, now, WORDS, boxes), WORDS, by, now)


def live_through(days, start=NOW):
    """Let the job run on the first day, once a week and on each of the last nine, which hold the time of a warning."""
    for day in sorted({*range(0, days, 7), *range(max(0, days - 8), days + 1)}):
        keeping.keep_retention(start + timedelta(days=day))


def kinds():
    return sorted(Notice.objects.values_list("kind", flat=True))


def test_an_unread_message_is_there_for_31_days_and_its_readers_are_told_a_week_before(cast):
    written(cast.efa, box_of(cast.bryn))
    live_through(23)
    assert "messages_ending" not in kinds()
    live_through(1, NOW + timedelta(days=24))
    assert kinds().count("messages_ending") == 1
    live_through(31)
    assert reading.list_inbox(cast.bryn).count() == 1
    live_through(1, NOW + timedelta(days=31))
    assert reading.list_inbox(cast.bryn).count() == 0
    assert SecureMessage.objects.get().destroyed
    assert kinds().count("messages_ending") == 1


def test_a_read_message_is_there_for_14_days_from_reading(cast):
    written(cast.efa, box_of(cast.bryn))
    read = NOW + timedelta(days=20)
    reading.mark_read(reading.list_inbox(cast.bryn).get(), cast.bryn, read)
    live_through(14, read)
    assert reading.list_inbox(cast.bryn).count() == 1
    live_through(1, read + timedelta(days=14))
    assert reading.list_inbox(cast.bryn).count() == 0


def test_a_message_is_not_deleted_unread_if_nobody_could_be_told_in_time(cast):
    written(cast.efa, box_of(cast.bryn))
    late = NOW + timedelta(days=50)
    keeping.keep_retention(late)
    assert reading.list_inbox(cast.bryn).count() == 1
    live_through(7, late)
    assert reading.list_inbox(cast.bryn).count() == 1
    keeping.keep_retention(late + timedelta(days=8))
    assert reading.list_inbox(cast.bryn).count() == 0


def test_a_file_that_nobody_collects_expires_after_both_sides_were_told(cast):
    send(cast.alis, "6814990")
    live_through(83)
    assert "files_ending" not in kinds()
    # Sixty school days after 3 September is 3 December, and five before that is 26 November.
    live_through(91)
    assert Transfer.objects.get().stage is State.SENT
    assert {"files_ending", "files_ending_sender"} <= set(kinds())
    keeping.keep_retention(NOW + timedelta(days=92))
    assert Transfer.objects.get().stage is State.EXPIRED
    assert {"expired_sender", "expired_destination"} <= set(kinds())
    assert SIAN.surname not in "".join(Notice.objects.values_list("body", flat=True))


def test_schools_in_wales_are_told_in_welsh_first_what_expires_and_where_it_is_to_be_seen(cast):
    send(cast.alis, "6814990")
    keeping.keep_retention(NOW + timedelta(days=84))
    told = Notice.objects.filter(kind="files_ending").values_list("subject", "body")
    told_sender = Notice.objects.filter(kind="files_ending_sender").values_list("subject", "body")
    for subject, body in told:
        assert subject.startswith("Casglwch y ffeiliau hyn erbyn ")
        assert body.startswith("Mae'r ffeiliau hyn yn dal i aros amdanoch (1).")
        assert body.rstrip().endswith("/collect/")
    for subject, body in told_sender:
        assert subject.startswith("Bydd ffeiliau a anfonwyd gennych yn dod i ben ar ôl ")
        assert body.startswith("Nid yw Ysgol ")
        assert body.rstrip().endswith("/sent/")
    assert (len(told), len(told_sender)) == (1, 2)


def test_each_person_who_sent_one_of_several_files_is_told_that_it_will_expire(cast):
    other = make_person("beca", "Beca Rowlands", cast.alis.role, cast.alis.establishment)
    for number, sender in enumerate((cast.alis, other), 1):
        send(sender, "6814990", number=number, note=str(number))
    keeping.keep_retention(NOW + timedelta(days=84))
    told = Notice.objects.filter(kind="files_ending_sender").values_list("recipient", flat=True)
    assert {cast.alis.email, other.email} <= set(told)


def test_many_files_for_one_school_are_told_of_in_one_e_mail(cast):
    for number in range(1, 5):
        send(cast.alis, "6814990", number=number, note=str(number))
    keeping.keep_retention(NOW + timedelta(days=84))
    assert kinds().count("files_ending") == 1
    assert Notice.objects.get(kind="files_ending").body.count("6812990_CTF_6814990_00") == 8


def test_a_file_that_was_looked_at_after_the_notice_is_told_of_again(cast):
    transfer = send(cast.alis, "6814990").transfer
    keeping.keep_retention(NOW + timedelta(days=84))
    take_step("see", transfer, by=cast.bryn, now=NOW + timedelta(days=85))
    # Sixty school days after 27 November is 12 March; five before that they are told again.
    live_through(97, NOW + timedelta(days=85))
    assert not Notice.objects.filter(kind="files_ending", created_at__gt=NOW + timedelta(days=85)).exists()
    keeping.keep_retention(NOW + timedelta(days=183))
    assert Notice.objects.filter(kind="files_ending").latest("created_at").created_at == NOW + timedelta(days=183)
    assert Transfer.objects.get().stage is State.SEEN


def test_a_deleted_file_leaves_a_tombstone_without_words_and_its_key_is_destroyed(
    cast, django_capture_on_commit_callbacks
):
    transfer = send(cast.alis, "6814990", name="6812990_CTF_6814990_001.xml").transfer
    Transfer.objects.filter(pk=transfer.pk).update(given_name="Siân Prydderch.xml")
    take_step("reject", transfer, by=cast.bryn, now=NOW, reason="Siân is not ours")
    place = sealed_path(transfer.sealed_id)
    with django_capture_on_commit_callbacks(execute=True):
        keeping.keep_retention(NOW + timedelta(days=31))
    left = Transfer.objects.get()
    assert (left.source, left.destination, left.state) == ("6812990", "6814990", "rejected")
    assert left.digest == transfer.digest
    assert (left.given_name, left.reason) == ("6812990_CTF_6814990_001.xml", "")
    assert not SealedFile.objects.exists()
    assert not place.exists()
    assert Entry.objects.filter(action="file.erased", subject=str(transfer.reference)).count() == 1


def test_the_tombstone_goes_after_six_years(cast):
    transfer = send(cast.alis, "6814990").transfer
    take_step("recall", transfer, by=cast.alis, now=NOW)
    keeping.keep_retention(NOW + timedelta(days=31))
    keeping.keep_retention(NOW + timedelta(days=2192))
    assert Transfer.objects.exists()
    keeping.keep_retention(NOW + timedelta(days=2193))
    assert not Transfer.objects.exists()


def test_running_twice_does_nothing_more(cast):
    written(cast.efa, box_of(cast.bryn))
    take_step("recall", send(cast.alis, "6814990").transfer, by=cast.alis, now=NOW)
    live_through(32)
    before = (Notice.objects.count(), Entry.objects.count(), Delivery.objects.filter(gone_at=None).count())
    assert keeping.keep_retention(NOW + timedelta(days=32)) == 0
    assert (Notice.objects.count(), Entry.objects.count(), Delivery.objects.filter(gone_at=None).count()) == before


class Killed(BaseException):
    pass


def test_a_worker_killed_half_way_leaves_whole_rows_and_the_next_one_goes_on(cast, monkeypatch):
    for number in range(1, 6):
        transfer = send(cast.alis, "6814990", number=number, note=str(number)).transfer
        take_step("recall", transfer, by=cast.alis, now=NOW)
    later, done = NOW + timedelta(days=31), []

    def dying(row, now):
        if len(done) == 2:
            raise Killed
        done.append(bury(row, now))
        return True

    rule = BY_KEY["files.over"]
    monkeypatch.setattr(
        keeping, "RULES", (type(rule)(**{**{f: getattr(rule, f) for f in rule.__slots__}, "end": dying}),)
    )
    with pytest.raises(Killed):
        keeping.keep_retention(later)
    assert Transfer.objects.filter(sealed=None).count() == 2
    assert SealedFile.objects.count() == 3
    monkeypatch.undo()
    keeping.keep_retention(later)
    assert not SealedFile.objects.exists()
    assert Entry.objects.filter(action="file.erased").count() == 5


@pytest.mark.parametrize(
    ("sent", "last"),
    [
        (datetime(2026, 3, 10, 23, 30, tzinfo=UTC), "2026-04-10"),
        (datetime(2026, 10, 1, 23, 30, tzinfo=UTC), "2026-11-02"),
        (datetime(2028, 2, 10, 12, 0, tzinfo=UTC), "2028-03-12"),
        (datetime(2027, 2, 10, 12, 0, tzinfo=UTC), "2027-03-13"),
    ],
    ids=["over the spring change", "over the autumn change", "over 29 February", "in a year without it"],
)
def test_days_are_those_of_the_calendar_where_the_site_is(cast, sent, last):
    written(cast.efa, box_of(cast.bryn), now=sent)
    copy = Delivery.objects.get()
    assert of_message(copy, sent.date()).isoformat() == last
    evening = timezone.make_aware(datetime.fromisoformat(f"{last}T23:59"))
    Told.objects.create(rule="messages.unread", row=copy.pk, clock=sent, told_at=sent)
    keeping.keep_retention(evening)
    assert reading.list_inbox(cast.bryn).count() == 1
    keeping.keep_retention(evening + timedelta(minutes=2))
    assert reading.list_inbox(cast.bryn).count() == 0


@given(st.datetimes(EARLY, LATE, timezones=st.just(UTC)), st.integers(1, 3000))
def test_what_began_on_a_day_is_over_as_soon_as_its_last_day_is(began, days):
    last = timezone.localdate(began) + timedelta(days=days)
    noon = timezone.make_aware(datetime.combine(last, datetime.min.time().replace(hour=12)))
    assert not began < start_of_day_before(noon, days)
    assert began < start_of_day_before(noon + timedelta(days=1), days)


def test_every_file_that_waits_shows_its_last_day(cast):
    transfer = send(cast.alis, "6814990").transfer
    assert of_file(transfer, NOW.date()) == NOW.date() + timedelta(days=91)
    assert of_file(transfer, NOW.date() + timedelta(days=99)) == NOW.date() + timedelta(days=99)


def test_the_dry_run_looks_ahead_to_a_day(cast):
    send(cast.alis, "6814990")
    said = StringIO()
    call_command("retention", dry_run=True, on=date(2026, 11, 26), stdout=said)
    (line,) = (line for line in said.getvalue().splitlines() if line.startswith("files.uncollected"))
    assert line.split()[1:4] == ["60", "0", "1"]


def test_nothing_is_ended_ahead_of_its_day(cast):
    with pytest.raises(CommandError, match="only goes with --dry-run"):
        call_command("retention", on=timezone.localdate() + timedelta(days=500))


def test_the_dry_run_lists_and_does_nothing(cast):
    transfer = send(cast.alis, "6814990").transfer
    take_step("recall", transfer, by=cast.alis, now=timezone.now() - timedelta(days=40))
    said = StringIO()
    call_command("retention", dry_run=True, stdout=said)
    assert "files.over" in said.getvalue()
    assert "6812990_CTF_6814990_001.xml" in said.getvalue()
    assert SealedFile.objects.exists()
    call_command("retention", stdout=said)
    assert not SealedFile.objects.exists()


def collected(cast, count, at):
    """Files that were collected and confirmed on a day."""
    rows, before = [], Transfer.objects.count()
    for number in range(before + 1, before + count + 1):
        transfer = send(cast.alis, "6814990", number=number, note=str(number), now=at).transfer
        rows.append(transfer.pk)
    Transfer.objects.filter(pk__in=rows).update(state=State.CONFIRMED.value, moved_at=at)


@pytest.fixture
def few(monkeypatch):
    """More than three files that are late are many."""
    monkeypatch.setattr(keeping, "MANY_LATE", 3)


def test_when_a_length_is_shortened_by_mistake_nothing_is_destroyed_before_somebody_has_looked(cast, settings, few):
    collected(cast, 4, NOW)
    settings.CONFIG = type(settings.CONFIG)({**settings.CONFIG.values, "HANDOVER_COLLECTED_DAYS": 9})
    later = NOW + timedelta(days=60)
    with pytest.raises(Stopped) as stopped:
        keeping.keep_retention(later)
    assert (stopped.value.stop.key, stopped.value.count) == ("many_late", 4)
    assert Transfer.objects.filter(sealed__isnull=False).count() == 4
    with pytest.raises(Stopped):
        keeping.keep_retention(later, allowed=3)
    assert keeping.keep_retention(later, allowed=4) >= 4
    assert not Transfer.objects.filter(sealed__isnull=False).exists()


def test_as_many_as_the_bound_end_late_without_a_question_and_so_does_what_is_late_by_little(cast, few):
    collected(cast, 3, NOW)
    days = BY_KEY["files.collected"].lasts
    keeping.keep_retention(NOW + timedelta(days=days + 40))
    assert not Transfer.objects.filter(sealed__isnull=False).exists()
    collected(cast, 4, NOW)
    keeping.keep_retention(NOW + timedelta(days=days + 14))
    assert not Transfer.objects.filter(sealed__isnull=False).exists()
    collected(cast, 4, NOW)
    with pytest.raises(Stopped):
        keeping.keep_retention(NOW + timedelta(days=days + 15))


def test_a_busy_day_whose_files_end_on_their_day_asks_nobody(cast, few):
    collected(cast, 4, NOW)
    days = BY_KEY["files.collected"].lasts
    keeping.keep_retention(NOW + timedelta(days=days + 1))
    assert not Transfer.objects.filter(sealed__isnull=False).exists()


def test_one_rule_that_stands_still_keeps_no_other_from_its_work(cast, few):
    collected(cast, 4, NOW - timedelta(days=200))
    Notice.objects.update(created_at=NOW - timedelta(days=400))
    with pytest.raises(Stopped):
        keeping.keep_retention(NOW)
    assert not Notice.objects.filter(created_at__lt=NOW - timedelta(days=300)).exists()


def test_the_command_ends_nothing_where_the_stores_do_not_fit(cast, store):
    replace_mark(DiskStorage(store), Mark(uuid4(), 0, NOW))
    with pytest.raises(CommandError, match="do not belong together"):
        call_command("retention")


@pytest.mark.parametrize("key", ["files.collected", "files.over", "generic.collected", "messages.read", "phase.boards"])
def test_rules_by_which_records_of_children_go_unannounced_ask_first(key):
    assert BY_KEY[key].asks
    assert BY_KEY[key].warning is None
