"""The collect list with a hundred thousand transfers on file against the list with a hundred, by time and by queries."""

import os
import statistics
import subprocess
import sys
import time

from benchmarks.site import DATABASES, settings

ROUNDS = 30
SIZES = (100, 100_000)
AIM = 2


def measure() -> None:
    """Print `size sort queries milliseconds` for each size and order. Runs in a process of its own, on its own site."""
    from handover.cli.site import set_up

    set_up()
    for size in SIZES:
        fill(size)
        for sort in ("-sent_at", "size", "source"):
            queries, took = visit(sort)
            print(size, sort, queries, f"{took:.3f}")


def fill(size: int) -> None:
    """Bring the number of transfers that wait for the receiver up to a size."""
    from datetime import timedelta

    from django.db import connection
    from django.utils import timezone

    from handover.portal.accounts.models import User
    from handover.portal.establishments.models import Establishment
    from handover.portal.transfers.models import Transfer

    source, destination = (Establishment.objects.get(number=number) for number in ("6812990", "6814990"))
    sender, now = User.objects.get(username="sender"), timezone.now()
    rows = (
        Transfer(
            kind="ctf",
            file_name=f"6812990_CTF_6814990_{number % 1000:03}.xml",
            given_name="-",
            source=source.number,
            destination=destination.number,
            source_establishment=source,
            destination_establishment=destination,
            size=1000 + number * 7919 % 100_000,
            digest=f"{number:064}",
            pupils=1 + number % 60,
            state=("sent", "seen", "collected")[number % 3],
            sent_by=sender,
            sent_at=now - timedelta(seconds=number),
            moved_at=now,
            moved_by="sender",
        )
        for number in range(Transfer.objects.count(), size)
    )
    Transfer.objects.bulk_create(rows, batch_size=2000)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def visit(sort: str) -> tuple[int, float]:
    """Return the number of queries of one visit to the list, and the median time in milliseconds."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from handover.portal.accounts.models import User

    browser = Client()
    browser.force_login(User.objects.get(username="receiver"))
    times = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        assert browser.get("/collect/", {"sort": sort}).status_code == 200
        times.append(1000 * (time.perf_counter() - start))
    with CaptureQueriesContext(connection) as seen:
        browser.get("/collect/", {"sort": sort})
    return len(seen), statistics.median(times)


def run() -> list[tuple[str, str, str]]:
    """Return the table."""
    rows = []
    for database in DATABASES:
        with settings(database) as environment:
            command = [sys.executable, "-c", "from benchmarks.collect_list import measure; measure()"]
            printed = subprocess.run(
                command, env={**os.environ, **environment}, check=True, stdout=subprocess.PIPE, text=True
            ).stdout
        figures = [line.split() for line in printed.splitlines()]
        few = {sort: float(took) for size, sort, _, took in figures if int(size) == SIZES[0]}
        for size, sort, queries, took in figures:
            ratio = "the floor" if int(size) == SIZES[0] else f"{float(took) / few[sort]:.2f}x (aim: under {AIM}x)"
            rows.append((f"{database}: {int(size):,} by {sort}", f"{float(took):.1f} ms, {queries} queries", ratio))
    return rows
