"""The number of a school as software says it, in two parts: one reading, whatever is said of the school."""

from handover.common.identifiers import split_establishment


def read_school_number(la_id: str | None, establishment_id: str | None) -> str:
    """Return a school's number of seven characters; '' where a part is missing or no such number comes of it.

    Software that keeps the parts as numbers loses noughts at their beginning, which are put back. What is too long is not
    cut: it would be another school's.
    """
    la, school = (la_id or "").strip(), (establishment_id or "").strip()
    found = split_establishment(f"{la:0>3}{school:0>4}".upper()) if la and school else None
    return found.joined if found is not None else ""
