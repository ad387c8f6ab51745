"""The national administrators hear once a week where the audit log ends."""

from datetime import UTC, datetime, timedelta

import pytest

from handover.portal.audit.log import SITE, record
from handover.portal.audit.models import Entry
from handover.portal.notices.models import Notice
from handover.portal.reminders import audit_end

pytestmark = pytest.mark.django_db
SEVEN_ON_MONDAY = datetime(2026, 9, 7, 6, tzinfo=UTC)


def test_the_national_administrators_are_told_the_end_once_a_week(cast) -> None:
    record("file.sent", actor=SITE, now=SEVEN_ON_MONDAY)
    entry = Entry.objects.latest("sequence")
    assert audit_end.tell_audit_end(SEVEN_ON_MONDAY - timedelta(minutes=1)) == 0
    assert audit_end.tell_audit_end(SEVEN_ON_MONDAY) == 1
    assert audit_end.tell_audit_end(SEVEN_ON_MONDAY + timedelta(days=2)) == 0
    assert audit_end.tell_audit_end(SEVEN_ON_MONDAY + timedelta(days=7)) == 1
    letters = Notice.objects.filter(kind="audit_end")
    assert {letter.recipient for letter in letters} == {cast.gwilym.email}
    assert all(f"{entry.sequence}:{entry.hash}" in letter.body for letter in letters)


def test_an_empty_log_has_no_end_to_tell(cast) -> None:
    assert audit_end.tell_audit_end(SEVEN_ON_MONDAY) == 0
