"""How a gate is made: from the plan of a type of object, and from what each of its rules asks for (`stand_in.py`).

A rule that goes by presence alone becomes a condition on what is there. A rule that looks at values is run, on the values
it asks for; what cannot be fetched as one text (lists), or not told from what is not there (empty texts), is suspect.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache, partial
from typing import Any

from lxml import etree

from handover.sif.checks.gate import BETWEEN, Gate, Judge, Made
from handover.sif.checks.plan import Branch, plan
from handover.sif.checks.rule import Check, Rule
from handover.sif.checks.rules.types import Use
from handover.sif.checks.stand_in import LISTS, Part, Path, Way, Ways, World, conditions, ways
from handover.sif.grammar import fault_of, grammar
from handover.sif.model import XSI, Field, SifElement
from handover.sif.objects import object_class
from handover.sif.specification import UK_NAMESPACE


@cache
def gate(name: str, in_part: bool, namespaced: bool) -> Gate | None:
    """Return the gate for a type of object; None when every object of the type must be looked at closely."""
    return _Builder(object_class(name), in_part, namespaced).gate(plan(name, in_part).rules, name)


@dataclass
class _Suspects:
    """Conditions, each kept with the element it is about, so that the way there is gone once."""

    here: list[str] = field(default_factory=list)
    below: dict[str, "_Suspects"] = field(default_factory=dict)

    def add(self, way: tuple[str, ...], condition: str) -> None:
        if way:
            self.below.setdefault(way[0], _Suspects()).add(way[1:], condition)
        elif condition not in self.here:
            self.here.append(condition)

    def text(self) -> str:
        if "true()" in self.here:
            return "true()"
        inner = [(step, suspects.text()) for step, suspects in self.below.items()]
        return " or ".join([*self.here, *(step if text == "true()" else f"{step}[{text}]" for step, text in inner)])


@dataclass
class _Wanted:
    """A part that rules want: whether they ask its holder for it, the text that says it is there, its own texts."""

    asked: bool = False
    there: int = 0
    texts: dict[str, tuple[str, Callable[[str], Any], int]] = field(default_factory=dict)


class _Builder:
    """Makes a gate from the plan of a type of object."""

    def __init__(self, cls: Any, in_part: bool, namespaced: bool) -> None:
        self.cls: type[SifElement] = cls
        self.in_part = in_part
        self.prefix = "s:" if namespaced else ""
        self.suspects = _Suspects()
        self.columns = ["the suspects, when all are known"]
        self.parts: dict[Path, _Wanted] = {}
        self.judges: list[tuple[Check, Path]] = []
        self.fields: dict[Path, Field] = {}

    def gate(self, own: tuple[Rule, ...], name: str) -> Gate | None:
        for rule in own:
            self._rule(rule, (), lambda world: Part(world, self.cls, ()))
        self._branches(plan(name, self.in_part).branches, ())
        for path, held in self.fields.items():
            if (self.in_part or held.node.row.nillable) and held.kind not in ("attribute", "text"):
                self.suspects.add(self._steps(path), "@xsi:nil")
        suspects = self.suspects.text()
        if suspects == "true()":
            return None
        self.columns[0] = f"boolean({suspects or 'false()'})"
        fetch = f", '{BETWEEN}', ".join(self.columns)
        expression = f"concat({fetch})" if len(self.columns) > 1 else f"string({fetch})"
        return Gate(
            etree.XPath(expression, namespaces={"s": UK_NAMESPACE, "xsi": XSI}, smart_strings=False),
            *self._resolved(),
            len(self.columns),
        )

    def _resolved(self) -> tuple[tuple[Made, ...], tuple[Judge, ...]]:
        """Return the parts, each after the one that holds it, and the rules that judge them, by their places."""
        order = sorted(self.parts, key=len)
        parts = []
        for path in order:
            wanted = self.parts[path]
            holder = order.index(path[:-1]) if path and wanted.asked else -1
            parts.append(
                Made(self._class(path), holder, path[-1] if path else "", wanted.there, tuple(wanted.texts.values()))
            )
        judges = (Judge(check, order.index(base), base[-1] if base else "") for check, base in self.judges)
        return tuple(parts), tuple(judges)

    def _branches(self, branches: tuple[Branch, ...], above: Path) -> None:
        for branch in branches:
            path = (*above, branch.name)
            self.fields[path] = branch.field
            if branch.field.kind in LISTS or branch.large is not None or branch.field.part is None:
                self.suspects.add(self._steps(path), "true()")
                continue
            for rule in branch.own:
                self._rule(rule, path, self._use(above, branch))
            self._branches(branch.below, path)

    def _use(self, above: Path, branch: Branch) -> Callable[[World], object]:
        def subject(world: World) -> object:
            holder = Part(world, self._class(above), above)
            part = Part(world, self._class((*above, branch.name)), (*above, branch.name))
            owner: Any = Part(world, self.cls, ())
            return Use(owner, holder, branch.name, part)  # type: ignore[arg-type]

        return subject

    def _class(self, path: Path) -> type[SifElement]:
        part = self.fields[path].part if path else self.cls
        assert part is not None
        return part

    def _rule(self, rule: Rule, base: Path, subject: Callable[[World], object]) -> None:
        given = {base[: length + 1]: True for length in range(len(base))}
        every = ways(rule, subject, given, not self.in_part)
        if every is None or not self._near(every, base):
            self.suspects.add(self._steps(base), "true()")
            return
        self.fields |= every.asked
        if any(True for _ in every.of("value")):
            self._by_value(rule, base, every)
        else:
            for way in conditions(every, "broken", "list"):
                self._suspect(base, way)

    def _near(self, every: Ways, base: Path) -> bool:
        """Say whether a rule asks for nothing beside the part it judges, nor for what XPath would not find by name."""
        return all(
            path[: len(base)] == base and ":" not in held.node.name and held.kind != "xml"
            for path, held in every.asked.items()
        )

    def _suspect(self, base: Path, way: Way) -> None:
        """Add a condition: what must be there and what must not, by the part that holds it."""
        groups: dict[Path, list[str]] = {}
        told = {path[:-1] for path in way.there | way.absent} & way.there  # what a condition about its parts implies
        for path in sorted((way.there | way.absent) - told):
            if path == base[: len(path)]:
                continue
            holder = path[:-1] if path[:-1] in way.there or self._sure(path[:-1], base) else base
            step = "/".join(self._steps(path)[len(self._steps(holder)) :])
            groups.setdefault(holder, []).append(step if path in way.there else f"not({step})")
        below = len(self._steps(base))
        here = [
            " and ".join(literals)
            if holder == base
            else f"{'/'.join(self._steps(holder)[below:])}[{' and '.join(literals)}]"
            for holder, literals in groups.items()
        ]
        self.suspects.add(self._steps(base), f"({' and '.join(here)})" if here else "true()")

    def _sure(self, path: Path, base: Path) -> bool:
        """Say whether a field cannot be missing where the part at `base` is there."""
        return all(self._must(path[: length + 1]) for length in range(len(base), len(path)))

    def _must(self, path: Path) -> bool:
        """Say whether a field cannot be missing where its holder is there."""
        row = self.fields[path].node.row
        return not self.in_part and row.mandatory and not row.nillable

    def _by_value(self, rule: Rule, base: Path, every: Ways) -> None:
        """Have the rule judge the values it asks for; what cannot be fetched as one text is suspect."""
        assert rule.check is not None
        self._part(())
        self._part(base, idle=_idle(every, base))
        for path, held in every.asked.items():
            if held.kind in LISTS:
                self.suspects.add(self._steps(path), "true()")
                self._fill(path, partial(_nothing, held.empty), 0)
            elif held.part is not None:
                self._part(path, asked=True)
            else:
                if _may_be_empty(held):
                    self.suspects.add(self._steps(path[:-1]), f"{self._step(held)}=''")
                self._fill(path, held.node.reader, self._column("/".join(self._steps(path))))
        self.judges.append((rule.check, base))

    def _part(self, path: Path, *, asked: bool = False, idle: bool = False) -> "_Wanted":
        """Have a part made. `asked`: a rule asks its holder for it. `idle`: when it is not there, no rule minds it empty."""
        if asked and path:
            self._part(path[:-1], asked=True)
        wanted = self.parts.setdefault(path, _Wanted())
        wanted.asked |= asked
        sure = idle or all(self._must(path[: length + 1]) for length in range(len(path)))
        if not sure and not wanted.there:
            wanted.there = self._column(f"boolean({'/'.join(self._steps(path))})")
        return wanted

    def _fill(self, path: Path, read: Callable[[str], Any], place: int) -> None:
        wanted = self.parts.get(path[:-1]) or self._part(path[:-1])
        wanted.texts.setdefault(path[-1], (path[-1], read, place))

    def _column(self, expression: str) -> int:
        """Return the place of a text to fetch."""
        if expression not in self.columns:
            self.columns.append(expression)
        return self.columns.index(expression)

    def _steps(self, path: Path) -> tuple[str, ...]:
        return tuple(self._step(self.fields[path[: length + 1]]) for length in range(len(path)))

    def _step(self, held: Field) -> str:
        if held.kind == "attribute":
            return f"@{held.node.name}"
        return "." if held.kind == "text" else f"{self.prefix}{held.node.name}"


def _idle(every: Ways, base: Path) -> bool:
    """Say whether a rule is kept by a part that holds nothing."""
    there = {base[: length + 1] for length in range(len(base))}
    return any(way.verdict == "kept" and way.there == there for way in every.all)


def _nothing(empty: object, _: str) -> object:
    return empty


def _may_be_empty(held: Field) -> bool:
    """Say whether a text that fits its type can be empty: then XPath would not tell it from one that is not there."""
    simple = held.node.simple
    return simple is None or fault_of(simple, "", grammar().spec) is None
