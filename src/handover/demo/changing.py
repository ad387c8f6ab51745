"""What a Change event does to an object that one holds: what it names is replaced or emptied, all else stays."""

from typing import TypeVar

from handover.sif.model import SifElement

T = TypeVar("T", bound=SifElement)


def apply_change(held: T, change: SifElement) -> T:
    """Return the object with the values of a change: parts go deep, a list is replaced whole, xsi:nil empties."""
    changed: dict[str, object] = {}
    for field in held.fields:
        new = getattr(change, field.name)
        if field.name in change.nils:
            changed[field.name] = field.empty
        elif new is not None and new != field.empty:
            old = getattr(held, field.name)
            deep = isinstance(new, SifElement) and isinstance(old, SifElement)
            changed[field.name] = apply_change(old, new) if deep else new
    return held.with_values(changed)
