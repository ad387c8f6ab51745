"""One cell of a list: a day in every way in which offices write it, and a birth date nobody at a school can have."""

from datetime import date

import pytest

from handover.common.lists.cells import read_birth_date, read_written_day

TODAY = date(2026, 9, 1)


@pytest.mark.parametrize(
    "written",
    [
        "2015-03-11",
        "2015-03-11T00:00:00",
        "2015-03-11 00:00:00.000Z",
        "11/03/2015",
        "11/3/2015",
        "11.03.2015 0:00",
        "11-03-2015",
        "11 Mar 2015",
        "11-March-2015",
        "11 Mawrth 2015",
        "20150311",
    ],
)
def test_a_day_is_read_as_offices_write_it(written: str) -> None:
    assert read_written_day(written) == date(2015, 3, 11)


@pytest.mark.parametrize("written", ["", "11/03/15", "31/02/2015", "11 Moon 2015", "2015-03-11 09:30", "March 2015"])
def test_what_is_no_day_or_could_be_two_is_not_guessed(written: str) -> None:
    assert read_written_day(written) is None


@pytest.mark.parametrize(
    ("written", "born", "told"),
    [
        ("11/3/2015", date(2015, 3, 11), []),
        ("", None, []),
        ("soon", None, [("date", "soon")]),
        ("1/9/2026", date(2026, 9, 1), []),
        ("2/9/2026", None, [("age", "2/9/2026")]),
        ("13/8/2001", date(2001, 8, 13), []),
        ("12/8/2001", None, [("age", "12/8/2001")]),
    ],
)
def test_a_birth_date_is_of_somebody_who_can_be_at_a_school(
    written: str, born: date | None, told: list[tuple[str, str]]
) -> None:
    heard: list[tuple[str, str]] = []
    assert read_birth_date(written, TODAY, lambda code, value: heard.append((code, value))) == born
    assert heard == told
