"""Long lists by the page: behind a position, from an offset, or by number as far as anybody counts.

**Behind a position** (`read_page_behind`) is the way for lists without end. The address says at which row the last page
ended, by the column that the list is ordered by and the row's own number, and an index begins there: the thousandth page
costs what the first does, and rows that come meanwhile move nothing.

**From an offset** (`slice_rows`) is for lists that a person would read to their end, in any order.

**By number** (`CountedPaginator`) is for lists in which people jump to page 7. Only so many rows are counted.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, Generic, TypeVar

from django.core.exceptions import EmptyResultSet
from django.core.paginator import Paginator
from django.db import connection
from django.db.models import DateTimeField, IntegerField, Model, Q, QuerySet
from django.utils.functional import cached_property

from handover.portal.days import read_moment

R = TypeVar("R")
M = TypeVar("M", bound=Model)

MOST_COUNTED: Final = 1000
"""Beyond this a page says "more than"; counting a hundred thousand rows would only make somebody wait."""
LONGEST_NUMBER: Final = 18
"""Digits of a row's number; one more would not fit the database's."""
LONGEST_OFFSET: Final = 9
NUMBER: Final = re.compile(r"[0-9]{1,9}")


@dataclass(frozen=True, slots=True)
class ListPage(Generic[R]):
    """One page of a list, and where the next begins, as an address holds it; empty when this is the last."""

    rows: list[R]
    following: str = ""


def write_position(value: object, number: int) -> str:
    """Return the position behind a row, as an address holds it: its number, and its value in the column of the order."""
    return f"{number}~{value.isoformat() if isinstance(value, datetime) else value}"


def read_position(text: str, *, is_moment: bool) -> tuple[object, int] | None:
    """Read where a page begins; anything else is the beginning of the list."""
    number, mark, said = text.partition("~")
    if not mark or not (number.isascii() and number.isdigit() and len(number) <= LONGEST_NUMBER):
        return None
    value = read_moment(said) if is_moment else said.replace("\0", "")
    return None if value is None else (value, int(number))


def rows_behind(rows: "QuerySet[M, R]", column: str, *, descending: bool, after: str) -> "QuerySet[M, R]":
    """Return what comes behind a position, ordered by a column and the row's number."""
    minus, beyond = ("-", "lt") if descending else ("", "gt")
    field = rows.model._meta.get_field(column)
    position = read_position(after, is_moment=isinstance(field, DateTimeField))
    if position and isinstance(field, IntegerField) and not NUMBER.fullmatch(str(position[0])):
        position = None
    if position:
        value, number = position
        # The first condition is implied by the second; it is what lets the index begin at the position.
        rows = rows.filter(**{f"{column}__{beyond}e": value}).filter(
            Q(**{f"{column}__{beyond}": value}) | Q(**{f"id__{beyond}": number})
        )
    return rows.order_by(f"{minus}{column}", f"{minus}id")


def read_page_behind(rows: "QuerySet[M, M]", column: str, *, descending: bool, after: str, size: int) -> ListPage[M]:
    """Return the page of a list, ordered by a column and the row's number, that begins behind a position."""
    found = list(rows_behind(rows, column, descending=descending, after=after)[: size + 1])
    last = found[size - 1] if len(found) > size else None
    return ListPage(found[:size], write_position(getattr(last, column), last.pk) if last else "")


def slice_rows(rows: "Sequence[R] | QuerySet[Any, R]", after: str, size: int) -> ListPage[R]:
    """Return the page of a list that begins at an offset; whatever says none is the beginning."""
    start = int(after) if after.isascii() and after.isdigit() and len(after) <= LONGEST_OFFSET else 0
    found = list(rows[start : start + size + 1])
    return ListPage(found[:size], str(start + size) if len(found) > size else "")


def count_rows(rows: "QuerySet[Any, Any]", most: int | None = None) -> int:
    """Count rows, up to one more than the most that is said: `MOST_COUNTED`, unless another is given."""
    return rows.order_by()[: (most or MOST_COUNTED) + 1].count()


def count_rows_together(many: "Sequence[QuerySet[Any, Any]]") -> list[int]:
    """Count the rows of several lists as `count_rows` does, in one statement."""
    counted, parts, params = [0] * len(many), list[str](), list[Any]()
    asked = []
    for place, rows in enumerate(many):
        try:
            sql, given = rows.order_by().values("pk")[: MOST_COUNTED + 1].query.sql_with_params()
        except EmptyResultSet:  # nobody's rows
            continue
        asked.append(place)
        parts.append(f"(SELECT COUNT(*) FROM ({sql}) AS counted)")  # noqa: S608  # what Django wrote
        params += given
    if parts:
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT {', '.join(parts)}", params)
            for place, number in zip(asked, cursor.fetchone(), strict=True):
                counted[place] = number
    return counted


class CountedPaginator(Paginator):  # type: ignore[type-arg]  # generic in the stubs only
    """A list whose length is counted only as far as anybody would turn its pages."""

    def __init__(self, rows: "QuerySet[Any, Any]", size: int, most: int = MOST_COUNTED) -> None:
        super().__init__(rows, size)
        self.rows, self.most = rows, most

    @cached_property
    def count(self) -> int:
        """The number of rows, at most one more than `most`."""
        return count_rows(self.rows, self.most)
