"""The quick way past the rules: most objects keep them all, and that can be seen without making their parts.

A gate fetches with one XPath expression whether anything is there, or not there, that could break a rule, and the few
texts that rules look at. The rules then judge an object that holds these texts and nothing else. A gate only ever says
"no rule is broken" or "look closely"; what is wrong is for the rules themselves to say. Gates are made from the
rules (`gates.py`); nothing in them is written by hand.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final, NamedTuple

from lxml import etree

from handover.sif.checks.rule import NO_CONTEXT, Check
from handover.sif.checks.rules.types import Use
from handover.sif.model import SifElement

BETWEEN: Final = "\ue000"
"""What stands between two texts that were fetched: a character that no text should hold; one that does is looked at closely."""


class Made(NamedTuple):
    """A part to make of the texts that were fetched.

    `holder` is the place of the part that has it as the field `name`, or -1 when no rule asks for it by its holder.
    `there` is the place of the text that says whether it is there; 0 for a part that cannot be missing. `texts` are the
    fields to fill, each with how to read it and the place of its text.
    """

    cls: type[SifElement]
    holder: int
    name: str
    there: int
    texts: tuple[tuple[str, Callable[[str], Any], int], ...]


class Judge(NamedTuple):
    """A rule to run: its check, the place of the part it judges, and the field of that part (empty for the object)."""

    check: Check
    part: int
    name: str


@dataclass(frozen=True, slots=True)
class Gate:
    """The quick look at one type of object, in one mode.

    `fetch` returns the texts; the first is `true` when something is suspect.
    """

    fetch: Callable[[etree._Element], Any]
    parts: tuple[Made, ...]
    judges: tuple[Judge, ...]
    count: int

    def passes(self, element: etree._Element) -> bool:
        """Say whether the object, which fits its table, certainly keeps every rule."""
        texts = self.fetch(element).split(BETWEEN)
        if texts[0] == "true" or len(texts) != self.count:
            return False
        made: list[Any] = []
        try:
            for cls, holder, name, there, fields in self.parts:
                part = None
                if not there or texts[there] == "true":
                    part = cls.__new__(cls)
                    held = part.__dict__
                    for field, read, place in fields:
                        text = texts[place]
                        held[field] = read(text) if text else None
                made.append(part)
                if holder >= 0 and made[holder] is not None:
                    made[holder].__dict__[name] = part
            for check, place, name in self.judges:
                part = made[place]
                if part is not None:
                    # A rule says where it is broken by the holder; here only whether it is broken matters.
                    for _ in check(Use(made[0], made[0], name, part) if name else part, NO_CONTEXT):
                        return False
        except (ValueError, ArithmeticError, TypeError, AttributeError):
            return False
        return True
