"""What the index of the store knows of a child. It stands in the database only sealed."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class PupilFacts:
    """Who a lost pupil is, as the file says; empty where it does not."""

    upn: str = ""
    former_upn: str = ""
    surname: str = ""
    former_surname: str = ""
    preferred_surname: str = ""
    forename: str = ""
    preferred_forename: str = ""
    middle_names: str = ""
    birth_date: date | None = None
    town: str = ""
    postcode: str = ""
    school_year: str = ""

    def stored(self) -> dict[str, str]:
        """Return what is known as plain values, to be sealed."""
        return {name: str(value) for name, value in asdict(self).items() if value}

    @classmethod
    def restored(cls, kept: Mapping[str, str]) -> "PupilFacts":
        """Return what was kept."""
        born = kept.get("birth_date")
        return cls(**{**kept, "birth_date": date.fromisoformat(born) if born else None})  # type: ignore[arg-type]


NOTHING_KNOWN = PupilFacts()
"""Of a child that the index has forgotten."""
