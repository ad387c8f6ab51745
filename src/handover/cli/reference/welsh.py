"""The reference page about the Welsh words that were agreed."""

from handover.cli.reference.markdown import escape_cell, write_page, write_table
from handover.common.welsh_words import AGREED_WORDS


def welsh_words() -> str:
    """Every agreed word with the forms that must not stand for it."""
    return write_page(
        "Welsh words",
        "One word for one thing, on every page, in every e-mail, in every message and in the manual. A test reads all "
        "Welsh texts against this table; * stands for the letters of any ending. "
        "[Translating](../translating.md) says how to correct a text.",
        write_table(
            ["English", "Cymraeg", "Not", "Note"],
            (
                [
                    escape_cell(word.en),
                    escape_cell(word.cy),
                    escape_cell(", ".join(word.never).replace("*", "\\*")),
                    escape_cell(word.note),
                ]
                for word in AGREED_WORDS
            ),
        ),
    )
