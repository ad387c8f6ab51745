"""Every code set of the Common Transfer File, with English and Welsh labels.

An unknown code is not an error: programs differ and lists change. It is kept, shown as it stands, and pointed out.
"""

from collections.abc import Mapping
from typing import Final

from handover.common.codes import CodeSet, assessments, attendance, contacts, ethnicity, languages, pupils, support
from handover.common.codes.ethnicity import MAIN_ETHNICITY
from handover.common.text import Text

__all__ = ["SETS", "CodeSet", "codes", "is_known_code", "label", "main_ethnicity"]

SETS: Final[tuple[CodeSet, ...]] = (
    *pupils.SETS,
    *ethnicity.SETS,
    *languages.SETS,
    *support.SETS,
    *contacts.SETS,
    *attendance.SETS,
    *assessments.SETS,
)

_BY_NAME: Final[Mapping[str, CodeSet]] = {code_set.name: code_set for code_set in SETS}


def codes(set_name: str) -> Mapping[str, Text]:
    """Return the codes of a set with their labels; raise KeyError when there is no such set."""
    return _BY_NAME[set_name].codes


def label(set_name: str, code: str) -> Text | None:
    """Say what a code means, or None when it is not in the set."""
    return codes(set_name).get(code)


def is_known_code(set_name: str, code: str) -> bool:
    """Say whether the set has this code; capitals matter."""
    return code in codes(set_name)


def main_ethnicity(code: str) -> str:
    """Return the main code that a finer ethnicity code belongs to; any other code comes back as it is."""
    return MAIN_ETHNICITY.get(code, code)
