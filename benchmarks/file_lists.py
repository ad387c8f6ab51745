"""A mailbox's lists with many transfers on file: whose records they hold, a search by name, and the order by name.

BENCH_LONG in the environment says how many transfers (100,000 otherwise); the aim holds for a million. They are spread as
those of `monitoring_store`; every twentieth has its bytes, and of those each has a pupil with keys. The school that is
looked at has some thousands of files besides, as no real one does.
"""

import os
import sys
import time
from datetime import timedelta

from benchmarks.monitoring import FEW, add_officer, compare_sizes
from benchmarks.monitoring_store import fill

ROUNDS = 40
MANY = int(os.environ.get("BENCH_LONG", "100000"))
OWN = 1_000  # files of the school's own, each with a pupil: a mailbox that is read by name to its end
UPN = "B681299003017"  # of a pupil whom every fiftieth of these files holds
SURNAMES = ("Jones", "Davies", "Williams", "Rees", "Llewellyn", "O'Brien", "Prydderch", "Wyn")
FORENAMES = ("Ffion", "Siân", "Tomos", "Gethin", "Mali", "Elin", "Osian")
LISTS = {
    "sent, newest first": ("/sent/", {"sort": "-sent_at"}, {}),
    "sent, by pupil": ("/sent/", {"sort": "pupil"}, {}),
    "sent, by where it is": ("/sent/", {"sort": "state"}, {}),
    "sent, a common surname": ("/sent/", {"sort": "-sent_at"}, {"pupil": "jones"}),
    "sent, a forename and a surname": ("/sent/", {"sort": "-sent_at"}, {"pupil": "ffion llew"}),
    "sent, a UPN": ("/sent/", {"sort": "-sent_at"}, {"pupil": UPN}),
    "sent, one school since a day": ("/sent/", {"sort": "-sent_at"}, {"school": "6814990", "since": "2020-01-01"}),
}


def measure() -> None:
    """Print `size|question|queries|median|p95`, in a process of its own on its own site."""
    from handover.cli.site import set_up

    set_up()
    add_officer()
    for size in (FEW, MANY):
        began = time.perf_counter()
        fill(size)
        note_pupils_of_all()
        print(size, "fill", "", f"{time.perf_counter() - began:.1f}", "", sep="|")
        for question, (page, query, narrowed) in LISTS.items():
            print(size, question, *visit(page, query, narrowed), sep="|")
        print(
            size,
            "authority's list with names",
            *visit("/monitoring/", {"sort": "-sent_at"}, None, who="officer"),
            sep="|",
        )


def note_pupils_of_all() -> None:
    """Give every file with bytes a pupil, and the school OWN files more, with the keys of both mailboxes."""
    from django.db import connection
    from django.utils import timezone

    from handover.portal.transfers.models import PupilOnFile, SealedFile, Transfer

    add_own_files()
    waiting = SealedFile.objects.filter(pupils_noted_at=None)
    rows = waiting.order_by("name").values_list("name", "digest", "transfers__source", "transfers__destination")
    batch = list(rows[:BATCH])
    while batch:
        write_pupils(batch)
        waiting.filter(name__in=[row[0] for row in batch]).update(pupils_noted_at=timezone.now())
        batch = list(rows[:BATCH])
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    print(Transfer.objects.count(), PupilOnFile.objects.count(), file=sys.stderr)


BATCH = 500


def write_pupils(batch: "list[tuple[object, ...]]") -> None:
    """Write a pupil of each file with its keys."""
    from handover.portal.transfers.models import PupilOnFile, SealedFile
    from handover.portal.transfers.pupil_names import PupilNames
    from handover.portal.transfers.pupils import write_search_keys

    pupils, keyed = [], {}
    for number, (name, digest, source, destination) in enumerate(batch):
        told = PupilNames(SURNAMES[number % 8], FORENAMES[number * 3 % 7], None, "")
        row = PupilOnFile(sealed=SealedFile(name=name, digest=digest), place=0)
        row.seal(told.stored())
        keyed[name] = ((told.surname, told.forename), (str(source), str(destination)))
        pupils.append(row)
    for row in PupilOnFile.objects.bulk_create(pupils):
        names, boxes = keyed[row.sealed_id]
        write_search_keys([(row.pk, names)], boxes)


def add_own_files() -> None:
    """Add the files of the school that is looked at, once."""
    from django.utils import timezone

    from handover.portal.accounts.models import User
    from handover.portal.establishments.models import Establishment
    from handover.portal.transfers.marks import make_mark, upn_sign
    from handover.portal.transfers.models import PupilMark, SealedFile, Transfer

    if Transfer.objects.filter(digest="own").exists():
        return
    here, there = (Establishment.objects.get(number=number) for number in ("6812990", "6814990"))
    sender, now = User.objects.get(username="sender"), timezone.now()
    sealed = SealedFile.objects.bulk_create(
        SealedFile(wrapped_key=b"", size=1, digest=f"own {number}", sealed_at=now) for number in range(OWN)
    )
    PupilMark.objects.bulk_create(PupilMark(sealed=each, mark=make_mark(upn_sign(UPN))) for each in sealed[::50])
    Transfer.objects.bulk_create(
        Transfer(
            kind="ctf",
            file_name=f"6812990_CTF_6814990_{number % 1000:03}.xml",
            source=here.number,
            destination=there.number,
            source_establishment=here,
            destination_establishment=there,
            sealed=each,
            size=1000,
            digest="own" if number == 0 else f"own {number}",
            pupils=1,
            state=("sent", "confirmed", "rejected", "seen")[number % 4],
            sent_by=sender,
            sent_at=now - timedelta(minutes=number),
            moved_at=now,
            moved_by="sender",
        )
        for number, each in enumerate(sealed)
    )


def visit(
    page: str, query: dict[str, str], narrowed: "dict[str, str] | None", who: str = "sender"
) -> tuple[int, str, str]:
    """Return the number of queries of one visit, and median and 95th percentile in milliseconds."""
    import statistics

    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from handover.portal.accounts.models import User

    browser = Client()
    browser.force_login(User.objects.get(username=who))
    if narrowed is not None:
        browser.post(page, {"narrow": "yes", **narrowed})
    times = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        answer = browser.get(page, query)
        times.append(1000 * (time.perf_counter() - start))
        if answer.status_code != 200:
            raise RuntimeError(f"{page} did not answer")
    if b"handover-pupil" not in answer.content:
        raise RuntimeError(f"{page} names nobody")
    with CaptureQueriesContext(connection) as seen:
        browser.get(page, query)
    return len(seen), f"{statistics.median(times):.1f}", f"{statistics.quantiles(times, n=20)[-1]:.1f}"


def run() -> list[tuple[str, str, str]]:
    """Return the table."""
    return compare_sizes("from benchmarks.file_lists import measure; measure()")
