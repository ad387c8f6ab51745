"""The first messages after a start may come at once: each is checked as the later ones are."""

import multiprocessing
import os
import subprocess
import sys
import threading

from lxml import etree

from handover.sif.schema import schema_text

STARTS, AT_ONCE = 40, 4
DEADLINE_SECONDS = 60
TEXT = schema_text(names=("LAInfo",), quick=True).encode()


def compile_at_once(_: int) -> int:
    """Compile schemas in several threads, the first of this process; return how many could not be."""
    # Each has its text as `compile_schema` makes it, and all begin at the same moment.
    together, faults = threading.Barrier(AT_ONCE), []

    def compile_one() -> None:
        together.wait()
        try:
            etree.XMLSchema(etree.fromstring(TEXT))
        except Exception as fault:  # it is counted
            faults.append(fault)

    threads = [threading.Thread(target=compile_one) for _ in range(AT_ONCE)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return len(faults)


def start_often() -> None:
    """Print how many schemas could not be compiled in processes that had compiled none before."""
    with multiprocessing.get_context("fork").Pool(1, maxtasksperchild=1) as processes:
        print(sum(processes.map(compile_at_once, range(STARTS), chunksize=1)))


def test_first_messages_of_a_process_that_come_at_once_find_their_schema() -> None:
    # In a process of its own: in this one schemas have been compiled already, and nothing can go wrong any more.
    code = "from tests.sif import test_first_messages; test_first_messages.start_often()"
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run(
        [sys.executable, "-c", code],
        stdout=subprocess.PIPE,
        text=True,
        check=True,
        env=environment,
        timeout=DEADLINE_SECONDS,  # a process that broke down altogether is waited for in vain
    )
    assert done.stdout == "0\n"
