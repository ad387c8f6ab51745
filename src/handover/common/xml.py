"""Reading XML that a stranger sent. Nothing is fetched, nothing is expanded, nothing is guessed, memory stays bounded.

The rules (reference/ctf.md section 4.1; OWASP XML External Entity Prevention): no DOCTYPE at all, refused before the
parser sees it; the byte-order mark, the declaration and the bytes must agree; only UTF-8, UTF-16 with its mark,
ISO-8859-1, windows-1252 and US-ASCII; XInclude and style sheets are never acted on; limits on depth, on the length of
one text and on the amount of markup. The first fault stops, with its line and column.

`parse` gives a whole tree, for messages; `records` gives one subtree after another, for long files. Both give the
parser UTF-8 that has been proven, so that no second opinion about the encoding is possible.
"""

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Any, Final, cast

from lxml import etree

from handover.common.problems import Problem
from handover.common.xml_explanations import explain_unreadable
from handover.common.xml_faults import PARSER_FAULTS, XML_FAULTS

__all__ = [
    "XML_FAULTS",
    "XmlFault",
    "XmlLimits",
    "line_of_tag",
    "local_name",
    "parse_xml",
    "path_of",
    "records",
    "serialise",
    "utf8_of",
]

_CHUNK: Final = 64 * 1024
_LARGE: Final = 1024 * 1024
_DECLARATION: Final = re.compile(rb"\A<\?xml\s[^>]{0,200}?\bencoding\s*=\s*[\"']([^\"']{1,40})[\"'][^>]{0,100}>")

# What a declaration may name, and how the bytes are then read.
_CODECS: Final = MappingProxyType(
    {
        "utf-8": "utf-8",
        "utf8": "utf-8",
        "utf-16": "utf-16",
        "utf-16le": "utf-16",
        "utf-16be": "utf-16",
        "iso-8859-1": "iso-8859-1",
        "latin1": "iso-8859-1",
        "latin-1": "iso-8859-1",
        "windows-1252": "cp1252",
        "cp1252": "cp1252",
        "us-ascii": "ascii",
        "ascii": "ascii",
    }
)
_UTF8_MARK: Final = codecs.BOM_UTF8
_UTF16_MARKS: Final = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_UTF32_MARKS: Final = (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)

# ISO-8859-1 has control characters where windows-1252 has curly quotes: such a byte proves the declaration wrong.
_CONTROL: Final = re.compile("[\x80-\x9f]")


@dataclass(frozen=True, slots=True)
class XmlLimits:
    """How much a document may hold: levels of elements, characters in one text, tags and attributes.

    The amount of markup counts for the whole document in `parse`, and in `records` from one record to the next, once a
    file is large enough to matter.
    """

    depth: int = 32
    text: int = 1_000_000
    markup: int = 500_000


class XmlFault(Exception):
    """The document cannot be read; `problem` says why and where."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message())
        self.problem = problem


def parse_xml(data: bytes, limits: XmlLimits | None = None) -> etree._Element:
    """Return the document element of a document; `XmlFault` when it breaks a rule or is not well-formed."""
    limits = limits or XmlLimits()
    try:
        text = b"".join(_proven(data))
        if len(text) > limits.markup and _markup(text) > limits.markup:
            raise _fault("xml.too_much", limit=limits.markup)
        return _tree(text, limits)
    except XmlFault as fault:
        raise XmlFault(explain_unreadable(data, fault.problem)) from None


def records(data: bytes, tag: str, limits: XmlLimits | None = None) -> Iterator[etree._Element]:
    """Yield each element with this local name when it is complete, and the document element last.

    A file above 1 MB is read in pieces, and a record is emptied when the next one is asked for, so that memory does not
    grow with the file. Raises `XmlFault` like `parse`. Records inside records are yielded too.
    """
    limits = limits or XmlLimits()
    try:
        if len(data) > _LARGE:
            yield from _streamed(data, tag, limits)
        else:
            root = _tree(b"".join(_proven(data)), limits)
            yield from root.iter("{*}" + tag)
            yield root
    except XmlFault as fault:
        raise XmlFault(explain_unreadable(data, fault.problem)) from None


def _tree(text: bytes, limits: XmlLimits) -> etree._Element:
    parser = etree.XMLParser(**_SETTINGS)
    try:
        root = etree.fromstring(text, parser)
    except etree.XMLSyntaxError:
        raise _syntax_fault(parser.error_log, text) from None
    _check_sizes(root, limits, len(text) > limits.text)
    return root


def _streamed(data: bytes, tag: str, limits: XmlLimits) -> Iterator[etree._Element]:
    parser = etree.XMLPullParser(events=("end",), tag="{*}" + tag, **_SETTINGS)
    long_texts = len(data) > limits.text
    markup = 0
    try:
        for chunk in _proven(data):
            markup += _markup(chunk)
            parser.feed(chunk)
            for _, record in cast("Iterator[tuple[str, etree._Element]]", parser.read_events()):
                _check_sizes(record, limits, long_texts)
                markup = 0
                yield record
                if record.getparent() is not None:
                    record.clear()
            if markup > limits.markup:
                raise _fault("xml.too_much", limit=limits.markup)
        root = parser.close()
    except etree.XMLSyntaxError:
        raise _syntax_fault(parser.feed_error_log, data) from None
    _check_sizes(root, limits, long_texts)
    yield root


def _markup(data: bytes) -> int:
    """Return a number of tags and attributes that there cannot be more of."""
    return data.count(b"<") + data.count(b"=")


def utf8_of(data: bytes) -> bytes:
    """Return a document as UTF-8 without a mark; `XmlFault` when its encoding or prolog breaks a rule."""
    return b"".join(_proven(data))


def local_name(element: etree._Element) -> str:
    """Return the element's name without its namespace."""
    return element.tag.rpartition("}")[2]


