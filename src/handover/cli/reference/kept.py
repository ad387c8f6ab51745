"""Reference pages about what is kept: how long, in which form what is said of people, and by which jobs."""

from typing import TYPE_CHECKING

from django.conf import settings

from handover.cli.reference.markdown import code, page, plain, section, table

if TYPE_CHECKING:
    from handover.portal.retention.rule import Rule


def retention() -> str:
    """Every rule of the retention table, and the tables of the database that it concerns."""
    from handover.portal.retention.table import RULES  # the models load only once Django is set up

    return page(
        "Retention",
        "How long everything is kept. Days are days of the calendar where the site is, to the end of the last of them. "
        "Every table of the database has its rule: a test sees to that. [How to work with it](../operator/retention.md).",
        table(
            ["Rule", "What", "Kept for", "Since", "What happens then", "Told before", "Tables"],
            (_rule(rule) for rule in RULES),
        ),
    )


def _rule(rule: "Rule") -> list[str]:
    setting = rule.days or rule.hours
    unit = "days" if rule.days else "hours"
    length = f"{settings.CONFIG.number(setting)} {unit} ({code(setting)})" if setting else rule.kept.en
    warning = rule.warning
    told = f"{plain(warning.who.en)}, {rule.lead} days before ({code(warning.days)})" if warning else ""
    tables = ", ".join(code(label) for label in rule.models)
    return [code(rule.key), plain(rule.what.en), length, plain(rule.since.en), plain(rule.then.en), told, tables]


def personal() -> str:
    """Every column of the database, by the form in which it says something of people."""
    from handover.portal.personal import FORMS, tables

    return page(
        "Personal data in the database",
        "In which form each column keeps what it says: a test sees to it that every column has its place here. Moments, "
        "yes-or-no columns, links between rows and random references are left out. "
        "[What a stolen database tells](../operator/stolen-database.md).",
        *(
            section(
                f"{form.value.capitalize()}",
                form_words.en,
                table(
                    ["Table", "Columns"],
                    (
                        [code(label), ", ".join(map(code, forms[form].split()))]
                        for label, forms in tables().items()
                        if form in forms
                    ),
                ),
            )
            for form, form_words in FORMS.items()
        ),
    )


def jobs() -> str:
    """Every background job, and every metric."""
    from handover.portal.jobs import JOBS  # the models load only once Django is set up
    from handover.portal.operations.health import METRICS

    return page(
        "Background jobs and metrics",
        "What `handover worker` does, and what `/metrics` says. [How they work](../operator/jobs.md).",
        section(
            "Jobs",
            table(
                ["Job", "What it does", "Every (seconds)"],
                ([code(job.key), plain(job.name.en), str(job.seconds)] for job in JOBS),
            ),
        ),
        section(
            "Metrics",
            "All are gauges.",
            table(
                ["Name", "Meaning"],
                ([code(f"handover_{metric.name}"), plain(metric.meaning)] for metric in METRICS),
            ),
        ),
    )
