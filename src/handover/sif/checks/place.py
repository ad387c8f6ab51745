"""Where a problem is: the object, its RefId, the path inside it, and the line of the document."""

from dataclasses import dataclass
from types import MappingProxyType

from lxml import etree

from handover.common.problems import Problem, ProblemKind
from handover.common.xml import local_name
from handover.sif.nodes import line_of_node

_KEYS = ("RefId", "PersonRefId", "LearnerPersonalRefId")


@dataclass(frozen=True, slots=True)
class ObjectPlace:
    """An object in its document."""

    root: etree._Element

    @property
    def ref_id(self) -> str:
        """What the object is known by: its RefId, or the reference that is its key; empty when it has neither."""
        for name in _KEYS:
            value = self.root.get(name)
            if value:
                return value
        return ""

    def path(self, at: etree._Element, below: str = "") -> str:
        """Return the way from the object to an element, with a position where several of a name stand side by side."""
        steps = []
        step: etree._Element | None = at
        while step is not None and step is not self.root:
            before = sum(1 for _ in step.itersiblings(step.tag, preceding=True))
            several = before or next(step.itersiblings(step.tag), None) is not None
            steps.append(local_name(step) + (f"[{before + 1}]" if several else ""))
            step = step.getparent()
        return "/".join([local_name(self.root), *reversed(steps)]) + below

    def problem(
        self, kind: ProblemKind, at: etree._Element | None = None, below: str = "", **values: object
    ) -> Problem:
        """Return a problem of this object, met at one of its elements."""
        at = self.root if at is None else at
        told = {name: str(value) for name, value in values.items()}
        told["object"] = local_name(self.root)
        told["ref_id"] = self.ref_id
        return Problem(kind, line_of_node(at), self.path(at, below), None, MappingProxyType(told))
