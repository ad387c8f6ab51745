"""The weekly reminder: on the authority's day, once a week, naming files and schools and never a pupil."""

from datetime import UTC, datetime, timedelta

import pytest

from handover.portal.audit.models import Entry
from handover.portal.messaging import reading, writing
from handover.portal.messaging.boxes import box_of
from handover.portal.messaging.words import Words
from handover.portal.notices.models import Notice
from handover.portal.reminders import weekly
from handover.portal.transfers.models import Transfer
from tests.files import SIAN, TOMOS, send
from tests.moments import NOW

pytestmark = pytest.mark.django_db
MONDAY = datetime(2026, 9, 7, 8, 0, tzinfo=UTC)
WORDS = Words("Tomos", "Where is Tomos?")


def reminded(now):
    weekly.send_weekly_reminders(now)
    return sorted(Notice.objects.filter(kind="weekly", created_at=now).values_list("recipient", flat=True))


def test_a_school_with_a_file_to_collect_and_its_authority_are_reminded_on_monday(cast):
    send(cast.alis, "6814990")
    assert reminded(MONDAY - timedelta(days=1)) == []
    assert reminded(MONDAY) == ["caerwennol@example.org", "glan-high@example.org"]


def test_however_often_the_job_runs_a_reminder_comes_once_a_week(cast):
    send(cast.alis, "6814990")
    reminded(MONDAY)
    assert reminded(MONDAY + timedelta(hours=1)) == []
    assert reminded(MONDAY + timedelta(days=3)) == []
    assert len(reminded(MONDAY + timedelta(days=7))) == 2


def test_who_has_nothing_waiting_gets_no_e_mail(cast):
    assert reminded(MONDAY) == []


def test_an_authority_chooses_the_day_for_itself_and_its_schools(cast):
    send(cast.alis, "6814990")
    weekly.choose_day("681", 3, cast.efa.actor, NOW)
    assert reminded(MONDAY) == []
    assert len(reminded(MONDAY + timedelta(days=2))) == 2


def test_a_worker_that_slept_on_the_day_makes_up_for_it_in_the_same_week(cast):
    send(cast.alis, "6814990")
    assert len(reminded(MONDAY + timedelta(days=4))) == 2


def test_what_arrives_after_the_day_waits_for_the_next_week(cast):
    send(cast.alis, "6814990", now=MONDAY + timedelta(hours=2))
    assert reminded(MONDAY + timedelta(days=2)) == []
    assert len(reminded(MONDAY + timedelta(days=7))) == 2


def test_nobody_is_reminded_in_the_night(cast):
    send(cast.alis, "6814990")
    assert reminded(MONDAY.replace(hour=4)) == []


def test_the_reminder_names_files_schools_and_dates_and_no_pupil(cast):
    send(cast.alis, "6814990", children=(SIAN, TOMOS))
    weekly.send_weekly_reminders(MONDAY)
    school = Notice.objects.get(kind="weekly", recipient="glan-high@example.org").body
    assert "- 6812990_CTF_6814990_001.xml, from Nant y Wennol Primary School, until 3 December 2026" in school
    authority = Notice.objects.get(kind="weekly", recipient="caerwennol@example.org").body
    assert "- Glan Wennol High School (6814990): 1, the oldest sent on 3 September 2026" in authority
    assert "- Ysgol Uwchradd Glan Wennol (6814990): 1, anfonwyd yr hynaf ar 3 Medi 2026" in authority
    for word in (SIAN.surname, SIAN.forename, TOMOS.forename, SIAN.upn, SIAN.born):
        assert word not in school + authority


def test_messages_unread_and_unanswered_are_counted_and_not_quoted(cast):
    for _ in range(4):
        writing.send_draft(writing.begin_draft(cast.efa, NOW, WORDS, [box_of(cast.bryn)]), WORDS, cast.efa, NOW)
    first, second = reading.list_inbox(cast.bryn)[:2]
    reading.mark_read(first, cast.bryn, NOW)
    reading.mark_read(second, cast.bryn, NOW)
    writing.send_draft(writing.begin_reply(second, cast.bryn, NOW, "en"), WORDS, cast.bryn, NOW)
    weekly.send_weekly_reminders(MONDAY)
    body = Notice.objects.get(kind="weekly", recipient="glan-high@example.org").body
    assert "nobody has read: 2\n" in body
    assert "read and not answered: 1\n" in body
    assert "Tomos" not in body


