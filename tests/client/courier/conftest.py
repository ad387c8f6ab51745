import pytest

from tests.client.courier.office import Office


@pytest.fixture
def office(tmp_path):
    """A school's folder, newly made."""
    return Office(tmp_path / "Handover office")