def line_of_tag(element: etree._Element) -> int | None:
    """Return the line on which the element's first tag ends."""
    return cast("int | None", element.sourceline)


def path_of(element: etree._Element) -> str:
    """Return the way from the document element, with a position where several of a name stand side by side."""
    steps = []
    step: etree._Element | None = element
    while step is not None:
        before = sum(1 for _ in step.itersiblings(step.tag, preceding=True))
        several = before or next(step.itersiblings(step.tag), None) is not None
        steps.append(local_name(step) + (f"[{before + 1}]" if several else ""))
        step = step.getparent()
    return "/" + "/".join(reversed(steps))


def serialise(element: etree._Element) -> str:
    """Return an element as XML text, without what follows it."""
    return etree.tostring(element, encoding="unicode", with_tail=False)


_SETTINGS: Final[dict[str, Any]] = {
    "encoding": "utf-8",
    "resolve_entities": False,
    "load_dtd": False,
    "dtd_validation": False,
    "no_network": True,
    "recover": False,
    "huge_tree": False,
    "remove_comments": True,
    "remove_pis": True,
    "remove_blank_text": True,
    "collect_ids": False,
}


def _proven(data: bytes) -> Iterator[bytes]:
    """Yield the document as UTF-8 without a mark, in pieces, once its encoding and prolog have passed."""
    codec, start = _encoding(data)
    decoder = codecs.getincrementaldecoder(codec)()
    first = True
    for offset in range(start, max(len(data), start + 1), _CHUNK):
        chunk = data[offset : offset + _CHUNK]
        held = len(decoder.getstate()[0])
        try:
            text = decoder.decode(chunk, final=offset + _CHUNK >= len(data))
        except UnicodeDecodeError as error:
            if error.reason == _CUT and offset + _CHUNK >= len(data):
                raise _cut_fault(data) from None
            raise _bytes_fault(data, codec, offset - held + error.start) from None
        if codec == "iso-8859-1" and (control := _CONTROL.search(text)):
            raise _bytes_fault(data, codec, offset + control.start())
        if first:
            _refuse_doctype(data, codec, start)
            first = False
        if codec == "utf-8":  # as it is already, up to a letter that the next piece goes on with
            yield data[offset - held : offset + len(chunk) - len(decoder.getstate()[0])]
        else:
            yield text.encode()


def _encoding(data: bytes) -> tuple[str, int]:
    """Return the codec on which mark, declaration and first bytes agree, and where the text starts."""
    if data.startswith(_UTF32_MARKS):
        raise _fault("xml.encoding_unknown", 1, declared="UTF-32")
    mark = "utf-8" if data.startswith(_UTF8_MARK) else "utf-16" if data.startswith(_UTF16_MARKS) else None
    declared = _declared(data, mark)
    if declared is None:
        if mark is None and b"\x00" in data[:4]:
            raise _fault("xml.encoding_no_mark", 1)
        return mark or "utf-8", len(_UTF8_MARK) if mark == "utf-8" else 0
    codec = _CODECS.get(declared.lower())
    if codec is None:
        raise _fault("xml.encoding_unknown", 1, declared=declared)
    if mark is not None and mark != codec:
        raise _fault("xml.encoding_mark", 1, declared=declared, mark=mark.upper())
    if mark is None and codec == "utf-16":
        raise _fault("xml.encoding_disagrees", 1, declared=declared)
    return codec, len(_UTF8_MARK) if mark == "utf-8" else 0


