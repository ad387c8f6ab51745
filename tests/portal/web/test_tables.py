import pytest

from handover.common.text import Text
from handover.portal.web.tables import Sorting, TableColumn

pytestmark = pytest.mark.any_database("how lists are drawn")

SENT = TableColumn(Text("Sent", "Anfonwyd"), "sent_at")
SIZE = TableColumn(Text("Size", "Maint"), "size", numeric=True)
STATE = TableColumn(Text("Where it is", "Ble mae hi"))
COLUMNS = (SENT, SIZE, STATE)


@pytest.mark.parametrize(
    ("asked", "order"),
    [
        (None, "-sent_at"),
        ("", "-sent_at"),
        ("size", "size"),
        ("-size", "-size"),
        ("sent_at", "sent_at"),
        ("--size", "-sent_at"),
        ("password", "-sent_at"),
        ("size; drop table", "-sent_at"),
        ("source_establishment__users__password", "-sent_at"),
        ("-", "-sent_at"),
    ],
)
def test_a_list_is_sorted_only_by_its_own_columns(asked: str | None, order: str):
    assert Sorting.read(asked, COLUMNS, "-sent_at").order == order


def test_the_heading_says_how_the_list_is_sorted():
    sorting = Sorting.read("-size", COLUMNS, "-sent_at")
    assert [sorting.aria(column) for column in (SENT, SIZE)] == ["none", "descending"]
    assert Sorting.read("size", COLUMNS, "-sent_at").aria(SIZE) == "ascending"


def test_a_second_click_on_a_heading_turns_the_order_round():
    sorting = Sorting.read("size", COLUMNS, "-sent_at")
    assert sorting.next(SIZE) == "-size"
    assert Sorting.read("-size", COLUMNS, "-sent_at").next(SIZE) == "size"
    assert sorting.next(SENT) == "sent_at"
