"""How far property tests explore: the same few examples each time, or many new ones (`make test-deep`)."""

import os

DEPTH = int(os.environ.get("TESTS_DEPTH", "1"))


def examples(few: int) -> int:
    """Return how many examples a test tries that tries a few in an ordinary run."""
    return few * DEPTH
