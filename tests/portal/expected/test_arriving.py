"""Where the record of an expected pupil is."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from handover.portal.expected import listing
from handover.portal.expected.arriving import Record
from handover.portal.expected.models import ExpectedMark, ExpectedPupil
from handover.portal.expected.row import Expected
from handover.portal.expected.who import who_is
from handover.portal.retention import keeping
from handover.portal.transfers import clock, collecting
from handover.portal.transfers.moving import take_step
from tests.files import NOW, SIAN, TOMOS, send

pytestmark = pytest.mark.django_db

BORN = date(2015, 2, 11)
BY_UPN = Expected(0, SIAN.upn, "", "", None, "6812990")
BY_NAME = Expected(0, "", "PRYDDERCH", "Sian", BORN, "")


def records(person) -> list[Record]:
    return [there.record for _row, there in listing.look_at_list(person, NOW).rows]


@pytest.mark.parametrize("pupil", [BY_UPN, BY_NAME])
def test_record_is_missing_then_on_its_way_then_there(cast, pupil):
    listing.add_pupils([pupil], cast.bryn, NOW)
    assert records(cast.bryn) == [Record.MISSING]
    transfer = send(cast.alis, "6814990", children=[SIAN, TOMOS]).transfer
    assert records(cast.bryn) == [Record.ON_ITS_WAY]
    begun = collecting.start_collection([transfer.reference], cast.bryn, NOW)
    collecting.take_out_collection(begun, cast.bryn, NOW)
    collecting.answer_collection(begun, arrived=True, by=cast.bryn, now=NOW)
    assert records(cast.bryn) == [Record.ARRIVED]


def test_twin_sister_is_not_the_expected_pupil(cast):
    twin = Expected(0, "", "Prydderch", "Siân", date(2015, 2, 12), "")
    brother = Expected(0, "", "Prydderch", "Siôn", BORN, "")
    listing.add_pupils([twin, brother], cast.bryn, NOW)
    send(cast.alis, "6814990")
    assert records(cast.bryn) == [Record.MISSING, Record.MISSING]


def test_file_that_was_called_back_is_missing_again(cast):
    listing.add_pupils([BY_UPN], cast.bryn, NOW)
    transfer = send(cast.alis, "6814990").transfer
    take_step("recall", transfer, by=cast.alis, now=NOW)
    assert records(cast.bryn) == [Record.MISSING]


def test_file_for_another_school_tells_nothing(cast):
    listing.add_pupils([BY_UPN], cast.bryn, NOW)
    send(cast.alis, "6602991")
    send(cast.alis, "XXXXXXX")
    assert records(cast.bryn) == [Record.MISSING]


def test_authority_sees_the_files_of_all_its_schools_and_of_no_others(cast):
    for person in (cast.efa, cast.ffion):
        listing.add_pupils([BY_UPN], person, NOW)
    send(cast.alis, "6814990")
    assert records(cast.efa) == [Record.ON_ITS_WAY]
    assert records(cast.ffion) == [Record.MISSING]


def test_record_that_arrived_is_known_after_its_file_is_gone(cast):
    listing.add_pupils([BY_UPN], cast.bryn, NOW)
    transfer = send(cast.alis, "6814990").transfer
    begun = collecting.start_collection([transfer.reference], cast.bryn, NOW)
    collecting.take_out_collection(begun, cast.bryn, NOW)
    collecting.answer_collection(begun, arrived=True, by=cast.bryn, now=NOW)
    transfer.refresh_from_db()
    clock.bury(transfer, NOW + timedelta(days=90))
    assert records(cast.bryn) == [Record.ARRIVED]


def test_list_keeps_no_name_that_a_thief_could_read(cast):
    listing.add_pupils([Expected(0, SIAN.upn, "Prydderch", "Siân", BORN, "")], cast.bryn, NOW)
    row = ExpectedPupil.objects.get()
    stored = repr([bytes(row.content), *ExpectedMark.objects.values_list("mark"), row.identity])
    for word in ("Prydderch", "Si", SIAN.upn, "2015-02-11"):
        assert word not in stored
    assert who_is(row).surname == "Prydderch"


def test_pupil_who_is_listed_again_is_there_once_and_schools_have_lists_of_their_own(cast):
    assert listing.add_pupils([BY_UPN, BY_NAME], cast.bryn, NOW) == 2
    assert listing.add_pupils([BY_UPN], cast.bryn, NOW) == 0
    assert listing.add_pupils([BY_UPN], cast.carys, NOW) == 1


def test_pupil_goes_off_the_list_when_its_time_is_over(cast):
    listing.add_pupils([BY_UPN], cast.bryn, NOW)
    # 183 days after 3 September is 5 March, the tenth school day after the half term: it is put off to the 8th.
    days = 186
    keeping.keep_retention(NOW + timedelta(days=days))
    assert ExpectedPupil.objects.exists()
    keeping.keep_retention(NOW + timedelta(days=days + 1))
    assert not ExpectedPupil.objects.exists()
    assert not ExpectedMark.objects.exists()


def test_list_of_many_takes_as_many_queries_as_a_list_of_one(cast):
    def queries() -> int:
        with CaptureQueriesContext(connection) as seen:
            listing.look_at_list(cast.bryn, NOW)
        return len(seen)

    listing.add_pupils([BY_UPN], cast.bryn, NOW)
    send(cast.alis, "6814990", children=[SIAN, TOMOS])
    few = queries()
    more = [Expected(0, "", "Prydderch", "Si" + "a" * number, BORN, "") for number in range(40)]
    listing.add_pupils([*more, BY_NAME], cast.bryn, NOW)
    assert queries() == few
