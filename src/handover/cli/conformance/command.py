"""`handover conformance`: the command, its options and its exit codes."""

import sys
from datetime import UTC, datetime
from pathlib import Path

import click

from handover import __version__
from handover.cli.conformance.case import CaseResult
from handover.cli.conformance.own_cases import OWN_CASES
from handover.cli.conformance.report import WRITERS, describe_findings, say_result, write_text_report
from handover.cli.conformance.running import OWN, ConformanceReport, play_cases
from handover.cli.conformance.software_cases import SOFTWARE_CASES
from handover.cli.conformance.stage import WrongKeys, open_stage
from handover.cli.mailbox.exit_codes import judge_fault
from handover.cli.mailbox.session import explain_fault_lines
from handover.cli.plainly import bear_any_terminal, say_plainly
from handover.client import ClientFault
from handover.common.text import LANGUAGES

FAILED = 1


@click.command("conformance")
@click.option("--api", "url", required=True, help="Address of the site, such as https://handover.example.org.")
@click.option(
    "--key",
    "keys",
    required=True,
    multiple=True,
    envvar="HANDOVER_TRAINING_KEYS",
    help="The three keys of a training county: the option three times, or once with commas.",
)
@click.option(
    "--report",
    "reports",
    multiple=True,
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write the report there as well: .html, .json or .txt.",
)
@click.option(
    "--software", help="Watch this software, by the name that the report gives it, in the place of our client."
)
@click.option(
    "--wait", type=click.FloatRange(min=1), default=120.0, show_default=True, help="Seconds to wait for it in a case."
)
@click.option(
    "--language", type=click.Choice(LANGUAGES), default="en", show_default=True, help="English or Welsh words."
)
def conformance_command(
    url: str, keys: tuple[str, ...], reports: tuple[Path, ...], software: str | None, wait: float, language: str
) -> None:
    """Play every situation of a training county, and write a report that can be shown.

    The page /training of a site gives the keys. Without --software our own client plays, and the county is wiped first. With
    it, your own software works in the county, for both schools, while the command provokes situations, asks you for files and
    looks on with the other keys. Exit code 1: some case failed.
    """
    bear_any_terminal()
    if wrong := [path.name for path in reports if path.suffix not in WRITERS]:
        raise click.UsageError(f"A report is .html, .json or .txt, not {wrong[0]}.")
    given = [part.strip() for key in keys for part in key.split(",") if part.strip()]
    try:
        report = run_conformance(url, given, software, wait, language)
    except WrongKeys as fault:
        raise click.UsageError(f"These are not the keys of one training county; missing: {fault}.") from None
    except ValueError as fault:
        raise click.UsageError(str(fault)) from None
    except ClientFault as fault:
        say_plainly("\n".join(explain_fault_lines(fault, language)), err=True)
        sys.exit(judge_fault(fault).number)
    for path in reports:
        path.write_text(WRITERS[path.suffix](report, language), encoding="utf-8")
    say_plainly(write_text_report(report, language).splitlines()[2])
    sys.exit(0 if report.good else FAILED)


def run_conformance(url: str, keys: list[str], software: str | None, wait: float, language: str) -> ConformanceReport:
    """Play the cases of our own client, or those in which other software is watched."""

    def tell(result: CaseResult) -> None:
        say_plainly(f"{say_result(result, language):>8}  {result.case.row.name.say(language)}")
        if not result.passed:
            say_plainly(f"          {describe_findings(result, language)}")

    with open_stage(url, keys, say_plainly) as stage:
        stage.wait = wait
        if software is None:
            stage.old.reset_training()
        results = play_cases(stage, SOFTWARE_CASES if software else OWN_CASES, tell)
    return ConformanceReport(software or OWN, url, __version__, datetime.now(UTC), results)
