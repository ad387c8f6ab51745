"""The pages that lie beside files: whole in themselves, so that they can be read without a network. Pure."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from html import escape
from typing import Final

from handover.client.answers import ReportedProblem
from handover.client.courier import places
from handover.client.courier.records import ArrivingFile, DepartingFile, News
from handover.client.courier.words import ANSWERS, ENDS, LABELS, LOOK_ON_SITE, READ_NEWS, SEVERITIES, AnswerRow
from handover.common.text import Text

_STYLE: Final = (
    "body{font:1.1rem/1.5 Arial,sans-serif;max-width:45rem;margin:2rem auto;padding:0 1rem;color:#0b0c0c;background:#fff}"
    "h1{font-size:2rem}dt{font-weight:bold;margin-top:.5rem}dd{margin:0;overflow-wrap:anywhere}"
    ".now{border-left:.6rem solid #1d70b8;padding:.5rem 1rem;background:#f3f2f1}"
    "li{margin-bottom:1rem;overflow-wrap:anywhere}"
)


def answer_row(verdict: str) -> AnswerRow:
    """Return what a verdict means; of one that this version does not know it says the site's word, and no more."""
    unknown = AnswerRow(places.SENT, Text(verdict, verdict), LOOK_ON_SITE, notice=True)
    return ANSWERS.get(verdict, unknown)


def write_answer_page(record: DepartingFile, language: str, until: date | None = None) -> str:
    """Return the page beside a file that was sent, refused or asked about; `until` is the last day on which both lie there."""
    row = answer_row(record.verdict)
    now = READ_NEWS if any(each.words for each in record.news) else row.now
    facts = (
        ("file", record.name),
        ("to", record.destination),
        ("pupils", "" if record.pupils is None else str(record.pupils)),
        ("when", _moment(record.since)),
        ("reference", record.reference),
        ("until", str(until) if until else ""),
    )
    body = (
        *_news(record.news, language),
        _now(now.say(language, name=places.base_name(record.target or record.place) or record.name)),
        _facts(facts, language),
        *_problems(record.problems, record.more_problems, language),
    )
    return _page(row.heading.say(language), body, language)


def write_end_page(record: ArrivingFile, language: str) -> str:
    """Return the page of a file that left `in/` without being taken."""
    heading, now = ENDS.get(record.end, ENDS[""])
    facts = (
        ("file", record.name),
        ("from", record.source),
        ("when", _moment(record.since)),
        ("reference", record.reference),
        ("reason", record.reason),
    )
    body = (_now(now.say(language, state=record.reason)), _facts(facts, language))
    return _page(heading.say(language), body, language)


def _page(heading: str, body: Iterable[str], language: str) -> str:
    return (
        f'<!DOCTYPE html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(heading)}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<main>\n<h1>{escape(heading)}</h1>\n"
        + "\n".join(body)
        + "\n</main>\n</body>\n</html>\n"
    )


def _moment(iso: str) -> str:
    return datetime.fromisoformat(iso).strftime("%d/%m/%Y %H:%M")


def _now(words: str) -> str:
    return f'<p class="now">{escape(words)}</p>'


def _facts(facts: Iterable[tuple[str, str]], language: str) -> str:
    rows = "".join(
        f"<dt>{escape(LABELS[label].say(language))}</dt><dd>{escape(value)}</dd>\n" for label, value in facts if value
    )
    return f"<dl>\n{rows}</dl>"


def _news(news: tuple[News, ...], language: str) -> Iterator[str]:
    # Words that the journal has forgotten are passed over.
    known = [each for each in news if each.words]
    if known:
        rows = "".join(f"<li><strong>{_moment(each.at)}</strong> {escape(each.words)}</li>\n" for each in known)
        yield f"<h2>{escape(LABELS['news'].say(language))}</h2>\n<ul>\n{rows}</ul>"


def _problems(problems: tuple[ReportedProblem, ...], more: int, language: str) -> Iterator[str]:
    if problems:
        rows = "\n".join(f"<li>{_problem(each, language)}</li>" for each in problems)
        yield f"<h2>{escape(LABELS['problems'].say(language))}</h2>\n<ol>\n{rows}\n</ol>"
    if more:
        yield f"<p>{escape(LABELS['more'].say(language, more=more))}</p>"


def _problem(problem: ReportedProblem, language: str) -> str:
    severity = SEVERITIES.get(problem.severity, Text(problem.severity, problem.severity)).say(language)
    where = ", ".join(
        LABELS[name].say(language, **{name: value})
        for name, value in (("line", problem.line), ("pupil", problem.pupil))
        if value is not None
    )
    place = f" ({escape(where)})" if where else ""
    remedy = f"<br>{escape(LABELS['remedy'].say(language))}: {escape(problem.remedy)}" if problem.remedy else ""
    return f"<strong>{escape(severity)}</strong>{place}: {escape(problem.message)}{remedy}"
