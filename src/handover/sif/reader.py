"""Documents to objects: one object, several inside one element, or SIF messages; whole or streamed.

A short document is parsed at once; a long one is read object by object and each object is let go before the next, so
that memory does not grow with the number of objects. Both refuse what `handover.common.xml` refuses: a DOCTYPE,
entities, bytes that are not what they say.
"""

import codecs
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, BinaryIO, Final, Literal, NamedTuple, cast, overload

from lxml import etree

from handover.common.problems import Problem, ProblemKind
from handover.common.xml import XML_FAULTS, XmlFault, local_name, parse_xml
from handover.common.xml_faults import PARSER_FAULTS
from handover.sif.checks.kinds import GRAMMAR
from handover.sif.model import AnyWhole, SifObject
from handover.sif.nodes import line_of_node
from handover.sif.objects import PARTIAL_ACTIONS, object_class, partial_class
from handover.sif.specification import UK_NAMESPACE, uk_model

STREAM_FROM: Final = 1_000_000
"""Documents longer than this many bytes are streamed."""

PIECE_LIMIT: Final = 32_000_000
"""How many bytes may pass before an object is complete."""

_CHUNK: Final = 64 * 1024
_MARKS: Final = (b"\xff\xfe", b"\xfe\xff")
_PROLOG: Final = re.compile(rb"(?:\xef\xbb\xbf)?(?>\s+|<\?.*?\?>|<!--.*?-->)*+", re.DOTALL)
_TAG: Final = re.compile(rb"<[^!?]")
_ENVELOPE: Final = frozenset({"SIF_EventObject", "SIF_ObjectData", "SIF_Example"})
_SPACE: Final = f"{{{UK_NAMESPACE}}}"
_EVENT: Final = tuple(
    (_SPACE + name, place)
    for name, place in (("SIF_Message", 0), ("SIF_Event", 1), ("SIF_ObjectData", 0), ("SIF_EventObject", 0))
)
"""The way from a message down to the object of its only event: each element, and which of its children is next."""
OBJECTS: Final[Mapping[object, str]] = MappingProxyType({_SPACE + name: name for name in uk_model().names})
"""The names of the objects by their tags in the SIF UK namespace."""

EVENT: Final = _SPACE + "SIF_Event"
_SETTINGS: Final[dict[str, Any]] = {
    "resolve_entities": False,
    "load_dtd": False,
    "dtd_validation": False,
    "no_network": True,
    "huge_tree": False,
    "remove_comments": True,
    "remove_pis": True,
    "collect_ids": False,
}
_BARE: Final = re.compile(rb"<[A-Za-z]")
"""A document that begins with its first tag, as agents write: nothing before it, so neither DOCTYPE nor encoding."""
_PARSER: Final = etree.XMLParser(encoding="utf-8", **_SETTINGS)
_WITHOUT_BLANKS: Final = etree.XMLParser(encoding="utf-8", remove_blank_text=True, **_SETTINGS)


class Found(NamedTuple):
    """An object in a document: its element, its name, and what the event around it says (None outside an event)."""

    element: etree._Element
    name: str
    action: str | None = None
    declared: str | None = None
    answer: bool = False

    @property
    def partial(self) -> bool:
        """Say whether the event is one that may carry only part of an object (G4)."""
        return self.action in PARTIAL_ACTIONS

    def as_object(self, partial: bool | None = None) -> SifObject:
        """Return the object; a partial one if the event says so, or whoever calls."""
        chosen = self.action in PARTIAL_ACTIONS if partial is None else partial
        return (partial_class if chosen else object_class)(self.name).view(self.element)


@dataclass(frozen=True, slots=True)
class Envelope:
    """A SIF_Message around the objects, without those that were let go."""

    element: etree._Element


Item = Found | Envelope | Problem
"""What a document yields."""


