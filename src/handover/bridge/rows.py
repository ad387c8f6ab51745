"""The rows of the table that convert a value by themselves, put together once for each part of an object."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from operator import attrgetter
from typing import Any, Final

from handover.bridge.extended import NO_TEXTS, PREFIX, ExtendedTexts, KeptTexts
from handover.bridge.losses import LossNotes
from handover.bridge.mapping import MAPPING, MappingRow
from handover.bridge.translations import Translation, translation
from handover.ctf.elements import Element, elements_of
from handover.ctf.limits import FileLimits
from handover.ctf.plan import plan_of
from handover.ctf.values import READERS, Value, write_value
from handover.sif.names import field_name

Chain = tuple[str, ...]
Found = dict[Chain, Any]
"""Values of a model object by the way to them: the attributes from the group that a plan is of."""

_LIMITS: Final = FileLimits()


def read_all(names: Sequence[str]) -> Callable[[Any], tuple[Any, ...]]:
    """Return what reads these attributes of an object, in one step where there are several."""
    if len(names) > 1:
        return attrgetter(*names)
    reads = [attrgetter(name) for name in names]
    return lambda thing: tuple([read(thing) for read in reads])


@dataclass(frozen=True, slots=True)
class DrivenRow:
    """A row made ready: how the value is read from the model, which field of SIF it is, and its translation.

    `tag` is the name under which the original is kept, in an extended element named `kept`; `field` is empty where that
    is all there is. `plain`: what SIF holds is what the file says.
    """

    chain: Chain
    way: str
    get: Callable[[Any], Any]
    element: Element
    field: str
    many: bool
    rule: Translation
    below: str
    beyond: str
    inside: str
    lost: str
    tag: str
    kept: str
    plain: bool

    def written(self, value: Value) -> str:
        """Return an original as text."""
        return write_value(value)

    def parsed(self, text: str) -> Any:
        """Return the original that a text holds, or None."""
        read = READERS.get(self.element.form)
        return text if read is None else read(text)[0]


def _chain(model: type, path: Chain) -> tuple[Chain, Element] | None:
    """Return the way to an element and its row, or None where a list lies between: that is another group's."""
    for attribute, element in elements_of(model).items():
        if path[: len(element.path)] == element.path:
            rest = path[len(element.path) :]
            if not rest:
                return (attribute,), element
            if element.group is not None and not element.many:
                found = _chain(element.group, rest)
                return ((attribute, *found[0]), found[1]) if found is not None else None
    return None


def _field(row: MappingRow, holder: str) -> tuple[str, bool] | None:
    """Return the field of the holder that a row is about, and whether it is a list of which it is an entry."""
    if not row.sif.startswith(f"{holder}/"):
        return None
    rest = row.sif[len(holder) + 1 :].split("/")
    if rest[0] == "SIF_ExtendedElements":
        return ("", False)
    if len(rest) == 1:
        return field_name(rest[0].lstrip("@")), False
    return (field_name(rest[0]), True) if len(rest) == 2 and rest[0].endswith("List") else None


