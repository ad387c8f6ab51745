"""Which school an office means by what it writes into a list."""

import pytest

from handover.common.lists.known_schools import KnownSchools

SCHOOLS = KnownSchools.of(
    [
        ("6814990", ("Glan Wennol High School", "Ysgol Uwchradd Glan Wennol")),
        ("6812990", ("Ysgol y Bont", "")),
        ("6602990", ("Ysgol y Bont", "")),
        ("6602991", ("St. Mary's R.C. Primary", "")),
    ],
    "681",
)


@pytest.mark.parametrize(
    ("text", "la", "meant"),
    [
        ("6814990", "", ["6814990"]),
        ("681/4990", "", ["6814990"]),
        ("4990", "", ["6814990"]),
        ("4990", "660", ["6604990"]),
        ("990", "660", ["6600990"]),
        ("990", "", []),
        ("4990", "Newport", []),
        ("٤٩٩٠", "", []),
        ("glan wennol high school", "", ["6814990"]),
        ("Ysgol Uwchradd Glan Wennol", "", ["6814990"]),
        ("St Marys RC Primary", "", ["6602991"]),
        ("Ysgol y Bont", "", ["6602990", "6812990"]),
        ("Glan Wennol High School (6814990)", "", ["6814990"]),
        ("6814990 Glan Wennol High School", "", ["6814990"]),
        ("Ysgol y Bont (6814990)", "", []),
        ("Glan Wennol", "", []),
        ("", "", []),
    ],
)
def test_school_is_meant_by_number_by_four_digits_or_by_its_whole_name(text: str, la: str, meant: list[str]) -> None:
    assert list(SCHOOLS.find(text, la)) == meant
