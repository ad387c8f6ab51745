"""Importing a register of 25,000 schools: the first time, again with nothing changed, and with a tenth changed."""

import csv
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from time import perf_counter

from benchmarks.site import DATABASES, settings

SCHOOLS = 25_000
TARGET_SECONDS = 30
# As wide as the real extract, so that reading costs what it costs there.
FILLERS = tuple(f"Column {number}" for number in range(130))
HEADINGS = (
    "URN", "LA (code)", "LA (name)", "EstablishmentNumber", "EstablishmentName", "EstablishmentStatus (name)",
    "OpenDate", "CloseDate", "PhaseOfEducation (name)", "Town", "Postcode", *FILLERS,
)  # fmt: skip


def write_register(path: Path, town: Callable[[int], str]) -> None:
    """Write an extract of invented schools in 30 authorities."""
    with path.open("w", encoding="cp1252", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(HEADINGS)
        filling = ["Not applicable"] * len(FILLERS)
        for number in range(SCHOOLS):
            la, school = 800 + number // 900, 1000 + number % 900
            closed = "31-08-2020" if number % 20 == 0 else ""
            status = "Closed" if closed else "Open"
            name = f"Ysgol Ddychmygol {number}"
            facts = [100_000 + number, la, f"Authority {la}", school, name, status, "01-09-1990", closed]
            writer.writerow([*facts, "Primary", town(number), "CF97 1AA", *filling])


def seconds(path: Path, environment: dict[str, str]) -> float:
    """Return how long one import takes as an operator runs it, the start of Python included."""
    began = perf_counter()
    command = [sys.executable, "-m", "handover", "manage", "import_establishments", str(path)]
    subprocess.run(command, env={**os.environ, **environment}, check=True, stdout=subprocess.DEVNULL)
    return perf_counter() - began


def read_seconds(path: Path) -> float:
    """Return the floor: reading the same file with the csv module and doing nothing."""
    began = perf_counter()
    with path.open(encoding="cp1252", newline="") as file:
        for _ in csv.reader(file):
            pass
    return perf_counter() - began


def run() -> list[tuple[str, str, str]]:
    """Measure on both databases."""
    rows = []
    with tempfile.TemporaryDirectory() as home:
        first, second = Path(home) / "first.csv", Path(home) / "second.csv"
        write_register(first, lambda number: "Dychmyg")
        write_register(second, lambda number: "Dychmyg" if number % 10 else "Newydd")
        floor = read_seconds(first)
        rows.append((f"reading {SCHOOLS:,} rows and doing nothing", f"{floor:.2f} s", "1.0x"))
        for database in DATABASES:
            with settings(database) as environment:
                for what, path in (("all new", first), ("nothing changed", first), ("a tenth changed", second)):
                    taken = seconds(path, environment)
                    verdict = f"{taken / floor:.1f}x, target {TARGET_SECONDS} s"
                    rows.append((f"{database}: {what}", f"{taken:.2f} s", verdict))
    return rows
