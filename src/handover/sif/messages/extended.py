"""SIF_ExtendedQuery over objects: a table of values from objects of several types (section 4.5).

Objects are joined by values that are equal, read as what the table says they are. A path that selects several values
joins by any of them; in a cell and for the order the first counts. Rows are filtered, then ordered, then equal ones are left
out, then the rest is cut off after the number asked for. What is not there orders before everything else.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, time
from itertools import islice, product
from typing import Any, Final
from xml.sax.saxutils import escape

from lxml import etree

from handover.sif.messages.conditions import condition, join_tests
from handover.sif.messages.paths import QueryNotSupported, Step, leaf_type, parse_path, reading_query, selected, values
from handover.sif.messages.payloads import payload_class
from handover.sif.model import SifElement, SifObject, element_text
from handover.sif.values import whole_number
from handover.sif.writer import to_element

Row = Mapping[str, etree._Element | None]
"""One row before its columns are chosen: an object of each type; None where an outer join found none."""

Key = tuple[Any, ...]

_MIRRORED: Final = {"LeftOuter": "RightOuter", "RightOuter": "LeftOuter"}


@dataclass(frozen=True, slots=True)
class _Column:
    """A path in objects of a type, and how to read the text there (None for an element of several parts)."""

    name: str
    steps: tuple[Step, ...]
    read: Callable[[str], Any] | None

    def keys(self, element: etree._Element) -> Iterator[Any]:
        """Yield the values to join by; what is not of its type joins nothing."""
        assert self.read is not None
        for text in values(element, self.steps):
            try:
                yield _comparable(self.read(text))
            except (ValueError, ArithmeticError):
                continue

    def order(self, row: Row) -> tuple[Any, ...]:
        """Return what to order a row by."""
        element = row[self.name]
        return next(((value,) for value in self.keys(element)), ()) if element is not None else ()

    def cell(self, row: Row) -> str:
        """Return what stands in the cell: the text, or an element of several parts as XML."""
        element = row[self.name]
        found = next(selected(element, self.steps), None) if element is not None else None
        if found is None or isinstance(found, str):
            return escape(found or "")
        if self.read is None:
            return etree.tostring(found, encoding="unicode", with_tail=False)
        return escape(element_text(found))


@dataclass(frozen=True, slots=True)
class _Join:
    """Objects of one more type, joined to the rows so far: how, and the pairs of columns that must be equal."""

    name: str
    how: str
    pairs: tuple[tuple[_Column, _Column], ...]


def tabulate(query: Any, objects: Iterable[SifObject]) -> Any:
    """Return the SIF_ExtendedQueryResults of a SIF_ExtendedQuery over these objects.

    Raises `QueryNotSupported` before the first object is looked at when the query cannot be evaluated.
    """
    with reading_query():
        first = query.sif_from.object_name
        joins = tuple(_joins(first, query.sif_from.sif_join))
        known = (first, *(join.name for join in joins))
        chosen = query.sif_select
        columns = [_column(element.object_name, element.value, known) for element in chosen.sif_element]
        matches = _where(query.sif_where, known)
        order = [(_value(one.object_name, one.value, known), one.ordering) for one in query.sif_order_by or ()]
        limit, distinct = _limit(chosen.row_count), chosen.distinct
    rows = [row for row in _rows(first, joins, _by_type(known, objects)) if matches(row)]
    for column, ordering in reversed(order):
        rows.sort(key=column.order, reverse=ordering == "Descending")
    cells: Iterable[tuple[str, ...]] = (tuple(column.cell(row) for column in columns) for row in rows)
    if distinct:
        cells = dict.fromkeys(cells)
    return _results(chosen.sif_element, islice(cells, limit))


def _results(headers: Iterable[Any], rows: Iterable[tuple[str, ...]]) -> Any:
    response: Any = payload_class("SIF_Response")
    named = [response.SIFElement(object_name=one.object_name, alias=one.alias, value=one.value) for one in headers]
    return response.SIFExtendedQueryResults(
        sif_column_headers=tuple(named),
        sif_rows=tuple(response.R(c=tuple(response.C(xml=cell) for cell in row)) for row in rows),
    )


def _column(name: str, path: str, known: tuple[str, ...]) -> _Column:
    if name not in known:
        raise QueryNotSupported(f"{name} is neither the object of SIF_From nor joined to it.")
    steps = parse_path(path)
    simple = leaf_type(name, steps)
    return _Column(name, steps, simple.lexical.read if simple is not None else None)


def _value(name: str, path: str, known: tuple[str, ...]) -> _Column:
    column = _column(name, path, known)
    if column.read is None:
        raise QueryNotSupported(f"{path} of {name} is an element of several parts, not a value.")
    return column


def _joins(first: str, joins: Iterable[Any]) -> Iterator[_Join]:
    known = [first]
    for join in joins:
        ends = [(one.sif_left_element, one.sif_right_element) for one in join.sif_join_on]
        new = {end.object_name for pair in ends for end in pair} - set(known)
        if len(new) != 1:
            raise QueryNotSupported("A SIF_Join must join one object that is not there yet to those that are.")
        (name,) = new
        known.append(name)
        mirrored = ends[0][0].object_name == name
        pairs = tuple(_pair(right, left, known) if mirrored else _pair(left, right, known) for left, right in ends)
        yield _Join(name, _MIRRORED.get(join.type, join.type) if mirrored else join.type, pairs)


def _pair(there: Any, new: Any, known: list[str]) -> tuple[_Column, _Column]:
    name = known[-1]
    if new.object_name != name or there.object_name == name:
        raise QueryNotSupported(f"Each SIF_JoinOn must have {name} on the same side.")
    return _value(there.object_name, there.value, tuple(known)), _value(name, new.value, tuple(known))


def _where(where: Any, known: tuple[str, ...]) -> Callable[[Row], bool]:
    group = where.sif_condition_group if where is not None else None
    if group is None:
        return lambda _: True
    return join_tests(
        group.type,
        [
            join_tests(each.type, [_condition(one, known) for one in each.sif_condition])
            for each in group.sif_conditions
        ],
    )


def _condition(one: Any, known: tuple[str, ...]) -> Callable[[Row], bool]:
    name = one.sif_element.object_name
    if name not in known:
        raise QueryNotSupported(f"{name} is neither the object of SIF_From nor joined to it.")
    test = condition(name, one.sif_element.value, one.sif_operator, one.sif_value)
    return lambda row: test(row[name])


def _limit(count: str | None) -> int | None:
    if count is None or count == "All":
        return None
    number = whole_number(count)
    if number is None or number < 1:
        raise QueryNotSupported(f"RowCount {count[:20]} is neither a number from 1 nor All.")
    return number


def _by_type(known: tuple[str, ...], objects: Iterable[SifObject]) -> dict[str, list[etree._Element]]:
    held: dict[str, list[etree._Element]] = {name: [] for name in known}
    for thing in objects:
        name = thing.xml_name
        if name in held:
            held[name].append(_element(thing))
    return held


def _element(thing: SifElement) -> etree._Element:
    source = thing.xml_source
    return to_element(thing) if source is None else source


def _rows(first: str, joins: tuple[_Join, ...], held: Mapping[str, list[etree._Element]]) -> list[Row]:
    rows: list[Row] = [{first: element} for element in held[first]]
    nothing: dict[str, None] = {first: None}
    for join in joins:
        rows = list(_joined_rows(rows, nothing, join, held[join.name]))
        nothing[join.name] = None
    return rows


def _joined_rows(rows: list[Row], nothing: Mapping[str, None], join: _Join, new: list[etree._Element]) -> Iterator[Row]:
    """Yield the rows with an object joined to each; `nothing` is a row in which no object is."""
    by_key: dict[Key, list[int]] = {}
    for place, element in enumerate(new):
        for key in set(product(*(list(right.keys(element)) for _, right in join.pairs))):
            by_key.setdefault(key, []).append(place)
    met: set[int] = set()
    for row in rows:
        matches = sorted({place for key in _row_keys(row, join) for place in by_key.get(key, ())})
        met.update(matches)
        yield from ({**row, join.name: new[place]} for place in matches)
        if not matches and join.how in ("LeftOuter", "FullOuter"):
            yield {**row, join.name: None}
    if join.how in ("RightOuter", "FullOuter"):
        yield from ({**nothing, join.name: element} for place, element in enumerate(new) if place not in met)


def _row_keys(row: Row, join: _Join) -> Iterator[Key]:
    found = []
    for left, _ in join.pairs:
        element = row[left.name]
        found.append(list(left.keys(element)) if element is not None else [])
    return product(*found)


def _comparable(value: Any) -> Any:
    """Return a value so that those with a zone and those without can be ordered together."""
    if isinstance(value, datetime) and value.tzinfo is not None:
        return value.astimezone(UTC).replace(tzinfo=None)
    return value.replace(tzinfo=None) if isinstance(value, time) else value
