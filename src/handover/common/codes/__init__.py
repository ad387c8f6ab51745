"""The code sets of the Common Transfer File as tables, split by subject; `common/codesets.py` is the way in.

Facts are from the seed's companion specifications and the published UK data definitions; the labels are our own words.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from handover.common.text import Text


@dataclass(frozen=True, slots=True)
class CodeSet:
    """One list of codes: its name in our tables, its title, where it comes from, and every code with its label."""

    name: str
    title: Text
    source: str
    codes: Mapping[str, Text] = field(hash=False)


def read_code_rows(table: str) -> Mapping[str, Text]:
    """Read a table of lines `code | English | Welsh`; where the Welsh is left out the two are the same."""
    codes: dict[str, Text] = {}
    for line in table.strip().splitlines():
        code, english, *welsh = (part.strip() for part in line.split("|"))
        assert code not in codes, f"{code} is listed twice"
        codes[code] = Text(english, welsh[0] if welsh else english)
    return MappingProxyType(codes)
