"""The reference page of the kinds of files that the site carries."""

from django.conf import settings

from handover.cli.reference.markdown import code, page, plain, section, table
from handover.portal.transfers.kinds import KINDS, FileKind, Place, forms_of


def kinds() -> str:
    """Every kind: its names, its ways, its limits and who may send and collect it."""
    return page(
        "Kinds of files",
        "Every file is sent on one page and known by its name. The table decides who may send what to whom; the intake, "
        "the pages and the tests read the same rows. Sizes and names that a setting gives are shown with its default.",
        *(section(kind.name.en, f"In Welsh: {plain(kind.name.cy)}.", _row(kind)) for kind in KINDS.values()),
    )


def _row(kind: FileKind) -> str:
    school, authority = kind.largest(Place.SCHOOL), kind.largest(Place.AUTHORITY)
    days = settings.CONFIG.number(kind.days)
    rows = [
        ["For example", "<br>".join(code(form.example) for form in forms_of(kind))],
        ["Names", f"the setting {code(kind.names)}" if kind.names else "[the grammar of names](file-names.md)"],
        ["Ways", "<br>".join(_way(way.senders) + " → " + _way(way.receivers) for way in kind.ways)],
        ["Within one authority only", "yes" if kind.own_authority else "no"],
        ["Largest, from a school", f"{school} MiB ({code(kind.largest_school)})"],
        ["Largest, from an authority", f"{authority} MiB ({code(kind.largest_la)})"],
        ["Looked at", plain(kind.content.value)],
        ["E-mail when it arrives", f"only with {code(kind.tells)}" if kind.tells else "yes"],
        ["Collected", "several at once" if kind.together else "one at a time"],
        ["Waits to be collected for", f"{days} days ({code(kind.days)})"],
        ["May send", code(kind.send.what)],
        ["May collect", code(kind.collect.what)],
    ]
    return table(["", ""], rows)


def _way(places: frozenset[Place]) -> str:
    return ", ".join(plain(place.value) for place in Place if place in places)
