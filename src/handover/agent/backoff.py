"""How long to wait before trying again: doubling from a first delay up to a longest one."""

from dataclasses import dataclass, field


@dataclass(slots=True)
class Backoff:
    """Delays in seconds. They need no chance in them: an agent is one sender, and zones have few agents."""

    first: float = 0.25
    longest: float = 30.0
    _next: float = field(default=0.0, init=False)

    def delay(self) -> float:
        """Return the next delay."""
        now = self._next or self.first
        self._next = min(now * 2, self.longest)
        return now

    def reset(self) -> None:
        """Begin again with the first delay: it worked."""
        self._next = 0.0
