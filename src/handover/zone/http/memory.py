"""What all long messages under way may hold in memory together: one count for a process."""

import threading


class BodyMemory:
    """A number of bytes to share. Safe for threads."""

    def __init__(self, size: int) -> None:
        self._free = size
        self._lock = threading.Lock()

    def take(self, count: int) -> bool:
        """Take that many bytes; False, and nothing is taken, if there are not so many left."""
        with self._lock:
            if count > self._free:
                return False
            self._free -= count
            return True

    def give_back(self, count: int) -> None:
        """Give back what was taken."""
        with self._lock:
            self._free += count
