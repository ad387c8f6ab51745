"""One slip that an operator may make, as a row."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from handover.portal.configuration.setting import Setting

if TYPE_CHECKING:
    from handover.portal.config import Config


class Effect(StrEnum):
    """What a slip leads to."""

    REFUSED = "stops the start"
    WARNED = "is a warning"


@dataclass(frozen=True, slots=True)
class StartRule:
    """One slip: a stable key, what it leads to, what it is, the settings that are looked at, and how it is found.

    `find` yields a sentence for each case, with its remedy.
    """

    key: str
    effect: Effect
    meaning: str
    settings: tuple[Setting[Any], ...]
    find: "Callable[[Config], Iterable[str]]"
