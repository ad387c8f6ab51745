"""The weekly reminder: on the authority's day, once a week, naming files and schools and never a pupil."""

from datetime import UTC, datetime, timedelta

import pytest

from handover.portal.messaging import reading, writing
from handover.portal.messaging.boxes import box_of
from handover.portal.messaging.words import Words
from handover.portal.notices.models import Notice
from handover.portal.reminders import weekly
from tests.files import SIAN, TOMOS, send
from tests.moments import NOW

pytestmark = pytest.mark.django_db
MONDAY = datetime(2026, 9, 7, 8, 0, tzinfo=UTC)
WORDS = Words("Tomos", "Where is Tomos?")


def reminded(now):
    weekly.remind(now)
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
    weekly.remind(MONDAY)
    school = Notice.objects.get(kind="weekly", recipient="glan-high@example.org").body
    assert "- 6812990_CTF_6814990_001.xml, from Nant y Wennol Primary School, until 02/11/2026" in school
    authority = Notice.objects.get(kind="weekly", recipient="caerwennol@example.org").body
    assert "- Glan Wennol High School (6814990): 1, the oldest sent on 03/09/2026" in authority
    assert "- Ysgol Uwchradd Glan Wennol (6814990): 1, anfonwyd yr hynaf ar 03/09/2026" in authority
    for word in (SIAN.surname, SIAN.forename, TOMOS.forename, SIAN.upn, SIAN.born):
        assert word not in school + authority


def test_messages_unread_and_unanswered_are_counted_and_not_quoted(cast):
    for _ in range(3):
        writing.send(writing.begin(cast.efa, NOW, WORDS, [box_of(cast.bryn)]), WORDS, cast.efa, NOW)
    first, second = reading.inbox(cast.bryn)[:2]
    reading.read(first, cast.bryn, NOW)
    reading.read(second, cast.bryn, NOW)
    writing.send(writing.begin_reply(second, cast.bryn, NOW, "en"), WORDS, cast.bryn, NOW)
    weekly.remind(MONDAY)
    body = Notice.objects.get(kind="weekly", recipient="glan-high@example.org").body
    assert "nobody has read: 1\n" in body
    assert "read and not answered: 1\n" in body
    assert "Tomos" not in body
