from datetime import UTC, date, datetime

import pytest
from django.utils.translation import override

from handover.portal.web import wording

pytestmark = pytest.mark.any_database("how dates and numbers are written")

ARRIVED = datetime(2026, 9, 3, 13, 5, tzinfo=UTC)


@pytest.mark.parametrize(("language", "words"), [("en", "3 September 2026"), ("cy", "3 Medi 2026")])
def test_days_are_written_in_the_readers_language(language: str, words: str):
    with override(language):
        assert wording.date(date(2026, 9, 3)) == words
        assert wording.date(ARRIVED) == words


@pytest.mark.parametrize(("language", "words"), [("en", "3 September 2026, 14:05"), ("cy", "3 Medi 2026, 14:05")])
def test_moments_are_written_in_the_time_of_the_schools(language: str, words: str):
    with override(language):
        assert wording.date_and_time(ARRIVED) == words


def test_a_late_evening_in_summer_is_already_the_next_day():
    with override("en"):
        assert wording.date(datetime(2026, 7, 1, 23, 30, tzinfo=UTC)) == "2 July 2026"


def test_nothing_is_written_for_what_has_not_happened():
    assert wording.date(None) == wording.date_and_time(None) == ""


@pytest.mark.parametrize(
    ("size", "english", "welsh"),
    [
        (0, "0 bytes", "0 beit"),
        (1, "1 byte", "1 beit"),
        (1023, "1023 bytes", "1023 beit"),
        (1024, "1 KB", "1 KB"),
        (14_000, "14 KB", "14 KB"),
        (1024 * 1024 - 1, "1,024 KB", "1,024 KB"),
        (2_621_440, "2.5 MB", "2.5 MB"),
    ],
)
def test_sizes_are_written_as_people_say_them(size: int, english: str, welsh: str):
    with override("en"):
        assert wording.file_size(size) == english
    with override("cy"):
        assert wording.file_size(size) == welsh


def test_large_numbers_are_easy_to_read():
    with override("en"):
        assert wording.format_number(470_000) == "470,000"


def test_a_language_we_do_not_have_is_read_as_english():
    with override("fr"):
        assert wording.language() == "en"
