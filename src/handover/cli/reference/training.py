"""The reference page of training: the offices of a county, and every situation that can be brought about in it."""

from handover.cli.reference.markdown import escape_cell, inline_code, write_page, write_section, write_table
from handover.portal.training.places import PLACES
from handover.portal.training.situations import SITUATIONS


def training_page() -> str:
    """Return the page of training counties."""
    return write_page(
        "Training",
        "What is in the county of a training key, and what can be brought about there. How to get keys, and how to begin: "
        "[A first file in training](../integrator/training.md). `handover conformance` plays every situation.",
        write_section(
            "The offices",
            write_table(
                ["Number", "Name", "Key", "What it does"],
                (
                    [
                        inline_code(place.number),
                        escape_cell(place.name),
                        "yes" if place.role else "",
                        escape_cell(place.about.en),
                    ]
                    for place in PLACES
                ),
            ),
        ),
        write_section(
            "The situations",
            write_table(
                ["Situation", "What you do", "What happens", "What software has to do"],
                (
                    [
                        f"{escape_cell(row.name.en)}<br>{inline_code(row.key)}",
                        escape_cell(row.provoke.en),
                        escape_cell(row.happens.en),
                        escape_cell(row.task.en),
                    ]
                    for row in SITUATIONS.values()
                ),
            ),
        ),
    )
