"""What a rule is: its id, how bad a breach is, its words in both languages, and the check itself."""

from collections.abc import Callable, Container, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any, Final

from handover.common.problems import ProblemKind, Severity
from handover.common.text import Text
from handover.sif.model import SifElement

ERROR, WARNING = Severity.ERROR, Severity.WARNING


@dataclass(frozen=True, slots=True)
class Breach:
    """Where a rule is broken: the part that holds the field, the field's Python name, and its place in a list."""

    at: SifElement
    field: str
    index: int | None
    values: Mapping[str, object]


def breach(at: SifElement, field: str = "", place: int | None = None, /, **values: object) -> Breach:
    """Return a breach; `values` fill the words of the rule."""
    return Breach(at, field, place, MappingProxyType(values))


@dataclass(frozen=True, slots=True)
class Context:
    """What a check may know beyond the object.

    `today` dates it; `published` holds the RefIds that the same sender published before; `sender` says which kind of
    software sent it. What is not known is not checked.
    """

    today: date | None = None
    published: Container[str] = frozenset()
    sender: str | None = None


NO_CONTEXT: Final = Context()
"""The context of a check that knows nothing beyond the object."""

Check = Callable[[Any, Context], Iterable[Breach]]


@dataclass(frozen=True, slots=True)
class SifRule:
    """One rule that an object or a common type can break.

    `on` is the object or type; `partial` says that the rule also binds partial objects. A rule whose `check` is None is
    judged over a collection of objects (`handover.sif.checks.collection`).
    """

    id: str
    severity: Severity
    message: Text
    remedy: Text
    check: Check | None
    partial: bool

    @property
    def on(self) -> str:
        """The object or type that the rule is about."""
        return self.id.rpartition("-")[0]

    @property
    def kind(self) -> ProblemKind:
        """The problem that a breach is."""
        return ProblemKind(f"sif.{self.id}", self.severity, self.message, self.remedy)


def make_rule(
    id: str,
    severity: Severity,
    words: tuple[str, str],
    remedy: tuple[str, str],
    check: Check | None = None,
    *,
    partial: bool = False,
) -> SifRule:
    """Return a rule from its words in English and Welsh."""
    return SifRule(id, severity, Text(*words), Text(*remedy), check, partial)
