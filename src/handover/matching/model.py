"""The linkage model as data: what is compared, in which steps, how likely each step is, and which pairs are compared.

`m` is how often the step is met between two records of one child, `u` how often between records of two. Both were counted
on an invented county (`invented.py`, seed 2024) that no benchmark uses, and are kept here so that a matching gives the
same answer every time.
"""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Step:
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
    steps: tuple[Step, ...]


ELSE: Final = "ELSE"

MODEL: Final = (
    Comparison(
        "surname",
        "surname_l IS NULL OR surname_r IS NULL",
        (
            Step("surname_l = surname_r", 0.84, 0.0046, "surname"),
            Step("surname_l = former_surname_r OR former_surname_l = surname_r", 0.004, 0.000002),
            Step("list_has_any(surname_sounds_l, surname_sounds_r)", 0.087, 0.0019),
            Step("damerau_levenshtein(surname_l, surname_r) <= 1", 0.035, 0.00034),
            Step("jaro_winkler_similarity(surname_l, surname_r) >= 0.85", 0.002, 0.0013),
            Step("surname_l = first_r AND first_l = surname_r", 0.0045, 0.0000070),
            Step(ELSE, 0.032, 0.99),
        ),
    ),
    Comparison(
        "forename",
        # names that have changed places are weighed once, as surnames
        "first_l IS NULL OR first_r IS NULL OR (surname_l = first_r AND first_l = surname_r)",
        (
            Step("first_l = first_r", 0.86, 0.0015, "first"),
            Step("list_has_any(first_sounds_l, first_sounds_r)", 0.07, 0.0012),
            Step("damerau_levenshtein(first_l, first_r) <= 1", 0.045, 0.0012),
            Step("starts_with(first_l, first_r) OR starts_with(first_r, first_l)", 0.006, 0.0002),
            Step("middle_l = first_r OR first_l = middle_r", 0.0085, 0.00093),
            Step("jaro_winkler_similarity(first_l, first_r) >= 0.85", 0.002, 0.0017),
            Step(ELSE, 0.008, 0.993),
        ),
    ),
    Comparison(
        "birth_date",
        "born_l IS NULL OR born_r IS NULL",
        (
            Step("born_l = born_r", 0.96, 0.00023),
            Step("born_l = born_swapped_r", 0.01, 0.00007),
            Step("substr(born_l, 5) = substr(born_r, 5) AND abs(year_l - year_r) = 1", 0.008, 0.0004),
            Step("damerau_levenshtein(born_l, born_r) <= 1", 0.017, 0.0054),
            Step(ELSE, 0.003, 0.994),
        ),
    ),
    Comparison(
        "gender",
        "gender_l IS NULL OR gender_r IS NULL",
        (Step("gender_l = gender_r", 0.994, 0.5), Step(ELSE, 0.006, 0.5)),
    ),
    Comparison(
        "postcode",
        "postcode_l IS NULL OR postcode_r IS NULL",
        (
            Step("postcode_l = postcode_r", 0.27, 0.000055, "postcode"),
            Step("damerau_levenshtein(postcode_l, postcode_r) <= 1", 0.06, 0.002),
            Step("district_l = district_r", 0.36, 0.007),
            Step(ELSE, 0.31, 0.99),
        ),
    ),
    Comparison(
        "upn",
        "upn_l IS NULL OR upn_r IS NULL",
        (
            Step("damerau_levenshtein(upn_l, upn_r) <= 1", 0.012, 0.000001),
            Step(ELSE, 0.988, 0.999999),
        ),
    ),
)

# Pairs that meet one of these are compared. Together they leave out only children of whom nearly nothing agrees, and
# none of them pairs more than a few dozen children of a nation with one.
BLOCKING: Final = (
    "l.born = r.born AND l.first_start = r.first_start",
    "l.born = r.born AND l.surname_start = r.surname_start",
    "l.born = r.born AND l.postcode = r.postcode",
    "l.born = r.born AND l.surname = r.first",
    "l.born = r.born AND l.first = r.surname",
    "l.surname = r.surname AND l.first = r.first",
    "l.surname = r.first AND l.first = r.surname",
    "l.born = r.born_swapped AND l.first_start = r.first_start",
    "l.month = r.month AND l.first = r.first AND l.surname_start = r.surname_start",
    "l.first = r.first AND l.postcode = r.postcode",
)

CERTAIN: Final = 4.0
"""The weight, in powers of two, from which a link is certain: some sixteen to one for the least of them, far more for most."""

LOOK: Final = 0.0
"""The weight from which a person should look: as likely as not."""

AHEAD: Final = 4.0
"""By how much a certain link must be ahead of the next one."""

SUPPORT: Final = 0.0
"""The points that everything but the UPN must reach for a shared UPN to be believed."""

MOST: Final = 5
"""Pupils on roll who are shown for one lost pupil."""
