"""Rows that all tests of a module find: made once by each worker that meets one of them, and undone after the last.

For a module of whose tests every one begins with the same costly rows. Each works in a transaction of its own within, so what
it changes is undone for the next; it is given copies of the objects, as they were.
"""

from collections.abc import Iterator
from copy import deepcopy

import pytest
from django.db import transaction
from pytest_django import DjangoDbBlocker

from tests.cast import Cast, make_cast


@pytest.fixture(scope="module")
def kept_cast(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Cast]:
    """The cast, in rows that stay until the module ends; what else is to stay is made by fixtures that ask for it.

    Not beside tests that commit (`transactional_db`): they would wait for the transaction that is open here.
    """
    around = transaction.atomic()
    # As Django marks the transactions of its own test cases: what must be the outermost may be within them.
    around._from_testcase = True  # type: ignore[attr-defined]
    with django_db_blocker.unblock():
        around.__enter__()
        made = make_cast()
    yield made
    with django_db_blocker.unblock():
        transaction.set_rollback(True)
        around.__exit__(None, None, None)


@pytest.fixture
def cast_of_module(kept_cast: Cast, db: None) -> Cast:
    """The cast of the module, as it was made."""
    return deepcopy(kept_cast)
