"""Whether a message with an id that came before is the earlier one again, or another that was given the same id by mistake."""

from typing import Final

from lxml import etree

from handover.common.xml import local_name
from handover.sif.reader import UnreadableDocument, tree
from handover.zone.core.parsing import ParsedMessage

_HEADER: Final = "SIF_Header"


def is_again(arrival: ParsedMessage, earlier: bytes) -> bool:
    """Say whether a message says the same as an earlier one, its header and blanks left out; also where that is not to be had.

    Whoever repeats a message after a lost answer may write its header anew, with another time.
    """
    if not earlier or earlier == arrival.body:
        return True
    try:
        root = tree(earlier)
    except UnreadableDocument:
        return True
    return _said(root[0]) == _said(arrival.payload)


def _said(payload: etree._Element) -> list[tuple[object, ...]]:
    """Return what a message says, element by element: its name, attributes, number of children, and text without blanks."""
    parts = [each for each in payload if isinstance(each.tag, str) and local_name(each) != _HEADER]
    said: list[tuple[object, ...]] = [(payload.tag,)]
    for each in (each for part in parts for each in part.iter("{*}*")):
        text = (each.text or "").strip(), (each.tail or "").strip()
        said.append((each.tag, sorted(each.attrib.items()), len(each), *text))
    return said
