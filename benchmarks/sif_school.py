"""A generated school of 1,500 learners, checked as one collection with all rules between objects."""

import resource
import subprocess
import sys
import tempfile
import time
import tracemalloc
from pathlib import Path

from handover.invented.sif import invent_school
from handover.sif.checks.document import Options, check_stream
from handover.sif.specification import UK_NAMESPACE
from handover.sif.writer import write_object

LEARNERS, DAYS = 1500, 28


def run() -> list[tuple[str, str, str]]:
    """Return the rows of name, figure and remark."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "school.xml"
        count = _make(path)
        size = path.stat().st_size
        code = f"from benchmarks.sif_school import measure; measure({str(path)!r})"
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
        objects, errors, seconds, before, peak = map(float, done.stdout.split())
        assert (objects, errors) == (count, 0)
        small = _heights(path)
    grown = (peak - before) / 1024
    return [
        ("SIF school: objects", f"{count:,}", f"{size / 1e6:.0f} MB"),
        ("SIF school: checked with rules between objects", f"{count / seconds:,.0f} objects/s", f"{seconds:.1f} s"),
        ("SIF school: memory above the start", f"{grown:.0f} MB", f"{grown * 1e6 / count:.0f} bytes an object"),
        ("SIF school: memory without rules between objects", small, "streamed"),
    ]


def _make(path: Path) -> int:
    count = 0
    with path.open("wb") as out:
        out.write(f'<Objects xmlns="{UK_NAMESPACE}">\n'.encode())
        for thing in invent_school(1, learners=LEARNERS, days=DAYS):
            out.write(write_object(thing) + b"\n")
            count += 1
        out.write(b"</Objects>\n")
    return count


def measure(path: str) -> None:
    """Check the file and print objects, errors, seconds, and memory in kB before and at its highest."""
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    start = time.perf_counter()
    with Path(path).open("rb") as source:
        report = check_stream(source, Options(complete=True, limit=100))
    took = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(report.objects, len(report.problems), took, before, peak)


def _heights(path: Path) -> str:
    """Return the memory that Python needs to stream the objects, keeping none."""
    from handover.sif.reader import stream

    tracemalloc.start()
    with path.open("rb") as source:
        for number, _ in enumerate(stream(source)):
            if number == 20_000:
                break
    height = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return f"{height / 1e6:.1f} MB"
