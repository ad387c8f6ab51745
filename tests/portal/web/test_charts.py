"""What a picture of numbers begins with: round numbers at its side, and months of nothing as one."""

import pytest

from handover.portal.web.charts import ChartRow, choose_axis, fold_empty_rows

pytestmark = pytest.mark.any_database("numbers")


@pytest.mark.parametrize(
    ("most", "axis"),
    [
        (0, [0, 1]),
        (1, [0, 1]),
        (3, [0, 1, 2, 3]),
        (5, [0, 2, 4, 6]),
        (15, [0, 5, 10, 15]),
        (16, [0, 5, 10, 15, 20]),
        (37, [0, 10, 20, 30, 40]),
        (1_234, [0, 500, 1000, 1500]),
    ],
)
def test_the_axis_has_few_round_numbers_and_reaches_the_highest_bar(most: int, axis: list[int]) -> None:
    assert choose_axis(most) == axis


def test_months_of_nothing_are_one_and_a_single_one_stands_for_itself() -> None:
    months = [("Jan", [0, 0]), ("Feb", [0, 0]), ("Mar", [3, 0]), ("Apr", [0, 0]), ("May", [0, 1]), ("Jun", [0, 0])]
    assert fold_empty_rows([*months, ("Jul", [0, 0])]) == [
        ChartRow("Jan", "Feb", ()),
        ChartRow("Mar", "Mar", (3, 0)),
        ChartRow("Apr", "Apr", (0, 0)),
        ChartRow("May", "May", (0, 1)),
        ChartRow("Jun", "Jul", ()),
    ]
