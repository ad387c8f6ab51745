"""The evidence of a pair as it is stored, by the names of fields and findings, read with today's table."""

from collections.abc import Iterable, Iterator, Sequence
from typing import TypeAlias

from handover.matching.fields import ComparedField, FieldAgreement
from handover.matching.findings import FINDINGS
from handover.matching.links import Conflict

Compared: TypeAlias = tuple[ComparedField, FieldAgreement]


def restore_evidence(kept: Iterable[Sequence[str]]) -> list[Compared | None]:
    """Return field and finding of each comparison; None in the place of what this version of the table does not know."""
    return [restore_comparison(field, finding) for field, finding in kept]


def restore_comparison(field: str, finding: str) -> Compared | None:
    """Return a field and a finding by their names, if the table has them."""
    if field not in set(ComparedField) or finding not in set(FieldAgreement):
        return None
    found = ComparedField(field), FieldAgreement(finding)
    return found if found[1] in FINDINGS[found[0]] else None


def restore_conflicts(kept: Iterable[str]) -> Iterator[Conflict]:
    """Yield what makes a pair doubtful, as far as this version knows it."""
    yield from (Conflict(each) for each in kept if each in set(Conflict))
