"""The first stage of a matching as data: which pairs are looked at, and how they are weighed to choose the best few.

It is written in SQL, for DuckDB and Spark, and made to leave nobody out: what a pair is worth in the end is for the evidence
model to say (`evidence.py`). `m` is how often a step is met between two records of one child, `u` how often between records of
two. They are kept here so that a matching gives the same answer every time.
"""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class ComparisonStep:
    """One step of a comparison, first that fits: a condition of DuckDB's SQL on `_l` and `_r`, m and u.

    `frequency` names the column whose rare values count for more than its common ones.
    """

    condition: str
    m: float
    u: float
    frequency: str = ""


@dataclass(frozen=True, slots=True)
class Comparison:
    """What is compared, when there is nothing to compare (neither for nor against), and its steps; the last is `ELSE`."""

    name: str
    missing: str
    steps: tuple[ComparisonStep, ...]


ELSE: Final = "ELSE"

LEFT, RIGHT = "a_lost", "b_roll"
"""The names of the two tables: Splink takes for left what comes first in the alphabet."""

_SURNAME_GIVEN: Final = "list_has_any(surname_sounds_l, given_sounds_r)"
_GIVEN_SURNAME: Final = "list_has_any(given_sounds_l, surname_sounds_r)"
_EXCHANGED: Final = f"({_SURNAME_GIVEN} AND {_GIVEN_SURNAME})"
_EXCHANGED_WITH_SLIP: Final = (
    f"({_SURNAME_GIVEN} AND jaro_winkler_similarity(first_l, surname_r) >= 0.8) OR "
    f"({_GIVEN_SURNAME} AND jaro_winkler_similarity(surname_l, first_r) >= 0.8)"
)

MODEL: Final = (
    Comparison(
        "surname",
        "surname_l IS NULL OR surname_r IS NULL",
        (
            ComparisonStep("surname_l = surname_r", 0.84, 0.0046, "surname"),
            ComparisonStep("surname_l = former_surname_r OR former_surname_l = surname_r", 0.004, 0.000002),
            ComparisonStep("list_has_any(surname_sounds_l, surname_sounds_r)", 0.09, 0.002, "surname"),
            ComparisonStep("damerau_levenshtein(surname_l, surname_r) <= 1", 0.032, 0.0004),
            ComparisonStep(_EXCHANGED, 0.008, 0.00001),
            ComparisonStep(_EXCHANGED_WITH_SLIP, 0.004, 0.00001),
            ComparisonStep(_SURNAME_GIVEN, 0.006, 0.002),
            ComparisonStep(_GIVEN_SURNAME, 0.006, 0.002),
            ComparisonStep("jaro_winkler_similarity(surname_l, surname_r) >= 0.85", 0.004, 0.0014),
            ComparisonStep(ELSE, 0.04, 0.98),
        ),
    ),
    Comparison(
        "forename",
        # names that have changed places are weighed once, as surnames
        f"first_l IS NULL OR first_r IS NULL OR {_EXCHANGED}",
        (
            ComparisonStep("first_l = first_r", 0.84, 0.003, "first"),
            ComparisonStep("list_has_any(first_sounds_l, first_sounds_r)", 0.07, 0.0015),
            ComparisonStep("damerau_levenshtein(first_l, first_r) <= 1", 0.04, 0.0014),
            ComparisonStep(
                "starts_with(first_l, first_r) OR starts_with(first_r, first_l) "
                "OR list_has_any(first_stands_for_l, first_stands_for_r)",
                0.012,
                0.001,
            ),
            ComparisonStep("list_has_any(given_sounds_l, given_sounds_r)", 0.015, 0.003),
            ComparisonStep("jaro_winkler_similarity(first_l, first_r) >= 0.8", 0.006, 0.004),
            ComparisonStep(ELSE, 0.015, 0.98),
        ),
    ),
    Comparison(
        "middle",
        "middle_l IS NULL OR middle_r IS NULL",
        (ComparisonStep("middle_l = middle_r", 0.85, 0.006), ComparisonStep(ELSE, 0.15, 0.99)),
    ),
    Comparison(
        "birth_date",
        "born_l IS NULL OR born_r IS NULL",
        (
            ComparisonStep("born_l = born_r", 0.94, 0.00023),
            ComparisonStep("born_l = born_swapped_r", 0.01, 0.00007),
            ComparisonStep("birthday_l = birthday_r AND abs(year_l - year_r) = 1", 0.01, 0.0005),
            ComparisonStep("year_l = year_r AND day_l = day_r", 0.008, 0.0025),
            ComparisonStep(
                "year_l = year_r AND (birthday_l IN ('01-01', '07-01') OR birthday_r IN ('01-01', '07-01'))",
                0.01,
                0.002,
            ),
            ComparisonStep("damerau_levenshtein(born_l, born_r) <= 1", 0.019, 0.0054),
            ComparisonStep("year_l = year_r", 0.004, 0.07),
            ComparisonStep(ELSE, 0.004, 0.92),
        ),
    ),
    Comparison(
        "gender",
        "gender_l IS NULL OR gender_r IS NULL",
        (ComparisonStep("gender_l = gender_r", 0.994, 0.5), ComparisonStep(ELSE, 0.006, 0.5)),
    ),
    Comparison(
        "postcode",
        "postcode_l IS NULL OR postcode_r IS NULL",
        (
            ComparisonStep("postcode_l = postcode_r", 0.27, 0.00005),
            ComparisonStep("damerau_levenshtein(postcode_l, postcode_r) <= 1", 0.07, 0.0021),
            ComparisonStep("district_l = district_r", 0.3, 0.007),
            ComparisonStep(ELSE, 0.36, 0.99),
        ),
    ),
    Comparison(
        "upn",
        "upn_given_l IS NULL OR upn_given_r IS NULL",
        (
            ComparisonStep("damerau_levenshtein(upn_given_l, upn_given_r) <= 1", 0.028, 0.000001),
            ComparisonStep(ELSE, 0.972, 0.999999),
        ),
    ),
)

