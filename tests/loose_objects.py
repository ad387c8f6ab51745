"""SIF objects as software sends them that leaves out what it likes: `write_object` would not write them."""

from typing import TypeVar

from lxml import etree

from handover.sif.model import SifObject
from handover.sif.writer import to_element

T = TypeVar("T", bound=SifObject)


def as_it_came(thing: T) -> T:
    """The same object as if it had been read from such software: it is passed on as it is."""
    return type(thing).view(to_element(thing))


def as_xml(thing: SifObject) -> bytes:
    """The object as such software writes it."""
    return etree.tostring(to_element(thing))
