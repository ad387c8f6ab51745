"""The names that Python code uses for elements and attributes: `LAInfoRefId` becomes `la_info_ref_id`."""

import keyword
import re
from functools import cache
from typing import Final

_SPECIAL: Final = {"LAURL": "la_url", "SchoolURL": "school_url", "OKToPublish": "ok_to_publish", "xsi:type": "xsi_type"}
_BREAKS: Final = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")


@cache
def field_name(name: str) -> str:
    """Return the Python name of an element or attribute."""
    special = _SPECIAL.get(name)
    if special is not None:
        return special
    words = _BREAKS.sub("_", name.replace("_", "")).lower() if name.startswith("SIF_") else None
    plain = words if words is not None else _BREAKS.sub("_", name).lower()
    return plain + "_" if keyword.iskeyword(plain) else plain
