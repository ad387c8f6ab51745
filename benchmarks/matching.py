"""The yearly matching: ours, a plain Splink model and exact rules, on one invented county and in one run.

Each runs in a process of its own, so that its memory can be told. The seed is none that the model was trained or tuned on.
"""

import pickle
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from handover.invented.county import County
from handover.matching.evidence import permanent_upn
from handover.matching.links import LostRecord, OnRoll

SEED, LOST, ON_ROLL = 77, 20_000, 500_000
PRECISION = 0.999
Scored = list[tuple[str, int, float]]


def run(lost: int = LOST, on_roll: int = ON_ROLL, seed: int = SEED) -> list[tuple[str, str, str]]:
    """Return rows of what, figure and ratio or target."""
    with tempfile.TemporaryDirectory() as folder:
        county = County(seed, lost, on_roll)
        usable = _write(county, Path(folder))
        results = {way: _apart(way, folder) for way in WAYS}
    plain = results["plain"]["seconds"]
    rows = [("matching: county", f"{lost:,} lost, {on_roll:,} on roll", f"{len(usable):,} findable by UPN")]
    for way, title in WAYS.items():
        result = results[way]
        rows.append((f"{title}: time", f"{result['seconds']:.1f} s", f"{result['seconds'] / plain:.2f} × plain model"))
        rows.append((f"{title}: peak memory", f"{result['memory'] / 1e6:.2f} GB", ""))
        rows += [
            (f"{title}: {group}", _figures(result["links"], county, keys), _target(way, group))
            for group, keys in _groups(county, usable).items()
        ]
    return rows


WAYS = {"exact": "exact rules", "plain": "plain Splink", "ours": "ours"}


def _target(way: str, group: str) -> str:
    targets = {"all": "target 0.999 and 0.97", "without a usable UPN": "target 0.999 and 0.95"}
    return targets.get(group, "") if way == "ours" else ""


def _groups(county: County, usable: frozenset[str]) -> dict[str, frozenset[str]]:
    every = frozenset(map(str, range(county.lost)))
    welsh = frozenset(key for key in every if county.is_welsh(key))
    return {
        "all": every,
        "without a usable UPN": every - usable,
        "Welsh names": welsh,
        "Welsh names without a usable UPN": welsh - usable,
    }


def _figures(links: Scored, county: County, keys: frozenset[str]) -> str:
    truth = county.truth()
    found = [truth.get(key) == line for key, line, _ in links if key in keys]
    there = sum(key in truth for key in keys)
    return f"precision {sum(found) / max(len(found), 1):.4f}, recall {sum(found) / there:.4f}"


def _write(county: County, folder: Path) -> frozenset[str]:
    """Write the county to files; return the lost pupils whom a UPN finds."""
    pupils = list(county.lost_pupils())
    (folder / "lost").write_bytes(pickle.dumps(pupils))
    (folder / "truth").write_bytes(pickle.dumps(county.truth()))
    keys = {line: pupils[int(key)] for key, line in county.truth().items()}
    usable = set()
    with (folder / "roll").open("wb") as file:
        for row in county.roll():
            pickle.dump(row, file)
            if row.line in keys:
                pupil = keys[row.line]
                if (upn := permanent_upn(pupil.child.upn)) and upn in (row.child.upn, row.child.former_upn):
                    usable.add(pupil.key)
    return frozenset(usable)


def _apart(way: str, folder: str) -> dict[str, Any]:
    subprocess.run([sys.executable, "-m", "benchmarks.matching", way, folder], check=True)
    result: dict[str, Any] = pickle.loads((Path(folder) / way).read_bytes())
    return result


def _roll(folder: Path) -> Iterator[OnRoll]:
    with (folder / "roll").open("rb") as file:
        while True:
            try:
                yield pickle.load(file)
            except EOFError:
                return


def ours(lost: list[LostRecord], roll: Iterable[OnRoll], _: dict[str, int]) -> Scored:
    """Return the certain links of our own matching."""
    from handover.matching.linking import link_pupils

    return [(one.lost.key, one.on_roll.line, one.score) for one in link_pupils(lost, roll).certain()]


