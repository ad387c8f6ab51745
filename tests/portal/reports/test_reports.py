"""What each report says, over files, lost pupils, messages and people that the product's own steps have made."""

from datetime import date, timedelta

import pytest

from handover.portal.lostpupils import fetching, releasing
from handover.portal.lostpupils.models import LostPupil
from handover.portal.messaging import reading, writing
from handover.portal.messaging.boxes import box_of
from handover.portal.messaging.words import Words
from handover.portal.reports.asking import DOWNLOADED, NOT_DOWNLOADED, ReportQuery
from handover.portal.reports.period import Period
from handover.portal.reports.report import PAGE
from handover.portal.reports.table import REPORTS
from handover.portal.retention import keeping
from handover.portal.transfers import clearing, collecting
from handover.portal.transfers.moving import take_step
from tests.files import NOW, SIAN, TOMOS, Child, send
from tests.zips import zipped

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases("days and months that the database counts by")]
DAY = timedelta(days=1)
WORDS = Words("About a pupil", "Please look.")


def run(key, by, **asked):
    own = by.establishment.la_number if by.establishment else ""
    return list(REPORTS[key].source.lines(ReportQuery(by, NOW, asked.pop("la_number", own), **asked)))


def page(key, by, after="", **asked):
    report = REPORTS[key]
    return report.source.page(ReportQuery(by, NOW, by.establishment.la_number, **asked), after)


def cells(key, by, heading, **asked):
    place = [column.heading.en for column in REPORTS[key].columns].index(heading)
    return [line[place] for line in run(key, by, **asked)]


def collect(transfer, by, now=NOW):
    collecting.take_out_collection(collecting.start_collection([transfer.reference], by, now), by, now)


@pytest.mark.parametrize("key", REPORTS)
def test_each_line_has_a_cell_for_each_column(cast, key):
    busy(cast)
    for language in ("en", "cy"):
        for line in run(key, cast.lowri, language=language):
            assert len(line) == len(REPORTS[key].columns)


@pytest.mark.parametrize("key", REPORTS)
def test_nothing_is_reported_of_days_on_which_nothing_was(cast, key):
    busy(cast)
    asked = {"period": Period(date(1999, 1, 1), date(1999, 1, 31))}
    for line in run(key, cast.lowri, **asked):
        assert not any(isinstance(cell, int) and cell for cell in line) or key == "base-users"


def busy(cast):
    """Let something happen of everything that is reported."""
    send(cast.alis, "6814990", children=[SIAN, TOMOS])
    collect(send(cast.alis, "6602991", note="away").transfer, cast.carys)
    send(cast.alis, "", name="6812990_6814990_notes.zip", data=zipped({"a.txt": b"a"}))
    take_step("recall", send(cast.alis, "6814990", number=7, note="back").transfer, by=cast.alis, now=NOW)
    send(cast.alis, "XXXXXXX", note="lost")
    lost = LostPupil.objects.get()
    fetching.take_out_of_store(fetching.begin_fetching(lost, cast.hana, NOW), cast.hana, NOW)
    writing.send_draft(writing.begin_draft(cast.efa, NOW, WORDS, [box_of(cast.bryn)]), WORDS, cast.efa, NOW)


def test_usage_counts_files_and_records_of_each_school_by_what_became_of_them(cast):
    send(cast.alis, "6814990", children=[SIAN, TOMOS])
    collect(send(cast.alis, "6814990", number=2, note="2").transfer, cast.bryn)
    take_step("reject", send(cast.carys, "6814990", note="3").transfer, by=cast.bryn, now=NOW)
    take_step("recall", send(cast.alis, "6814990", number=4, note="4").transfer, by=cast.alis, now=NOW)
    send(cast.alis, "XXXXXXX", note="5")
    assert run("general", cast.efa) == [
        ("6812990", "Nant y Wennol Primary School", 4, 0, 0, 0, 0, 5, 0),
        ("6814990", "Glan Wennol High School", 0, 1, 1, 1, 1, 0, 5),
    ]
    assert page("general", cast.efa).sums == (None, None, 4, 1, 1, 1, 1, 5, 5)


def test_usage_keeps_to_dates_and_to_the_schools_that_were_chosen(cast):
    for days in range(4):
        send(cast.alis, "6814990", number=days + 1, note=str(days), now=NOW - 20 * days * DAY)
    today = NOW.date()
    for since, until, count in (
        (None, None, 4),
        (today, None, 1),
        (today - 20 * DAY, today, 2),
        (None, today - DAY, 3),
        (today - 60 * DAY, today - 40 * DAY, 2),
    ):
        assert cells("general", cast.efa, "Uploaded", period=Period(since, until))[0] == count
    assert cells("general", cast.efa, "Number", schools=("6814990",)) == ["6814990"]


def test_usage_is_drawn_by_month_with_the_numbers_of_the_report(cast):
    send(cast.alis, "6814990")
    collect(send(cast.alis, "6814990", number=2, note="2", now=NOW - 40 * DAY).transfer, cast.bryn)
    picture = REPORTS["general"].picture(ReportQuery(cast.efa, NOW, "681"))
    assert [counts for _, counts in picture.rows][-3:] == [(1, 1), (0, 0), (1, 0)]
    assert len(picture.rows) == 12
    tomorrow = Period(NOW.date() + 40 * DAY, None)
    assert REPORTS["general"].picture(ReportQuery(cast.efa, NOW, "681", period=tomorrow)) is None


