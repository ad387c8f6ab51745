"""An operator reads what a county or a nation takes, worked out from figures that were measured."""

import re
from pathlib import Path

from handover.cli.reference.scale import (
    QUESTIONS,
    SizedArea,
    event_cores,
    file_cores,
    files_a_second,
    last_day_files_a_second,
    row_bytes,
    told,
)
from handover.cli.reference.scale_figures import MEASURED

# Round figures, so that everything can be worked out in the head.
COSTS = {
    **{"send_machine": 60, "take_machine": 40, "send_database": 15, "take_database": 10},
    **{"event_machine": 2, "delivery_machine": 1.5, "event_database": 1, "delivery_database": 0.5},
    **{"page_machine": 40, "page_database": 10, "send_log": 1024, "take_log": 1024},
    **{"transfer_bytes": 1000, "entry_bytes": 500, "file_bytes": 1024**2},
}
AREA = SizedArea("Somewhere", 2, 900, 100_000, 63_000, 18_000)


def test_the_busiest_hour_of_september_is_four_times_the_average_one():
    assert files_a_second(AREA) == 1.0  # 63,000 files in 70 hours are 900 an hour, a quarter of a file a second


def test_on_31_july_every_school_sends_forty_files_in_an_hour():
    assert last_day_files_a_second(AREA) == 10.0


def test_cores_are_planned_to_be_half_busy():
    assert file_cores(10, COSTS, "machine") == 2.0  # ten times 100 ms is a core, half busy
    assert file_cores(10, COSTS, "database") == 0.5
    assert event_cores(100, COSTS, "machine") == 1.0  # an event and two deliveries are 5 ms


def test_five_years_of_files_with_six_entries_each():
    assert row_bytes(AREA, COSTS) == 2_000_000_000


def test_figures_have_two_digits_where_that_is_all_they_bear():
    said = [told(figure, "cores") for figure in (0.0123, 1.26, 12.6, 126, 12_345)]
    assert said == ["0.012 cores", "1.3 cores", "13 cores", "130 cores", "12,340 cores"]


def test_the_answers_follow_from_the_questions_in_order():
    assert [each.answer(AREA, COSTS) for each in QUESTIONS] == [
        "1.0 a second",
        "0.2 cores, 0.05 of the database",
        "10 a second",
        "2.0 cores, 0.5 of the database",
        "10 a second",
        "450,000",
        "0.88 core-hours",
        "0.25 cores, 0.1 of the database",
        "1.9 GiB",
        "62 GiB",
        "0.012 GiB",
    ]


def test_every_figure_says_when_and_how_it_was_measured():
    for row in MEASURED.values():
        assert row.value > 0
        assert re.search(r"20\d\d", row.day), row
        assert row.command.startswith("`"), row
        assert row.limit, row


def test_the_page_for_operators_leads_to_the_arithmetic():
    assert "(../reference/scale.md)" in Path("docs/operator/scale.md").read_text(encoding="utf-8")
