"""The worker of a county that is killed every few seconds: its zones are free again sooner than they usually are.

`python -m tests.county.worker SECONDS`: so long a zone stays with a process that is not heard of. Everything else is
`handover worker`.
"""

import sys
from datetime import timedelta

from handover.cli.main import main as run_command
from handover.cli.site import set_up


def main(seconds: float) -> None:
    """Run a worker until told to stop."""
    set_up()
    from handover.portal.hub.zones import running

    vars(running).update(LEASE=timedelta(seconds=seconds), RENEW_SECONDS=seconds / 3)
    run_command(["worker"], prog_name="handover")


if __name__ == "__main__":
    main(float(sys.argv[1]))