def test_desks_of_the_authority_are_lines_of_their_own(cast):
    send(cast.carys, "681LLLL")
    assert ("681LLLL", "Caerwennol Council", 0, 0, 1, 0, 0, 0, 1) in run("general", cast.efa)


def test_schools_list_what_they_sent_received_and_have_not_downloaded(cast):
    send(cast.alis, "6814990")
    collect(send(cast.carys, "6814990", note="2", now=NOW - DAY).transfer, cast.bryn)
    send(cast.alis, "XXXXXXX", note="3", now=NOW - 2 * DAY)
    send(cast.dev, "6602991", note="not ours")
    lines = run("school", cast.efa)
    assert [line[1:5] for line in lines] == [
        ("6812990", "Nant y Wennol Primary School", "6814990", "Glan Wennol High School"),
        ("6602991", "Grug Bay Primary School", "6814990", "Glan Wennol High School"),
        ("6812990", "Nant y Wennol Primary School", "XXXXXXX", lines[2][4]),
    ]
    assert [line[8] for line in lines] == [None, NOW, None]
    assert cells("school", cast.efa, "From", schools=("6814990",)) == ["6812990", "6602991"]


def test_a_file_to_oneself_is_listed_once(cast):
    send(cast.alis, "6812990")
    assert len(run("school", cast.efa, schools=("6812990",))) == 1
    assert len(run("school", cast.efa)) == 1


def test_a_file_that_waits_for_an_answer_was_not_sent_and_is_in_no_report(cast):
    send(cast.alis, "6814990", name="6812990_CTF_6814990_001 (1).xml")
    assert run("school", cast.efa) == []
    assert sum(cells("general", cast.efa, "Uploaded")) == 0


def test_long_lists_come_in_pages_and_all_at_once_the_same(cast):
    for number in range(PAGE + 3):
        send(cast.alis, "6814990", number=number + 1, note=str(number), now=NOW - number * DAY)
    first = page("school", cast.efa)
    second = page("school", cast.efa, first.following)
    assert (len(first.lines), len(second.lines), second.following) == (PAGE, 3, "")
    assert first.lines + second.lines == run("school", cast.efa)
    assert page("school", cast.efa, "nonsense").lines == first.lines


def test_cluster_counts_what_went_from_authority_to_authority(cast):
    send(cast.alis, "6814990")
    send(cast.alis, "6602991", note="2", children=[SIAN, TOMOS])
    collect(send(cast.carys, "6814990", note="3").transfer, cast.bryn)
    send(cast.dev, "6602991", note="4")
    lines = run("cluster", cast.efa, authorities=("660",))
    assert [(line[0], line[2], *line[4:]) for line in lines] == [
        ("660", "681", 1, 1, 1, 0, 0, 0),
        ("681", "660", 1, 2, 0, 1, 0, 0),
        ("681", "681", 1, 1, 0, 1, 0, 0),
    ]
    assert ("936", "660") in [(line[0], line[2]) for line in run("cluster", cast.efa, all_authorities=True)]
    flows = REPORTS["cluster"].picture(ReportQuery(cast.efa, NOW, "681", authorities=("660",)))
    assert flows.counts == ((0, 1), (1, 1))
    assert REPORTS["cluster"].picture(ReportQuery(cast.efa, NOW, "681", all_authorities=True)) is None


def test_deleted_files_say_how_when_by_whom_and_why(cast):
    send(cast.alis, "6602991", note="still there")
    take_step("recall", send(cast.alis, "6814990", number=2, note="2").transfer, by=cast.alis, now=NOW)
    clearing.clear(send(cast.carys, "6814990", note="3", now=NOW - DAY).transfer, "duplicate", cast.efa, NOW)
    lines = run("deleted", cast.efa)
    assert [line[6].en for line in lines] == ["Recalled a file", "Removed a file that was not collected"]
    assert [line[8].en for line in lines] == ["School user 6812990", "LEA User 681LLLL"]
    assert [line[9].en if line[9] else "" for line in lines] == ["", "The same file was sent before"]


def test_files_that_retention_deleted_are_in_the_trail_too(cast):
    transfer = send(cast.alis, "6814990").transfer
    collect(transfer, cast.bryn)
    take_step("confirm", transfer, by=cast.bryn, now=NOW)
    keeping.keep_retention(NOW + 400 * DAY)
    (line,) = run("deleted", cast.efa)
    assert line[8].en == "the site, by its rules of retention"
    assert line[10] == NOW + 400 * DAY


def test_other_files_are_those_that_are_no_ctf(cast):
    send(cast.alis, "6814990")
    zip_file = send(cast.alis, "", name="6812990_6814990_notes.zip", data=zipped({"a.txt": b"a"})).transfer
    collect(zip_file, cast.bryn)
    (line,) = run("other-files", cast.efa)
    assert (line[1].en, line[6], line[9]) == ("Generic zip", "6812990_6814990_notes.zip", NOW)


