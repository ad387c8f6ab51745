"""Running the software of several schools beside their zone server, each from its file, until told to stop."""

import logging
import threading
from dataclasses import asdict, dataclass
from json import dumps, loads
from pathlib import Path
from typing import Final

from handover.agent import AgentFault
from handover.demo.roll import SchoolRoll
from handover.demo.software import SchoolSoftware, SoftwareSettings

log: Final = logging.getLogger("handover.demo")

SOFTWARE: Final = "software"
"""The name of the folder of rolls, beside a site's files."""
SUFFIX: Final = ".roll"
"""The end of the name of a file that holds a roll; what the agent must not forget lies beside it."""
AGAIN_SECONDS: Final = 2.0
"""How long is waited before a zone that is not there yet is tried again."""
LOOK_SECONDS: Final = 0.5
"""How often the roll is looked at for what somebody did on its page."""
_MEMBERSHIP: Final = "membership"


@dataclass(frozen=True, slots=True)
class SoftwareMembership:
    """As which agent the software of a school speaks, at which path of the site's address, and what it calls itself.

    The path ends in the agent's key.
    """

    agent: str
    path: str
    product: str
    takes_by_itself: bool


def keep_membership(roll: SchoolRoll, membership: SoftwareMembership) -> None:
    """Write down in a roll as whom its software speaks."""
    roll.holding.keep_setting(_MEMBERSHIP, dumps(asdict(membership)))


def find_membership(roll: SchoolRoll) -> SoftwareMembership | None:
    """Return as whom a roll's software speaks; None where that was not written down yet."""
    kept = roll.holding.setting(_MEMBERSHIP)
    return SoftwareMembership(**loads(kept)) if kept is not None else None


def run_software(folder: Path, site: str, stopping: threading.Event) -> None:
    """Run the software of every roll in a folder, at the site with this address, until told to stop."""
    threads = [
        threading.Thread(target=_keep_running, args=(path, site, stopping), name=f"software {path.stem}")
        for path in sorted(folder.glob(f"*{SUFFIX}"))
    ]
    for thread in threads:
        thread.start()
    stopping.wait()
    for thread in threads:
        thread.join()


def _keep_running(path: Path, site: str, stopping: threading.Event) -> None:
    with SchoolRoll(path) as roll:
        membership = find_membership(roll)
        if membership is None:
            return
        while not stopping.is_set():
            try:
                _run_once(roll, membership, path, site, stopping)
            except AgentFault as fault:
                log.info("%s is not in its zone yet: %s", membership.agent, fault)
                stopping.wait(AGAIN_SECONDS)


def _run_once(
    roll: SchoolRoll, membership: SoftwareMembership, path: Path, site: str, stopping: threading.Event
) -> None:
    settings = SoftwareSettings(
        takes_by_itself=membership.takes_by_itself,
        watches_seconds=LOOK_SECONDS,
        product=membership.product,
        mode="push",
        patience_seconds=AGAIN_SECONDS,
    )
    inbox = path.with_suffix(".inbox")
    with SchoolSoftware(roll, membership.agent, site.rstrip("/") + membership.path, settings, inbox=inbox):
        stopping.wait()
