"""The connection is cut at every byte of a request and of its answer, for a sending, a sending in pieces and a fetching.

Each file must be there once, and come back byte for byte. `python -m benchmarks.api_cuts 1` cuts at every byte, with 7 at every
seventh. Each act is printed when it is done, as all bytes take some minutes.
"""

import sys
import tempfile
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import Final

from benchmarks.api_mailbox import make_keys_of
from benchmarks.site import settings
from handover.cli.selftest import RECEIVER, SENDER, good_file
from handover.cli.server import server
from handover.client import Client
from handover.client.retrying import RetryRules
from tests.client.lines import Break, BreakingLine

STEP: Final = 7
PIECE: Final = 700
HASTY: Final = RetryRules(first_seconds=0, longest_seconds=0)
NAMES: Final = 999


class CutSending:
    """Sends files of its own through a line that is cut, and counts what came of each."""

    def __init__(self, url: str, line: BreakingLine, keys: tuple[str, str], folder: Path) -> None:
        self.url, self.line, self.keys, self.folder = url, line, keys, folder
        self.serial = 0
        self.lost = self.twice = self.wrong = 0

    def send_file(self, planned: Break, pieces_above: int) -> None:
        """Send a file over a line that is cut once, and look how often it is there."""
        self.serial += 1
        mine, data = f"cut {self.serial}", good_file(datetime.now(UTC).date()) + f"<!-- {self.serial} -->\n".encode()
        name = f"{SENDER}_CTF_{RECEIVER}_{(self.serial - 1) % NAMES + 1:03}.xml"
        self.line.breaks = [planned]
        with Client(self.line.url, self.keys[0], retries=HASTY, pieces_above=pieces_above) as client:
            outcome = client.send(data, name=name, sender_reference=mine)
            if outcome.asked and outcome.transfer is not None:  # the name stood for another file before
                client.answer(outcome.transfer.reference, "yes")
        with Client(self.url, self.keys[0], retries=HASTY) as client:
            there = [each for each in client.outbox(sender_reference=mine) if each.state == "sent"]
        self.lost += not there
        self.twice += len(there) > 1
        self.wrong += any(each.size != len(data) for each in there)

    def fetch_file(self, planned: Break, reference: str, data: bytes) -> None:
        """Fetch a file over a line that is cut once, and compare it."""
        place = self.folder / f"{self.serial}.xml"
        self.serial += 1
        self.line.breaks = [planned]
        with Client(self.line.url, self.keys[1], retries=HASTY) as client:
            client.fetch(reference, place)
        self.wrong += place.read_bytes() != data
        place.unlink()


def cut_everywhere(line: BreakingLine, step: int, *, up: bool, act: Callable[[Break], None]) -> int:
    """Do something again and again, cut a little later each time, until it is over before the cut; return the cuts."""
    for number, after in enumerate(count(1, step)):
        line.broken = 0
        act(Break(after, up=up))
        if line.broken == 0:
            return number
    raise AssertionError("a count has no end")


def measure_cuts(
    url: str, line: BreakingLine, keys: tuple[str, str], folder: Path, step: int
) -> Iterator[tuple[str, str, str]]:
    """Return a row for each act and way, when it is done."""
    with Client(url, keys[0]) as client:
        data = good_file(datetime.now(UTC).date())
        sent = client.send(data, name=f"{SENDER}_CTF_{RECEIVER}_999.xml").transfer
    assert sent is not None
    for what, pieces_above in (("a sending", 8_000_000), ("a sending in pieces", PIECE), ("a fetching", 0)):
        for way, up in (("request", True), ("answer", False)):
            sending = CutSending(url, line, keys, folder)

            def act(planned: Break, each: CutSending = sending, above: int = pieces_above) -> None:
                if above:
                    each.send_file(planned, above)
                else:
                    each.fetch_file(planned, sent.reference, data)

            cuts = cut_everywhere(line, step, up=up, act=act)
            counts = f"{sending.lost} lost, {sending.twice} twice, {sending.wrong} wrong"
            yield f"{what}, cut within its first {way} every {step} bytes", f"{cuts} cuts", f"{counts}; aim: 0, 0, 0"


def run(step: int = STEP) -> list[tuple[str, str, str]]:
    """Return the table."""
    return list(cut_at_every(step))


def cut_at_every(step: int) -> Iterator[tuple[str, str, str]]:
    """Start a site, and return the rows of the table one by one."""
    with settings("SQLite") as environment, tempfile.TemporaryDirectory() as folder:
        environment["HANDOVER_API_REQUESTS_A_MINUTE"] = "1000000"
        keys = make_keys_of(environment)
        with server(environment) as url:
            line = BreakingLine(url)
            try:
                yield from measure_cuts(url, line, keys, Path(folder), step)
            finally:
                line.close()


if __name__ == "__main__":
    for row in cut_at_every(int(sys.argv[1]) if len(sys.argv) > 1 else STEP):
        print("  ".join(row), flush=True)
