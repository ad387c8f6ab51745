"""Whether the search finds whom an officer heard of on the telephone: names by ear, and one slip more, by kind and origin.

The store is that of the second county, 20,000 lost pupils or as many as `BENCH_LONG` says, drawn from a seed that nobody
tuned to (`BENCH_SEED` for another). A pupil is found who is among the first ten. Beside it stands a trigram search over the
same rows, which could read all of them in plain.
"""

import os
import pickle
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from benchmarks.lost_store import fill
from benchmarks.second_county.county import UNTUNED, generate
from benchmarks.second_county.heard import FAULTS, HeardQuery, heard_queries
from benchmarks.site import settings
from benchmarks.trigram_search import TrigramIndex
from handover.matching.links import LostRecord

SIZE = int(os.environ.get("BENCH_LONG") or 20_000)
SEED = int(os.environ.get("BENCH_SEED") or UNTUNED[0])
ASKED = int(os.environ.get("BENCH_ASKED") or 200)
SHOWN = 10
TARGETS = {"as heard": 0.97, "origins as heard": 0.93} | dict.fromkeys(list(FAULTS)[2:], 0.95)
SOURCES = {
    "surname, forename, birth date": ("surname", "forename", "birth_date"),
    "surname, birth date": ("surname", "birth_date"),
    "forename, birth date": ("forename", "birth_date"),
    "surname, forename": ("surname", "forename"),
}
"""Which of a query is asked; all of it for every kind, less of it for the names as heard alone."""


def records() -> list[LostRecord]:
    """Return the store, its keys numbered as `lost_store` takes them."""
    return generate(SEED, SIZE, 3 * SIZE).lost_records()


def numbered(store: Iterable[LostRecord]) -> Iterator[LostRecord]:
    """Yield the pupils with numbers for keys, in their order."""
    for number, lost in enumerate(store):
        yield LostRecord(str(number), lost.child)


def measure(folder: str) -> None:
    """Print lines of figures with tabs between. Runs in a process of its own, on its own site."""
    from handover.cli.site import set_up

    set_up()
    from handover.portal.lostpupils.indexing import reindex

    fill(folder)
    reindex()
    store = records()
    places = {lost.key: number + 1 for number, lost in enumerate(store)}
    rival = TrigramIndex((lost.key, lost.child) for lost in store)
    for by_ear in (False, True):
        queries = heard_queries(SEED, ASKED, SIZE, by_ear=by_ear)
        for query in queries:
            if by_ear and query.kind in ("as stored", "as heard"):
                continue
            kind = f"{query.kind}, by ear" if by_ear else query.kind
            theirs = rival.search(query.surname, query.forename, query.birth_date)
            for what, fields in SOURCES.items():
                if what == next(iter(SOURCES)) or query.kind == "as heard":
                    ours = places[query.key] in search(query, fields)
                    print(kind, query.origin, what, int(ours), int(query.key in theirs), query.key, sep="\t")


def search(query: HeardQuery, fields: Iterable[str]) -> list[int]:
    """Return the pupils that a search shows first."""
    from handover.portal.lostpupils.question import Question
    from handover.portal.lostpupils.searching import find_hits

    answer = find_hits(Question(**{field: getattr(query, field) for field in fields}))
    return [hit.pupil.pk for hit in answer.hits[:SHOWN]]


def run() -> list[tuple[str, str, str]]:
    """Return the table."""
    with tempfile.TemporaryDirectory() as folder, settings("SQLite") as environment:
        with (Path(folder) / "0.pupils").open("wb") as file:
            pickle.dump(list(numbered(records())), file)
        command = [sys.executable, "-c", f"from benchmarks.lost_heard import measure; measure({folder!r})"]
        printed = subprocess.run(
            command, env={**os.environ, **environment}, check=True, stdout=subprocess.PIPE, text=True
        ).stdout
    if (kept := os.environ.get("BENCH_KEEP")) is not None:
        Path(kept).write_text(printed, encoding="utf-8")
    return tabulate(line.split("\t") for line in printed.splitlines())


def tabulate(lines: Iterable[list[str]]) -> list[tuple[str, str, str]]:
    """Return rows of what was asked, the share found among the first ten, and the trigram search's with the target."""
    groups: dict[str, list[tuple[int, int]]] = defaultdict(list)
    whole = next(iter(SOURCES))
    for kind, origin, what, ours, theirs, _ in lines:
        counted = int(ours), int(theirs)
        groups[kind if what == whole else f"{kind}: {what}"].append(counted)
        if kind == "as heard" and what == whole:
            groups[f"origins as heard: {origin}"].append(counted)
    return [row(what, counted) for what, counted in groups.items()]


def row(what: str, counted: list[tuple[int, int]]) -> tuple[str, str, str]:
    """Return one row."""
    ours, theirs = (sum(column) / len(counted) for column in zip(*counted, strict=True))
    target = TARGETS.get(what.partition(":")[0] if "origins" in what else what)
    aim = f", aim {target:.2f}" if target else ""
    rival = f"trigrams {theirs:.3f}" if ":" not in what or "origins" in what else "trigrams not asked"
    return what, f"{ours:.3f} of {len(counted)}", rival + aim