class RowPlan:
    """The rows between one group of a Common Transfer File and one part of an object of SIF."""

    def __init__(self, holder: str, base: str, model: type) -> None:
        self.holder = holder
        self.rows = tuple(self._rows(holder, base, model))
        self.fielded = tuple(row for row in self.rows if row.field)
        self.kept_alone = tuple(row for row in self.rows if not row.field)
        self._values = read_all([row.way for row in self.rows])
        self._given = read_all([row.field for row in self.fielded])
        self._nothing = (None,) * len(self.fielded)

    def _rows(self, holder: str, base: str, model: type) -> Iterator[DrivenRow]:
        for row in MAPPING:
            found = _field(row, holder) if row.by == "row" and row.ctf.startswith(f"{base}/") else None
            if found is None:
                continue
            below = row.ctf[len(base) + 1 :]
            way = _chain(model, tuple(below.split("/")))
            if way is None:
                continue
            chain, element = way
            rule = translation(row.translation)
            yield DrivenRow(
                chain,
                ".".join(chain),
                attrgetter(".".join(chain)),
                element,
                *found,
                rule,
                below,
                row.sif[len(holder) :],
                row.sif.partition("/")[2],
                row.lost,
                element.tag,
                PREFIX + element.tag,
                rule.plain,
            )

    def to_sif(self, model: Any, at: str, notes: LossNotes, extended: ExtendedTexts | None = None) -> dict[str, Any]:
        """Return the fields of the part. `at` is the path of the group; originals are kept in `extended` if given."""
        fields: dict[str, Any] = {}
        for row, value in zip(self.rows, self._values(model), strict=True):
            if value is None:
                continue
            given = (value if row.plain else row.rule.to_sif(value)) if row.field else None
            if given is not None:
                fields[row.field] = (given,) if row.many else given
                if given is value or row.rule.to_ctf(given) == value:
                    continue
            if extended is not None:
                extended.keep(row.tag, row.written(value))
            reason = row.rule.changed if given is not None else row.lost or "no_sif_code"
            notes.add(reason, f"{at}/{row.below}", value, given, kept=True)
        return fields

    def to_ctf(self, holder: Any, at: str, notes: LossNotes, kept: KeptTexts = NO_TEXTS) -> Found:
        """Return the values of the group, from a part that may be None. `at` is the part's path."""
        found: Found = {}
        held = self._given(holder) if holder is not None else self._nothing
        texts, derived = kept.texts, kept.derived
        for row, given in zip(self.fielded, held, strict=True) if texts or held != self._nothing else ():
            if given is not None:
                if row.many:
                    given = _first(given, at + row.beyond, notes)
                if row.inside in derived and kept.is_derived(row.inside, given):
                    given = None
            value = _original(row, given, kept) if row.kept in texts else None
            if value is None and given is not None:
                value = given if row.plain else _translated(row, given, at, notes)
            if value is not None:
                found[row.chain] = value
        for row in self.kept_alone if texts else ():
            if row.kept in texts and (value := _original(row, None, kept)) is not None:
                found[row.chain] = value
        return found


def _original(row: DrivenRow, given: Any, kept: KeptTexts) -> Any:
    """Return the value that was kept, if it becomes what SIF still holds."""
    original = kept.take(row.tag)
    value = row.parsed(original) if original is not None else None
    return value if value is not None and (row.rule.to_sif(value) if row.field else None) == given else None


def _translated(row: DrivenRow, given: Any, at: str, notes: LossNotes) -> Any:
    """Return what a file says for a value of SIF; note where it says something else or nothing."""
    value = row.rule.to_ctf(given)
    if value is None:
        notes.add("no_ctf_code", at + row.beyond, given)
    elif value is not given and row.rule.to_sif(value) != given:
        notes.add("changed_in_ctf", at + row.beyond, given, value)
    return value


def _first(given: Any, path: str, notes: LossNotes) -> Any:
    """Return the first entry of a list, and note the others, for which there is no place."""
    for place, other in enumerate((given or ())[1:], 2):
        notes.add("first_only", f"{path}[{place}]", other)
    return given[0] if given else None


@cache
def row_plan(holder: str, base: str, model: type) -> RowPlan:
    """Return the plan for a part of an object (`LearnerPersonal/PersonalInformation/Name`) and a group (`Pupil`)."""
    return RowPlan(holder, base, model)


@cache
def _maker(model: type) -> Callable[[dict[str, Any]], Any]:
    return plan_of(model, _LIMITS).made


def build_group(model: type, found: Mapping[Chain, Any]) -> Any:
    """Return the model object with these values, which lead from it into the groups below it."""
    own: dict[str, Any] = {}
    below: dict[str, Found] = {}
    for chain, value in found.items():
        if len(chain) == 1:
            own[chain[0]] = value
        else:
            below.setdefault(chain[0], {})[chain[1:]] = value
    if below:
        table = elements_of(model)
        for attribute, values in below.items():
            group = table[attribute].group
            assert group is not None
            own[attribute] = build_group(group, values)
    return _maker(model)(own)
