"""Run every benchmark and print its table."""

import signal
import sys
from importlib import import_module

# Module, and what its table is about. Each has `run() -> list[(what, figure, ratio and target)]`.
TABLES = {
    "ctf_check": "Checking a Common Transfer File of 60 pupils",
    "establishments": "Importing the register of establishments",
    "slow_senders": "A page while strangers send slowly",
    "upload": "Accepting an upload, from the browser's post to the answer",
    "site_costs": "What the acts of programs and people cost the site: statements, calls, time of a processor",
    "api_mailbox": "Files that programs send, fetch and acknowledge, against a sandbox of another mailbox",
    "api_cuts": "Files that programs send and fetch over a line that is cut at every byte",
    "api_kills": "Files that programs send and collect while the site is killed",
    "collect_list": "The collect list",
    "file_lists": "A mailbox's lists with the names of pupils, and searching them",
    "message_lists": "The lists of secure messages",
    "lost_search": "Searching the lost pupil store",
    "lost_heard": "Finding the lost pupil one heard of on the telephone, among the first ten",
    "monitoring": "An authority's lists of its schools' files",
    "reports": "The reports of five years, against the plain aggregate of the same rows",
    "outcomes": "What became of a year of records, for one authority and for all",
    "restore": "A backup of a whole site, and putting it back with everything verified",
    "sif_event": "A SIF event with a learner, against lxml alone",
    "bridge": "Turning a file into SIF objects and back; which values survive",
    "zone_store": "The zone server's store, against the same rows in bare SQL",
    "zone_cost": "What the zone spends on an event and on a delivery, counted and per core-second",
    "zone": "The zone server over HTTP, against the server alone and the rows alone",
    "zone_many": "Events of 1,500 zones, of 32 publishers at one, and beside other work",
    "zone_servers": "The zone's own web server, against gunicorn with the site's worker",
    "sif_school": "A SIF school of 1,500 learners, checked as one collection",
    "phase": "Sharing out 5,000 leavers among 40 schools",
    "county_moves": "A day on which children of a county move, and their records follow",
    "master_key": "Bringing 100,000 keys and codes under a new master key, against the same rows in bare SQL",
    "nation": "A nation on one machine: five years on file, a bad day, a year's turn",
    "matching": "The yearly matching of lost pupils with a census",
}


def main(wanted: list[str]) -> None:
    """Run the benchmarks that are named, or all of them."""
    for name in wanted or TABLES:
        rows = import_module(f"benchmarks.{name}").run()
        widths = [max(len(row[column]) for row in rows) for column in range(3)]
        print(f"\n{TABLES[name]}\n{'-' * len(TABLES[name])}")
        for row in rows:
            print("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip(), flush=True)


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("ended before the last table"))  # what was started is ended too
    main(sys.argv[1:])
