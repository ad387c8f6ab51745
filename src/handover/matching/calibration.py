"""What a weight means as a probability, as counted on invented counties that no figure is quoted from. A table alone."""

from bisect import bisect_right
from typing import Final

CERTAIN: Final = 0.995
"""The probability from which a link is certain."""

LOOK: Final = 0.03
"""The probability from which a person should look."""

# Weight in powers of two, and the share of links of that weight that were right.
_MEASURED: Final = (
    (-12.0, 0.001),
    (-6.0, 0.02),
    (-3.0, 0.11),
    (0.0, 0.5),
    (3.0, 0.88),
    (6.0, 0.98),
    (9.0, 0.997),
    (12.0, 0.9995),
    (20.0, 0.99999),
)


def probability(weight: float) -> float:
    """Return how likely a link of this weight (powers of two) is right, 0 to 1; never falling as the weight rises."""
    weights = [each for each, _ in _MEASURED]
    after = bisect_right(weights, weight)
    if after in (0, len(_MEASURED)):
        return _MEASURED[min(after, len(_MEASURED) - 1)][1]
    (low, below), (high, above) = _MEASURED[after - 1], _MEASURED[after]
    return below + (above - below) * (weight - low) / (high - low)
