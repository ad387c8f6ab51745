"""The quick way past the rules: most objects keep them all, and that can be seen without making any of their parts.

From what each rule asks for (`stand_in.py`) two XPath expressions are made for a type of object, once. The first says
whether anything is there, or not there, that could break a rule, or that the second cannot show: lists, empty texts.
The second fetches the few texts that rules look at, all in one go; those rules then judge objects that hold nothing
else. A gate only ever says "no rule is broken" or "look closely"; what is wrong is for the rules themselves to say.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Final, NamedTuple

from lxml import etree

from handover.sif.checks.plan import Branch, plan
from handover.sif.checks.rule import Check, Rule
from handover.sif.checks.rules.types import Use
from handover.sif.checks.stand_in import LISTS, NO_CONTEXT, Part, Path, Way, Ways, World, conditions, ways
from handover.sif.grammar import fault_of, grammar
from handover.sif.model import XSI, Field, SifElement
from handover.sif.objects import object_class
from handover.sif.specification import UK_NAMESPACE

_BETWEEN: Final = "\ue000"
"""What stands between two texts that were fetched: a character that no text should hold; one that does is looked at closely."""


class _Made(NamedTuple):
    """A part to make of the texts that were fetched.

    `holder` is the place of the part that has it as the field `name`, or -1 when no rule asks for it by its holder.
    `there` is the place of the text that says whether it is there; 0 for a part that cannot be missing. `texts` are the
    fields to fill, each with how to read it and the place of its text.
    """

    cls: type[SifElement]
    holder: int
    name: str
    there: int
    texts: tuple[tuple[str, Callable[[str], Any], int], ...]


class _Judge(NamedTuple):
    """A rule to run: its check, the place of the part it judges, and the field of that part (empty for the object)."""

    check: Check
    part: int
    name: str


@dataclass(frozen=True, slots=True)
class Gate:
    """The quick look at one type of object, in one mode.

    `fetch` returns the texts; the first is `true` when something is suspect.
    """

    fetch: Callable[[etree._Element], Any]
    parts: tuple[_Made, ...]
    judges: tuple[_Judge, ...]
    count: int

    def passes(self, element: etree._Element) -> bool:
        """Say whether the object, which fits its table, certainly keeps every rule."""
        texts = self.fetch(element).split(_BETWEEN)
        if texts[0] == "true" or len(texts) != self.count:
            return False
        made: list[Any] = []
        try:
            for cls, holder, name, there, fields in self.parts:
                part = None
                if not there or texts[there] == "true":
                    part = cls.__new__(cls)
                    held = part.__dict__
                    for field, read, place in fields:
                        text = texts[place]
                        held[field] = read(text) if text else None
                made.append(part)
                if holder >= 0 and made[holder] is not None:
                    made[holder].__dict__[name] = part
            for check, place, name in self.judges:
                part = made[place]
                if part is not None:
                    # A rule says where it is broken by the holder; here only whether it is broken matters.
                    for _ in check(Use(made[0], made[0], name, part) if name else part, NO_CONTEXT):
                        return False
        except (ValueError, ArithmeticError, TypeError, AttributeError):
            return False
        return True


@cache
def gate(name: str, partial: bool, namespaced: bool) -> Gate | None:
    """Return the gate for a type of object; None when every object of the type must be looked at closely."""
    return _Builder(object_class(name), partial, namespaced).gate(plan(name, partial).rules, name)


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


class _Builder:
    """Makes a gate from the plan of a type of object."""

    def __init__(self, cls: Any, partial: bool, namespaced: bool) -> None:
        self.cls: type[SifElement] = cls
        self.partial = partial
        self.prefix = "s:" if namespaced else ""
        self.suspects = _Suspects()
        self.columns = ["the suspects, when all are known"]
        self.parts: dict[Path, _Made] = {}
        self.judges: list[_Judge] = []
        self.fields: dict[Path, Field] = {}

    def gate(self, own: tuple[Rule, ...], name: str) -> Gate | None:
        for rule in own:
            self._rule(rule, (), lambda world: Part(world, self.cls, ()))
        self._branches(plan(name, self.partial).branches, ())
        for path, held in self.fields.items():
            if (self.partial or held.node.row.nillable) and held.kind not in ("attribute", "text"):
                self.suspects.add(self._steps(path), "@xsi:nil")
        suspects = self.suspects.text()
        if suspects == "true()":
            return None
        self.columns[0] = f"boolean({suspects or 'false()'})"
        fetch = f", '{_BETWEEN}', ".join(self.columns)
        expression = f"concat({fetch})" if len(self.columns) > 1 else f"string({fetch})"
        return Gate(
            etree.XPath(expression, namespaces={"s": UK_NAMESPACE, "xsi": XSI}, smart_strings=False),
            tuple(self.parts.values()),
            tuple(self.judges),
            len(self.columns),
        )

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
        every = ways(rule, subject, given, not self.partial)
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
        here = [
            " and ".join(literals) if holder == base else f"{'/'.join(self._steps(holder)[len(base) :])}[{' and '.join(literals)}]"
            for holder, literals in groups.items()
        ]
        self.suspects.add(self._steps(base), f"({' and '.join(here)})" if here else "true()")

    def _sure(self, path: Path, base: Path) -> bool:
        """Say whether a field cannot be missing where the part at `base` is there."""
        return all(self._must(path[: length + 1]) for length in range(len(base), len(path)))

    def _must(self, path: Path) -> bool:
        """Say whether a field cannot be missing where its holder is there."""
        row = self.fields[path].node.row
        return not self.partial and row.mandatory and not row.nillable

    def _by_value(self, rule: Rule, base: Path, every: Ways) -> None:
        """Have the rule judge the values it asks for; what cannot be fetched as one text is suspect."""
        assert rule.check is not None
        part = self._part((), ask=False)
        part = self._part(base, ask=False)
        for path, held in every.asked.items():
            if held.kind in LISTS:
                self.suspects.add(self._steps(path), "true()")
                nothing = held.empty
                self._fill(path, lambda _, nothing=nothing: nothing, 0)
            elif held.part is not None:
                self._part(path, ask=True)
            else:
                if _may_be_empty(held):
                    self.suspects.add(self._steps(path[:-1]), f"{self._step(held)}=''")
                self._fill(path, held.node.reader, self._column("/".join(self._steps(path))))
        self.judges.append(_Judge(rule.check, part, base[-1] if base else ""))

    def _part(self, path: Path, *, ask: bool) -> int:
        """Return the place of a part; `ask` says that a rule asks for it by its holder."""
        holder = self._part(path[:-1], ask=True) if ask and path else -1
        made = self.parts.get(path)
        if made is None:
            sure = all(self._must(path[: length + 1]) for length in range(len(path)))
            there = 0 if sure else self._column(f"boolean({'/'.join(self._steps(path))})")
            made = self.parts[path] = _Made(self._class(path), holder, path[-1] if path else "", there, ())
        elif holder > made.holder:
            self.parts[path] = made._replace(holder=holder)
        return list(self.parts).index(path)

    def _fill(self, path: Path, read: Callable[[str], Any], place: int) -> None:
        holder = path[:-1]
        self._part(holder, ask=False)
        made = self.parts[holder]
        if all(name != path[-1] for name, _, _ in made.texts):
            self.parts[holder] = made._replace(texts=(*made.texts, (path[-1], read, place)))

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


def _may_be_empty(held: Field) -> bool:
    """Say whether a text that fits its type can be empty: then XPath would not tell it from one that is not there."""
    simple = held.node.simple
    return simple is None or fault_of(simple, "", grammar().spec) is None