def _declared(data: bytes, mark: str | None) -> str | None:
    head = data[:1000]
    if mark == "utf-16":
        head = head[: len(head) // 2 * 2].decode("utf-16", "replace").encode("ascii", "replace")
    match = _DECLARATION.match(head.removeprefix(_UTF8_MARK))
    return match[1].decode("ascii", "replace") if match else None


def _refuse_doctype(data: bytes, codec: str, start: int) -> None:
    """Walk over what may stand before the document element, and refuse a DOCTYPE there."""
    if codec == "utf-16":
        data, start = data.decode("utf-16", "replace").encode(), 0
    position = _after_blanks(data, start)
    while pair := next((each for each in _SKIPPED if data.startswith(each[0], position)), None):
        end = data.find(pair[1], position)
        if end < 0:
            return
        position = _after_blanks(data, end + len(pair[1]))
    if data[position : position + 9].upper() == b"<!DOCTYPE":
        raise _fault("xml.doctype", *_place(data, position))


_SKIPPED: Final = ((b"<!--", b"-->"), (b"<?", b"?>"))
_BLANKS: Final = re.compile(rb"\s*")


def _after_blanks(data: bytes, position: int) -> int:
    match = _BLANKS.match(data, position)
    return match.end() if match else position


def _bytes_fault(data: bytes, codec: str, offset: int) -> XmlFault:
    name = {"cp1252": "windows-1252", "ascii": "US-ASCII"}.get(codec, codec.upper())
    before = data[:offset].decode("utf-16", "replace").encode() if codec == "utf-16" else data[:offset]
    return _fault("xml.encoding_bytes", *_place(before, len(before)), declared=name)


# What Python says of a letter of several bytes that the end of the file cuts, in UTF-8.
_CUT: Final = "unexpected end of data"


def _cut_fault(data: bytes) -> XmlFault:
    return _fault("xml.truncated", *_place(data, len(data)))


def _syntax_fault(log: Any, data: bytes) -> XmlFault:
    """Say in our words what the parser met first."""
    if b"<" not in data:
        return _fault("xml.empty", 1)
    first = next(iter(log.filter_from_errors()), None)
    line, column, number, words = (first.line, first.column, first.type, first.message) if first else (1, 1, 0, "")
    code = PARSER_FAULTS.get(number, "xml.not_well_formed")
    if code == "xml.piece_too_big" and "depth" in words:
        return _fault("xml.depth", line, column, limit=XmlLimits().depth)
    if code not in ("xml.character", "xml.piece_too_big") and not data.rstrip(_NOTHING).endswith(b">"):
        code = "xml.truncated"
    return _fault(code, line, column)


_NOTHING: Final = b" \t\r\n\0"


def _fault(
    code: str, line: int | None = None, column: int | None = None, path: str | None = None, **values: object
) -> XmlFault:
    words = {"line": line, "column": column, "element": path, **values}
    told = MappingProxyType({name: str(value) for name, value in words.items()})
    return XmlFault(Problem(XML_FAULTS[code], line, path, None, told))


def _place(data: bytes, offset: int) -> tuple[int, int]:
    """Return line and column, from 1, of an offset in bytes."""
    return data.count(b"\n", 0, offset) + 1, offset - data.rfind(b"\n", 0, offset)


def _check_sizes(element: etree._Element, limits: XmlLimits, long_texts: bool) -> None:
    above = sum(1 for _ in element.iterancestors())
    if (deep := _first(_deeper_than(max(limits.depth - above, 1)), element)) is not None:
        raise _fault("xml.depth", line_of_tag(deep), limit=limits.depth)
    if long_texts and (found := _first(_LONGER, element, limit=limits.text)) is not None:
        holder = found.getparent()
        length = len(holder.text or "")
        raise _fault("xml.text_too_long", line_of_tag(holder), None, path_of(holder), length=length, limit=limits.text)


_LONGER: Final = etree.XPath("(descendant::text()[string-length() > $limit])[1]")


@cache
def _deeper_than(levels: int) -> etree.XPath:
    return etree.XPath("(" + "/".join("*" * levels) + ")[1]")


def _first(path: etree.XPath, element: etree._Element, **values: int) -> Any:
    found: Any = path(element, **values)
    return found[0] if found else None
