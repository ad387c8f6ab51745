"""Elements that we do not know, as a person can read them: names taken apart into words, values whole, whatever is nested.

A receiving school must be able to read what its software may not load, such as what the parents in the armed forces worry
about. The values stay as the file writes them, for nothing is known of what they mean.
"""

import re
from collections.abc import Iterator
from typing import Final

from lxml import etree

from handover.common.xml import local_name
from handover.ctf.model import Unknown

BETWEEN: Final = " › "
EMPTY: Final = "–"
_INSTANCE: Final = "{http://www.w3.org/2001/XMLSchema-instance}"
_SHORT: Final = "ALN|ATF|CTF|EAL|EHC|FSM|IDP|LA|LEA|NAW|NC|NHS|SEN|UK|ULN|UPN|URN"
_WORD: Final = re.compile(rf"(?:{_SHORT})(?=[a-z])|[A-Z]{{2,}}(?![a-z])|[A-Z]?(?:(?![A-Z])[^\W\d_])+|[A-Z]|[0-9]+")


def split_tag(tag: str) -> str:
    """Return an element's name as words: `ServiceChildIndicator` as `Service child indicator`, `SENneed` as `SEN need`."""
    words = [word if word.isupper() and len(word) > 1 else word.lower() for word in _WORD.findall(tag)]
    said = " ".join(words) or tag
    return said[:1].upper() + said[1:]


def read_stranger(unknown: Unknown) -> Iterator[tuple[str, str]]:
    """Yield the label and the whole value of every text in an element that we do not know, in the order of the file."""
    above = [split_tag(step.partition("[")[0]) for step in unknown.path.split("/") if step and step != "Header"]
    try:
        element = etree.fromstring(unknown.xml)
    except etree.XMLSyntaxError:  # kept from a document object of a program, not from a file
        yield BETWEEN.join(above) or EMPTY, unknown.xml
        return
    yield from _told(element, above)


def _told(element: etree._Element, above: list[str]) -> Iterator[tuple[str, str]]:
    way = [*above, split_tag(local_name(element))]
    for name, value in element.attrib.items():
        if not str(name).startswith(_INSTANCE):
            yield BETWEEN.join([*way, split_tag(str(name).rpartition("}")[2])]), str(value)
    children = [child for child in element if isinstance(child.tag, str)]
    own = " ".join(" ".join(part.split()) for part in (element.text, *(child.tail for child in children)) if part)
    if own.strip() or not children:
        yield BETWEEN.join(way), own.strip() or EMPTY
    for child in children:
        yield from _told(child, way)
