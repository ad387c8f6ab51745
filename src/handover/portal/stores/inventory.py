"""What lies in the folder of files, and what the database names: walked through and compared."""

from dataclasses import dataclass
from typing import Final, TypeVar
from uuid import UUID

from handover.common.text import fill_in
from handover.portal.storage.chosen import current_storage
from handover.portal.storage.interface import AsideBytes, StoredBytes
from handover.portal.transfers.models import SealedFile

Found = TypeVar("Found", StoredBytes, AsideBytes)
AT_ONCE: Final = 500
FEW: Final = 3
MANY: Final = 20
PERCENT: Final = 5


@dataclass(frozen=True, slots=True)
class Inventory:
    """What was found: how many rows and files there are, the files that no row names, the rows without a file, and
    what lies among the files and is none of ours.
    """

    rows: int
    files: int
    nameless: tuple[StoredBytes, ...]
    missing: tuple[UUID, ...]
    stray: tuple[str, ...]

    @property
    def both(self) -> int:
        """How many rows have their file."""
        return self.rows - len(self.missing)

    @property
    def fits(self) -> bool:
        """Whether database and folder may be taken to belong together: next to nothing is in only one of them."""
        if not (self.rows or self.files):
            return True
        few = len(self.nameless) <= bearable(self.files) and len(self.missing) <= bearable(self.rows)
        return few and self.both > 0

    @property
    def words(self) -> str:
        """The counts as a sentence for an operator."""
        counts = {"rows": self.rows, "both": self.both, "missing": len(self.missing), "nameless": len(self.nameless)}
        return fill_in(
            "{rows:# file is|# files are} named in the database, {both:# of them is|# of them are} in the folder and "
            "{missing:# is|# are} not; {nameless:# file of the folder is|# files of the folder are} named by nothing.",
            "en",
            counts,
        )


def bearable(total: int) -> int:
    """Return how many files of so many may be out of place before a person is asked: what crashes leave is a handful."""
    return max(FEW, min(MANY, total * PERCENT // 100))


def nameless_of(files: list[Found]) -> list[Found]:
    """Return those of some files that no row names."""
    found = []
    for start in range(0, len(files), AT_ONCE):
        batch = files[start : start + AT_ONCE]
        rows = SealedFile.objects.filter(name__in=[each.name for each in batch])
        named = set(rows.values_list("name", flat=True))
        found += [each for each in batch if each.name not in named]
    return found


def take_inventory() -> Inventory:
    """Walk through folder and database and compare them."""
    stored, stray = [], []
    for met in current_storage().walk():
        if isinstance(met, StoredBytes):
            stored.append(met)
        else:
            stray.append(met)
    whole = {each.name for each in stored if not each.part}
    rows = SealedFile.objects.order_by("name").values_list("name", flat=True)
    names = list(rows.iterator())
    missing = tuple(name for name in names if name not in whole)
    return Inventory(len(names), len(stored), tuple(nameless_of(stored)), missing, tuple(stray))
