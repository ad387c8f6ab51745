"""Reference pages about what is kept: how long, in which form what is said of people, and by which jobs."""

from typing import TYPE_CHECKING

from django.conf import settings

from handover.cli.reference.markdown import escape_cell, inline_code, write_page, write_section, write_table

if TYPE_CHECKING:
    from handover.portal.retention.rule import RetentionRule


def retention() -> str:
    """Every rule of the retention table, and the tables of the database that it concerns."""
    from handover.portal.retention.table import RULES  # the models load only once Django is set up

    return write_page(
        "Retention",
        "How long everything is kept. Days are days of the calendar where the site is, to the end of the last of them. What "
        "waits for a school is kept for school days, and is never over in a holiday or within ten school days after one; its "
        "people are told on a school day. The dates are those that most authorities of England and of Wales agree on, worked "
        "out by rules for any year (`handover.common.calendar`); Wales counts for the numbers 660 to 681. "
        "Every table of the database has its rule: a test sees to that. [How to work with it](../operator/retention.md).",
        write_table(
            ["Rule", "What", "Kept for", "Since", "What happens then", "Told before", "Tables"],
            (_rule(rule) for rule in RULES),
        ),
    )


def _rule(rule: "RetentionRule") -> list[str]:
    setting = rule.days or rule.hours
    unit = rule.counted.value if rule.days else "hours"
    length = f"{settings.CONFIG.value(setting)} {unit} ({inline_code(setting.name)})" if setting else rule.kept.en
    warning = rule.warning
    told = (
        f"{escape_cell(warning.who.en)}, {rule.told_before.en} before ({inline_code(warning.days.name)})"
        if warning
        else ""
    )
    tables = ", ".join(inline_code(label) for label in rule.models)
    return [
        inline_code(rule.key),
        escape_cell(rule.what.en),
        length,
        escape_cell(rule.since.en),
        escape_cell(rule.then.en),
        told,
        tables,
    ]


def personal() -> str:
    """Every column of the database, by the form in which it says something of people."""
    from handover.portal.personal import FORMS, tables

    return write_page(
        "Personal data in the database",
        "In which form each column keeps what it says: a test sees to it that every column has its place here. Moments, "
        "yes-or-no columns, links between rows and random references are left out. "
        "[What a stolen database tells](../operator/stolen-database.md).",
        *(
            write_section(
                f"{form.value.capitalize()}",
                form_words.en,
                write_table(
                    ["Table", "Columns"],
                    (
                        [inline_code(label), ", ".join(map(inline_code, forms[form].split()))]
                        for label, forms in tables().items()
                        if form in forms
                    ),
                ),
            )
            for form, form_words in FORMS.items()
        ),
    )


def jobs_page() -> str:
    """Every background job, and every metric."""
    from handover.portal.jobs import JOBS  # the models load only once Django is set up
    from handover.portal.operations.metric import MetricSubject
    from handover.portal.operations.metrics import METRICS, PREFIX

    return write_page(
        "Background jobs and metrics",
        "What `handover worker` does, and what `/metrics` says. [How they work](../operator/jobs.md).",
        write_section(
            "Jobs",
            write_table(
                ["Job", "What it does", "Every (seconds)"],
                ([inline_code(job.key), escape_cell(job.name.en), str(job.seconds)] for job in JOBS),
            ),
        ),
        write_section("Metrics", "All are gauges. None holds anything of a person or a school."),
        *(
            write_section(
                subject.value,
                write_table(
                    ["Question", "Name", "Labels", "Meaning"],
                    (
                        [
                            escape_cell(metric.question),
                            inline_code(f"{PREFIX}{metric.name}"),
                            ", ".join(map(inline_code, metric.labels)),
                            escape_cell(metric.meaning),
                        ]
                        for metric in METRICS
                        if metric.subject is subject
                    ),
                ),
            )
            for subject in MetricSubject
        ),
    )
