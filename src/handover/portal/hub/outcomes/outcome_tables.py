"""The figures as lines for a spreadsheet, as a table of files: their headings, and the lines that each makes of the figures."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from handover.common.text import Language, Text
from handover.portal.hub.life import OUTCOMES
from handover.portal.hub.outcomes.figures import ArrivalTimes, OutcomeFigures
from handover.portal.hub.outcomes.publishing import PublishedOutcomes, name_product

Cells = list[str | int | float]
HIDDEN: Final = Text("not published", "heb ei gyhoeddi")
SHARE: Final = Text("Arrived by itself, per cent", "Cyrhaeddodd ohono'i hun, y cant")
RECORDS: Final = Text("Records", "Cofnodion")
MONTH: Final = Text("Month", "Mis")
OUTCOME: Final = Text("Outcome", "Canlyniad")
TIMES: Final = (
    Text("Median, seconds", "Canolrif, eiliadau"),
    Text("95 in 100 within, seconds", "95 o bob 100 o fewn, eiliadau"),
    Text("99 in 100 within, seconds", "99 o bob 100 o fewn, eiliadau"),
)


@dataclass(frozen=True, slots=True)
class OutcomeFile:
    """One CSV: its word in the address, what it is called, its headings, and its lines."""

    key: str
    name: Text
    headings: tuple[Text, ...]
    lines: Callable[[OutcomeFigures, Language], Iterator[Cells]]


def list_ways(figures: OutcomeFigures, language: Language) -> Iterator[Cells]:
    """Yield a line for each month and pathway: every outcome, the share that arrived by itself, and the times."""
    for (month, source, destination), each in figures.monthly_pathways:
        places: Cells = [f"{month:%Y-%m}", name_product(source).say(language), name_product(destination).say(language)]
        counts = [each.counts[row.key] for row in OUTCOMES]
        yield [*places, each.records, *counts, _or_nothing(each.by_itself), *write_times(each.times)]


def list_reasons(figures: OutcomeFigures, language: Language) -> Iterator[Cells]:
    """Yield a line for each outcome and reason."""
    names = {row.key: row.name for row in OUTCOMES}
    for row in figures.reasons:
        yield [names[row.outcome].say(language), row.reason.say(language), row.records]


def list_steps(figures: OutcomeFigures, language: Language) -> Iterator[Cells]:
    """Yield a line for each step: how often it was taken, and how long after the one before."""
    for step, times in figures.step_times:
        yield [step.name.say(language), times.records, *write_times(times)]


def write_times(times: ArrivalTimes) -> Cells:
    """Return times as cells; empty ones of no records."""
    return [_or_nothing(each) for each in (times.median, times.most, times.nearly_all)]


def _or_nothing(value: float | None) -> str | float:
    return "" if value is None else value


OUTCOME_FILES: Final = {
    each.key: each
    for each in (
        OutcomeFile(
            "ways",
            Text("By month and pathway", "Fesul mis a llwybr"),
            (
                MONTH,
                Text("From software", "O feddalwedd"),
                Text("To software", "I feddalwedd"),
                RECORDS,
                *(row.name for row in OUTCOMES),
                SHARE,
                *TIMES,
            ),
            list_ways,
        ),
        OutcomeFile("reasons", Text("Reasons", "Rhesymau"), (OUTCOME, Text("Reason", "Rheswm"), RECORDS), list_reasons),
        OutcomeFile(
            "steps",
            Text("Times by step", "Amseroedd fesul cam"),
            (Text("Step", "Cam"), Text("Number of times", "Nifer y troeon"), *TIMES),
            list_steps,
        ),
    )
}


def write_file(file: OutcomeFile, figures: OutcomeFigures, language: Language) -> Iterator[Iterable[object]]:
    """Yield the headings of a file, and its lines."""
    yield [heading.say(language) for heading in file.headings]
    yield from file.lines(figures, language)


def write_published(published: PublishedOutcomes, language: Language) -> Iterator[Iterable[object]]:
    """Yield what is published as lines: which table, what is counted, how many; no line where nothing was counted yet."""
    yield [Text("Table", "Tabl").say(language), Text("What", "Beth").say(language), RECORDS.say(language)]
    if published.as_of is None:
        return
    tables = (
        (OUTCOME, published.by_outcome),
        (MONTH, published.by_month),
        (Text("Pathway", "Llwybr"), published.by_pathway),
    )
    for title, numbers in tables:
        for name, count in numbers:
            said = name.say(language) if isinstance(name, Text) else f"{name:%Y-%m}"
            yield [title.say(language), said, HIDDEN.say(language) if count is None else count]
    yield [SHARE.say(language), "", HIDDEN.say(language) if published.by_itself is None else published.by_itself]