def _loaded(lost: list[LostRecord], roll: Iterable[OnRoll]) -> Any:
    """Load both sides into DuckDB, as a person would for Splink: small letters, blanks taken away."""
    import duckdb
    import pyarrow

    from handover.matching.tables import _batches

    database = duckdb.connect(config={"threads": 2})
    rows = {
        "lost": ((each.key, each.child) for each in lost),
        "roll": ((str(each.line), each.child) for each in roll),
    }
    for table, source in rows.items():
        for number, batch in enumerate(_batches(source)):
            columns = {
                "unique_id": [key for key, _ in batch],
                "upn": [child.upn or None for _, child in batch],
                "surname": [child.surname.lower() for _, child in batch],
                "forename": [child.forename.lower() for _, child in batch],
                "birth_date": [child.birth_date and str(child.birth_date) for _, child in batch],
                "gender": [child.gender or None for _, child in batch],
                "postcode": [child.postcode.upper() or None for _, child in batch],
            }
            database.register("batch", pyarrow.table(columns))
            database.execute(
                f"{'INSERT INTO' if number else 'CREATE TABLE'} {table} {'' if number else 'AS'} FROM batch"
            )
            database.unregister("batch")
    return database


def exact(lost: list[LostRecord], roll: Iterable[OnRoll], _: dict[str, int]) -> Scored:
    """Return the pairs with one UPN, or one name and birth date, where that has one answer."""
    database = _loaded(lost, roll)
    found = database.execute(
        "WITH pairs AS (SELECT l.unique_id AS key, r.unique_id AS line FROM lost l JOIN roll r USING (upn) UNION "
        "SELECT l.unique_id, r.unique_id FROM lost l JOIN roll r USING (surname, forename, birth_date)) "
        "SELECT key, any_value(line) FROM pairs GROUP BY key HAVING count(*) = 1"
    ).fetchall()
    return [(key, int(line), 1.0) for key, line in found]


def plain(lost: list[LostRecord], roll: Iterable[OnRoll], truth: dict[str, int]) -> Scored:
    """Return the best links of Splink's own comparisons, trained as its tutorial does.

    The threshold is the best there is for the wanted precision, read from the truth: more than anybody could have.
    """
    import splink.comparison_library as compare
    from splink import DuckDBAPI, Linker, SettingsCreator, block_on

    database = _loaded(lost, roll)
    interface = DuckDBAPI(connection=database)
    linker = Linker(
        [interface.register("lost", dataset_display_name="a"), interface.register("roll", dataset_display_name="b")],
        SettingsCreator(
            link_type="link_only",
            comparisons=[
                compare.NameComparison("forename").configure(term_frequency_adjustments=True),
                compare.NameComparison("surname").configure(term_frequency_adjustments=True),
                compare.DateOfBirthComparison("birth_date", input_is_string=True),
                compare.PostcodeComparison("postcode"),
                compare.ExactMatch("gender"),
                compare.ExactMatch("upn"),
            ],
            blocking_rules_to_generate_predictions=[
                block_on("upn"),
                block_on("surname", "birth_date"),
                block_on("forename", "birth_date"),
                block_on("birth_date", "postcode"),
                block_on("surname", "forename", "postcode"),
            ],
        ),
        log_level=None,
    )
    training = linker.training
    rules = [block_on("upn"), block_on("surname", "forename", "birth_date")]
    training.estimate_probability_two_random_records_match(rules, recall=0.8)
    training.estimate_u_using_random_sampling(max_pairs=2e6, seed=1)
    training.estimate_parameters_using_expectation_maximisation(block_on("surname", "forename"))
    training.estimate_parameters_using_expectation_maximisation(block_on("birth_date"))
    found = linker.inference.predict(threshold_match_probability=0.01, warning_mode="never")
    pairs = database.execute(
        f"SELECT unique_id_l, unique_id_r, match_weight FROM {found.physical_name} "
        "QUALIFY row_number() OVER (PARTITION BY unique_id_l ORDER BY match_weight DESC, unique_id_r) = 1"
    ).fetchall()
    return _precise([(key, int(line), weight) for key, line, weight in pairs], truth)


def _precise(links: Scored, truth: dict[str, int]) -> Scored:
    links.sort(key=lambda each: -each[2])
    right, best = 0, 0
    for count, (key, line, _) in enumerate(links, start=1):
        right += truth.get(key) == line
        if right / count >= PRECISION:
            best = count
    return links[:best]


def measure(way: str, folder: Path) -> None:
    """Run one way and write what it found and cost."""
    lost = pickle.loads((folder / "lost").read_bytes())
    truth = pickle.loads((folder / "truth").read_bytes())
    start = time.perf_counter()
    links = {"ours": ours, "plain": plain, "exact": exact}[way](lost, _roll(folder), truth)
    seconds = time.perf_counter() - start
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    (folder / way).write_bytes(pickle.dumps({"seconds": seconds, "memory": memory, "links": links}))


if __name__ == "__main__":
    measure(sys.argv[1], Path(sys.argv[2]))
