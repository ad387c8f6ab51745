"""When a request is made again, and after how long.

A request is made again where doing it twice changes nothing: it only reads, says at which byte it goes on, or carries an
`Idempotency-Key`, made once for a call. A search for a child is none of these: the site counts each.
"""

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from typing import Final

from handover.client.conversation import ClientAnswer, ClientRequest, Conversation, LostAnswer, Pause
from handover.client.faults import ApiAway

PASSING: Final = frozenset({408, 425, 429, 502, 503, 504})
"""Statuses of a site, or of what stands before it, that pass."""
WITHOUT_WORDS: Final = frozenset({408, 425, 502, 504})
"""Those that come from what stands before the site: as good as no answer."""
CONFLICT: Final = 409
PIECES_ABOVE: Final = 8_000_000


@dataclass(frozen=True, slots=True)
class RetryRules:
    """How patient a client is. Waits, in seconds, double from the first to the longest; chance takes off up to half.

    A call ends when it was tried so often, or when the next wait would bring all waits above `whole_seconds`. Where bytes of
    a long file arrive in between, both counts begin anew.
    """

    tries: int = 8
    first_seconds: float = 0.5
    longest_seconds: float = 20.0
    whole_seconds: float = 90.0
    chance: Callable[[], float] = field(default=random.random, repr=False)


@dataclass(slots=True)
class Tries:
    """The tries of one call so far."""

    rules: RetryRules
    _made: int = 0
    _waited: float = 0.0

    def begin_anew(self) -> None:
        """Forget what failed: something arrived."""
        self._made, self._waited = 0, 0.0

    def next_wait(self, answer: ClientAnswer | LostAnswer) -> float | None:
        """Return how many seconds to wait before the request is made again; None where its answer is final."""
        self._made += 1
        if not is_passing(answer) or self._made >= self.rules.tries:
            return None
        wait = find_retry_after(answer.headers) if isinstance(answer, ClientAnswer) else None
        if wait is None:
            longest = min(self.rules.first_seconds * 2 ** (self._made - 1), self.rules.longest_seconds)
            wait = longest * (1 - self.rules.chance() / 2)
        self._waited += wait
        return wait if self._waited <= self.rules.whole_seconds else None


def is_passing(answer: ClientAnswer | LostAnswer) -> bool:
    """Say whether it is worth asking again: no answer, a site that is busy, or another try of this call under way."""
    if isinstance(answer, LostAnswer):
        return True
    return answer.status in PASSING or (answer.status == CONFLICT and "retry-after" in answer.headers)


def is_silent(answer: ClientAnswer | LostAnswer) -> bool:
    """Say whether the site itself said nothing, so that it may have acted."""
    return isinstance(answer, LostAnswer) or answer.status in WITHOUT_WORDS


def find_retry_after(headers: Mapping[str, str]) -> float | None:
    """Return the seconds that the site asks to wait. A date is taken by the site's own clock; ours may be wrong."""
    said = headers.get("retry-after", "").strip()
    if said.isdecimal():
        return float(said)
    try:
        return max(0.0, (parsedate_to_datetime(said) - parsedate_to_datetime(headers.get("date", ""))).total_seconds())
    except (ValueError, TypeError):
        return None


@dataclass(frozen=True, slots=True)
class Asking:
    """How requests are made: again and again, within the rules.

    Files of more than `pieces_above` bytes go in pieces of at most so many.
    """

    rules: RetryRules = field(default_factory=RetryRules)
    pieces_above: int = PIECES_ABOVE

    def ask(self, request: ClientRequest, *, repeatable: bool = True) -> Conversation[ClientAnswer]:
        """Make a request until its answer is final, and return it. Raises ApiAway.

        One that is not `repeatable` is made again only where the site said that it did nothing.
        """
        tries = Tries(self.rules)
        while True:
            answer: ClientAnswer | LostAnswer = yield request
            wait = tries.next_wait(answer)
            if wait is None or (not repeatable and is_silent(answer)):
                return expect_answer(answer)
            yield Pause(wait)


def expect_answer(answer: ClientAnswer | LostAnswer) -> ClientAnswer:
    """Return an answer that the site itself gave; raise ApiAway where it gave none."""
    if isinstance(answer, LostAnswer):
        raise ApiAway(reason=answer.reason)
    if answer.status in WITHOUT_WORDS:
        raise ApiAway(reason=f"HTTP {answer.status}")
    return answer
