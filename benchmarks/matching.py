"""The yearly matching: ours, two Splink models and exact rules, on two invented counties and in one run.

The second county was drawn by somebody who did not know the model; the first is the one of the demo. Each way runs in a
process of its own, so that its memory can be told. The seeds are none that the model was trained or tuned on, unless
another is given: with `python -m benchmarks.matching --seed 101 --lost 5000 --roll 100000`, or in `BENCH_SEED`, `BENCH_LOST`
and `BENCH_ROLL`. `--explain` prints wrong and missed pairs side by side, instead of figures.
"""

import os
import pickle
import subprocess
import sys
import tempfile
from argparse import ArgumentParser, Namespace
from collections import Counter
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from benchmarks.matching_cases import MatchingCase, WriteCase, write_first, write_second, write_traps
from benchmarks.matching_figures import (
    PRECISIONS,
    ToldLink,
    found_by,
    is_right,
    recall_at,
    tell_reliability,
    told_as,
    write_precision,
    write_share,
)
from benchmarks.matching_ways import TITLES, WAYS
from benchmarks.second_county.county import UNTUNED

FIRST_SEED, LOST, ON_ROLL, TRAPS = 77, 20_000, 500_000, 2_000
FEWEST = 15  # lost pupils of a kind of difference, to be told of
Row = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class WayResult:
    """What a way of matching found in a county, in how many seconds and kilobytes."""

    links: list[ToldLink]
    seconds: float
    memory: int


