"""Files wait for school days: none expires in the holidays, in Wales or in England, and its people are told in term."""

from datetime import UTC, date, datetime, timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.utils import timezone

from handover.portal.notices.models import Notice
from handover.portal.retention import keeping
from handover.portal.transfers.flow import State
from handover.portal.transfers.intake import receive
from handover.portal.transfers.models import Transfer
from handover.portal.transfers.retention_rules import of_file, why_until
from tests.files import incoming, send
from tests.zips import zipped

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases("conditions on two nations at once")]
JUNE = datetime(2026, 6, 20, 9, 0, tzinfo=UTC)


def run(*days):
    """Run the job once on each of these days of 2026, at noon."""
    for month, day in days:
        keeping.keep_retention(datetime(2026, month, day, 11, 0, tzinfo=UTC))


def told():
    return Notice.objects.filter(kind="files_ending").count()


def test_a_leavers_file_of_june_is_still_there_in_september_and_its_school_is_told_in_term(cast, signed_in):
    send(cast.alis, "6814990", now=JUNE)
    # Sixty days of the calendar would have ended it on 19 August.
    run((7, 20), (8, 12), (8, 20), (9, 1), (10, 15))
    assert (Transfer.objects.get().stage, told()) == (State.SENT, 0)
    run((10, 16))
    assert told() == 1
    run((10, 17), (10, 23))
    assert Transfer.objects.get().stage is State.SENT
    run((10, 24))
    assert Transfer.objects.get().stage is State.EXPIRED


def test_the_page_of_a_file_says_until_when_it_is_kept_and_why(cast, signed_in):
    transfer = send(cast.alis, "6814990", now=timezone.now()).transfer
    page = signed_in(cast.bryn).get(f"/files/{transfer.reference}/").content.decode()
    assert ": 60 school days" in page


def test_why_a_file_of_june_is_kept_until_october(cast):
    transfer = send(cast.alis, "6814990", now=JUNE).transfer
    assert of_file(transfer, JUNE.date()) == date(2026, 10, 23)
    why = why_until(transfer, JUNE.date())
    assert (why.en, why.cy) == (
        "60 school days, not counting the summer holiday",
        "60 diwrnod ysgol, heb gyfrif gwyliau'r haf",
    )
    assert why_until(transfer, date(2026, 10, 24)) is None


def test_each_nation_counts_by_its_own_holidays(cast):
    last_of_term = datetime(2026, 7, 20, 9, 0, tzinfo=UTC)
    for person, to in ((cast.alis, "6814990"), (cast.alis, "9364990")):
        name = f"6812990_{to}_maps.zip"
        receive(incoming(name, zipped({name: b"x"})), person, last_of_term)
    said = StringIO()
    # Thirty school days after 20 July are 12 October in Wales; in England, where 21 and 22 July are days of school, 8 October.
    for day, count in (("2026-09-30", "0"), ("2026-10-01", "1"), ("2026-10-05", "2")):
        call_command("retention", dry_run=True, on=datetime.fromisoformat(day).date(), stdout=said)
        lines = [line for line in said.getvalue().splitlines() if line.startswith("generic.uncollected")]
        assert lines[-1].split()[1:4] == ["30", "0", count], day


def test_nobody_is_told_on_a_day_on_which_schools_are_closed(cast):
    send(cast.alis, "6814990", now=JUNE)
    # The worker slept until the Saturday.
    run((10, 17), (10, 18))
    assert told() == 0
    run((10, 19))
    assert told() == 1


def test_whoever_could_not_be_told_in_time_has_their_days_and_no_holiday_takes_them_away(cast):
    send(cast.alis, "6814990", now=JUNE)
    run((10, 22))
    assert told() == 1
    # Five school days after 22 October is 5 November, within ten after the half term: so the 16th is the last.
    run((10, 29), (11, 6), (11, 16))
    assert Transfer.objects.get().stage is State.SENT
    run((11, 17))
    assert Transfer.objects.get().stage is State.EXPIRED


def test_as_much_as_is_kept_for_a_hundred_years_ends_nothing(cast, settings):
    settings.CONFIG = type(settings.CONFIG)({**settings.CONFIG.values, "HANDOVER_COLLECT_DAYS": 30000})
    send(cast.alis, "6814990", now=JUNE)
    keeping.keep_retention(JUNE + timedelta(days=3000))
    assert Transfer.objects.get().stage is State.SENT
