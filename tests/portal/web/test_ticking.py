"""Which rows of a list are chosen, by what its form says."""

from django.http import QueryDict
from django.test import RequestFactory

from handover.portal.web.ticking import TickedRows, Ticking


def read_rows(posted):
    return TickedRows.read(QueryDict(posted), "file")


def test_rows_are_chosen_one_by_one():
    rows = read_rows("file=a&file=b&file=a&shown=c")
    assert (rows.chosen, bool(rows)) == (("a", "b"), True)
    assert [rows.holds(each) for each in "abc"] == [True, True, False]


def test_nothing_chosen_is_nothing():
    assert not read_rows("shown=a&every=no")


def test_all_that_fit_are_chosen_but_those_that_were_shown_and_not_ticked():
    rows = read_rows("every=yes&shown=a&shown=b&file=b")
    assert rows
    assert [rows.holds(each) for each in ("a", "b", "on another page")] == [False, True, True]


def test_address_says_which_boxes_come_ticked():
    def ticking(query):
        return Ticking.read(RequestFactory().get(f"/?{query}"), shown=25, total=312, most=1000)

    assert [(ticking(query).ticks, ticking(query).every) for query in ("", "tick=page", "tick=all", "tick=x")] == [
        (False, False),
        (True, False),
        (True, True),
        (False, False),
    ]
    assert ticking("").goes_on
    assert not Ticking.read(RequestFactory().get("/"), shown=25, total=25, most=1000).goes_on
