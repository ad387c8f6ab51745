"""The self-test that an operator runs plays the main job on a site of its own, and says that all is well."""

import os
import subprocess
import sys
from datetime import date

import pytest

from handover.cli.selftest import FILE_NAME, good_file
from handover.ctf.checks import check_ctf
from handover.ctf.filename import parse_name


def test_the_self_test_finds_all_well() -> None:
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("HANDOVER_", "DATABASE_URL"))}
    done = subprocess.run(
        [sys.executable, "-m", "handover", "selftest"], env=clean, capture_output=True, text=True, timeout=120
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "FAILED" not in done.stdout


@pytest.mark.parametrize(
    "day", [date(2026, 8, 31), date(2026, 11, 29), date(2028, 9, 2), date(2033, 1, 1), date(2060, 6, 1)]
)
def test_the_file_of_the_self_test_is_good_in_any_year(day: date) -> None:
    report = check_ctf(good_file(day), parse_name(FILE_NAME), today=day)
    assert (report.verdict.value, report.problems) == ("accept", ())
