"""Searching the lost pupil store, by each combination of fields, against the plainest indexed look-up of the same rows.

`BENCH_LONG` sets the number of lost pupils; 200,000 without it. The target holds for a million.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from itertools import islice

from benchmarks.lost_store import draw, fill
from benchmarks.site import DATABASES, settings, without_indexes

SIZE = int(os.environ.get("BENCH_LONG") or 200_000)
ASKED = 200
TARGET_MS = 50

COMBINATIONS = {
    "UPN": ("upn",),
    "surname, sounding like it": ("surname",),
    "surname + birth date": ("surname", "birth_date"),
    "surname + forename": ("surname", "forename"),
    "surname + town": ("surname", "town"),
    "surname + forename + town": ("surname", "forename", "town"),
    "surname + gender": ("surname", "gender"),
    "surname + forename + birth date": ("surname", "forename", "birth_date"),
    "everything but the UPN": ("surname", "forename", "birth_date", "town", "gender"),
    "forename + birth date": ("forename", "birth_date"),
    "town + birth date": ("town", "birth_date"),
    "surname begins": ("surname", "begins"),
    "surname begins + birth date": ("surname", "begins", "birth_date"),
    "surname begins + forename": ("surname", "begins", "forename"),
    "surname begins + town": ("surname", "begins", "town"),
}


def measure(folder: str) -> None:
    """Print lines of figures with tabs between. Runs in a process of its own, on its own site."""
    from handover.cli.site import set_up

    set_up()
    from django.db import connection

    for what, act in (("fill", lambda: fill(folder)), ("index", index)):
        began = time.perf_counter()
        act()
        print(what, f"{time.perf_counter() - began:.1f}", sep="\t")
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    people = sample()
    floor = timed(lambda pupil: plain(pupil.pk), people)
    print("floor", *floor, 0, sep="\t")
    for what, fields in COMBINATIONS.items():
        print(what, *timed(lambda pupil, fields=fields: asked(pupil, fields), people), vague(people, fields), sep="\t")


def index() -> None:
    """Write the keys of everybody, who have none yet, and make the table's indexes once, when all are there."""
    from handover.portal.lostpupils.indexing import BATCH, write_keys
    from handover.portal.lostpupils.models import LostPupil, SearchKey

    everybody = LostPupil.objects.order_by("pk").iterator(chunk_size=BATCH)
    with without_indexes(SearchKey._meta.db_table):
        while batch := list(islice(everybody, BATCH)):
            write_keys(batch)


def sample() -> list:
    """Return pupils to search for: as they come, and as many of the commonest surname."""
    from handover.portal.lostpupils.models import LostPupil

    step = max(1, SIZE // (ASKED // 2))
    first = LostPupil.objects.order_by("pk").values_list("pk", flat=True)[0]
    anybody = list(LostPupil.objects.filter(pk__in=range(first, first + SIZE, step)))
    everybody = LostPupil.objects.order_by("-pk").iterator(chunk_size=1000)
    return anybody + list(islice((pupil for pupil in everybody if pupil.surname == "Jones"), ASKED // 2))


def question(pupil, fields):
    """Return a search for a pupil by some of the fields; a beginning is the first four letters."""
    from handover.portal.lostpupils.question import Question

    given = {field: getattr(pupil, field) for field in fields if field != "begins"}
    if "begins" in fields:
        given |= {"begins": True, "surname": pupil.surname[:4]}
    return Question(**given)


def asked(pupil, fields) -> None:
    """Search."""
    from handover.portal.lostpupils.searching import find_hits

    find_hits(question(pupil, fields))


def vague(people, fields) -> int:
    """Return for how many of these the search is too vague, in per cent."""
    from handover.portal.lostpupils.searching import find_hits

    return round(100 * sum(find_hits(question(pupil, fields)).vague for pupil in people) / len(people))


def plain(key: int) -> None:
    """Look one row up by its key."""
    from handover.portal.lostpupils.models import LostPupil

    LostPupil.objects.get(pk=key)


def timed(act, people) -> tuple[str, str]:
    """Return the median and the 95th percentile of an act, in milliseconds."""
    act(people[0])
    times = []
    for pupil in people:
        began = time.perf_counter()
        act(pupil)
        times.append(1000 * (time.perf_counter() - began))
    return f"{statistics.median(times):.2f}", f"{statistics.quantiles(times, n=20)[18]:.2f}"


def run() -> list[tuple[str, str, str]]:
    """Return the table."""
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        draw(SIZE, folder)
        for database in DATABASES:
            rows += of_database(database, folder)
    return rows


def of_database(database: str, folder: str) -> list[tuple[str, str, str]]:
    """Return the rows of one database."""
    with settings(database) as environment:
        command = [sys.executable, "-c", f"from benchmarks.lost_search import measure; measure({folder!r})"]
        printed = subprocess.run(
            command, env={**os.environ, **environment}, check=True, stdout=subprocess.PIPE, text=True
        ).stdout
    lines = [line.split("\t") for line in printed.splitlines()]
    rows = []
    floor = float(next(line for line in lines if line[0] == "floor")[2])
    for what, *figures in lines:
        if what in ("fill", "index"):
            told = {"fill": "rows", "index": "index"}[what]
            rows.append((f"{database}: {told} of {SIZE:,} pupils", f"{float(figures[0]):.0f} s", ""))
            continue
        name = "the plainest look-up, by key" if what == "floor" else what
        ratio = f"{float(figures[1]) / floor:.0f}x the floor, aim: p95 under {TARGET_MS} ms; {figures[2]}% too vague"
        told = f"p50 {float(figures[0]):.1f} ms, p95 {float(figures[1]):.1f} ms"
        rows.append((f"{database}: {name}", told, "the floor" if what == "floor" else ratio))
    return rows
