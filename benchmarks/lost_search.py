"""Searching the lost pupil store, by each combination of fields, against the plainest indexed look-up of the same rows.

`BENCH_LONG` sets the number of lost pupils; 200,000 without it. The target holds for a million.
"""

import os
import statistics
import subprocess
import sys
import time

from benchmarks.site import DATABASES, settings

SIZE = int(os.environ.get("BENCH_LONG") or 200_000)
ASKED = 200
TARGET_MS = 50
BATCH = 5000

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


def measure() -> None:
    """Print lines of figures with tabs between. Runs in a process of its own, on its own site."""
    from handover.cli.site import set_up

    set_up()
    from django.db import connection

    from handover.portal.lostpupils.indexing import reindex

    fill()
    began = time.perf_counter()
    reindex()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    print("index", f"{time.perf_counter() - began:.1f}", sep="\t")
    people = sample()
    floor = timed(lambda pupil: plain(pupil.pk), people)
    print("floor", *floor, 0, sep="\t")
    for what, fields in COMBINATIONS.items():
        print(what, *timed(lambda pupil, fields=fields: asked(pupil, fields), people), vague(people, fields), sep="\t")


def fill() -> None:
    """Put the lost pupils of an invented county into the store, without their keys."""
    from datetime import timedelta
    from itertools import islice

    from django.utils import timezone

    from handover.matching.invented import County
    from handover.portal.accounts.models import User
    from handover.portal.establishments.models import Establishment
    from handover.portal.lostpupils.models import LostPupil
    from handover.portal.transfers.models import Transfer

    school, sender, now = (
        Establishment.objects.get(number="6812990"),
        User.objects.get(username="sender"),
        timezone.now(),
    )
    children = County(seed=5, lost=SIZE, on_roll=2 * SIZE, found=0.95).lost_pupils()
    while batch := list(islice(children, BATCH)):
        transfers = Transfer.objects.bulk_create(
            Transfer(
                kind="ctf-lost",
                file_name=f"6812990_CTF_XXXXXXX_{int(lost.key) % 1000:03}.xml",
                given_name="-",
                source=school.number,
                destination="XXXXXXX",
                source_establishment=school,
                size=1000,
                digest=f"{int(lost.key):064}",
                pupils=1,
                state="lodged",
                sent_by=sender,
                sent_at=now - timedelta(minutes=int(lost.key)),
                moved_at=now,
                moved_by="sender",
            )
            for lost in batch
        )
        LostPupil.objects.bulk_create(
            LostPupil(
                transfer=transfer,
                kind="X",
                la_number="681",
                school=school,
                lodged_at=transfer.sent_at,
                upn=lost.child.upn,
                former_upn=lost.child.former_upn,
                surname=lost.child.surname,
                former_surname=lost.child.former_surname,
                forename=lost.child.forename,
                middle_names=lost.child.middle_names,
                birth_date=lost.child.birth_date,
                gender=lost.child.gender,
                town=lost.child.town,
                postcode=lost.child.postcode,
            )
            for transfer, lost in zip(transfers, batch, strict=True)
        )


def sample() -> list:
    """Return pupils to search for: as they come, and as many of the commonest surname."""
    from handover.portal.lostpupils.models import LostPupil

    step = max(1, SIZE // (ASKED // 2))
    first = LostPupil.objects.order_by("pk").values_list("pk", flat=True)[0]
    anybody = list(LostPupil.objects.filter(pk__in=range(first, first + SIZE, step)))
    return anybody + list(LostPupil.objects.filter(surname="Jones").order_by("-pk")[: ASKED // 2])


def question(pupil, fields):
    """Return a search for a pupil by some of the fields; a beginning is the first four letters."""
    from handover.portal.lostpupils.question import Question

    given = {field: getattr(pupil, field) for field in fields if field != "begins"}
    if "begins" in fields:
        given |= {"begins": True, "surname": pupil.surname[:4]}
    return Question(**given)


def asked(pupil, fields) -> None:
    """Search."""
    from handover.portal.lostpupils.searching import look

    look(question(pupil, fields))


def vague(people, fields) -> int:
    """Return for how many of these the search is too vague, in per cent."""
    from handover.portal.lostpupils.searching import look

    return round(100 * sum(look(question(pupil, fields)).vague for pupil in people) / len(people))


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
    for database in DATABASES:
        with settings(database) as environment:
            command = [sys.executable, "-c", "from benchmarks.lost_search import measure; measure()"]
            printed = subprocess.run(
                command, env={**os.environ, **environment}, check=True, stdout=subprocess.PIPE, text=True
            ).stdout
        lines = [line.split("\t") for line in printed.splitlines()]
        floor = float(next(line for line in lines if line[0] == "floor")[2])
        for what, *figures in lines:
            if what == "index":
                rows.append((f"{database}: index of {SIZE:,} pupils", f"{float(figures[0]):.0f} s", ""))
                continue
            name = "the plainest look-up, by key" if what == "floor" else what
            ratio = (
                f"{float(figures[1]) / floor:.0f}x the floor, aim: p95 under {TARGET_MS} ms; {figures[2]}% too vague"
            )
            told = f"p50 {float(figures[0]):.1f} ms, p95 {float(figures[1]):.1f} ms"
            rows.append((f"{database}: {name}", told, "the floor" if what == "floor" else ratio))
    return rows
