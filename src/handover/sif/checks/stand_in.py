"""What a rule wants to know of an object, found out by letting it judge stand-ins.

A stand-in is there or not there, and holds nothing. A rule that comes to a verdict about stand-ins judges presence alone;
one that looks at a value gives itself away. Each field that a rule asks for is tried absent and present, so what comes
out is complete: every way that the rule can go.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, Final, Literal, NoReturn

from handover.sif.checks.rule import NO_CONTEXT, Rule
from handover.sif.model import Field, SifElement

Path = tuple[str, ...]
"""The way from the object to a field, by Python names."""

Verdict = Literal["kept", "broken", "value", "list"]
"""What came out: kept or broken by presence alone, or the rule looked at a value or into a list."""

LISTS: Final = frozenset({"leaves", "elements", "leaf*", "element*", "objects"})
"""The kinds of field whose value is a tuple."""

_WAYS: Final = 400
_ANSWERS: Final = ["bool", "eq", "ne", "lt", "le", "gt", "ge", "contains"]
_USES: Final = [
    *("hash", "len", "iter", "getitem", "getattr", "str", "repr", "format", "int", "float", "index", "call"),
    *("add", "radd", "sub", "rsub", "mod"),
]


class _Looked(Exception):
    """A rule needs a value."""


class _LookedInside(Exception):
    """A rule looked into a list."""


def _refusing(why: type[Exception], uses: list[str]) -> dict[str, Any]:
    def refuse(*_: object) -> NoReturn:
        raise why

    return {f"__{use}__": refuse for use in uses}


def _answering(value: Any, *_: object) -> bool:
    return bool(vars(value)["_answer"]())


_LIST: Final = type("List", (), _refusing(_LookedInside, _USES + _ANSWERS))()
_VALUE: Final = _refusing(_Looked, _USES) | {f"__{use}__": _answering for use in _ANSWERS}
_Value: Final[Any] = type("Value", (), _VALUE | {"__init__": lambda self, answer: setattr(self, "_answer", answer)})
"""The stand-in of a text or number. Compared, it says yes and no in turn; whoever needs more of it fails."""


@dataclass(frozen=True, slots=True)
class Way:
    """One way a rule can go: the fields that are there, those that are not, and the verdict."""

    there: frozenset[Path]
    absent: frozenset[Path]
    verdict: Verdict


@dataclass
class World:
    """What is assumed about the fields of one object, and what a rule asked for."""

    whole: bool
    answers: bool
    assumed: dict[Path, bool]
    open: list[Path] = field(default_factory=list)
    asked: dict[Path, Field] = field(default_factory=dict)
    looks: int = 0

    def value(self, path: Path, asked: Field) -> Any:
        """Return what stands at a path; what nothing is assumed about is absent at first."""
        self.asked[path] = asked
        if asked.kind in ("text", "xml"):
            return _Value(self.answer)
        row = asked.node.row
        if path not in self.assumed:
            sure = self.whole and row.mandatory and not row.nillable
            self.assumed[path] = sure
            if not sure:
                self.open.append(path)
        if not self.assumed[path]:
            return asked.empty
        if asked.kind in LISTS:
            return _LIST
        return _Value(self.answer) if asked.part is None else Part(self, asked.part, path)

    def answer(self) -> bool:
        """Return what comes out of comparing a value: no at first, then yes."""
        self.looks += 1
        if not self.answers:
            raise _Looked
        question = (f"?{self.looks}",)
        if question not in self.assumed:
            self.assumed[question] = False
            self.open.append(question)
        return self.assumed[question]


class Part:
    """The stand-in of an object or of a part of one."""

    def __init__(self, world: World, cls: type[SifElement], path: Path) -> None:
        self._world = world
        self._class = cls
        self._path = path

    def __getattr__(self, name: str) -> Any:
        for each in self._class.fields:
            if each.name == name:
                return self._world.value((*self._path, name), each)
        return getattr(self._class, name)


@dataclass(frozen=True, slots=True)
class Ways:
    """Every way that a rule can go, and every field it may ask for."""

    all: tuple[Way, ...]
    asked: dict[Path, Field]

    def of(self, *verdicts: Verdict) -> Iterator[Way]:
        """Yield the ways with these verdicts."""
        return (way for way in self.all if way.verdict in verdicts)


def ways(rule: Rule, subject: Callable[[World], object], given: dict[Path, bool], whole: bool) -> Ways | None:
    """Return every way that a rule can go; None when there are too many to follow.

    `subject` makes what the rule judges, in a world where the `given` fields are there or not. In a `whole` object that
    fits its table all that is mandatory is there. When values can compare in too many ways, none is followed beyond the
    first comparison.
    """
    return _ways(rule, subject, given, whole, True) or _ways(rule, subject, given, whole, False)


def _ways(
    rule: Rule, subject: Callable[[World], object], given: dict[Path, bool], whole: bool, answers: bool
) -> Ways | None:
    found: list[Way] = []
    asked: dict[Path, Field] = {}
    pending = [given]
    while pending:
        world = World(whole, answers, dict(pending.pop()))
        before = dict(world.assumed)
        verdict = _judge(rule, subject(world))
        if world.looks and verdict != "list":
            verdict = "value"
        asked |= world.asked
        for path in world.open:
            pending.append({**before, path: True})
            before[path] = False
        there = frozenset(path for path, known in world.assumed.items() if known)
        found.append(Way(there, frozenset(world.assumed.keys() - there), verdict))
        if len(found) > _WAYS:
            return None
    return Ways(tuple(found), asked)


def _judge(rule: Rule, subject: object) -> Verdict:
    assert rule.check is not None
    try:
        return "broken" if any(True for _ in rule.check(subject, NO_CONTEXT)) else "kept"
    except _LookedInside:
        return "list"
    except Exception:  # whatever a rule tried to do with a stand-in, it needed the value
        return "value"


def conditions(every: Ways, *verdicts: Verdict) -> list[Way]:
    """Return the ways with these verdicts, each widened as far as no way with another verdict is taken in."""
    others = [way for way in every.all if way.verdict not in verdicts]
    wide: list[Way] = []
    for way in every.of(*verdicts):
        if any(other.there <= way.there and other.absent <= way.absent for other in wide):
            continue
        wide.append(_widened(way, others))
    return wide


def _widened(way: Way, others: list[Way]) -> Way:
    there, absent = set(way.there), set(way.absent)
    for group in (there, absent):
        for path in sorted(group, key=len, reverse=True):
            group.discard(path)
            if any(there.isdisjoint(other.absent) and absent.isdisjoint(other.there) for other in others):
                group.add(path)
    return Way(frozenset(there), frozenset(absent), way.verdict)
