"""What a weight means as a probability, as counted on invented counties that no figure is quoted from. A table alone."""

import math
from bisect import bisect_right
from typing import Final

CERTAIN: Final = 0.98
"""The probability from which a link is certain: that of the least certain one; most are far above."""

LOOK: Final = 0.5
"""The probability from which a person should look: as likely as not."""

COUNTED_ON: Final = 500_000
"""Children on the rolls on which the table was counted; on a longer roll it is taken as it is."""
LEAST_COUNTED: Final = 100_000
"""Children on the shortest rolls that were counted."""
SHORTER_ROLL: Final = 0.6
"""By so many powers of two a weight means more on a roll half as long, as counted on rolls of 100,000."""

# Weight in powers of two, and the share of links of about that weight that were right.
_MEASURED: Final = (
    (-14.0, 0.0002),
    (-11.0, 0.004),
    (-9.0, 0.01),
    (-7.5, 0.018),
    (-6.5, 0.05),
    (-5.5, 0.085),
    (-4.5, 0.155),
    (-3.5, 0.25),
    (-2.5, 0.41),
    (-1.5, 0.53),
    (-0.5, 0.61),
    (0.5, 0.78),
    (1.5, 0.86),
    (2.5, 0.92),
    (3.5, 0.975),
    (4.5, 0.987),
    (5.5, 0.992),
    (6.5, 0.995),
    (7.5, 0.998),
    (9.0, 0.9993),
    (12.0, 0.9997),
    (16.0, 0.9999),
    (20.0, 0.99999),
)


def probability(weight: float, children: int = COUNTED_ON) -> float:
    """Return how likely a link of this weight (powers of two) is right, 0 to 1; never falling as the weight rises.

    `children` is how many are on the roll. Two strangers share a rare name oftener than the rarities of its words multiplied
    say, and the oftener the longer the roll; so the same weight is worth more on a shorter one.
    """
    weight += SHORTER_ROLL * math.log2(COUNTED_ON / min(max(children, LEAST_COUNTED), COUNTED_ON))
    weights = [each for each, _ in _MEASURED]
    after = bisect_right(weights, weight)
    if after in (0, len(_MEASURED)):
        return _MEASURED[min(after, len(_MEASURED) - 1)][1]
    (low, below), (high, above) = _MEASURED[after - 1], _MEASURED[after]
    return below + (above - below) * (weight - low) / (high - low)
