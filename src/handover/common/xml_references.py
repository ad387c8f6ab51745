"""What a document tells other programs to do: to fetch a style sheet or a schema, to take in another document.

Nothing of it is done here. But the file goes on as it came, and a program of the receiver may obey: a stranger then
hears when and where a child's record is opened, or changes how it looks. So the sender is told.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from lxml import etree

from handover.common.problems import Problem
from handover.common.xml import utf8_of
from handover.common.xml_faults import XML_FAULTS

MOST_TOLD: Final = 5
LONGEST: Final = 80
_DECLARATION: Final = re.compile(rb"<\?xml\s")
_MAY_MATTER: Final = (b"chemaLocation", b"XInclude")
_ADDRESS: Final = re.compile(r"^\s*(?:[A-Za-z][A-Za-z0-9+.-]*:|//|\\\\)")
_HREF: Final = re.compile(r"""\bhref\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_SCHEMA: Final = "{http://www.w3.org/2001/XMLSchema-instance}"
_INCLUDE: Final = "{http://www.w3.org/2001/XInclude}include"


def outside_references(data: bytes) -> tuple[Problem, ...]:
    """Return a warning for each thing that a document, which `parse` takes, tells programs to do; the first few only."""
    text = utf8_of(data)
    declared = _DECLARATION.match(text)
    if text.find(b"<?", declared.end() if declared else 0) < 0 and not any(word in text for word in _MAY_MATTER):
        return ()
    met = _Met()
    listening: Any = met
    try:
        etree.fromstring(
            text, etree.XMLParser(target=listening, encoding="utf-8", resolve_entities=False, no_network=True)
        )
    except etree.XMLSyntaxError:
        return ()
    told = dict.fromkeys(met.found)
    return tuple(_problem(code, words, text) for code, words in list(told)[:MOST_TOLD])


def _problem(code: str, words: str, text: bytes) -> Problem:
    place = text.find(words.encode() if code == "xml.points_outside" else b"<?" + words.encode())
    line = text.count(b"\n", 0, place) + 1 if place >= 0 else None
    shown = "".join(letter if letter.isprintable() else "?" for letter in words)
    shown = shown if len(shown) <= LONGEST else shown[:LONGEST] + "…"
    told = {"line": str(line or "?"), "address" if code == "xml.points_outside" else "instruction": shown}
    return Problem(XML_FAULTS[code], line, None, None, told)


class _Met:
    """Hears what the parser meets, and keeps what matters. Nothing is kept of the document itself."""

    def __init__(self) -> None:
        self.found: list[tuple[str, str]] = []

    def start(self, tag: Any, attributes: Mapping[str, str]) -> None:
        for address in self._addresses(str(tag), attributes):
            self.found.append(("xml.points_outside", address))

    @staticmethod
    def _addresses(tag: str, attributes: Mapping[str, str]) -> Iterator[str]:
        if tag == _INCLUDE and "href" in attributes:
            yield attributes["href"]
        # The first of each pair is the name of a namespace, which looks like an address and is none.
        pairs = attributes.get(_SCHEMA + "schemaLocation", "").split()[1::2]
        alone = attributes.get(_SCHEMA + "noNamespaceSchemaLocation", "").split()
        yield from (each for each in (*pairs, *alone) if _ADDRESS.match(each))

    def pi(self, target: str, data: str | None) -> None:
        href = _HREF.search(data or "") if target == "xml-stylesheet" else None
        if href:
            self.found.append(("xml.points_outside", href[1] or href[2] or ""))
        else:
            self.found.append(("xml.instruction", target))

    def end(self, tag: Any) -> None:
        """Take no notice."""

    def close(self) -> None:
        """Give no document."""
