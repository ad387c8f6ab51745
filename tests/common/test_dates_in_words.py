"""Days and moments in a text of a table: as people say them, in both languages."""

from datetime import UTC, date, datetime

import pytest

from handover.common.text import Text

CLOSED = Text("It closed on {day:date}.", "Caeodd ar {day:date}.")


@pytest.mark.parametrize(
    ("value", "en", "cy"),
    [
        (date(2026, 8, 31), "31 August 2026", "31 Awst 2026"),
        ("2026-08-31", "31 August 2026", "31 Awst 2026"),
        (datetime(2026, 2, 1, 9, 5, tzinfo=UTC), "1 February 2026, 09:05", "1 Chwefror 2026, 09:05"),
        ("2026-02-01 09:05:00+00:00", "1 February 2026, 09:05", "1 Chwefror 2026, 09:05"),
        ("", "", ""),
        ("soon", "soon", "soon"),
    ],
)
def test_a_date_is_said_in_words(value: object, en: str, cy: str) -> None:
    assert CLOSED.say("en", day=value) == f"It closed on {en}."
    assert CLOSED.say("cy", day=value) == f"Caeodd ar {cy}."
