"""The report of a conformance run, to be shown: as a page, as JSON, and as text. It holds no key and no child."""

import json
from html import escape
from typing import Final

from handover.cli.conformance.case import CaseResult
from handover.cli.conformance.running import ConformanceReport
from handover.common.text import Text

TITLE: Final = Text("Conformance report", "Adroddiad cydymffurfio")
PASSED: Final = Text("passed", "wedi pasio")
FAILED: Final = Text("failed", "wedi methu")
COUNTED: Final = Text("{passed} of {all} cases passed.", "Pasiodd {passed} o {all} achos.")
OF_WHAT: Final = Text(
    "Software: {software}. Site: {site}. Handover {version}. {at} UTC.",
    "Meddalwedd: {software}. Gwefan: {site}. Handover {version}. {at} UTC.",
)
COLUMNS: Final = (
    Text("Case", "Achos"),
    Text("What was provoked", "Yr hyn a barwyd"),
    Text("What software has to do", "Yr hyn y mae'n rhaid i feddalwedd ei wneud"),
    Text("What it did", "Yr hyn a wnaeth"),
    Text("Result", "Canlyniad"),
)
NOT_AS_WANTED: Final = Text("{what}: {found} (wanted: {wanted})", "{what}: {found} (disgwyliwyd: {wanted})")
STYLE: Final = (
    "body{font:1em/1.4 sans-serif;margin:2em auto;max-width:75em;padding:0 1em}table{border-collapse:collapse}"
    "th,td{border:1px solid #767676;padding:.4em;text-align:left;vertical-align:top}.failed{font-weight:bold}"
)


def describe_findings(result: CaseResult, language: str) -> str:
    """Return what was found in a case."""
    if result.fault:
        return result.fault
    return "; ".join(
        f"{each.what}: {each.found}"
        if each.good
        else NOT_AS_WANTED.say(language, what=each.what, found=each.found, wanted=each.wanted)
        for each in result.findings
    )


def say_result(result: CaseResult, language: str) -> str:
    """Return whether a case passed, in a word."""
    return (PASSED if result.passed else FAILED).say(language)


def head_lines(report: ConformanceReport, language: str) -> tuple[str, str]:
    """Return the lines above the cases: of what, and how many passed."""
    of_what = OF_WHAT.say(
        language, software=report.software, site=report.site, version=report.version, at=f"{report.at:%Y-%m-%d %H:%M}"
    )
    return of_what, COUNTED.say(language, passed=report.passed, all=len(report.results))


def write_text_report(report: ConformanceReport, language: str) -> str:
    """Return the report as text."""
    lines = [TITLE.say(language), *head_lines(report, language), ""]
    for result in report.results:
        lines.append(f"{say_result(result, language):>8}  {result.case.row.name.say(language)}")
        lines.append(f"          {describe_findings(result, language)}")
    return "\n".join(lines) + "\n"


def write_json_report(report: ConformanceReport, language: str) -> str:
    """Return the report as JSON."""
    return json.dumps(
        {
            "software": report.software,
            "site": report.site,
            "version": report.version,
            "at": report.at.isoformat(),
            "passed": report.passed,
            "cases": [
                {
                    "situation": result.case.situation,
                    "name": result.case.row.name.say(language),
                    "provoked": result.case.row.provoke.say(language),
                    "task": result.case.row.task.say(language),
                    "passed": result.passed,
                    "fault": result.fault,
                    "findings": [
                        {"what": each.what, "found": each.found, "wanted": each.wanted} for each in result.findings
                    ],
                }
                for result in report.results
            ],
        },
        indent=2,
        ensure_ascii=False,
    )


def write_html_report(report: ConformanceReport, language: str) -> str:
    """Return the report as a page that needs nothing beside it."""
    rows = "".join(write_row(result, language) for result in report.results)
    heads = "".join(f'<th scope="col">{escape(column.say(language))}</th>' for column in COLUMNS)
    of_what, counted = (escape(line) for line in head_lines(report, language))
    return (
        f'<!DOCTYPE html>\n<html lang="{language}">\n<head><meta charset="utf-8"><meta name="viewport" '
        f'content="width=device-width"><title>{TITLE.say(language)}</title><style>{STYLE}</style></head>\n<body>'
        f"<h1>{TITLE.say(language)}</h1>\n<p>{of_what}</p>\n<p><strong>{counted}</strong></p>\n"
        f"<table><thead><tr>{heads}</tr></thead>\n<tbody>{rows}</tbody></table>\n</body>\n</html>\n"
    )


def write_row(result: CaseResult, language: str) -> str:
    """Return one case as a row of the page."""
    row = result.case.row
    cells = (row.provoke.say(language), row.task.say(language), describe_findings(result, language))
    told = "".join(f"<td>{escape(cell)}</td>" for cell in cells)
    word = say_result(result, language)
    kind = "passed" if result.passed else "failed"
    return f'<tr><th scope="row">{escape(row.name.say(language))}</th>{told}<td class="{kind}">{word}</td></tr>\n'


WRITERS: Final = {".html": write_html_report, ".json": write_json_report, ".txt": write_text_report}
"""How a report is written, by the ending of the file's name."""
