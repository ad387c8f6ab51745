"""The reference page about reports, and what is gathered about one child."""

from typing import TYPE_CHECKING

from handover.cli.reference.markdown import escape_cell, inline_code, write_page, write_section, write_table
from handover.portal.accounts.roles import ROLES
from handover.portal.web.access import Permission

if TYPE_CHECKING:
    from handover.portal.reports.report import Report


def reports_page() -> str:
    """Every report: who may run it, by what it is narrowed, what it says; and the sections of a child's holdings."""
    from handover.portal.reports.asking import FILTERS  # the models load only once Django is set up
    from handover.portal.reports.holdings import SECTIONS
    from handover.portal.reports.outcomes import OUTCOMES
    from handover.portal.reports.table import REPORTS

    return write_page(
        "Reports",
        "The twelve reports of the seed's section 7, in its order, from the table that the site reads. "
        "[How to work with them](../authority/reports.md).",
        write_table(
            ["Report", "Key", "Section", "May be run by", "Pupils' names", "All authorities at once"],
            (
                [
                    f"[{escape_cell(report.title.en)}](#{report.key})",
                    inline_code(report.key),
                    report.section,
                    roles_with(report.permission),
                    "yes" if report.pupils else "no",
                    "yes" if report.everywhere else "no",
                ]
                for report in REPORTS.values()
            ),
        ),
        *(
            _report(report, {each: escape_cell(words.en) for each, words in FILTERS.items()})
            for report in REPORTS.values()
        ),
        write_section(
            "What became of a file",
            "What a report counts under each heading, by the states of [the life of a transfer](transfer-life.md).",
            write_table(
                ["Heading", "In Welsh", "States"],
                (
                    [
                        escape_cell(each.name.en),
                        escape_cell(each.name.cy),
                        ", ".join(inline_code(state.value) for state in each.states),
                    ]
                    for each in OUTCOMES.values()
                ),
            ),
        ),
        write_section(
            "Everything we hold on a child",
            "The sections that are gathered for a [data protection request](../authority/data-protection.md), each for "
            "roles that may do one of these.",
            write_table(
                ["Section", "File", "Opened by", "Columns"],
                (
                    [
                        escape_cell(each.title.en),
                        inline_code(f"{each.key}.csv"),
                        "; ".join(escape_cell(permission.what) for permission in each.permissions),
                        ", ".join(escape_cell(column.heading.en) for column in each.columns),
                    ]
                    for each in SECTIONS
                ),
            ),
        ),
    )


def roles_with(permission: Permission) -> str:
    """Return the names of the roles that have a permission."""
    return ", ".join(escape_cell(role.name.en) for role in ROLES.values() if permission in role.permissions)


def _report(report: "Report", filters: dict[str, str]) -> str:
    return write_section(
        report.key,
        f"**{escape_cell(report.title.en)}** (in Welsh: {escape_cell(report.title.cy)}). {escape_cell(report.about.en)}",
        escape_cell(report.dates.en),
        "Narrowed by: " + "; ".join(filters[each].lower() for each in report.filters) + ".",
        "Columns: " + ", ".join(escape_cell(column.heading.en) for column in report.columns) + ".",
        "With a picture." if report.picture else "",
    )
