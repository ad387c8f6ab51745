"""What people decided, taken into the table of evidence: how often each finding is met between records of one child.

Only the pairs that people called one child are counted (`m`). How often a finding is met between two children (`u`) is
counted on the roll itself at each matching; the pairs that people look at are no sample of it, because only pairs are shown
that look alike.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Final

from handover.matching.fields import ComparedField, FieldAgreement
from handover.matching.findings import FINDINGS, EvidenceTable

SHIPPED_PAIRS: Final = 400.0
"""As many decided pairs the shipped share of a finding counts for: few decisions change little."""
LEAST_CHANGE: Final = 0.05
"""A change of fewer points is none."""
_NOT_COUNTED: Final = frozenset(
    {ComparedField.FAMILY, ComparedField.ARRIVAL, ComparedField.TOWN, ComparedField.SCHOOL_YEAR}
)
"""Fields of which only some pairs are weighed, so that all that were decided are no sample of them."""
_NO_SHARE: Final = frozenset(
    {
        (ComparedField.FORENAME, FieldAgreement.EXCHANGED),  # weighed as a surname
        (ComparedField.POSTCODE, FieldAgreement.HOUSEHOLD),  # known only where a brother or sister was found
    }
)
"""Findings that are no alternative of the others of their field."""


@dataclass(frozen=True, slots=True)
class DecidedPair:
    """A pair that a person has judged: what was found, field by field, and whether it is one child."""

    findings: tuple[tuple[ComparedField, FieldAgreement], ...]
    same_child: bool


@dataclass(frozen=True, slots=True)
class WeightChange:
    """How a row of the table would change: its `m` now and then, in points, and of how many pairs of one child it was met.

    `same` counts the decided pairs of one child with this finding, `compared` those in which the field was compared at all,
    `two` the decided pairs of two children with this finding.
    """

    field: ComparedField
    finding: FieldAgreement
    old_m: float
    new_m: float
    old_points: float
    new_points: float
    same: int
    compared: int
    two: int


def reestimate(decisions: Iterable[DecidedPair], table: EvidenceTable = FINDINGS) -> tuple[WeightChange, ...]:
    """Return the rows of the table that decisions would change by a twentieth of a point or more, the greatest change first."""
    counts: dict[bool, Counter[tuple[ComparedField, FieldAgreement]]] = {True: Counter(), False: Counter()}
    for pair in decisions:
        counts[pair.same_child].update(set(pair.findings))
    changes = (
        _change_row(table, field, finding, counts)
        for field, rows in table.items()
        if field not in _NOT_COUNTED
        for finding in _counted(field, rows)
    )
    kept = (each for each in changes if abs(each.new_points - each.old_points) >= LEAST_CHANGE)
    return tuple(sorted(kept, key=lambda each: (-abs(each.new_points - each.old_points), each.field, each.finding)))


def _counted(field: ComparedField, findings: Iterable[FieldAgreement]) -> list[FieldAgreement]:
    """Return the findings of a field one of which every compared pair has."""
    return [each for each in findings if each is not FieldAgreement.MISSING and (field, each) not in _NO_SHARE]


def _change_row(
    table: EvidenceTable,
    field: ComparedField,
    finding: FieldAgreement,
    counts: Mapping[bool, Counter[tuple[ComparedField, FieldAgreement]]],
) -> WeightChange:
    row = table[field][finding]
    same = counts[True][field, finding]
    counted = _counted(field, table[field])
    compared = sum(counts[True][field, each] for each in counted)
    # The shares of a table made by hand need not add up to one; decisions in its own proportions must change nothing.
    whole = sum(table[field][each].m for each in counted)
    shrunk = replace(row, m=(same * whole + SHIPPED_PAIRS * row.m) / (compared + SHIPPED_PAIRS))
    return WeightChange(
        field=field,
        finding=finding,
        old_m=row.m,
        new_m=shrunk.m,
        old_points=row.points,
        new_points=shrunk.points,
        same=same,
        compared=compared,
        two=counts[False][field, finding],
    )


def apply_changes(changes: Iterable[WeightChange], table: EvidenceTable = FINDINGS) -> EvidenceTable:
    """Return the table with these changes made, for `compare` and `link_pupils`."""
    changed = {field: dict(rows) for field, rows in table.items()}
    for change in changes:
        rows = changed[change.field]
        rows[change.finding] = replace(rows[change.finding], m=change.new_m)
    return MappingProxyType({field: MappingProxyType(rows) for field, rows in changed.items()})
