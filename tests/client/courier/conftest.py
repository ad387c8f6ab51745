import tempfile
from pathlib import Path

import pytest

from tests.client.courier.office import Office

MEMORY = Path("/dev/shm")


@pytest.fixture
def office(tmp_path):
    """A school's folder, newly made."""
    return Office(tmp_path / "Handover office")


@pytest.fixture
def quick_path(tmp_path):
    """A folder in memory, where there is such a thing: the courier waits for the disk at each step, a test need not."""
    if not MEMORY.is_dir():
        yield tmp_path
        return
    with tempfile.TemporaryDirectory(dir=MEMORY) as folder:
        yield Path(folder)
