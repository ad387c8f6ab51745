"""A Splink model by a competent user who knows that names are exchanged, and that middle names are there.

Its levels are SQL that Splink's documentation shows how to write; nothing of our own matching is in it. UPNs that are
nearly the same have no level of their own: twins have such numbers, and the model found fewer children with it.
"""

from typing import Any

TRAINED_ON = (("surname", "forename"), ("birth_date",), ("forename", "postcode"))
"""Columns of the blocks on which EM is run: each comparison is left free by at least one of them."""

_EXCHANGED = "(forename_l = surname_r AND surname_l = forename_r)"
_MIDDLE = "(list_contains(given_l, forename_r) OR list_contains(given_r, forename_l))"
_PART = "list_has_any(family_l, family_r)"
_FORMER = "(surname_l = former_surname_r OR former_surname_l = surname_r)"
_UPNS = "(upn_l = upn_r OR upn_l = former_upn_r OR former_upn_l = upn_r)"


def _similar(column: str, least: float) -> str:
    return f"jaro_winkler_similarity({column}_l, {column}_r) >= {least}"


def make_settings() -> Any:
    """Return the settings of the model."""
    import splink.comparison_level_library as level
    import splink.comparison_library as compare
    from splink import SettingsCreator, block_on
    from splink.blocking_rule_library import CustomRule

    def name(column: str, *special: Any) -> Any:
        levels = [
            level.NullLevel(column),
            level.ExactMatchLevel(column, term_frequency_adjustments=True),
            *special,
            *(level.CustomLevel(_similar(column, least)) for least in (0.92, 0.88, 0.7)),
            level.ElseLevel(),
        ]
        return compare.CustomComparison(levels, column)

    exchanged = level.CustomLevel(_EXCHANGED).configure(
        u_probability=1e-6, fix_u_probability=True
    )  # too rare to sample
    weighed_once = level.CustomLevel(_EXCHANGED).configure(is_null_level=True)  # the forename's level counts for both
    middle = compare.CustomComparison(
        [
            level.NullLevel("middle"),
            level.ExactMatchLevel("middle", term_frequency_adjustments=True),
            level.CustomLevel("list_has_any(given_l, string_split(middle_r, ' ')) AND middle_l[1] = middle_r[1]"),
            level.CustomLevel("middle_l[1] = middle_r[1]"),
            level.CustomLevel(_similar("middle", 0.88)),
            level.ElseLevel(),
        ],
        "middle",
    )
    birth_date = compare.CustomComparison(
        [
            level.NullLevel("birth_date"),
            level.ExactMatchLevel("birth_date"),
            level.CustomLevel("damerau_levenshtein(birth_date_l, birth_date_r) <= 1"),
            level.CustomLevel(
                "birth_date_l[1:4] = birth_date_r[1:4] AND birth_date_l[6:7] = birth_date_r[9:10] "
                "AND birth_date_l[9:10] = birth_date_r[6:7]"
            ),
            level.AbsoluteDateDifferenceLevel("birth_date", threshold=1, metric="month", input_is_string=True),
            level.AbsoluteDateDifferenceLevel("birth_date", threshold=1, metric="year", input_is_string=True),
            level.ElseLevel(),
        ],
        "birth_date",
    )
    upn = compare.CustomComparison(
        [
            level.NullLevel("upn"),
            level.CustomLevel(_UPNS),
            level.ElseLevel(),
        ],
        "upn",
    )
    return SettingsCreator(
        link_type="link_only",
        comparisons=[
            name("forename", exchanged, level.CustomLevel(_MIDDLE)),
            name("surname", weighed_once, level.CustomLevel(_PART), level.CustomLevel(_FORMER)),
            middle,
            birth_date,
            compare.PostcodeComparison("postcode"),
            compare.ExactMatch("gender"),
            upn,
        ],
        blocking_rules_to_generate_predictions=[
            block_on("upn"),
            CustomRule("l.upn = r.former_upn"),
            block_on("surname", "birth_date"),
            block_on("forename", "birth_date"),
            block_on("middle", "birth_date"),
            block_on("birth_date", "postcode"),
            block_on("surname", "postcode"),
            block_on("forename", "postcode"),
            block_on("surname", "forename", "substr(birth_date, 1, 4)"),
            block_on("surname", "forename", "middle"),
            CustomRule("l.surname = r.forename AND l.forename = r.surname"),
            block_on("birth_date", "substr(surname, 1, 3)"),
            block_on("birth_date", "substr(forename, 1, 2)", "gender"),
        ],
    )
