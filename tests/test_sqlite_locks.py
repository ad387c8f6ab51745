"""No test gives up the locks that SQLite holds for the process of the tests."""

from pathlib import Path

import pytest
from django.db import connection


@pytest.mark.django_db
@pytest.mark.parametrize("beside", ["", "-shm"])
def test_a_test_that_reads_the_file_of_the_database_in_its_own_process_fails(beside):
    if connection.vendor != "sqlite":
        pytest.skip("a database that is a file")
    name = connection.settings_dict["NAME"]
    with pytest.raises(AssertionError, match="read it by another one"):
        Path(f"{name}{beside}").read_bytes()