def run(arguments: Namespace | None = None) -> list[Row]:
    """Return rows of what, figure and ratio or target."""
    asked = arguments or read_arguments([])
    ways = asked.ways.split(",")
    rows: list[Row] = []
    counties: list[tuple[WriteCase, int]] = [
        (partial(write_second, damage=asked.damage), asked.seed),
        (write_first, FIRST_SEED),
    ]
    for write, seed in counties[: None if asked.first else 1]:
        case, results = run_ways(write, seed, asked.lost, asked.roll, ways)
        rows += tell_county(case, f"{seed}: {asked.lost:,} lost, {asked.roll:,} on roll", results)
    if "ours" in ways and asked.traps:
        case, results = run_ways(write_traps, asked.seed, asked.traps, max(asked.roll // 5, asked.traps), ["ours"])
        rows += _tell_traps(case, results["ours"])
    return rows


def run_ways(
    write: WriteCase, seed: int, lost: int, on_roll: int, ways: list[str]
) -> tuple[MatchingCase, dict[str, WayResult]]:
    """Write a county to a folder and run each way on it, one after the other."""
    with tempfile.TemporaryDirectory() as folder:
        case = write(Path(folder), seed, lost, on_roll)
        results = {}
        for way in ways:
            subprocess.run([sys.executable, "-m", "benchmarks.matching_ways", way, folder], check=True)
            results[way] = read_result(way, Path(folder))
    return case, results


def read_result(way: str, folder: Path) -> WayResult:
    """Return what the way wrote into the folder."""
    return WayResult(*pickle.loads((folder / f"{way}.links").read_bytes()))


def tell_county(case: MatchingCase, sizes: str, results: dict[str, WayResult]) -> list[Row]:
    """Return what each way found in the county."""
    every = frozenset(case.truth)
    rows = [
        (
            f"{case.title}, seed {sizes}",
            f"{len(case.findable):,} lost are on roll",
            f"{len(case.usable):,} findable by UPN",
        )
    ]
    floor = results["plain"].seconds if "plain" in results else 0
    for way, result in results.items():
        ratio = f"{result.seconds / floor:.2f} × plain Splink" if floor else ""
        rows.append((f"{TITLES[way]}: time", f"{result.seconds:.1f} s", ratio))
        rows.append((f"{TITLES[way]}: peak memory", f"{result.memory / 1e6:.2f} GB", ""))
        if told_as(result.links, "certain"):
            rows += _tell_told(case, TITLES[way], result.links, every)
    rows += _tell_curve(case, results)
    if "ours" in results:
        rows += _tell_parts(case, results["ours"].links)
    for way, result in results.items():
        rows += [
            (f"{TITLES[way]}: told {band}", f"{count:6}: told {told:.4f}", f"true {true:.4f}")
            for band, count, told, true in tell_reliability(result.links, case.truth)
        ]
    return rows


def _tell_told(case: MatchingCase, title: str, links: list[ToldLink], every: frozenset[str]) -> list[Row]:
    certain, look, upn = (told_as(links, kind) for kind in ("certain", "look", "upn"))
    ours = title == TITLES["ours"]
    rows = []
    for group, keys, target in (
        ("", every, "0.9995 and 0.955"),
        (", without a usable UPN", every - case.usable, "0.999 and 0.92"),
    ):
        figures = write_precision(certain, case, keys)
        rows.append((f"{title}: certain{group}", figures, f"target {target}" if ours else ""))
    if look or ours:
        found = found_by([*certain, *look], case.truth)
        wrong = sum(not is_right(link, case.truth) for link in look)
        share = f"{wrong} of {len(look)} pairs to look at are wrong ({write_share(wrong, len(look))})"
        figures = f"recall {write_share(len(found), len(case.findable))}, {share}"
        rows.append((f"{title}: shown", figures, "target 0.99 and 0.125" if ours else ""))
        right = sum(is_right(link, case.truth) for link in upn)
        rows.append((f"{title}: UPN typed wrongly?", f"{len(upn)} pairs, {right} of them one child", ""))
    return rows


def _tell_curve(case: MatchingCase, results: dict[str, WayResult]) -> list[Row]:
    rows = []
    for precision in PRECISIONS:
        found = {way: recall_at(result.links, case, precision) for way, result in results.items()}
        figures = ", ".join(f"{TITLES[way]} {recall:.4f}" for way, recall in found.items())
        lead = (
            f"ours - fair {100 * (found['ours'] - found['fair']):+.2f} points" if {"ours", "fair"} <= set(found) else ""
        )
        rows.append((f"best link, recall at precision {precision}", figures, lead))
    return rows


def _tell_parts(case: MatchingCase, links: list[ToldLink]) -> list[Row]:
    """Tell of precision by origin, and of recall by kind of difference where no UPN helps."""
    certain, shown = told_as(links, "certain"), told_as(links, "certain", "look")
    told, seen = found_by(certain, case.truth), found_by(shown, case.truth)
    rows = []
    for origin, count in sorted(Counter(case.origins.values()).items()):
        keys = frozenset(key for key in case.origins if case.origins[key] == origin)
        there = len(keys & case.findable)
        recall = f"shown {write_share(len(keys & seen), there)}"
        rows.append((f"ours: {origin} ({count})", f"certain: {write_precision(certain, case, keys)}", recall))
    kinds = Counter(kind for key in case.findable - case.usable for kind in case.kinds.get(key, ()))
    for kind, count in sorted(kinds.items()):
        if count >= FEWEST:
            keys = frozenset(key for key in case.findable - case.usable if kind in case.kinds[key])
            figures = f"certain {len(keys & told) / count:.3f}, shown {len(keys & seen) / count:.3f}"
            rows.append((f"ours, without a usable UPN: {kind}", f"{count:5}: {figures}", ""))
    return rows


def _tell_traps(case: MatchingCase, result: WayResult) -> list[Row]:
    rows = []
    title = f"{len(case.truth)} brothers, sisters and twins without the right child on roll"
    siblings = {key: int(key.removeprefix("trap ")) + 1 for key in case.truth}
    for certainty in ("certain", "look", "upn"):
        links = told_as(result.links, certainty)
        taken = sum(siblings[link.key] == link.line for link in links)
        figures = f"{taken} with the brother or sister, {len(links) - taken} with others"
        rows.append((f"{title}: {certainty}", figures, "target 0" if certainty == "certain" else ""))
    return rows


def read_arguments(arguments: list[str]) -> Namespace:
    """Return seed, sizes and ways, from the arguments or else the environment."""
    parser = ArgumentParser(prog="python -m benchmarks.matching", description=__doc__)
    parser.add_argument("--seed", type=int, default=int(os.environ.get("BENCH_SEED") or UNTUNED[0]))
    parser.add_argument("--lost", type=int, default=int(os.environ.get("BENCH_LOST") or LOST))
    parser.add_argument("--roll", type=int, default=int(os.environ.get("BENCH_ROLL") or ON_ROLL))
    parser.add_argument("--traps", type=int, default=int(os.environ.get("BENCH_TRAPS") or TRAPS), help="0 for none")
    parser.add_argument("--damage", type=float, default=1.0, help="how many times as often records differ as usual")
    parser.add_argument("--ways", default=",".join(WAYS), help="of " + ", ".join(WAYS))
    parser.add_argument("--no-first", dest="first", action="store_false", help="leave the first county out")
    parser.add_argument(
        "--explain", type=int, nargs="?", const=20, default=0, help="print so many wrong and missed pairs"
    )
    return parser.parse_args(arguments)


def main(arguments: list[str]) -> None:
    """Print the figures, or the pairs."""
    asked = read_arguments(arguments)
    if asked.explain:
        from benchmarks.matching_explained import explain

        print(*explain(asked.seed, asked.lost, asked.roll, asked.explain, asked.traps), sep="\n")
        return
    for row in run(asked):
        print("  ".join(row).rstrip(), flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
