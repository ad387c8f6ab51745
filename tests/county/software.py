"""The software of all SIF schools of a county, in a process of its own that may be killed at any moment.

`python -m tests.county.software COUNTY.json`: a list of schools with the path of the roll, the agent's id, its whole
address in the school's zone, and the path of the agent's inbox. What a clerk enters is written into the roll by whoever runs
the county, as the pages of a school's software do; the software sees it there and says it in its zone.
"""

import json
import signal
import sys
import threading
from pathlib import Path

from handover.agent import AgentFault
from handover.demo import SchoolRoll, SchoolSoftware, SoftwareSettings

SETTINGS = SoftwareSettings(poll_seconds=0.5, watches_seconds=0.5, patience_seconds=60.0, product="Cofrestr")
TRY_AGAIN_SECONDS = 1.0


def run_school(row: dict[str, str], stop: threading.Event) -> None:
    """Run one school's software until told to stop; whoever starts before the zone is there tries again."""
    roll = SchoolRoll(Path(row["roll"]))
    while not stop.is_set():
        software = SchoolSoftware(roll, row["agent"], row["url"], SETTINGS, inbox=Path(row["inbox"]))
        try:
            software.start()
        except AgentFault:
            stop.wait(TRY_AGAIN_SECONDS)
            continue
        stop.wait()
        software.stop()


def main(path: str) -> None:
    """Run every school."""
    stop = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: stop.set())
    rows = json.loads(Path(path).read_text(encoding="utf-8"))
    threads = [threading.Thread(target=run_school, args=(row, stop), daemon=True) for row in rows]
    for thread in threads:
        thread.start()
    stop.wait()
    for thread in threads:
        thread.join(10)


if __name__ == "__main__":
    main(sys.argv[1])
