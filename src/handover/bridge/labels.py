"""What the place of a value is called in a report."""

from collections.abc import Mapping
from functools import cache
from typing import Final

from handover.common.text import Text
from handover.ctf.elements import elements_of
from handover.ctf.model import Header, Pupil

_PUPIL: Final = Text("Pupil", "Disgybl")
_HEADER: Final = Text("Header", "Pennyn")
BETWEEN: Final = " › "


def _collect(model: type, above: tuple[str, ...], found: dict[str, Text]) -> None:
    for element in elements_of(model).values():
        path = above + element.path
        found["/".join(path)] = element.label
        if element.group is not None:
            _collect(element.group, path, found)


@cache
def _labels() -> Mapping[str, Text]:
    found = {"Pupil": _PUPIL, "Header": _HEADER}
    _collect(Pupil, ("Pupil",), found)
    _collect(Header, ("Header",), found)
    return found


def say_path(path: str, language: str = "en") -> str:
    """Return a path of a file in words (`Contacts 2 › Relationship`); one of SIF stands as it is.

    The key of an object is left away where the place is in it: what a person looks for is then the element.
    """
    steps = path.split("/")
    first = steps[0].partition("[")[0]
    if first not in ("Pupil", "Header"):
        return "/".join((first, *steps[1:])) if len(steps) > 1 else path
    said: list[str] = []
    way: list[str] = []
    for step in steps:
        tag, _, position = step.rstrip("]").partition("[")
        way.append(tag)
        label = _labels().get("/".join(way))
        if label is not None and (len(way) > 1 or len(steps) == 1):
            said.append(f"{label.say(language)} {position}".strip())
    return BETWEEN.join(said) or path
