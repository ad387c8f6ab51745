"""What every test of the portal may rely on."""

import pytest
from pytest_django import DjangoDbBlocker

from handover.portal.masterkeys.ring import key_ring


@pytest.fixture(scope="session", autouse=True)
def _keys_are_known(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> None:
    """Read which master key seals, as a process does when it starts: what seals or makes codes then asks no database."""
    with django_db_blocker.unblock():
        key_ring()
