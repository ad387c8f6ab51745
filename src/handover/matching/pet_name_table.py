"""What a table of pet names is: the languages it is of, where its rows come from, and the rows."""

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PetNameTable:
    """Pet and short forms of forenames. In a row the whole name stands first, what stands for it behind; all folded."""

    languages: str
    source: str
    text: str

    def rows(self) -> Iterator[tuple[str, ...]]:
        """Yield the rows as words."""
        yield from (tuple(line.split()) for line in self.text.strip().splitlines())