class UnreadableDocument(ValueError):
    """The document is not one that can be read; `problem` says why and where."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message())
        self.problem = problem


@overload
def read_objects(data: bytes, *, partial: Literal[False]) -> list[AnyWhole]: ...


@overload
def read_objects(data: bytes, *, partial: bool | None = None) -> list[SifObject]: ...


def read_objects(data: bytes, *, partial: bool | None = None) -> Any:
    """Return the objects of a document. Raises `UnreadableDocument`; whether the objects are right is for `check` to say.

    `partial` None takes from the document which are partial: those of Change and Delete events. An answer to a request
    for some elements does not say so.
    """
    return [item.as_object(partial) for item in iterate_objects(data) if isinstance(item, Found)]


@overload
def read_one(data: bytes, *, partial: Literal[False]) -> AnyWhole: ...


@overload
def read_one(data: bytes, *, partial: bool | None = None) -> SifObject: ...


def read_one(data: bytes, *, partial: bool | None = None) -> SifObject:
    """Return the only object of a document; `UnreadableDocument` when there is none, ValueError when there are several."""
    objects = read_objects(data, partial=partial)
    if len(objects) != 1:
        raise ValueError(f"The document holds {len(objects)} objects, not one.")
    return objects[0]


def stream(source: BinaryIO) -> Iterator[SifObject]:
    """Yield the objects of a long document one by one."""
    for item in stream_found(source):
        if isinstance(item, Found):
            yield item.as_object()


def iterate_objects(data: bytes) -> Iterator[Item]:
    """Yield the objects of a document with their events, and a problem for whatever stands in an object's place.

    The last resort is a problem too: a document in which no object is found. Raises `UnreadableDocument`.
    """
    if len(data) > STREAM_FROM:
        return stream_found(io.BytesIO(data))
    return found_in(tree(data))


def tree(data: bytes, *, blanks: bool = True) -> etree._Element:
    """Return the document element; `UnreadableDocument` with the problem when there is none.

    Without `blanks`, for who only looks and writes nothing of it, the blanks between elements may be left out.
    """
    if _BARE.match(data):
        try:
            return etree.fromstring(data, _PARSER if blanks else _WITHOUT_BLANKS)
        except etree.XMLSyntaxError:
            pass  # parsed again below, which says what is wrong in our words
    stray, rest = split_stray(data)
    if stray is not None:
        raise UnreadableDocument(stray)
    try:
        return parse_xml(rest)
    except XmlFault as fault:
        raise UnreadableDocument(fault.problem) from None


def split_stray(data: bytes) -> tuple[Problem | None, bytes]:
    """Return the problem of text before the first tag, and the document from there on with its lines unchanged."""
    start = data[:3]
    blank = data.lstrip()[:1]
    if blank in (b"<", b"") or start.startswith(_MARKS) or start == b"\xef\xbb\xbf" or b"<" not in data:
        return None, data
    head, _, rest = data.partition(b"<")
    shown = " ".join(head.decode("utf-8", "replace").split())[:60]
    problem = _problem(GRAMMAR["sif.stray_text"], 1, text=shown, rule="G3")
    return problem, b"\n" * head.count(b"\n") + b"<" + rest


def _problem(kind: ProblemKind, at: int | None, path: str | None = None, /, **values: object) -> Problem:
    told = {name: str(value) for name, value in values.items()}
    return Problem(kind, at, path, None, MappingProxyType(told))


def found_in(root: etree._Element) -> Iterator[Item]:
    """Yield like `found`, from a document that was parsed."""
    event = _only_event(root)
    if event is not None:
        yield event
        yield Envelope(root)
        return
    count = 0
    for item in _walk(root, uk_model().known, top=True):
        count += isinstance(item, Found)
        yield item
    if local_name(root) == "SIF_Message":
        yield Envelope(root)
    elif not count:
        yield _nothing(root)


def _only_event(root: etree._Element) -> Found | None:
    """Return the object of a message that is one event of one object, as nearly all are, without looking further."""
    element = root
    for tag, place in _EVENT:
        if element.tag != tag or len(element) != place + 1:
            return None
        holder, element = element, element[place]
    name = OBJECTS.get(element.tag)
    if name is None:
        return None
    return Found(element, name, holder.get("Action"), holder.get("ObjectName"))


def _nothing(root: etree._Element) -> Problem:
    words = {"element": local_name(root), "count": len(uk_model().names)}
    return _problem(GRAMMAR["sif.no_objects"], line_of_node(root), local_name(root), **words)


def _walk(element: etree._Element, names: frozenset[str], *, top: bool = False) -> Iterator[Item]:
    name = local_name(element)
    if name in names:
        yield _found(element, name)
        return
    message = name.startswith("SIF_")
    for child in element:
        inner = local_name(child)
        if inner == "SIF_Header":
            continue
        if inner in names:
            yield _found(child, inner)
        elif inner.startswith("SIF_"):
            yield from _walk(child, names)
        elif name in _ENVELOPE or (top and not message):
            yield unknown(child)


def _found(element: etree._Element, name: str) -> Found:
    parent = element.getparent()
    holder = local_name(parent) if parent is not None else ""
    if parent is None or holder != "SIF_EventObject":
        return Found(element, name, answer=holder == "SIF_ObjectData")
    return Found(element, name, parent.get("Action"), parent.get("ObjectName"))


def unknown(element: etree._Element) -> Problem:
    """Return the problem of an element that stands where an object should."""
    words = {"element": local_name(element), "version": uk_model().version, "rule": "G3"}
    return _problem(GRAMMAR["sif.unknown_object"], line_of_node(element), local_name(element), **words)


def stream_found(source: BinaryIO) -> Iterator[Item]:
    """Yield like `found`, from a file, letting each object go when the next is asked for. Raises `UnreadableDocument`."""
    return _Stream(source).items()


class _Stream:
    """A long document on its way through the parser."""

    def __init__(self, source: BinaryIO) -> None:
        self.source = source
        self.names = uk_model().known
        tags = [f"{space}{name}" for name in self.names for space in ("", "{*}")]
        self.tags = tags
        self.parser = self._parser(None)
        self.depth = 0
        self.count = 0
        self.held = 0

    def items(self) -> Iterator[Item]:
        try:
            for chunk in self._chunks():
                self.parser.feed(chunk)
                self.held += len(chunk)
                yield from self._complete()
                if self.held > PIECE_LIMIT:
                    raise UnreadableDocument(_problem(GRAMMAR["sif.too_large"], None, limit=PIECE_LIMIT // 1_000_000))
            root = self.parser.close()
        except etree.XMLSyntaxError as error:
            raise UnreadableDocument(_syntax(error)) from None
        yield from _left_over(root, self.names)
        if local_name(root) == "SIF_Message":
            yield Envelope(root)
        elif not self.count:
            yield _nothing(root)

    def _parser(self, encoding: str | None) -> etree.XMLPullParser:
        return etree.XMLPullParser(events=("start", "end"), tag=self.tags, encoding=encoding, **_SETTINGS)

    def _chunks(self) -> Iterator[bytes]:
        chunk = self.source.read(_CHUNK)
        if chunk.startswith(_MARKS):
            self.parser = self._parser("utf-8")
        decode = codecs.getincrementaldecoder("utf-16")().decode if chunk.startswith(_MARKS) else None
        stray, _ = split_stray(chunk)
        if stray is not None:
            raise UnreadableDocument(stray)
        _refuse_doctype(decode(chunk).encode() if decode else chunk)
        decode = codecs.getincrementaldecoder("utf-16")().decode if decode else None
        while chunk:
            yield decode(chunk).encode() if decode else chunk
            chunk = self.source.read(_CHUNK)

    def _complete(self) -> Iterator[Item]:
        for event, element in cast("Iterator[tuple[str, etree._Element]]", self.parser.read_events()):
            if event == "start":
                self.depth += 1
                continue
            self.depth -= 1
            if self.depth == 0:
                self.held = 0
                self.count += 1
                yield _found(element, local_name(element))
                yield from _let_go(element)


def _let_go(element: etree._Element) -> Iterator[Problem]:
    """Take an object that was dealt with out of the tree, and with it whatever unknown stands before it."""
    parent = element.getparent()
    if parent is None:
        return
    before = element.getprevious()
    while before is not None and not local_name(before).startswith("SIF_"):
        yield unknown(before)
        parent.remove(before)
        before = element.getprevious()
    parent.remove(element)


def _left_over(root: etree._Element, names: frozenset[str]) -> Iterator[Problem]:
    """Yield a problem for each unknown element after the last object."""
    for item in _walk(root, names, top=True):
        if isinstance(item, Problem):
            yield item


def _refuse_doctype(start: bytes) -> None:
    """Refuse a DOCTYPE before the parser sees it. Whatever stands before the first tag must fit into one chunk."""
    match = _PROLOG.match(start)
    end = match.end() if match else 0
    if start[end : end + 9].upper() == b"<!DOCTYPE" or (b"<!DOCTYPE" in start.upper() and not _TAG.match(start, end)):
        line = start.count(b"\n", 0, end) + 1
        raise UnreadableDocument(_problem(XML_FAULTS["xml.doctype"], line, line=line))
    if len(start) == _CHUNK and not _TAG.match(start, end):
        raise UnreadableDocument(_problem(XML_FAULTS["xml.not_well_formed"], 1, line=1, column=1))


def _syntax(error: Any) -> Problem:
    code = PARSER_FAULTS.get(error.code, "xml.not_well_formed")
    line, column = error.position
    return _problem(XML_FAULTS[code], line, line=line, column=column, limit="", element="")


__all__ = [
    "UK_NAMESPACE",
    "Found",
    "UnreadableDocument",
    "iterate_objects",
    "read_objects",
    "read_one",
    "stream",
    "stream_found",
]
