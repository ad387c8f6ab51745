"""The reports over five years of transfers, against the plain aggregate of the same rows; and the longest CSV, by memory.

`BENCH_REPORTS` sets the number of transfers (20,000 without it), `BENCH_DATABASES` the databases, by commas. The aim, each
report on screen with p95 under a second, holds for 5,000,000 on PostgreSQL and 500,000 on SQLite.
"""

import os
import resource
import statistics
import subprocess
import sys
import time

from benchmarks.site import DATABASES, settings, without_indexes

SIZE = int(os.environ.get("BENCH_REPORTS") or 20_000)
CHOSEN = [name for name in (os.environ.get("BENCH_DATABASES") or ",".join(DATABASES)).split(",") if name in DATABASES]
ROUNDS = 10
BATCH = 50_000
AIM_MS = 1000
LA, SCHOOLS, YEARS = "681", 70, 5
CLUSTER = [str(number) for number in range(670, 679)]
CTF = "kind IN ('ctf', 'ctf-lost', 'ctf-outside', 'ctf-self')"
OURS = f"(home_la = '{LA}' OR incoming_la = '{LA}' OR outgoing_la = '{LA}')"
TEN = ", ".join(f"'{number}'" for number in (*CLUSTER, LA))

# The same numbers as a report's, from the transfers themselves: what a report is measured against.
PLAIN = {
    "general": f"SELECT source, destination, state, count(*), sum(pupils) FROM transfers_transfer "
    f"WHERE {CTF} AND {OURS} GROUP BY source, destination, state",
    "cluster": f"SELECT substr(source, 1, 3), substr(destination, 1, 3), state, count(*), sum(pupils) "
    f"FROM transfers_transfer WHERE {CTF} AND substr(source, 1, 3) IN ({TEN}) "
    f"AND substr(destination, 1, 3) IN ({TEN}) GROUP BY 1, 2, 3",
    "school": f"SELECT * FROM transfers_transfer WHERE {CTF} AND {OURS} ORDER BY sent_at DESC, id DESC LIMIT 51",
    "deleted": f"SELECT * FROM transfers_transfer WHERE {CTF} AND {OURS} AND sealed_id IS NULL "
    "ORDER BY sent_at DESC, id DESC LIMIT 51",
    "other-files": f"SELECT * FROM transfers_transfer WHERE NOT {CTF} AND {OURS} "
    "ORDER BY sent_at DESC, id DESC LIMIT 51",
    "lost-numbers": f"SELECT age, gender, count(*) FROM lostpupils_lostpupil WHERE la_number = '{LA}' GROUP BY 1, 2",
}
PERIODS = {"everything": {}, "an odd period": {"first": "3/2/2023", "last": "17/5/2026"}}
SCHOOLS_CHOSEN = {"schools": [f"{LA}{number}" for number in range(2000, 2020)]}
NARROWED = {"cluster": {"authorities": CLUSTER}}


def measure() -> None:
    """Print lines of figures with bars between. Runs in a process of its own, on its own site."""
    from handover.cli.site import set_up

    set_up()
    from handover.portal.reports.counting import fill_tally as fill_tally
    from handover.portal.reports.models import Tally
    from handover.portal.reports.table import REPORTS
    from handover.portal.transfers.models import Transfer

    said("rows", time_of(fill))
    said("tally", time_of(lambda: fill_tally(Transfer, Tally)))
    analyse()
    officers = add_officers()
    for key, report in REPORTS.items():
        if key in PLAIN:
            said(f"{key}|plain", *timed(lambda key=key: plain(key), rounds=3))
        browser = officers["lea-dba" if report.permission.value.startswith("see who") else "lea-lost-pupil-transfer"]
        for period, dates in PERIODS.items():
            query = {"run": "yes", **dates, **NARROWED.get(key, {})}
            said(f"{key}|{period}", *timed(lambda q=query, key=key, b=browser: visit(b, f"/reports/{key}/", q)))
        if "schools" in report.filters:
            query = {"run": "yes", **SCHOOLS_CHOSEN}
            said(f"{key}|20 schools", *timed(lambda q=query, key=key, b=browser: visit(b, f"/reports/{key}/", q)))
    everything(officers["lea-lost-pupil-transfer"])


def said(what: str, *figures: float) -> None:
    """Print a line."""
    print(what, *(f"{figure:.2f}" for figure in figures), sep="|", flush=True)


def time_of(act) -> float:
    """Return how long an act takes, in seconds."""
    began = time.perf_counter()
    act()
    return time.perf_counter() - began


