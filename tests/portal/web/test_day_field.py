"""The one field of a day: three boxes in a form, one text in an address."""

import pytest
from django.http import QueryDict

from handover.portal.web.day_field import DayField, DayInput, split_day

pytestmark = pytest.mark.any_database("days")


@pytest.mark.parametrize(
    ("posted", "text"),
    [
        ("on-day=3&on-month=9&on-year=2026", "3/9/2026"),
        ("on-day=+3&on-month=09&on-year=2026", "3/09/2026"),
        ("on=2026-09-03", "2026-09-03"),
        ("on-day=3&on-month=&on-year=2026", "3//2026"),
        ("on-day=&on-month=&on-year=", None),
        ("", None),
    ],
)
def test_three_boxes_are_one_day(posted: str, text: str | None) -> None:
    assert DayInput().value_from_datadict(QueryDict(posted), None, "on") == text


@pytest.mark.parametrize("text", ["3/9/2026", "3/09/2026", "2026-09-03"])
def test_a_day_is_read_as_it_stands_in_boxes_or_in_an_address(text: str) -> None:
    day = DayField().clean(text)
    assert day.isoformat() == "2026-09-03"
    assert split_day(day) == ("3", "9", "2026")


@pytest.mark.parametrize(
    ("value", "boxes"),
    [("31/9/2026", ("31", "9", "2026")), ("2026-9-3", ("3", "9", "2026")), ("x", ("x", "", "")), (None, ("", "", ""))],
)
def test_what_was_entered_stands_in_the_boxes_again(value: str | None, boxes: tuple[str, str, str]) -> None:
    assert split_day(value) == boxes
