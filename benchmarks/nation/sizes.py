"""How large the nation is in this run."""

import os
from dataclasses import dataclass
from math import ceil


@dataclass(frozen=True, slots=True)
class NationSizes:
    """The share of a whole nation, and what that comes to.

    `seconds` is the length of the bad day, `acts` how often each act is done to see what it costs; senders and publishers work
    at once.
    """

    share: float
    seconds: float
    acts: int
    senders: int
    publishers: int

    @property
    def transfers(self) -> int:
        """Transfers of five years, a million a year."""
        return ceil(5_000_000 * self.share)

    @property
    def mailboxes(self) -> int:
        """Mailboxes of schools."""
        return max(50, ceil(25_000 * self.share))

    @property
    def zones(self) -> int:
        """Zones of schools, each with a publisher, a subscriber that takes what comes and one that never does."""
        return max(10, ceil(1_500 * self.share))

    @property
    def entries(self) -> int:
        """Entries of the audit log before the run: far fewer than the six that a file leaves (`restore` has them all)."""
        return min(self.transfers, 200_000)

    @property
    def blocked_events(self) -> int:
        """Events before a subscriber that took nothing for thirty days, a hundred a day at a whole nation's."""
        return min(3_000, 100 * self.zones)

    def told(self) -> str:
        """Return the sizes in words."""
        return (
            f"{self.share:g} of a nation: {self.transfers:,} transfers of five years, {self.mailboxes:,} mailboxes, "
            f"{self.zones:,} zones, {self.seconds:.0f} s of a bad day"
        )


SIZES = NationSizes(
    float(os.environ.get("BENCH_NATION", "0.01")),
    float(os.environ.get("BENCH_NATION_SECONDS", "30")),
    int(os.environ.get("BENCH_NATION_ACTS", "100")),
    int(os.environ.get("BENCH_NATION_SENDERS", "4")),
    int(os.environ.get("BENCH_NATION_PUBLISHERS", "3")),
)
