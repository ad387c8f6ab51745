"""What every test of the site may ask for: the cast, and a database that can be emptied after a test."""

from collections.abc import Iterator

import pytest
from django.db import connections
from django.utils import timezone
from hypothesis import settings
from pytest_django import DjangoDbBlocker

from handover.portal import forwarding
from handover.portal.audit.anchoring import anchors_path
from handover.portal.storage.chosen import current_storage
from handover.portal.stores.belonging import check_belonging
from handover.portal.stores.mark import Mark, read_mark, replace_mark
from handover.portal.zones.broker import let_go
from tests.cast import cast, signed_in
from tests.exploring import DEPTH, examples
from tests.kept import cast_of_module, kept_cast
from tests.snapshots import Snapshot, empty_by
from tests.tables import use_own_copy

__all__ = ["cast", "cast_of_module", "kept_cast", "signed_in"]

# A slow machine is no fault: no property test fails by the clock.
# The same examples each time: no run fails by chance. Only `make test-deep` looks for new ones, by a seed that it prints.
settings.register_profile("handover", deadline=None, derandomize=True, max_examples=examples(100))
settings.register_profile("deep", deadline=None, derandomize=False, max_examples=examples(100), print_blob=True)
settings.load_profile("deep" if DEPTH > 1 else "handover")


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The database of this worker, in place of the one that pytest-django would make for each.

    The folder of the tests' files is marked as that of the tests' database, as the start of a site does; both are kept as
    they are then, for after a test that commits.
    """
    with django_db_blocker.unblock():
        use_own_copy()
        check_belonging(timezone.now())
        empty_by(Snapshot())
    yield
    with django_db_blocker.unblock():
        connections.close_all()


@pytest.fixture(autouse=True)
def _folder_as_before() -> Iterator[None]:
    """Take back what a test noted beside the files about a log that ended with the test: in the mark, and as anchors."""
    yield
    mark = read_mark(current_storage())
    if mark is not None and mark.sequence:
        replace_mark(current_storage(), Mark(mark.identity, 0, timezone.now()))
    anchors_path().unlink(missing_ok=True)


@pytest.fixture(autouse=True)
def _no_contradictions_left() -> Iterator[None]:
    """Forget what contradicted the settings in a test; a process says it once, and then in each answer of /readyz."""
    yield
    forwarding.contradictions.forget()


@pytest.fixture(autouse=True)
def _no_zone_server_left() -> Iterator[None]:
    """Close the zone server's own connections after each test, so that the database of the tests can be removed."""
    yield
    let_go()
