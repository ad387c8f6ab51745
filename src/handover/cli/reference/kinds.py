"""The reference page of the kinds of files that the site carries."""

from django.conf import settings

from handover.cli.reference.markdown import escape_cell, inline_code, write_page, write_section, write_table
from handover.portal.transfers.kinds import KINDS, FileKind, MailboxKind, forms_of


def kinds_page() -> str:
    """Every kind: its names, its ways, its limits and who may send and collect it."""
    return write_page(
        "Kinds of files",
        "Every file is sent on one page and known by its name. The table decides who may send what to whom; the intake, "
        "the pages and the tests read the same rows. Sizes and names that a setting gives are shown with its default.",
        *(
            write_section(kind.name.en, f"In Welsh: {escape_cell(kind.name.cy)}.", _row(kind))
            for kind in KINDS.values()
        ),
    )


def _row(kind: FileKind) -> str:
    school, authority = kind.largest(MailboxKind.SCHOOL), kind.largest(MailboxKind.AUTHORITY)
    days = settings.CONFIG.value(kind.days)
    rows = [
        ["For example", "<br>".join(inline_code(form.example) for form in forms_of(kind))],
        [
            "Names",
            f"the setting {inline_code(kind.names.name)}" if kind.names else "[the grammar of names](file-names.md)",
        ],
        ["Ways", "<br>".join(_way(way.senders) + " → " + _way(way.receivers) for way in kind.ways)],
        ["Within one authority only", "yes" if kind.own_authority else "no"],
        ["Largest, from a school", f"{school} MiB ({inline_code(kind.largest_school.name)})"],
        ["Largest, from an authority", f"{authority} MiB ({inline_code(kind.largest_la.name)})"],
        ["Looked at", escape_cell(kind.content.value)],
        ["E-mail when it arrives", f"only with {inline_code(kind.tells.name)}" if kind.tells else "yes"],
        ["Collected", "several at once" if kind.together else "one at a time"],
        ["Waits to be collected for", f"{days} days ({inline_code(kind.days.name)})"],
        ["May send", inline_code(kind.send.what)],
        ["May collect", inline_code(kind.collect.what)],
    ]
    return write_table(["", ""], rows)


def _way(places: frozenset[MailboxKind]) -> str:
    return ", ".join(escape_cell(place.value) for place in MailboxKind if place in places)
