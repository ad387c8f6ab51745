"""The walk over one pupil (or the header): elements in, a model object out, faults noted by the way."""

from dataclasses import dataclass, field
from typing import Any, Final

from lxml import etree

from handover.common.xml import XmlFault, line_of_tag, local_name, serialise
from handover.ctf.elements import ValueForm
from handover.ctf.faults import FAULTS
from handover.ctf.findings import ProblemList, quote
from handover.ctf.limits import FileLimits
from handover.ctf.model import Unknown
from handover.ctf.plan import Slot, plan_of
from handover.ctf.values import Value

_ATTRIBUTES: Final = etree.XPath(
    "count(descendant-or-self::*/@*[namespace-uri() != 'http://www.w3.org/2001/XMLSchema-instance'])"
)

Values = dict[str, Any]


@dataclass(slots=True)
class _Stranger:
    """An unknown element met: where first, and how often."""

    line: int | None
    path: str
    pupil: int | None
    count: int = 0


@dataclass(slots=True)
class Walk:
    """Reads model objects one after another. `begin` says where the next one stands, `whole` reads it."""

    limits: FileLimits
    findings: ProblemList
    look_for_attributes: bool = False
    kept_for_file: list[Unknown] = field(default_factory=list)
    _kept: list[Unknown] = field(default_factory=list)
    _base: str = ""
    _above: str = ""
    _pupil: int | None = None
    _trail: list[tuple[Slot, int]] = field(default_factory=list)
    _strangers: dict[str, _Stranger] = field(default_factory=dict)
    _kept_count: int = 0
    _attributes: int = 0
    _attribute_line: int | None = None

    def begin(self, base: str, pupil: int | None, above: str = "") -> None:
        """Say the path of what comes next, the pupil's position, and for the rest the way from the document element."""
        self._base, self._pupil, self._above = base, pupil, above
        self._kept = [] if pupil is not None else self.kept_for_file
        self._trail.clear()

    def whole(self, node: etree._Element, model: type) -> Any:
        """Read the element as this model class; what a pupil's holds and we do not know is kept with it."""
        plan = plan_of(model, self.limits)
        values: Values = {}
        self._fill(node, plan.slots, values)
        if self._pupil is not None and self._kept:
            values["unknown"] = tuple(self._kept)
        if self.look_for_attributes:
            self.attributes(node)
        return plan.made(values)

    def unknown(self, node: etree._Element) -> None:
        """Keep an element that is no part of a Common Transfer File, and count it."""
        if not isinstance(node.tag, str):
            return
        self._keep(node)
        name = local_name(node)
        above = "/".join(slot.tag for slot, _ in self._trail)
        key = "/".join(part for part in ("Pupil" if self._pupil else self._above, above, name) if part)
        stranger = self._strangers.get(key)
        if stranger is None:
            stranger = self._strangers[key] = _Stranger(line_of_tag(node), self._path(name), self._pupil)
        stranger.count += 1
        if stranger.pupil != self._pupil:
            stranger.pupil = None

    def attributes(self, node: etree._Element) -> None:
        """Count the attributes of an element and of all below it."""
        count: Any = _ATTRIBUTES(node)
        if count and self._attribute_line is None:
            self._attribute_line = line_of_tag(node)
        self._attributes += int(count)

    def report(self) -> None:
        """Note, once for each kind, what was met and not known."""
        for key, met in self._strangers.items():
            self.findings.add("unknown_element", met.line, met.path, met.pupil, element=quote(key), count=met.count)
        if self._attributes:
            self.findings.add("unknown_attributes", self._attribute_line, count=self._attributes)

    def _fill(self, node: etree._Element, slots: dict[str, Slot], values: Values) -> None:
        """Read what stands inside an element; a value about which there is nothing to say is read right here."""
        if (text := node.text) and not text.isspace():
            self._note("stray_text", node, self._here(), local_name(node))
        slot_of = slots.get
        for child in node:
            slot = slot_of(child.tag)
            if slot is None:
                self.unknown(child)
            elif not slot.leaf:
                self._branch(child, slot, values)
            else:
                text = child.text
                value: object = None
                if text and (text := text.strip()):
                    quick = slot.quick
                    value = quick(text) if quick is not None else text if len(text) <= slot.longest else None
                if value is not None and slot.attribute not in values and not len(child):
                    values[slot.attribute] = value
                else:
                    self._leaf(child, slot, values, text)
            if (tail := child.tail) and not tail.isspace():
                self._note("stray_text", child, self._here(), local_name(node))

    def _branch(self, child: etree._Element, slot: Slot, values: Values) -> None:
        """Read an element that holds others: an item of a list, a group, a mere container, the supplier's own data."""
        attribute, plan = slot.attribute, slot.plan
        if plan is None:
            if slot.inside is None:
                values.setdefault(attribute, []).append(serialise(child))
            else:
                self._inside(child, slot, 0, slot.inside, values)
        elif slot.many:
            listed = values.setdefault(attribute, [])
            inner: Values = {}
            self._inside(child, slot, len(listed) + 1, plan.slots, inner)
            listed.append(plan.made(inner))
        elif attribute in values:
            self._repeated(child, slot)
        else:
            inner = {}
            self._inside(child, slot, 0, plan.slots, inner)
            if inner:
                values[attribute] = plan.made(inner)

    def _inside(self, child: etree._Element, slot: Slot, position: int, slots: dict[str, Slot], values: Values) -> None:
        self._trail.append((slot, position))
        self._fill(child, slots, values)
        self._trail.pop()

    def _leaf(self, child: etree._Element, slot: Slot, values: Values, text: str | None) -> None:
        if len(child):
            self._inside_leaf(child, slot)
        if not text:
            return
        if slot.attribute in values and not slot.many:
            self._repeated(child, slot)
            return
        value = self._value(child, slot, text)
        if value is None:
            return
        if slot.many:
            values.setdefault(slot.attribute, []).append(value)
        else:
            values[slot.attribute] = value

    def _value(self, child: etree._Element, slot: Slot, text: str) -> Value | None:
        tag = local_name(child)
        if len(text) > slot.longest:
            self._too_long(child, slot, len(text))
            return None
        if slot.read is not None:
            value, fault = slot.read(text)
            if fault is not None:
                self._unreadable(child, slot, fault, text, lost=value is None)
            return value
        if slot.known is not None and text not in slot.known:
            self._note("code_unknown", child, self._path(tag), tag, value=quote(text))
        return text

    def _too_long(self, child: etree._Element, slot: Slot, length: int) -> None:
        """Say that a text is too long. One that says who the pupil is stops the file; any other is kept as it came."""
        assert slot.element is not None
        tag, identity = local_name(child), slot.element.identity or self._pupil is None
        fault = "text_too_long" if identity else "text_long"
        self._note(fault, child, self._path(tag), tag, length=length, limit=slot.longest)
        if not identity:
            self._keep(child)

    def _inside_leaf(self, child: etree._Element, slot: Slot) -> None:
        self._trail.append((slot, 0))
        for inside in child:
            self.unknown(inside)
        self._trail.pop()

    def _unreadable(self, child: etree._Element, slot: Slot, fault: str, text: str, lost: bool) -> None:
        assert slot.element is not None
        if slot.element.identity and slot.element.form is ValueForm.DATE:
            fault = f"birth_{fault}"
        tag = local_name(child)
        self._note(fault, child, self._path(tag), tag, value=quote(text))
        if lost:
            self._keep(child)

    def _repeated(self, child: etree._Element, slot: Slot) -> None:
        assert slot.element is not None
        fault = "repeated_identity" if slot.element.identity else "repeated"
        tag = local_name(child)
        self._note(fault, child, self._path(tag), tag)
        self._keep(child)

    def _keep(self, node: etree._Element) -> None:
        self._kept_count += 1
        if self._kept_count > self.limits.unknown:
            raise XmlFault(FAULTS["too_many_unknown"].at(line=line_of_tag(node), limit=self.limits.unknown))
        steps = [self._above, *(_step(slot, position) for slot, position in self._trail)]
        self._kept.append(Unknown("/".join(step for step in steps if step), serialise(node), line_of_tag(node)))

    def _note(self, fault: str, node: etree._Element, path: str, element: str, **values: object) -> None:
        self.findings.add(fault, line_of_tag(node), path, self._pupil, element=element, **values)

    def _here(self) -> str:
        return "/".join((self._base, *(_step(slot, position) for slot, position in self._trail)))

    def _path(self, tag: str) -> str:
        return f"{self._here()}/{tag}"


def _step(slot: Slot, position: int) -> str:
    return f"{slot.tag}[{position}]" if position else slot.tag
