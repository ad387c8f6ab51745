"""The moment at which the tests take place: a busy morning at the start of a school year."""

from datetime import UTC, datetime

NOW = datetime(2026, 9, 3, 9, 30, tzinfo=UTC)
