"""The reference page about sizes: what a county, Wales, or England and Wales take, from the table of measured figures."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from handover.cli.reference.markdown import escape_cell, write_page, write_section, write_table
from handover.cli.reference.scale_figures import MEASURED, MeasuredFigure

DAYS, HOURS = 10, 7
"""Working days of the two weeks around 1 September, and the hours of one in which offices send."""
PEAK: Final = 4.0
"""How many times busier the busiest hour of those weeks is than their average one."""
LEAVERS_SENT: Final = 40
"""Files that each school sends within the busiest hour of 31 July; as many are collected in it."""
EVENTS_A_LEAVER: Final = 25
"""Objects that follow one child through a zone."""
SUBSCRIBERS: Final = 2
BUSIEST_HOUR: Final = 0.2
"""The share of a whole year's events that one hour has to bear."""
ENTRIES: Final = 6
"""Entries of the audit log that one file leaves."""
YEARS: Final = 5
BUSY: Final = 0.5
"""The share of a processor that is planned with, so that people do not wait for each other."""
SECONDS_AN_HOUR, MILLISECONDS, GIB = 3600, 1000, 1024**3


@dataclass(frozen=True, slots=True)
class SizedArea:
    """An area: authorities, schools, the files of a year and those of the two weeks around 1 September, children who leave."""

    name: str
    authorities: int
    schools: int
    files: int
    fortnight: int
    leavers: int


AREAS: Final = (
    SizedArea("A county", 1, 130, 5_800, 2_900, 3_500),
    SizedArea("Wales", 22, 1_500, 52_000, 26_000, 31_000),
    SizedArea("England and Wales", 174, 25_000, 1_000_000, 500_000, 600_000),
)


@dataclass(frozen=True, slots=True)
class SizeQuestion:
    """A question, its formula in words, and what answers it for an area from measured figures, as text."""

    question: str
    formula: str
    answer: Callable[[SizedArea, Mapping[str, float]], str]


def files_a_second(area: SizedArea) -> float:
    """Return how many files a second are sent in the busiest hour of the two weeks around 1 September."""
    return PEAK * area.fortnight / (DAYS * HOURS * SECONDS_AN_HOUR)


def last_day_files_a_second(area: SizedArea) -> float:
    """Return how many files a second are sent in the busiest hour of 31 July; as many are fetched."""
    return area.schools * LEAVERS_SENT / SECONDS_AN_HOUR


def file_cores(a_second: float, costs: Mapping[str, float], side: str) -> float:
    """Return the cores that so many files sent and as many fetched a second take of the web machines or of the database."""
    return a_second * (costs[f"send_{side}"] + costs[f"take_{side}"]) / MILLISECONDS / BUSY


def events_a_year(area: SizedArea) -> int:
    """Return the events of a year."""
    return area.leavers * EVENTS_A_LEAVER


def event_cores(a_second: float, costs: Mapping[str, float], side: str) -> float:
    """Return the cores that so many events a second with their deliveries take of the zone servers or of their databases."""
    return a_second * (costs[f"event_{side}"] + SUBSCRIBERS * costs[f"delivery_{side}"]) / MILLISECONDS / BUSY


def row_bytes(area: SizedArea, costs: Mapping[str, float]) -> float:
    """Return the bytes of rows and indexes that the transfers of all years and their audit entries take."""
    return area.files * YEARS * (costs["transfer_bytes"] + ENTRIES * costs["entry_bytes"])


def told(figure: float, unit: str) -> str:
    """Return a figure with as many digits as its measurement bears: two."""
    for least, digits in ((100, -1), (10, 0), (1, 1)):
        if figure >= least:
            return f"{round(figure, digits):,.{max(digits, 0)}f} {unit}"
    return f"{figure:.2g} {unit}"


def both_sides(
    act: Callable[[float, Mapping[str, float], str], float], a_second: float, costs: Mapping[str, float]
) -> str:
    """Return the cores of machines and of databases."""
    return (
        f"{told(act(a_second, costs, 'machine'), 'cores')}, {told(act(a_second, costs, 'database'), 'of the database')}"
    )