def timed(act, rounds: int = ROUNDS) -> tuple[float, float]:
    """Return the median and the 95th percentile of an act, in milliseconds."""
    act()
    times = [1000 * time_of(act) for _ in range(rounds)]
    return statistics.median(times), statistics.quantiles(times, n=20)[-1]


def visit(browser, address: str, query: dict) -> None:
    """Open a page."""
    if browser.get(address, query).status_code != 200:
        raise RuntimeError(f"{address} did not answer")


def plain(key: str) -> None:
    """Ask the transfers themselves."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(PLAIN[key])
        cursor.fetchall()


def everything(browser) -> None:
    """Stream what went between all authorities, and every CTF of one, and say how much the process grew meanwhile."""
    for key, query in (("cluster", {"scope": "all"}), ("school", {})):
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        began, size = time.perf_counter(), 0
        for piece in browser.get(f"/reports/{key}/csv/", {"run": "yes", **query}).streaming_content:
            size += len(piece)
        grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
        said(f"{key}|CSV", time.perf_counter() - began, size / 1e6, grown)


SERIES = {
    "sqlite": "WITH RECURSIVE s(i) AS (SELECT {first} UNION ALL SELECT i + 1 FROM s WHERE i < {last})",
    "postgresql": "WITH s AS (SELECT generate_series({first}, {last}) AS i)",
}
EXPRESSIONS = {
    "sqlite": {
        "reference": "printf('%032x', i)",
        "digest": "printf('%064d', i)",
        "sent_at": "strftime('%Y-%m-%d %H:%M:%S', 'now', '-' || (i * {step}) || ' seconds')",
        "false": "0",
        "json": "'[]'",
        "nothing": "x''",
    },
    "postgresql": {
        "reference": "md5(i::text)::uuid",
        "digest": "lpad(i::text, 64, '0')",
        "sent_at": "now() - i * {step} * interval '1 second'",
        "false": "false",
        "json": "'[]'::jsonb",
        "nothing": "''::bytea",
    },
}
SOURCE = "(660 + i % 22) || '' || (2000 + i / 22 % {schools})"
# A third crosses a border, one in fifty goes into the lost pupil store.
DESTINATION = (
    "CASE WHEN i % 50 = 7 THEN 'XXXXXXX' ELSE (CASE WHEN i % 3 = 0 THEN 660 + (i * 7 + 3) % 22 ELSE 660 + i % 22 END) "
    "|| '' || (2000 + i / 7 % {schools}) END"
)
STATE = (
    "CASE WHEN i % 50 = 7 THEN 'lodged' WHEN i % 20 = 3 THEN 'sent' WHEN i % 40 = 5 THEN 'rejected' "
    "WHEN i % 40 = 9 THEN 'recalled' ELSE 'confirmed' END"
)


def fill() -> None:
    """Put schools and five years of transfers on file, in the database's own words, and the lost pupils among them."""
    add_schools()
    with without_indexes("transfers_transfer", "lostpupils_lostpupil"):
        for first in range(0, SIZE, BATCH):
            add_transfers(first, min(first + BATCH, SIZE) - 1)
        add_lost_pupils()


def add_schools() -> None:
    """Register the authorities of Wales, with as many schools each."""
    from handover.portal.establishments.directory import register_welsh_las
    from handover.portal.establishments.models import Establishment

    register_welsh_las()
    Establishment.objects.bulk_create(
        (
            Establishment(number=f"{la}{number}", kind="school", la_number=str(la), name=f"School {la}/{number}")
            for la in range(660, 682)
            for number in range(2000, 2000 + SCHOOLS)
        ),
        ignore_conflicts=True,
    )


