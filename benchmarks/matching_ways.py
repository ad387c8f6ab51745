"""Ways to match: ours, two Splink models and exact rules. Each takes the store and the roll, and returns its links."""

import logging
import pickle
import resource
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from benchmarks.matching_cases import read_lost, read_roll
from benchmarks.matching_figures import ToldLink
from handover.matching.evidence import Child
from handover.matching.links import LostRecord, OnRoll

BATCH = 50_000
BEST = 3  # links of one lost pupil that a Splink model shows


def ours(lost: list[LostRecord], roll: Iterable[OnRoll]) -> list[ToldLink]:
    """Return the links of our own matching."""
    from handover.matching.linking import link_pupils

    return [
        ToldLink(link.lost.key, link.on_roll.line, link.score, str(link.certainty), link.probability)
        for link in link_pupils(lost, roll).links
    ]


def _plain_text(name: str) -> str | None:
    import anyascii

    return anyascii.anyascii(name).strip().lower() or None


def _columns(batch: list[tuple[str, Child]]) -> dict[str, list[Any]]:
    """Return a batch by columns, as a person would prepare it: small letters without marks, middle names as a list."""
    children = [child for _, child in batch]
    forenames = [_plain_text(child.forename) for child in children]
    surnames = [_plain_text(child.surname) for child in children]
    middles = [_plain_text(child.middle_names) for child in children]
    return {
        "unique_id": [key for key, _ in batch],
        "upn": [child.upn or None for child in children],
        "former_upn": [child.former_upn or None for child in children],
        "surname": surnames,
        "forename": forenames,
        "middle": middles,
        "former_surname": [_plain_text(child.former_surname) for child in children],
        "given": [_words(one, other) for one, other in zip(forenames, middles, strict=True)],
        "family": [_words(name) for name in surnames],
        "birth_date": [child.birth_date and str(child.birth_date) for child in children],
        "gender": [child.gender or None for child in children],
        "postcode": [child.postcode.upper() or None for child in children],
    }


def _words(*names: str | None) -> list[str] | None:
    return [word for name in names for word in (name or "").replace("-", " ").split()] or None


def _load(lost: list[LostRecord], roll: Iterable[OnRoll]) -> Any:
    """Return a DuckDB with both sides."""
    import duckdb
    import pyarrow

    database = duckdb.connect(config={"threads": 2})
    sides: dict[str, Iterator[tuple[str, Child]]] = {
        "lost": ((each.key, each.child) for each in lost),
        "roll": ((str(each.line), each.child) for each in roll),
    }
    for table, rows in sides.items():
        made = False
        while batch := list(islice(rows, BATCH)):
            database.register("batch", pyarrow.table(_columns(batch)))
            database.execute(f"INSERT INTO {table} FROM batch" if made else f"CREATE TABLE {table} AS FROM batch")
            database.unregister("batch")
            made = True
    return database


def exact(lost: list[LostRecord], roll: Iterable[OnRoll]) -> list[ToldLink]:
    """Return the pairs with one UPN, or one name and birth date, where that has one answer."""
    found = _load(lost, roll).execute(
        "WITH pairs AS (SELECT l.unique_id AS key, r.unique_id AS line FROM lost l JOIN roll r USING (upn) UNION "
        "SELECT l.unique_id, r.unique_id FROM lost l JOIN roll r USING (surname, forename, birth_date)) "
        "SELECT key, any_value(line) FROM pairs GROUP BY key HAVING count(*) = 1"
    )
    return [ToldLink(key, int(line), 1.0, "certain") for key, line in found.fetchall()]


def plain(lost: list[LostRecord], roll: Iterable[OnRoll]) -> list[ToldLink]:
    """Return the best links of a Splink model with the comparisons of its library, trained as its tutorial does."""
    import splink.comparison_library as compare
    from splink import SettingsCreator, block_on

    settings = SettingsCreator(
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
    )
    return _link_with_splink(_load(lost, roll), settings, [("surname", "forename"), ("birth_date",)])


def fair(lost: list[LostRecord], roll: Iterable[OnRoll]) -> list[ToldLink]:
    """Return the best links of a Splink model by somebody who knows the data: see `fair_splink`."""
    from benchmarks.fair_splink import TRAINED_ON, make_settings

    return _link_with_splink(_load(lost, roll), make_settings(), TRAINED_ON)


def _link_with_splink(database: Any, settings: Any, trained_on: Iterable[tuple[str, ...]]) -> list[ToldLink]:
    """Train as the documentation advises: a prior from certain rules, u from random pairs, m by EM on several blocks."""
    from splink import DuckDBAPI, Linker, block_on

    pairs = database.execute("SELECT (SELECT count(*) FROM lost) * (SELECT count(*) FROM roll)").fetchall()[0][0]
    logging.getLogger("splink").setLevel(logging.ERROR)  # levels that no pair of a small county has
    interface = DuckDBAPI(connection=database)
    linker = Linker(
        [interface.register("lost", dataset_display_name="a"), interface.register("roll", dataset_display_name="b")],
        settings,
        log_level=None,
    )
    training = linker.training
    rules: list[Any] = [block_on("upn"), block_on("surname", "forename", "birth_date")]
    training.estimate_probability_two_random_records_match(rules, recall=0.8)
    training.estimate_u_using_random_sampling(max_pairs=min(1e7, max(1e6, pairs / 1000)), seed=1)
    for columns in trained_on:
        training.estimate_parameters_using_expectation_maximisation(block_on(*columns))
    found = linker.inference.predict(threshold_match_probability=0.001, warning_mode="never")
    best = database.execute(
        f"SELECT unique_id_l, unique_id_r, match_weight, match_probability FROM {found.physical_name} "
        f"QUALIFY row_number() OVER (PARTITION BY unique_id_l ORDER BY match_weight DESC, unique_id_r) <= {BEST}"
    ).fetchall()
    return [ToldLink(key, int(line), weight, "", probability) for key, line, weight, probability in best]


Way = Callable[[list[LostRecord], Iterable[OnRoll]], list[ToldLink]]
WAYS: dict[str, Way] = {"exact": exact, "plain": plain, "fair": fair, "ours": ours}
TITLES = {"exact": "exact rules", "plain": "plain Splink", "fair": "fair Splink", "ours": "ours"}


def measure(way: str, folder: Path) -> None:
    """Run one way on the county in the folder, and write there what it found, its seconds and its peak memory in kilobytes."""
    lost = read_lost(folder)
    start = time.perf_counter()
    links = WAYS[way](lost, read_roll(folder))
    seconds = time.perf_counter() - start
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    (folder / f"{way}.links").write_bytes(pickle.dumps((links, seconds, memory)))


if __name__ == "__main__":
    measure(sys.argv[1], Path(sys.argv[2]))