QUESTIONS: Final = (
    SizeQuestion(
        "Files a second in the busiest hour around 1 September",
        f"{PEAK:g} × files of the two weeks ÷ ({DAYS} days × {HOURS} hours × 3,600)",
        lambda area, costs: told(files_a_second(area), "a second"),
    ),
    SizeQuestion(
        "Cores for them",
        f"files a second × (a file sent + a file fetched) ÷ {BUSY:g}",
        lambda area, costs: both_sides(file_cores, files_a_second(area), costs),
    ),
    SizeQuestion(
        "Files a second in the busiest hour of 31 July",
        f"schools × {LEAVERS_SENT} ÷ 3,600, and as many fetched",
        lambda area, costs: told(last_day_files_a_second(area), "a second"),
    ),
    SizeQuestion(
        "Cores for them",
        f"files a second × (a file sent + a file fetched) ÷ {BUSY:g}",
        lambda area, costs: both_sides(file_cores, last_day_files_a_second(area), costs),
    ),
    SizeQuestion(
        "Pages a second that one core shows",
        f"{BUSY:g} ÷ a list",
        lambda area, costs: told(BUSY * MILLISECONDS / (costs["page_machine"] + costs["page_database"]), "a second"),
    ),
    SizeQuestion(
        "Events of a year",
        f"children who leave × {EVENTS_A_LEAVER} objects",
        lambda area, costs: f"{events_a_year(area):,}",
    ),
    SizeQuestion(
        "Core-hours a year for them",
        f"events × (an event + {SUBSCRIBERS} deliveries), zone server and database together",
        lambda area, costs: told(
            sum(event_cores(events_a_year(area), costs, side) for side in ("machine", "database"))
            * BUSY
            / SECONDS_AN_HOUR,
            "core-hours",
        ),
    ),
    SizeQuestion(
        "Cores if one hour bore a fifth of the year",
        f"{BUSIEST_HOUR:g} × events ÷ 3,600 × (an event + {SUBSCRIBERS} deliveries) ÷ {BUSY:g}",
        lambda area, costs: both_sides(event_cores, BUSIEST_HOUR * events_a_year(area) / SECONDS_AN_HOUR, costs),
    ),
    SizeQuestion(
        f"Database of {YEARS} years",
        f"files of a year × {YEARS} × (a transfer + {ENTRIES} entries of the audit log)",
        lambda area, costs: told(row_bytes(area, costs) / GIB, "GiB"),
    ),
    SizeQuestion(
        "Stored files at the peak",
        "files of the two weeks × a stored file: none is fetched before the last is sent",
        lambda area, costs: told(area.fortnight * costs["file_bytes"] / GIB, "GiB"),
    ),
    SizeQuestion(
        "PostgreSQL's log a day around 1 September",
        f"files of the two weeks ÷ {DAYS} × (log of a file sent + of a file fetched): what a replica and an archive take",
        lambda area, costs: told(area.fortnight / DAYS * (costs["send_log"] + costs["take_log"]) / GIB, "GiB"),
    ),
)


def scale_page() -> str:
    """What an area of a size takes, and the figures that this stands on."""
    costs = MappingProxyType({key: row.value for key, row in MEASURED.items()})
    return write_page(
        "Sizes",
        "What a county, Wales, or England and Wales take, worked out from what was measured. "
        "[What to add when](../operator/scale.md) says how to go by it.",
        write_section(
            "What was measured",
            "On two cores of a virtual machine, PostgreSQL 15 writing through to the disk. One client, one act after the "
            "other, so that nothing waits; processor time, so that a slow disk changes nothing.",
            write_table(["What", "Figure", "On", "By", "Limit"], (_measured(row) for row in MEASURED.values())),
        ),
        write_section(
            "What was assumed",
            write_table(
                [
                    "Area",
                    "Authorities",
                    "Schools",
                    "Files of a year",
                    "In the two weeks around 1 September",
                    "Children who leave",
                ],
                (_area(area) for area in AREAS),
            ),
            f"The busiest hour of the two weeks is {PEAK:g} times their average one, of {DAYS} days with {HOURS} hours. On 31 "
            f"July each school sends {LEAVERS_SENT} files within an hour and collects as many. A child who leaves is "
            f"{EVENTS_A_LEAVER} objects, and a zone has {SUBSCRIBERS} subscribers that take them. A file leaves {ENTRIES} "
            f"entries in the audit log. Everything is kept for {YEARS} years, though retention ends most of it sooner. A core "
            f"is planned to be busy for {BUSY:.0%} of the time.",
        ),
        write_section(
            "What follows",
            write_table(
                ["Question", "Formula", *(area.name for area in AREAS)],
                ([each.question, each.formula, *(each.answer(area, costs) for area in AREAS)] for each in QUESTIONS),
            ),
        ),
    )


def _measured(row: MeasuredFigure) -> list[str]:
    return [escape_cell(row.what), f"{row.value:,g} {row.unit}", row.day, row.command, escape_cell(row.limit)]


def _area(area: SizedArea) -> list[str]:
    numbers = area.authorities, area.schools, area.files, area.fortnight, area.leavers
    return [area.name, *(f"{number:,}" for number in numbers)]
