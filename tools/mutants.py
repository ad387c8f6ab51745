"""Break the code in one small way at a time and see whether a test notices. Run by `make mutants`.

A change inside a function: the tests of its module run once, test by test under coverage, in a process of their own.
Then each change gets a fork of that process, which exchanges the code of the functions that live already and runs the
tests that reach the line, the fastest first. What a fork leaves in the database or the folder of files is put back.
A change at the top of a module (a table, a constant) is run when the module is imported; so its fork is made before
anything of Handover is imported, and runs the tests of the module, those that name it first.

What no test notices is told with its place. It is a fault unless `docs/testing.md` lists it with a reason.
"""

import argparse
import os
import random
import re
import shutil
import signal
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fnmatch import fnmatch
from functools import partial
from pathlib import Path

from tools.judging import AT_IMPORT, KILLED, TIMED_OUT, files_naming_first, forked, judge_anew, judge_living
from tools.mutations import Change, Module

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src" / "handover"
KNOWN = ROOT / "docs" / "testing.md"
KNOWN_LINE = re.compile(
    r"- `(?P<module>\S+\.py)`(?: in `(?P<function>\S+)`)?: (?P<change>`.+?` → `.*?`)\. (?P<reason>.+)"
)
SEED = 20261129


@dataclass(frozen=True)
class Group:
    """Modules, the tests that judge them, and how pytest is told to run those."""

    tests: tuple[str, ...]
    modules: tuple[str, ...]
    options: tuple[str, ...] = ()
    forks: bool = True  # False where a library does not survive the fork of a process that has used it


def files(pattern: str, names: str) -> tuple[str, ...]:
    """Return the paths of several files of one folder."""
    return tuple(pattern.format(name) for name in names.split())


# Over HTTP and on PostgreSQL the same is shown again, slower.
STRAIGHT = ("-k", "not http] and not postgres]")
GROUPS = (
    Group(
        (
            "tests/common",
            "tests/attacks/test_ctf_fetching.py",
            "tests/attacks/test_zip_bombs.py",
            "tests/attacks/test_zips_read_two_ways.py",
        ),
        ("common/*", "common/lists/*"),
    ),
    Group(("tests/ctf",), ("ctf/*",)),
    Group(
        ("tests/matching/test_evidence.py", "tests/matching/test_names.py"),
        tuple(
            f"matching/{name}.py"
            for name in ("equal_names", "evidence", "findings", "names", "short_names", "spellings")
        ),
    ),
    # DuckDB does not survive a fork.
    Group(
        ("tests/matching/test_linking.py", "tests/matching/test_spark.py"),
        tuple(f"matching/{name}.py" for name in ("linking", "links", "model", "scoring", "spark", "tables")),
        forks=False,
    ),
    Group(
        files("tests/sif/test_{}.py", "bad_input events examples first_messages messages rules"),
        ("sif/checks/*",),
    ),
    Group(("tests/zone/conformance", "tests/zone/test_any_order.py"), ("zone/core/*",), STRAIGHT),
    Group(("tests/zone/store", "tests/portal/zones/test_why.py"), ("zone/store/queues.py",), STRAIGHT),
    Group(
        files("tests/portal/phase/test_{}.py", "matching offers"),
        files("portal/phase/{}.py", "matching offers"),
    ),
    Group(
        files("tests/portal/retention/test_{}.py", "table lengths leaving_age keeping"),
        (*files("portal/retention/{}.py", "keeping rule table"), "portal/*/retention_rules.py"),
    ),
    Group(
        files("tests/portal/accounts/test_{}.py", "gate sign_in sign_in_links second_step second_step_rules sessions"),
        files("portal/accounts/{}.py", "signing_in gate"),
        ("-k", "not of_addresses and not of_things"),
    ),
    Group(
        files("tests/portal/accounts/test_{}.py", "gate second_step_rules"),
        ("portal/accounts/roles.py", "portal/web/roles.py", "portal/*/permissions.py"),
        ("-k", "rights or second_step_rules"),
    ),
    Group(
        files("tests/portal/lostpupils/test_{}.py", "keys search repeats lost lost_more life standing"),
        files("portal/lostpupils/{}.py", "releasing repeats searching keys"),
    ),
    Group(
        files(
            "tests/portal/transfers/test_{}.py",
            "flow kinds kinds_sent intake vault states listeners send send_cases collect",
        ),
        files("portal/transfers/{}.py", "moving intake vault kinds flow listeners"),
    ),
)
# Only words and declarations: a change there is a change of a sentence or of a type. The table of authorities is printed
# in docs/reference, which `make check` compares.
LEFT_OUT = (
    "*__init__.py",
    "*faults.py",
    "*/migrations/*",
    "*/models.py",
    "common/authorities.py",
    "sif/checks/kinds.py",
    "zone/core/effects.py",
    "zone/core/records.py",
)


@dataclass(frozen=True)
class Result:
    """What became of one change."""

    module: Module
    change: Change
    found: str  # KILLED, TIMED_OUT, or how many tests did not notice

    @property
    def name(self) -> str:
        """The module as `docs/testing.md` calls it."""
        return str(self.module.path.relative_to(SOURCE))

    @property
    def key(self) -> tuple[str, str, str]:
        """What `docs/testing.md` knows a change by; lines move."""
        return self.name, self.change.function, self.change.shown

    @property
    def survived(self) -> bool:
        """Whether no test noticed."""
        return self.found not in (KILLED, TIMED_OUT)


