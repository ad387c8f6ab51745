"""The linkage model as data: what is compared, in which steps, how likely each step is, and which pairs are compared.

`m` is how often the step is met between two records of one child, `u` how often between records of two. Both were counted
on an invented county (`invented.py`, seed 2024) that no benchmark uses, and are kept here so that a matching gives the
same answer every time.
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

MODEL: Final = (
    Comparison(
        "surname",
        "surname_l IS NULL OR surname_r IS NULL",
        (
            ComparisonStep("surname_l = surname_r", 0.84, 0.0046, "surname"),
            ComparisonStep("surname_l = former_surname_r OR former_surname_l = surname_r", 0.004, 0.000002),
            ComparisonStep(
                "surname_words_l = surname_words_r AND list_has_any(surname_sounds_l, surname_sounds_r)",
                0.081,
                0.0011,
                "surname",
            ),
            ComparisonStep("list_has_any(surname_sounds_l, surname_sounds_r)", 0.0146, 0.0011, "surname"),
            ComparisonStep("damerau_levenshtein(surname_l, surname_r) <= 1", 0.032, 0.00032, "surname"),
            ComparisonStep("jaro_winkler_similarity(surname_l, surname_r) >= 0.85", 0.0005, 0.0014),
            ComparisonStep("surname_l = first_r AND first_l = surname_r", 0.0045, 0.0000005),
            ComparisonStep(ELSE, 0.032, 0.99),
        ),
    ),
    Comparison(
        "forename",
        # names that have changed places are weighed once, as surnames
        "first_l IS NULL OR first_r IS NULL OR (surname_l = first_r AND first_l = surname_r)",
        (
            ComparisonStep("first_l = first_r", 0.86, 0.0015, "first"),
            ComparisonStep("list_has_any(first_sounds_l, first_sounds_r)", 0.07, 0.0012, "first"),
            ComparisonStep(
                "least(length(first_l), length(first_r)) > 4 AND damerau_levenshtein(first_l, first_r) <= 1",
                0.031,
                0.0006,
                "first",
            ),
            ComparisonStep("damerau_levenshtein(first_l, first_r) <= 1", 0.019, 0.0008, "first"),
            ComparisonStep(
                "starts_with(first_l, first_r) OR starts_with(first_r, first_l) "
                "OR list_has_any(first_stands_for_l, first_stands_for_r)",
                0.004,
                0.0006,
            ),
            ComparisonStep("middle_l = first_r OR first_l = middle_r", 0.0085, 0.00093),
            ComparisonStep("jaro_winkler_similarity(first_l, first_r) >= 0.85", 0.001, 0.0016),
            ComparisonStep(ELSE, 0.005, 0.993),
        ),
    ),
    Comparison(
        "birth_date",
        "born_l IS NULL OR born_r IS NULL",
        (
            ComparisonStep("born_l = born_r", 0.96, 0.00023),
            ComparisonStep("born_l = born_swapped_r", 0.01, 0.00007),
            ComparisonStep("substr(born_l, 5) = substr(born_r, 5) AND abs(year_l - year_r) = 1", 0.0105, 0.0004),
            ComparisonStep("damerau_levenshtein(born_l, born_r) <= 1", 0.019, 0.0054),
            ComparisonStep(ELSE, 0.0005, 0.994),
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
            ComparisonStep("postcode_l = postcode_r", 0.27, 0.00005, "postcode"),
            ComparisonStep("damerau_levenshtein(postcode_l, postcode_r) <= 1", 0.07, 0.0021),
            ComparisonStep("district_l = district_r", 0.36, 0.007),
            ComparisonStep(ELSE, 0.295, 0.99),
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
    # A child who has no permanent UPN, or one that was given years after starting school, came from somewhere: often
    # from a school whose file was lost. One who has had another number since school began is another child. Of the
    # youngest nobody can tell; nor does it say anything of a lost pupil who had no correct UPN to begin with.
    Comparison(
        "arrival",
        "NOT numbered_l",
        (
            ComparisonStep("issued_r = 'none'", 0.38, 0.02),
            ComparisonStep("issued_r = 'late'", 0.475, 0.039),
            ComparisonStep("issued_r = 'unclear'", 0.137, 0.222),
            ComparisonStep(ELSE, 0.008, 0.719),
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
    "l.born = r.born AND l.district = r.district",
    "l.born = r.born AND l.surname_start = r.first_start AND l.first_start = r.surname_start",
    "l.born = r.born AND l.middle = r.first",
    "l.birthday = r.birthday AND l.first_start = r.first_start AND l.surname_start = r.surname_start",
    "l.surname = r.surname AND l.first_start = r.first_start AND l.district = r.district",
)

PROPOSED: Final = -6.0
"""The weight from which a pair is proposed: far too little to be believed, enough to be weighed."""

PROPOSED_EACH: Final = 8
"""So many pupils on roll are proposed for one lost pupil at most."""

MOST: Final = 5
"""Pupils on roll who are shown for one lost pupil."""
