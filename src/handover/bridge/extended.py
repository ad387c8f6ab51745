"""What goes along beside the objects' own elements: originals that SIF cannot hold, and the marks of derived values.

An extended element of ours is named `CTF_` and the name of the element in the file, numbered where there may be several.
`CTF_Derived` names the values of its object that were worked out, one a line, `path=value`. A kept original counts only
as long as the object's own value is still the one that the original became: what a school changed is never undone.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Final

from handover.sif.objects import SIFExtendedElement

PREFIX: Final = "CTF_"
DERIVED: Final = "CTF_Derived"
UNKNOWN: Final = "CTF_Unknown"


def _escape(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\r", "&#13;")


def _unescape(xml: str) -> str:
    if "&" not in xml:
        return xml
    return xml.replace("&#13;", "\r").replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


class ExtendedTexts:
    """The extended elements of one object that is being written."""

    __slots__ = ("derived", "texts")

    def __init__(self) -> None:
        self.texts: dict[str, str] = {}
        self.derived: list[str] = []

    def keep(self, name: str, text: str) -> None:
        """Have an original travel along under the name of its element."""
        self.texts[PREFIX + name] = text

    def mark(self, path: str, value: object) -> None:
        """Mark the object's value at this path as worked out."""
        self.derived.append(f"{path}={' '.join(str(value).split())}")

    def elements(self, alike: dict[str, Any] | None = None) -> tuple[SIFExtendedElement, ...] | None:
        """Return the elements, or None where there are none; marks alone, which many objects share, from `alike`."""
        texts = self.texts
        if not self.derived:
            return tuple([SIFExtendedElement(name=name, xml=_escape(texts[name])) for name in texts]) or None
        marks = "\n".join(self.derived)
        if texts or alike is None:
            texts = texts | {DERIVED: marks}
            return tuple([SIFExtendedElement(name=name, xml=_escape(texts[name])) for name in texts])
        found: tuple[SIFExtendedElement, ...] | None = alike.get(marks)
        if found is None:
            found = alike[marks] = (SIFExtendedElement(name=DERIVED, xml=_escape(marks)),)
        return found


_NOTHING: Final[Mapping[str, str]] = MappingProxyType({})


class KeptTexts:
    """The extended elements of one object that is being read; what nobody takes is left over."""

    __slots__ = ("derived", "texts")

    def __init__(self, thing: Any) -> None:
        found: Any = thing.sif_extended_elements if thing is not None else None
        self.texts: dict[str, str] = {}
        self.derived: Mapping[str, str] = _NOTHING
        for each in found or ():
            name, text = each.name or "", _unescape(each.xml or "")
            if name == DERIVED:
                self.derived = {path: value for path, _, value in (line.partition("=") for line in text.splitlines())}
            else:
                self.texts[name] = text

    def take(self, name: str) -> str | None:
        """Return the original that was kept under this element's name, once."""
        return self.texts.pop(PREFIX + name, None) if self.texts else None

    def put(self, name: str, text: str) -> None:
        """Put a text in, for a part that reads its own."""
        self.texts[PREFIX + name] = text

    def take_numbered(self, name: str) -> list[tuple[int, str]]:
        """Return the originals kept as `name_1`, `name_2` …, each with its number, in their order."""
        if not self.texts:
            return []
        start = f"{PREFIX}{name}_"
        found = [key for key in self.texts if key.startswith(start) and key[len(start) :].isdecimal()]
        if not found:
            return []
        return sorted((int(key[len(start) :]), self.texts.pop(key)) for key in found)

    def is_derived(self, path: str, value: object) -> bool:
        """Say whether the object's value at this path was worked out and nobody has changed it since."""
        told = self.derived.get(path)
        return told is not None and told == " ".join(str(value).split())

    def left(self) -> list[tuple[str, str]]:
        """Return name and text of what nobody took."""
        return list(self.texts.items())


NO_TEXTS: Final = KeptTexts(None)
"""The extended elements of an object that is not there."""
