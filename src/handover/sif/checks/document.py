"""The check of a document: every object in it, then all of them together."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from typing import BinaryIO, Final

from lxml import etree

from handover.common.problems import Problem, has_errors
from handover.common.xml import local_name
from handover.sif.checks.collection import ObjectSet
from handover.sif.checks.envelope import check_envelope, is_envelope_sound
from handover.sif.checks.kinds import GRAMMAR
from handover.sif.checks.place import ObjectPlace
from handover.sif.checks.report import SifReport
from handover.sif.checks.rule import NO_CONTEXT, Context
from handover.sif.checks.single import check_element
from handover.sif.checks.structure import Mode
from handover.sif.grammar import grammar
from handover.sif.model import SifObject
from handover.sif.objects import PARTIAL_ACTIONS, partial_class
from handover.sif.reader import (
    EVENT,
    OBJECTS,
    STREAM_FROM,
    Envelope,
    Found,
    Item,
    UnreadableDocument,
    found_in,
    iterate_objects,
    split_stray,
    stream_found,
    tree,
)
from handover.sif.writer import to_element


@dataclass(frozen=True, slots=True)
class Options:
    """How to check.

    `partial` None takes the mode from the document: partial for Change and Delete events, otherwise whole.
    `newer_codes` makes an unknown code of a closed list a warning. `complete` says that the objects checked together
    are all there are, so that every reference must lead to one of them. `limit` is how many problems to keep (0: all).
    """

    partial: bool | None = None
    newer_codes: bool = False
    complete: bool = False
    limit: int = 0
    context: Context = NO_CONTEXT


_USUAL: Final = Options()


def check_document(document: bytes | SifObject, options: Options | None = None) -> SifReport:
    """Check a document, or one object that was read or constructed."""
    options = options or _USUAL
    report = SifReport(options.limit)
    items: Iterator[Item]
    if isinstance(document, SifObject):
        element = document.xml_source
        element = to_element(document) if element is None else element
        items = iter([Found(element, local_name(element))])
    elif len(document) > STREAM_FROM:
        items = _items(document)
    else:
        try:
            root = tree(document)
        except UnreadableDocument:
            items = _items(document)
        else:
            name = None if options.complete else _right_event(root, options)
            if name is not None:
                report.met(name)
                return report
            items = found_in(root)
    Checker(options, report).all(items)
    return report


def _right_event(root: etree._Element, options: Options) -> str | None:
    """Return the type of the object when the document is a message with one event about which nothing is to be said."""
    payload = root[0] if len(root) == 1 else root
    if payload.tag != EVENT or not is_envelope_sound(root, payload):
        return None
    holder = payload[1][0]  # the message fits its table: a header, then the data with the event
    element = holder[0] if len(holder) == 1 else holder
    name = OBJECTS.get(element.tag)
    if name is None or name != holder.get("ObjectName") or not _reported(name):
        return None
    partial = holder.get("Action") in PARTIAL_ACTIONS if options.partial is None else options.partial
    if check_element(element, Mode.of(partial, options.newer_codes), options.context):
        return None
    return name


def check_stream(source: BinaryIO, options: Options | None = None) -> SifReport:
    """Check a long document from a file, object by object."""
    options = options or Options()
    report = SifReport(options.limit)
    checker = Checker(options, report)
    try:
        checker.all(stream_found(source))
    except UnreadableDocument as fault:
        report.add(fault.problem)
    return report


def check_together(documents: Iterator[bytes], options: Options) -> SifReport:
    """Check several documents as one collection."""
    report = SifReport(options.limit)
    checker = Checker(options, report)
    for document in documents:
        checker.each(_items(document))
    checker.finish()
    return report


def _items(document: bytes) -> Iterator[Item]:
    stray, rest = split_stray(document)
    if stray is not None:
        yield stray
    try:
        yield from iterate_objects(rest)
    except UnreadableDocument as fault:
        yield fault.problem


class Checker:
    """A check under way."""

    def __init__(self, options: Options, report: SifReport) -> None:
        self.options = options
        self.report = report
        self.first = ""
        self.waiting: list[SifObject] = []

    @cached_property
    def collection(self) -> ObjectSet:
        """The objects met so far, as far as they must agree."""
        return ObjectSet(complete=self.options.complete)

    def all(self, items: Iterator[Item]) -> None:
        """Check these objects, and all of them together."""
        self.each(items)
        self.finish()

    def each(self, items: Iterator[Item]) -> None:
        """Check these objects one by one."""
        for item in items:
            if isinstance(item, Problem):
                self.report.add(item)
            elif isinstance(item, Envelope):
                for problem in check_envelope(item.element):
                    self.report.add(problem)
            else:
                self._one(item)

    def finish(self) -> None:
        """Check what only the whole collection shows."""
        if self.options.complete or self.report.objects > 1:
            for problem in self.collection.finish():
                self.report.add(problem)

    def _one(self, item: Found) -> None:
        report, options = self.report, self.options
        report.met(item.name)
        partial = item.partial if options.partial is None else options.partial
        thing = partial_class(item.name).view(item.element)
        problems = check_element(item.element, Mode.of(partial, options.newer_codes), options.context, thing)
        if item.declared is not None:
            problems += _event(item)
        if item.answer:
            problems += self._answer(item)
        if not partial and not has_errors(problems):
            self.waiting.append(thing)
        if self.waiting and (report.objects > 1 or options.complete):
            problems += self._together()
        for problem in problems:
            report.add(problem)

    def _together(self) -> Iterator[Problem]:
        """Take objects into the collection. The first waits for a second: alone it breaks nothing."""
        for thing in self.waiting:
            yield from self.collection.add(thing)
        self.waiting.clear()

    def _answer(self, item: Found) -> Iterator[Problem]:
        """Say that the objects of one answer are not of one type."""
        self.first = self.first or item.name
        if item.name != self.first:
            place = ObjectPlace(item.element)
            yield place.problem(GRAMMAR["sif.mixed_answer"], element=item.name, first=self.first, rule="G3")


@cache
def _reported(name: str) -> bool:
    """Say whether events of a type of object are reported."""
    return grammar().spec.object(name).events


def _event(item: Found) -> Iterator[Problem]:
    if item.declared != item.name:
        kind, declared = GRAMMAR["sif.event_name"], str(item.declared)
        yield ObjectPlace(item.element).problem(kind, element=item.name, declared=declared, rule="G3")
    if not _reported(item.name):
        yield ObjectPlace(item.element).problem(GRAMMAR["sif.no_events"], element=item.name, rule="G3")
