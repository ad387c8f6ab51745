"""What one look at the folder found, and what two looks together say. Pure."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class SeenFile:
    """A file as one look found it. `open_elsewhere`: the system says that a program still has it open to write."""

    place: str
    size: int
    mtime_ns: int
    open_elsewhere: bool = False


@dataclass(frozen=True, slots=True)
class FolderView:
    """One look. `whole`: all folders were there and could be read; otherwise nothing follows from what is missing."""

    files: dict[str, SeenFile] = field(default_factory=dict)
    expected: frozenset[str] = frozenset()
    """Where in `in/` the journal had files when this look began."""
    taken: frozenset[tuple[str, str]] = frozenset()
    """Name and digest of files in `in/taken/` that are missing from their place."""
    whole: bool = True

    def __contains__(self, place: object) -> bool:
        return place in self.files

    @property
    def missing(self) -> frozenset[str]:
        """The places whose file has gone; none where the look was not whole."""
        return self.expected - self.files.keys() if self.whole else frozenset()


def is_settled(place: str, before: FolderView | None, after: FolderView) -> bool:
    """Say whether a file is written to its end: the same in two looks, not empty, and open to no program that we can see."""
    return lies_unchanged(place, before, after) and after.files[place].size > 0


def lies_unchanged(place: str, before: FolderView | None, after: FolderView) -> bool:
    """Say whether a file is the same in two looks, and open to no program that we can see; it may be empty."""
    now = after.files.get(place)
    return before is not None and now is not None and not now.open_elsewhere and before.files.get(place) == now


def is_gone(place: str, before: FolderView | None, after: FolderView) -> bool:
    """Say whether a file is missing in two looks. A program that replaces a file takes it away for a moment only."""
    return before is not None and place in before.missing and place in after.missing