def lose(cast):
    """Put three pupils into the store, and let both authorities find one each."""
    send(cast.alis, "XXXXXXX", children=[SIAN])
    send(cast.alis, "MMMMMMM", children=[TOMOS], note="2")
    send(cast.carys, "XXXXXXX", children=[Child("", "Glyndwr", "Emrys", "2012-01-01", "M")], note="3")
    sian, _tomos, emrys = LostPupil.objects.order_by("pk")
    fetching.take_out_of_store(fetching.begin_fetching(sian, cast.jac, NOW), cast.jac, NOW)
    releasing.release_file(emrys, cast.nant_primary, cast.hana, NOW + DAY)


def test_lost_pupils_in_numbers_are_those_of_our_schools_and_those_we_found(cast):
    lose(cast)
    lines = run("lost-numbers", cast.idris)
    totals = [sum(line[number] for line in lines) for number in range(1, 7)]
    assert totals == [2, 0, 0, 0, 1, 0]
    later = Period(NOW.date() + DAY, None)
    totals = [sum(line[number] for line in run("lost-numbers", cast.idris, period=later)) for number in range(1, 7)]
    assert totals == [0, 0, 0, 0, 1, 0]
    picture = REPORTS["lost-numbers"].picture(ReportQuery(cast.idris, NOW, "681"))
    assert [sum(counts[half] for _, counts in picture.rows) for half in (0, 1)] == [2, 1]


@pytest.mark.parametrize(
    ("asked", "who"),
    [
        ({}, ["Tomos", "Siân"]),
        ({"status": DOWNLOADED}, ["Siân"]),
        ({"status": NOT_DOWNLOADED}, ["Tomos"]),
        ({"lost_kind": "M"}, ["Tomos"]),
        ({"lost_kind": "X"}, ["Siân"]),
        ({"schools": ("6814990",)}, []),
    ],
)
def test_uploaded_pupils_are_chosen_by_status_and_type(cast, asked, who):
    lose(cast)
    assert cells("lost-uploaded", cast.idris, "Forename", **asked) == who


def test_downloaded_pupils_are_those_our_authority_took(cast):
    lose(cast)
    (line,) = run("lost-downloaded", cast.idris)
    assert (line[0], line[5], line[7].date(), line[9]) == (
        "Glyndwr",
        "6602991",
        (NOW + DAY).date(),
        "Nant y Wennol Primary School",
    )
    assert cells("lost-downloaded", cast.jac, "Forename") == ["Siân"]


def test_a_pupil_who_left_the_store_stays_in_the_report_without_a_name(cast):
    lose(cast)
    keeping.keep_retention(NOW + 6000 * DAY)
    keeping.keep_retention(NOW + 6100 * DAY)
    lines = run("lost-uploaded", cast.idris)
    assert [line[1].en for line in lines] == ["no longer kept"] * 2
    assert [line[5] for line in lines] == ["6812990"] * 2
    assert "Tomos" not in str(lines)


def test_messages_are_counted_and_neither_read_nor_attributed(cast):
    for number in range(3):
        writing.send_draft(
            writing.begin_draft(cast.efa, NOW + number * DAY, WORDS, [box_of(cast.bryn)]),
            WORDS,
            cast.efa,
            NOW + number * DAY,
        )
    reading.mark_read(reading.list_inbox(cast.bryn).order_by("sent_at").first(), cast.bryn, NOW)
    (line,) = run("messages", cast.lowri)
    assert (line[0], line[2].en, *line[3:7]) == ("6814990", "School user", 3, 1, 2, 0)
    assert line[7] == NOW + DAY
    assert "About a pupil" not in str(line)
    assert "efa" not in str(line)


def test_people_and_schools_are_those_of_the_authority(cast):
    assert set(cells("users", cast.lowri, "Number")) == {"681LLLL", "6812990", "6814990"}
    assert cells("schools", cast.macsen, "Number") == ["6812990", "6814990"]
    assert cells("base-users", cast.lowri, "Open accounts") == [1, 1]
    cast.bryn.is_active = False
    cast.bryn.save()
    assert cells("base-users", cast.lowri, "Open accounts") == [1, 0]


def test_closed_school_is_listed_for_the_time_when_it_was_open(cast):
    cast.nant_primary.closed_on = date(2025, 8, 31)
    cast.nant_primary.save()
    assert cells("schools", cast.efa, "Number", period=Period(date(2026, 1, 1), None)) == ["6814990"]
    assert cells("schools", cast.efa, "Number", period=Period(date(2025, 1, 1), None)) == ["6812990", "6814990"]


def test_nation_reports_on_one_authority_or_on_all(cast):
    send(cast.alis, "6602991")
    assert sum(cells("general", cast.gwilym, "Uploaded", la_number="")) == 1
    assert cells("general", cast.gwilym, "Number", la_number="660") == ["6602991"]
    assert len(run("users", cast.gwilym, la_number="")) > len(run("users", cast.gwilym, la_number="660"))
