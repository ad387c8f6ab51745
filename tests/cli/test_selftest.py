"""The self-test that an operator runs plays the main job on a site of its own, and says that all is well."""

import os
import subprocess
import sys
from datetime import UTC, date, datetime, time

import pytest

from handover.cli.selftest import FILE_NAME, RECEIVER, good_file
from handover.ctf.checks import check_ctf
from handover.ctf.filename import parse_name
from tests.files import send


def test_the_self_test_finds_all_well() -> None:
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("HANDOVER_", "DATABASE_URL"))}
    done = subprocess.run(
        [sys.executable, "-m", "handover", "selftest"], env=clean, capture_output=True, text=True, timeout=120
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "FAILED" not in done.stdout


IN_ANY_YEAR = [
    date(2026, 8, 31),
    date(2026, 11, 29),
    date(2028, 8, 30),
    date(2028, 9, 2),
    date(2029, 2, 28),
    date(2033, 8, 30),
    date(2033, 9, 2),
    date(2060, 6, 1),
]


@pytest.mark.parametrize("day", IN_ANY_YEAR)
def test_the_file_of_the_self_test_is_good_in_any_year(day: date) -> None:
    report = check_ctf(good_file(day), parse_name(FILE_NAME), today=day)
    assert (report.verdict.value, report.problems) == ("accept", ())


@pytest.mark.any_database("what is accepted is decided before anything is stored")
@pytest.mark.django_db
@pytest.mark.parametrize("day", IN_ANY_YEAR)
def test_a_site_takes_the_file_of_the_self_test_in_any_year(cast, day: date) -> None:
    noon = datetime.combine(day, time(12), tzinfo=UTC)
    sent = send(cast.alis, RECEIVER, name=FILE_NAME, data=good_file(day), now=noon)
    assert (sent.verdict.value, sent.problems) == ("accepted", ())
