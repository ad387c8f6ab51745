"""How many requests a key may send in a minute. Each process of the web server counts for itself, in memory: a count that
all share would cost every request a write to the database."""

import threading
from collections.abc import Hashable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.conf import settings

from handover.portal.api.refusals import ApiRefusal
from handover.portal.county import entered_county

WINDOW_SECONDS: Final = 60
MOST_KEPT: Final = 10_000
"""Keys whose counts are kept; counts of a minute that is over are forgotten before there are more."""

_changing = threading.Lock()
_counts: dict[Hashable, tuple[int, int]] = {}


@dataclass(frozen=True, slots=True)
class RequestTurn:
    """The turn of one request: how many the key may send in a minute, how many are left, and when the minute is over."""

    most: int
    left: int
    seconds: int

    @property
    def headers(self) -> dict[str, str]:
        """The header fields that say it (IETF draft httpapi-ratelimit-headers)."""
        return {
            "RateLimit-Policy": f'"key";q={self.most};w={WINDOW_SECONDS}',
            "RateLimit": f'"key";r={self.left};t={self.seconds}',
        }


def take_turn(key: Hashable, now: datetime) -> RequestTurn:
    """Count a request of a key, by whatever tells it from others; raise ApiRefusal where it is one too many."""
    most: int = settings.CONFIG.api_requests_a_minute
    minute, second = divmod(int(now.timestamp()), WINDOW_SECONDS)
    county = entered_county()
    whose: Hashable = (county.name if county else "", key)
    with _changing:
        if len(_counts) > MOST_KEPT:
            for old in [each for each, (began, _) in _counts.items() if began != minute]:
                del _counts[old]
        began, count = _counts.get(whose, (minute, 0))
        count = count + 1 if began == minute else 1
        _counts[whose] = (minute, count)
    turn = RequestTurn(most, max(0, most - count), WINDOW_SECONDS - second)
    if count > most:
        headers = {**turn.headers, "Retry-After": str(turn.seconds)}
        raise ApiRefusal("api.too_many", headers=headers, values={"most": most})
    return turn


def forget_turns() -> None:
    """Begin to count anew."""
    with _changing:
        _counts.clear()