def add_transfers(first: int, last: int) -> None:
    """Store the transfers of these numbers."""
    from django.db import connection

    from handover.portal.accounts.models import User
    from handover.portal.establishments.models import Establishment

    said_by, values = EXPRESSIONS[connection.vendor], {"schools": SCHOOLS, "step": YEARS * 365 * 86400 // SIZE}
    sender, school = User.objects.get(username="sender").pk, Establishment.objects.get(number="6812990").pk
    source, destination = (f"CAST({words.format(**values)} AS VARCHAR(7))" for words in (SOURCE, DESTINATION))
    sent_at = said_by["sent_at"].format(**values)
    insert(
        "transfers_transfer",
        {
            "reference": said_by["reference"],
            "kind": "CASE WHEN i % 50 = 7 THEN 'ctf-lost' WHEN i % 25 = 4 THEN 'generic' ELSE 'ctf' END",
            "file_name": f"{source} || '_CTF_' || {destination} || '_001.xml'",
            "given_name": said_by["nothing"],
            "source": source,
            "destination": destination,
            "source_establishment_id": str(school),
            "destination_establishment_id": str(school),
            "size": "1000",
            "digest": said_by["digest"],
            "pupils": "1 + i % 4",
            "first_source": "''",
            "warnings": "0",
            "locked": said_by["false"],
            "questions": said_by["json"],
            "state": STATE,
            "sent_by_id": str(sender),
            "sent_at": sent_at,
            "moved_at": sent_at,
            "moved_by": "'sender'",
            "reason": said_by["nothing"],
        },
        SERIES[connection.vendor].format(first=first, last=last) + " SELECT {} FROM s",
    )


def add_lost_pupils() -> None:
    """Store the index row of each file that lies in the lost pupil store."""
    from django.db import connection

    from handover.portal.lostpupils.facts import PupilFacts
    from handover.portal.lostpupils.models import LostPupil

    insert(
        "lostpupils_lostpupil",
        {
            "reference": "reference",
            "transfer_id": "id",
            "kind": "'X'",
            "la_number": "substr(source, 1, 3)",
            "school_id": "source_establishment_id",
            "lodged_at": "sent_at",
            "age": "id % 17",
            "gender": "CASE WHEN id % 2 = 0 THEN 'F' ELSE 'M' END",
            "content": EXPRESSIONS[connection.vendor]["nothing"],
            "in_store": "true",
            "left_because": "''",
        },
        "SELECT {} FROM transfers_transfer WHERE kind = 'ctf-lost'",
    )
    for first in range(0, SIZE, BATCH):
        pupils = list(LostPupil.objects.filter(pk__gte=first, pk__lt=first + BATCH))
        for pupil in pupils:
            pupil.facts = PupilFacts(surname="Jones", forename="Sam")
        LostPupil.objects.bulk_update(pupils, ["content"], batch_size=500)


def insert(table: str, columns: dict[str, str], rows: str) -> None:
    """Store the rows of a question, which names each column's expression in its braces."""
    from django.db import connection

    words = rows.replace("{}", ", ".join(columns.values()))
    with connection.cursor() as cursor:
        cursor.execute(f"INSERT INTO {table} ({', '.join(columns)}) {words}")


def analyse() -> None:
    """Have the database look at its rows, as it does by itself in time."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")


def add_officers() -> dict:
    """Return browsers of an administrator and of an officer of one authority."""
    from django.test import Client
    from django.utils import timezone

    from handover.portal.accounts.models import User
    from handover.portal.accounts.second_step import keep_app, new_secret
    from handover.portal.establishments.directory import register_la

    browsers = {}
    for role in ("lea-dba", "lea-lost-pupil-transfer"):
        user = User.objects.create(
            username=role,
            full_name="An officer",
            email="officer@example.org",
            role=role,
            establishment=register_la(LA),
            must_choose_password=False,
        )
        keep_app(user, new_secret(), timezone.now())
        browsers[role] = Client()
        browsers[role].force_login(user)
    return browsers


def run() -> list[tuple[str, str, str]]:
    """Return the table."""
    rows = []
    for database in CHOSEN:
        with settings(database) as environment:
            command = [sys.executable, "-c", "from benchmarks.reports import measure; measure()"]
            printed = subprocess.run(
                command, env={**os.environ, **environment}, check=True, stdout=subprocess.PIPE, text=True
            ).stdout
        floor = 0.0
        for line in printed.splitlines():
            what, *figures = line.split("|")
            if what in ("rows", "tally"):
                rows.append((f"{database}: {SIZE:,} transfers, {what}", f"{float(figures[0]):.0f} s", ""))
            elif figures[0] == "CSV":
                seconds, size, grown = map(float, figures[1:])
                rows.append(
                    (f"{database}: {what}, all as CSV", f"{seconds:.1f} s, {size:.1f} MB", f"grew {grown:.0f} MB")
                )
            elif figures[0] == "plain":
                floor = float(figures[1])
                rows.append((f"{database}: {what}, plain from the transfers", f"{floor:.1f} ms", "the floor"))
            else:
                median, high = map(float, figures[1:])
                ratio = f"{median / floor:.2f}x the floor, " if what in PLAIN else ""
                told = f"p50 {median:.1f} ms, p95 {high:.1f} ms"
                rows.append((f"{database}: {what}, {figures[0]}", told, f"{ratio}aim: p95 under {AIM_MS} ms"))
    return rows