# Pairs that meet one of these are weighed. Together they leave out only children of whom nearly nothing agrees, and none of
# them pairs more than a few dozen children of a nation with one. Those that compare most sounds come first: a rule leaves out
# what the rules before it have found, and so has their sounds to compare as well.
BLOCKING: Final = (
    "l.born = r.born AND list_has_any(l.name_sounds, r.name_sounds)",
    "l.born = r.born_swapped AND list_has_any(l.given_sounds, r.given_sounds)",
    "l.postcode = r.postcode AND list_has_any(l.given_sounds, r.given_sounds)",
    "l.born = r.born AND l.postcode = r.postcode",
    "l.born = r.born AND l.first_start = r.first_start AND l.surname_start = r.surname_start",
    "l.born = r.born AND l.district = r.district",
    "l.surname = r.surname AND l.first = r.first",
    "l.surname = r.first AND l.first = r.surname",
    "l.year = r.year AND l.surname_key = r.surname_key AND l.first_key = r.first_key",
    "l.year = r.year AND l.first = r.first AND l.surname_start = r.surname_start",
    "l.year = r.year AND l.surname = r.surname AND l.first_start = r.first_start",
    "l.year = r.year AND l.surname = r.surname AND l.middle = r.middle",
    "l.year = r.year AND l.first = r.first AND l.middle = r.middle",
    "l.birthday = r.birthday AND l.first_key = r.first_key AND l.surname_start = r.surname_start",
    "l.surname = r.surname AND l.first_start = r.first_start AND l.district = r.district",
    "l.upn_given = r.upn_given",
)

PROPOSED: Final = -11.0
"""The weight from which a pair is proposed: far too little to be believed, enough to be weighed."""

PROPOSED_EACH: Final = 6
"""So many pupils on roll are proposed for one lost pupil at most."""

PROPOSED_BEHIND: Final = 12.0
"""A pair that is so far behind the best one of a lost pupil is not proposed."""

MOST: Final = 5
"""Pupils on roll who are shown for one lost pupil."""
