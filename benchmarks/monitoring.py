"""An authority's lists with many transfers on file against the same lists with few, by time and by queries.

The transfers are spread over the 22 authorities of Wales, a third of them across a border. BENCH_TRANSFERS in
the environment says how many; the aim holds for a million.
"""

import os
import statistics
import subprocess
import sys
import time

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
        fill(size)
        for question, query in QUESTIONS.items():
            print(size, question, *visit("/monitoring/", query), sep="|")
        print(size, "a pupil by UPN", *visit("/monitoring/search/", {"upn": "B681299003017"}, post=True), sep="|")


def fill(size: int) -> None:
    """Bring the number of transfers up to a size; every twentieth carries the marks of four pupils of its own."""
    from datetime import timedelta

    from django.db import connection
    from django.utils import timezone

    from handover.common.authorities import WELSH_LAS
    from handover.portal.accounts.models import User
    from handover.portal.establishments.models import Establishment
    from handover.portal.transfers.marks import mark
    from handover.portal.transfers.models import PupilMark, SealedFile, Transfer

    las = list(WELSH_LAS)
    here, there = (Establishment.objects.get(number=number) for number in ("6812990", "6814990"))
    sender, now = User.objects.get(username="sender"), timezone.now()
    start = Transfer.objects.count()

    def numbers(number: int) -> tuple[str, str]:
        la = las[number % len(las)]
        other = las[(number * 7 + 3) % len(las)] if number % 3 == 0 else la
        return f"{la}{2990 + number // 22 % 70}", f"{other}{4990 + number // 1540 % 9}"

    for first in range(start, size, 20_000):
        rows, sealed, signs = [], [], []
        for number in range(first, min(size, first + 20_000)):
            source, destination = numbers(number)
            if number % 20 == 0:
                sealed.append(SealedFile(wrapped_key=b"-", size=1, digest="-", sealed_at=now))
                signs += [
                    PupilMark(sealed=sealed[-1], mark=mark(("bench", str(number), str(sign)))) for sign in range(16)
                ]
            rows.append(
                Transfer(
                    kind="census" if number % 9973 == 0 else "ctf",
                    file_name=f"{source}_CTF_{destination}_{number % 1000:03}.xml",
                    given_name="-",
                    source=source,
                    destination=destination,
                    source_establishment=here,
                    destination_establishment=there,
                    sealed=sealed[-1] if sealed and number % 20 == 0 else None,
                    size=1000,
                    digest=f"{number:064}",
                    pupils=1,
                    state=("confirmed", "confirmed", "sent", "rejected", "seen")[number % 5],
                    sent_by=sender,
                    sent_at=now - timedelta(minutes=number),
                    moved_at=now,
                    moved_by="sender",
                )
            )
        SealedFile.objects.bulk_create(sealed, batch_size=2000)
        Transfer.objects.bulk_create(rows, batch_size=2000)
        PupilMark.objects.bulk_create(signs, batch_size=5000)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def visit(page: str, query: dict[str, str], *, post: bool = False) -> tuple[int, str, str]:
    """Return the number of queries of one visit, and median and 95th percentile in milliseconds."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from handover.portal.accounts.models import User

    browser = Client()
    browser.force_login(User.objects.get(username="officer"), backend="django.contrib.auth.backends.ModelBackend")
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
    rows = []
    for database in DATABASES:
        with settings(database) as environment:
            command = [
                sys.executable,
                "-c",
                "from benchmarks.monitoring import add_officer, measure; add_officer(); measure()",
            ]
            printed = subprocess.run(
                command, env={**os.environ, **environment}, check=True, stdout=subprocess.PIPE, text=True
            ).stdout
        figures = [line.split("|") for line in printed.splitlines() if line.count("|") == 4]
        few = {question: float(median) for size, question, _, median, _ in figures if int(size) == FEW}
        for size, question, queries, median, high in figures:
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