def body(recipient):
    return Notice.objects.get(kind="weekly", recipient=recipient).body.partition("— — —")


def test_an_authority_reads_of_its_own_files_and_of_those_of_its_schools_the_longest_waiting_first(cast):
    send(cast.alis, "681LLLL")
    send(cast.carys, "6814990", now=NOW + timedelta(days=1))
    send(cast.alis, "6814990", now=NOW + timedelta(days=2))
    send(cast.carys, "6812990", now=NOW + timedelta(hours=1))
    send(cast.alis, "6602991")
    Transfer.objects.filter(pk=send(cast.dev, "6814990").transfer.pk).update(state="collected")
    weekly.send_weekly_reminders(MONDAY)
    welsh, _, english = body("caerwennol@example.org")
    assert english.split("\n\n")[1].splitlines() == [
        "Files that wait for you:",
        "- 6812990_CTF_681LLLL_001.xml, from Nant y Wennol Primary School, until 3 December 2026",
        "Files that your schools have not collected:",
        "- Nant y Wennol Primary School (6812990): 1, the oldest sent on 3 September 2026",
        "- Glan Wennol High School (6814990): 2, the oldest sent on 4 September 2026",
    ]
    assert "Ysgol Uwchradd Glan Wennol (6814990): 2, anfonwyd yr hynaf ar 4 Medi 2026" in welsh
    # What was saved and not confirmed still waits at the school.
    assert "9364990_CTF_6814990_001.xml" in "".join(body("glan-high@example.org"))


def test_a_long_list_names_the_first_and_counts_the_others(cast, monkeypatch):
    monkeypatch.setattr(weekly, "MOST_NAMED", 2)
    for number in range(1, 5):
        send(cast.alis, "6814990", number=number, note=str(number), now=NOW + timedelta(minutes=number))
    weekly.send_weekly_reminders(MONDAY)
    _, _, english = body("glan-high@example.org")
    assert [line for line in english.splitlines() if line.startswith("- ")] == [
        "- 6812990_CTF_6814990_001.xml, from Nant y Wennol Primary School, until 3 December 2026",
        "- 6812990_CTF_6814990_002.xml, from Nant y Wennol Primary School, until 3 December 2026",
        "- and 2 more",
    ]
    assert "and" not in body("caerwennol@example.org")[2].split("Glan Wennol High School")[1].split("Sign")[0]


def test_an_office_without_an_address_is_reminded_through_its_people(cast):
    cast.glan_high.email = ""
    cast.glan_high.save()
    send(cast.alis, "6814990")
    assert "bryn@example.org" in reminded(MONDAY)


def test_nobody_is_reminded_at_the_end_of_the_week(cast):
    send(cast.alis, "6814990")
    assert reminded(MONDAY + timedelta(days=5)) == []
    assert reminded(MONDAY + timedelta(days=6)) == []


def test_the_day_is_monday_until_an_authority_chooses_another_working_day(cast):
    assert weekly.reminder_day_of("681") == 1
    weekly.choose_day("681", 5, cast.efa.actor, NOW)
    assert (weekly.reminder_day_of("681"), weekly.reminder_day_of("660")) == (5, 1)
    entry = Entry.objects.get(action="reminder.day_set")
    assert (entry.subject, entry.facts) == ("681", {"day": "5"})
    for day in (0, 6):
        with pytest.raises(ValueError, match="Monday to Friday"):
            weekly.choose_day("681", day, cast.efa.actor, NOW)


def test_a_message_that_came_after_the_day_is_counted_the_week_after(cast):
    for now in (NOW, MONDAY + timedelta(hours=1)):
        writing.send_draft(writing.begin_draft(cast.efa, now, WORDS, [box_of(cast.bryn)]), WORDS, cast.efa, now)
    weekly.send_weekly_reminders(MONDAY + timedelta(hours=2))
    assert "nobody has read: 1\n" in "".join(body("glan-high@example.org"))


def test_who_has_nothing_left_but_a_message_to_answer_is_reminded_of_it(cast):
    writing.send_draft(writing.begin_draft(cast.efa, NOW, WORDS, [box_of(cast.bryn)]), WORDS, cast.efa, NOW)
    reading.mark_read(reading.list_inbox(cast.bryn).get(), cast.bryn, NOW)
    assert reminded(MONDAY) == ["glan-high@example.org"]
