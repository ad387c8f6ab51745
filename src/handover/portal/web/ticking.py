"""Ticking the rows of a list: one by one, all of this page, all that fit, or none; with scripts and without.

Without scripts the links above a list load it again with its boxes ticked (`?tick=page`, `?tick=all`). Where all are ticked
and some are on other pages, the form says so in a field of its own, and which rows it showed: what was shown and is no
longer ticked is left out of all.
"""

from dataclasses import dataclass
from enum import StrEnum

from django.http import HttpRequest, QueryDict

EVERY = "every"
SHOWN = "shown"


class TickMode(StrEnum):
    """Which boxes come ticked."""

    NONE = ""
    PAGE = "page"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class Ticking:
    """Which boxes of a page come ticked, how many rows with a box it shows, how many the whole list has, as far as
    it was counted: one more than `most` means that there are more.
    """

    mode: TickMode
    shown: int
    total: int
    most: int

    @classmethod
    def read(cls, request: HttpRequest, shown: int, total: int, most: int) -> "Ticking":
        """Read `?tick=`; anything else than the words of `TickMode` is none."""
        asked = request.GET.get("tick", "")
        mode = TickMode(asked) if asked in list(TickMode) else TickMode.NONE
        return cls(mode, shown, total, most)

    @property
    def ticks(self) -> bool:
        """Whether the boxes come ticked."""
        return self.mode is not TickMode.NONE

    @property
    def every(self) -> bool:
        """Whether rows of other pages are chosen as well."""
        return self.mode is TickMode.ALL

    @property
    def goes_on(self) -> bool:
        """Whether the list has more rows than the page."""
        return self.total > self.shown

    @property
    def beyond(self) -> bool:
        """Whether there are more than were counted."""
        return self.total > self.most


@dataclass(frozen=True, slots=True)
class TickedRows:
    """What was chosen: some rows, or every row that fits but those that were shown and not ticked."""

    chosen: tuple[str, ...]
    every: bool = False
    left_out: frozenset[str] = frozenset()

    @classmethod
    def read(cls, posted: QueryDict, name: str) -> "TickedRows":
        """Read a form whose boxes are called `name`."""
        chosen = tuple(dict.fromkeys(posted.getlist(name)))
        if posted.get(EVERY) != "yes":
            return cls(chosen)
        return cls(chosen, every=True, left_out=frozenset(posted.getlist(SHOWN)) - frozenset(chosen))

    def __bool__(self) -> bool:
        """Whether anything was chosen."""
        return self.every or bool(self.chosen)

    def holds(self, value: str) -> bool:
        """Say whether a row was chosen."""
        return value not in self.left_out if self.every else value in self.chosen
