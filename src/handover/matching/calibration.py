"""What a weight means as a probability, as counted on invented counties that no figure is quoted from. A table alone."""

from bisect import bisect_right
from typing import Final

CERTAIN: Final = 0.96
"""The probability from which a link is certain: that of the least certain one; most are far above."""

LOOK: Final = 0.5
"""The probability from which a person should look: as likely as not. Of those to look at one in eight is wrong."""

# Weight in powers of two, and the share of links of about that weight that were right.
_MEASURED: Final = (
    (-14.0, 0.0002),
    (-10.0, 0.001),
    (-8.0, 0.005),
    (-6.0, 0.012),
    (-5.0, 0.03),
    (-4.0, 0.07),
    (-3.0, 0.18),
    (-2.0, 0.36),
    (-1.0, 0.53),
    (0.0, 0.67),
    (1.0, 0.76),
    (2.0, 0.84),
    (3.0, 0.91),
    (4.0, 0.955),
    (5.0, 0.98),
    (6.0, 0.992),
    (7.0, 0.996),
    (8.0, 0.998),
    (10.0, 0.9993),
    (14.0, 0.9999),
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
