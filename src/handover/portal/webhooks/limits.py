"""How often, how long and how many: read by the rules, the worker, the screens and the reference page."""

from datetime import timedelta
from typing import Final

RETRIES: Final = (
    timedelta(seconds=5),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=5),
    timedelta(hours=10),
    timedelta(hours=14),
    timedelta(hours=20),
    timedelta(hours=24),
)
"""How long after each failed attempt a webhook is tried again: the schedule that Standard Webhooks advises, over three days."""
SPREAD: Final = 0.2
"""Each of them is longer by up to this share, so that what failed together does not come back together."""
LONGEST_REST: Final = timedelta(hours=24)
"""A receiver that asks for patience (`Retry-After`) is given so much at most."""
SHORTEST_REST: Final = timedelta(minutes=1)
"""One that answers 429 or 503 without saying how long is left alone for so long."""
OFF_AFTER: Final = timedelta(days=3)
"""An endpoint at which nothing arrived for so long, although it was tried, is switched off."""
CLAIM: Final = timedelta(minutes=2)
"""While one worker has a webhook in hand, no other takes it; if that worker dies, it comes up again after this."""

AT_ONCE: Final = 16
"""Webhooks on their way at the same time, from the whole site."""
FAILING_AT_ONCE: Final = 8
"""Of these, the most to endpoints whose last attempt failed: they may be slow, and others shall not wait for them."""
EACH_AT_ONCE: Final = 4
"""Of these, the most to one endpoint; one whose last attempt failed gets one at a time."""

CONNECT_SECONDS: Final = 5.0
ANSWER_SECONDS: Final = 10.0
"""How long a receiver has to be reached, and then for its whole answer."""
MOST_ANSWER_BYTES: Final = 65_536

MOST_ENDPOINTS: Final = 20
"""Endpoints of one office."""
LONGEST_ADDRESS: Final = 500
LONGEST_DESCRIPTION: Final = 45
SECRET_BYTES: Final = 32
OVERLAP_DAYS: Final = 7
"""So long both secrets sign where one takes another's place, unless somebody says otherwise."""
MOST_OVERLAP_DAYS: Final = 60
