"""What an Accept-Encoding says (section 6.2), as in HTTP: codings with their weights."""

from typing import Final

OFFERED: Final = "gzip;q=1.0, identity;q=0.5, *;q=0"
"""What the zone says that it takes: other codings are not worth their trouble."""


def accepts(header: str, coding: str) -> bool:
    """Say whether a coding is acceptable to whom this Accept-Encoding is from. An empty one accepts identity alone."""
    weights = dict(_weights(header))
    named = {coding, f"x-{coding}"} & weights.keys()
    if named:
        return any(weights[each] > 0 for each in named)
    if coding == "identity":
        return weights.get("*", 1.0) > 0
    return weights.get("*", 0.0) > 0


def _weights(header: str) -> list[tuple[str, float]]:
    found = []
    for part in header.lower().split(","):
        coding, *parameters = (each.strip() for each in part.split(";"))
        if coding:
            found.append((coding, _weight(parameters)))
    return found


def _weight(parameters: list[str]) -> float:
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip() == "q":
            try:
                return float(value)
            except ValueError:
                return 0.0
    return 1.0
