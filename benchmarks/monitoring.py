"""An authority's lists with many transfers on file against the same lists with few, by time and by queries.

BENCH_TRANSFERS in the environment says how many; the aim holds for a million.
"""

import os
import statistics
import subprocess
import sys
import time

from benchmarks.monitoring_store import SOUGHT_UPN, fill
from benchmarks.site import DATABASES, settings

ROUNDS = 40
FEW = 5_000  # enough for full pages
MANY = int(os.environ.get("BENCH_TRANSFERS", "200000"))
AIM_MS = 200
QUESTIONS = {
    "within, oldest first": {},
    "incoming, by file name": {"view": "incoming", "sort": "-file_name"},
    "outgoing, by receiver": {"view": "outgoing", "sort": "destination"},
    "within, one school": {"establishment": "6812990"},
    "within, a rare kind": {"kind": "census"},
    "collected, a file name": {"shelf": "collected", "name": "6812990_CTF_6814990_00"},
}


def measure() -> None:
    """Print `size, question, queries, median, p95` with bars between, in a process of its own on its own site."""
    from handover.cli.site import set_up

    set_up()
    for size in (FEW, MANY):
        began = time.perf_counter()
        fill(size)
        print(size, "fill", "", f"{time.perf_counter() - began:.1f}", "", sep="|")
        for question, query in QUESTIONS.items():
            print(size, question, *visit("/monitoring/", query), sep="|")
        print(size, "a pupil by UPN", *visit("/monitoring/search/", {"upn": SOUGHT_UPN}, post=True), sep="|")


def visit(page: str, query: dict[str, str], *, post: bool = False) -> tuple[int, str, str]:
    """Return the number of queries of one visit, and median and 95th percentile in milliseconds."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from handover.portal.accounts.models import User

    browser = Client()
    browser.force_login(User.objects.get(username="officer"))
    ask = browser.post if post else browser.get
    times = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        if ask(page, query).status_code != 200:
            raise RuntimeError(f"{page} did not answer")
        times.append(1000 * (time.perf_counter() - start))
    with CaptureQueriesContext(connection) as seen:
        ask(page, query)
    return len(seen), f"{statistics.median(times):.1f}", f"{statistics.quantiles(times, n=20)[-1]:.1f}"


def run() -> list[tuple[str, str, str]]:
    """Return the table."""
    return compare_sizes("from benchmarks.monitoring import add_officer, measure; add_officer(); measure()")


def compare_sizes(code: str) -> list[tuple[str, str, str]]:
    """Run a measurement of lists on each database, and return its table: many transfers against few.

    The code prints `size|question|queries|median|p95`, with `FEW` among the sizes.
    """
    rows = []
    for database in DATABASES:
        with settings(database) as environment:
            printed = subprocess.run(
                [sys.executable, "-c", code],
                env={**os.environ, **environment},
                check=True,
                stdout=subprocess.PIPE,
                text=True,
            ).stdout
        figures = [line.split("|") for line in printed.splitlines() if line.count("|") == 4]
        few = {question: float(median) for size, question, _, median, _ in figures if int(size) == FEW}
        for size, question, queries, median, high in figures:
            if question == "fill":
                rows.append((f"{database}: {int(size):,} transfers written", f"{median} s", ""))
                continue
            ratio = "the floor" if int(size) == FEW else f"{float(median) / few[question]:.2f}x"
            words = f"{median} ms, p95 {high} ms (aim: under {AIM_MS}), {queries} queries"
            rows.append((f"{database}: {int(size):,}, {question}", words, ratio))
    return rows


def add_officer() -> None:
    """Add an officer of authority 681 to the benchmark's site."""
    from handover.cli.site import set_up

    set_up()
    from handover.portal.accounts.models import User
    from handover.portal.establishments.directory import register_la

    User.objects.create(
        username="officer",
        full_name="An officer",
        email="officer@example.org",
        role="lea-user",
        establishment=register_la("681"),
        must_choose_password=False,
    )
