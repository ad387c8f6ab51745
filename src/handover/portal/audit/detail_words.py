"""How the values of an entry's details are said on a screen: the log stores codes, which mean something to programs alone.

Each feature lists its rows in `audit_details.py`.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final

from handover.common.problems import ProblemKind
from handover.common.text import Text
from handover.portal.features import collect_rows

BLANK: Final = re.compile(r"\{[^}]*\}")


@dataclass(frozen=True, slots=True)
class DetailWords:
    """What the codes of one detail mean, in both languages; several codes stand with commas between. `find_words` gives
    the words when a page first needs them.
    """

    detail: str
    find_words: Callable[[], Mapping[str, Text]]


def say_problems(kinds: Iterable[ProblemKind]) -> dict[str, Text]:
    """Return what problems say, by code, with "…" for what the log does not hold: it may name a child."""
    return {kind.code: Text(BLANK.sub("…", kind.message.en), BLANK.sub("…", kind.message.cy)) for kind in kinds}


@cache
def detail_words() -> dict[str, dict[str, Text]]:
    """Return the words of every code, by detail."""
    found: dict[str, dict[str, Text]] = {}
    for row in collect_rows("audit_details", DetailWords):
        found.setdefault(row.detail, {}).update(row.find_words())
    return found


def say_detail(detail: str, value: str, language: str) -> str:
    """Return a detail as a person reads it; a code that no table knows stays as it is."""
    known = detail_words().get(detail)
    if not known:
        return value
    return " · ".join(known[code].say(language) if code in known else code for code in value.split(","))