def choose(module: Module, each: int) -> list[Change]:
    """Return so many changes (0 for all), of every kind in turn; the same ones each time as long as the module stays."""
    mixed = sorted(module.changes, key=lambda change: (change.function, change.shown))
    random.Random(f"{SEED} {module.path.relative_to(SOURCE)}").shuffle(mixed)  # noqa: S311 (nothing secret)
    turns: Counter[str] = Counter()
    ranks = [turns.update([change.kind]) or turns[change.kind] for change in mixed]
    ranked = sorted(zip(ranks, mixed, strict=True), key=lambda pair: pair[0])
    return [change for _, change in ranked][: each or None]


def judge(group: Group, wanted: list[str], each: int, seconds: float) -> Iterator[Result]:
    """Break the group's modules and yield what became of each change."""
    names = {str(path.relative_to(SOURCE)) for pattern in group.modules for path in SOURCE.glob(pattern)}
    names = {name for name in names if name.endswith(".py") and not any(fnmatch(name, out) for out in LEFT_OUT)}
    modules = [Module(SOURCE / name) for name in sorted(names) if any(fnmatch(name, one) for one in wanted)]
    chosen = {module: choose(module, each) for module in modules}
    anew = [
        (module, change)
        for module, changes in chosen.items()
        for change in changes
        if change.at_import or not group.forks
    ]
    living = {
        module: [change for change in changes if (module, change) not in anew] for module, changes in chosen.items()
    }
    if any(living.values()):
        judging = partial(judge_living, [*group.options, *group.tests], living, seconds)
        for number, path, found in forked(judging, bounded=False):
            module = next(module for module in modules if str(module.path) == path)
            if found == AT_IMPORT:
                anew.append((module, module.changes[number]))
            else:
                yield Result(module, module.changes[number], found)
    for module, change in anew:
        tests = files_naming_first(group.tests, module.path.stem, ROOT)
        (found,) = forked(partial(judge_anew, [*group.options, *tests], module, change, seconds))
        yield Result(module, change, found)


def read_known() -> dict[tuple[str, str, str], str]:
    """Return the reason why each known change may survive."""
    lines = (KNOWN_LINE.fullmatch(line) for line in KNOWN.read_text().splitlines()) if KNOWN.exists() else ()
    return {(line["module"], line["function"] or "", line["change"]): line["reason"] for line in lines if line}


def outdated(known: dict[tuple[str, str, str], str]) -> list[tuple[str, str, str]]:
    """Return the lines of the list whose change can no longer be made."""
    names = {name for name, _, _ in known if (SOURCE / name).exists()}
    there = {(name, change.function, change.shown) for name in names for change in Module(SOURCE / name).changes}
    return sorted(known.keys() - there)


def until_stopped(results: Iterable[Result]) -> Iterator[Result]:
    """Yield the results until somebody presses Ctrl-C: what was found until then is worth its table."""
    try:
        yield from results
    except KeyboardInterrupt:
        print("Stopped; this far:")


def tell(results: Iterable[Result], known: dict[tuple[str, str, str], str]) -> bool:
    """Print each survivor as it is found and the table of the modules at the end; say whether all are known."""
    table: dict[str, Counter[str]] = {}
    for one in until_stopped(results):
        counts = table.setdefault(one.name, Counter())
        if not one.survived:
            counts[one.found] += 1
            if one.key in known:
                print(f"docs/testing.md lists what is noticed now: {one.name} {one.change.function} {one.change.shown}")
            continue
        counts["known" if one.key in known else "unknown"] += 1
        place = f"src/handover/{one.name}:{one.change.lines[0]} {one.change.function}".strip()
        print(f"{place}: {one.change.shown}. {known.get(one.key) or f'NOT KNOWN ({one.found})'}", flush=True)
    print(f"\n{'module':40}  killed  timed out  survived, known  survived, not known")
    total = sum(table.values(), Counter())
    for name, counts in [*sorted(table.items()), ("all", total)]:
        print(f"{name:40}  {counts[KILLED]:6}  {counts[TIMED_OUT]:9}  {counts['known']:15}  {counts['unknown']:19}")
    return not total["unknown"]


def main() -> int:
    """Judge the modules asked for; 1 if a change that is not known survives."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument(
        "modules", nargs="*", default=["*"], help='such as "ctf/reader.py" or "zone/core/*"; all when left out'
    )
    asked.add_argument("--each", type=int, default=12, help="changes a module (12); 0 for every one")
    # Of the processor, so that a busy machine changes nothing.
    asked.add_argument(
        "--seconds", type=float, default=15, help="what a change may cost before the rest of its tests is left out"
    )
    given = asked.parse_args()
    # A shell has what it starts in the background ignore it; `kill -INT` ends that too.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    known = read_known()
    old = outdated(known)
    for line in old:
        print("docs/testing.md lists what is no longer there:", *line)
    os.environ["TMPDIR"] = folder = tempfile.mkdtemp(prefix="handover-mutants-")
    tempfile.tempdir = None
    try:
        well = tell((one for group in GROUPS for one in judge(group, given.modules, given.each, given.seconds)), known)
        return int(bool(old) or not well)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(main())
