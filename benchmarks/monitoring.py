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


SERIES = """WITH RECURSIVE numbers(n) AS (SELECT {start} UNION ALL SELECT n + 1 FROM numbers WHERE n + 1 < {size}),
las(k, la) AS (VALUES {las})"""
SEALED = """INSERT INTO transfers_sealedfile (name, wrapped_key, size, digest, sealed_at)
{series} SELECT {name}, CAST('-' AS {bytes}), 1, '-', {now} FROM numbers WHERE n % 20 = 0"""
MARKS = """INSERT INTO transfers_pupilmark (sealed_id, mark)
{series}, signs(s) AS (SELECT 0 UNION ALL SELECT s + 1 FROM signs WHERE s < 15)
SELECT {name}, CAST(10000000000 + (n * 16 + s) * 2654435761 % 4294967296 AS varchar) || '000000000000000000000'
FROM numbers, signs WHERE n % 20 = 0"""
TRANSFERS = """INSERT INTO transfers_transfer (reference, kind, file_name, given_name, source, destination,
source_establishment_id, destination_establishment_id, sealed_id, size, digest, pupils, first_source, warnings, locked,
questions, state, sent_by_id, sent_at, moved_at, moved_by, reason)
{series}, ways AS (
  SELECT n, here.la || CAST(2990 + n / 22 % 70 AS varchar) AS source,
    there.la || CAST(4990 + n / 1540 % 9 AS varchar) AS destination
  FROM numbers JOIN las AS here ON here.k = n % {count}
  JOIN las AS there ON there.k = CASE WHEN n % 3 = 0 THEN (n * 7 + 3) % {count} ELSE n % {count} END)
SELECT {name}, CASE WHEN n % 9973 = 0 THEN 'census' ELSE 'ctf' END,
  source || '_CTF_' || destination || '_' || substr(CAST(1000 + n % 1000 AS varchar), 2) || '.xml', '-', source, destination,
  {here}, {there}, CASE WHEN n % 20 = 0 THEN {name} END, 1000, CAST(1000000000 + n AS varchar), 1, '', 0, 1 = 0, '[]',
  CASE n % 5 WHEN 2 THEN 'sent' WHEN 3 THEN 'rejected' WHEN 4 THEN 'seen' ELSE 'confirmed' END,
  {sender}, {sent}, {now}, 'sender', '' FROM ways"""
# Where the two databases say a thing differently.
DIALECTS = {
    "sqlite": {
        "name": "'0000000000000000000000' || CAST(1000000000 + n AS varchar)",
        "bytes": "blob",
        "now": "'{now}'",
        "sent": "datetime('{now}', '-' || n || ' minutes')",
    },
    "postgresql": {
        "name": "CAST('0000000000000000000000' || CAST(1000000000 + n AS varchar) AS uuid)",
        "bytes": "bytea",
        "now": "CAST('{now}+00' AS timestamptz)",
        "sent": "CAST('{now}+00' AS timestamptz) - n * interval '1 minute'",
    },
}


def fill(size: int) -> None:
    """Bring the number of transfers up to a size; every twentieth carries the marks of four pupils of its own.

    The rows are made by the database itself: a million through the models takes longer than what is measured.
    """
    from django.db import connection, transaction
    from django.utils import timezone

    from handover.common.authorities import WELSH_LAS
    from handover.portal.accounts.models import User
    from handover.portal.establishments.models import Establishment
    from handover.portal.transfers.models import Transfer

    number = Establishment.objects.values_list("pk", flat=True)
    now = timezone.now().strftime("%Y-%m-%d %H:%M:%S")
    las = sorted(WELSH_LAS)
    words = {key: said.format(now=now) for key, said in DIALECTS[connection.vendor].items()} | {
        "here": number.get(number="6812990"),
        "there": number.get(number="6814990"),
        "sender": User.objects.get(username="sender").pk,
        "count": len(las),
        "series": SERIES.format(
            start=Transfer.objects.count(),
            size=size,
            las=", ".join(f"({place}, '{la}')" for place, la in enumerate(las)),
        ),
    }
    with transaction.atomic(), connection.cursor() as cursor:
        for statement in (SEALED, TRANSFERS, MARKS):
            cursor.execute(statement.format(**words))
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
