"""The reference pages as they lie in the repository: read and approved by people, so a test may hold the tables to them."""

from pathlib import Path

FOLDER = Path(__file__).parents[1] / "docs" / "reference"


def approved(name: str) -> str:
    """Return a page."""
    return (FOLDER / name).read_text(encoding="utf-8")
