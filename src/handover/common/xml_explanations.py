"""Why a file that should be XML is none, in the words of who has it: what it is instead, what stands before or behind it.

Looked for only once a document could not be read, so it costs nothing on the way of a sound one. A parser says where it
stopped; people want to know that they saved the sign-in page, or that the browser's own sentence was copied along.
"""

import codecs
import json
import re
from typing import Final

from handover.common.file_types import recognise_file_type
from handover.common.problems import Problem, split_values
from handover.common.text import Text
from handover.common.xml_faults import XML_FAULTS

LONGEST_SHOWN: Final = 60
_FAR: Final = 4096
"""Characters into a file: what is not recognised by then is not looked for."""

_BLANKS: Final = " \t\r\n\ufeff"
_NOTHING: Final = _BLANKS + "\0"
_OLD_END: Final = "\x1a"
"""What old programs put behind a text to end it (Ctrl-Z)."""

_BEFORE_ROOT: Final = r"\s*(?:<!--.*?-->\s*|<\?.*?\?>\s*)*"
_WEB_TAGS: Final = "html|head|title|body|meta|link|script|style|div|span|p|br|hr|h[1-6]|form|table|center|font|iframe"
_WEB_PAGE: Final = re.compile(rf"{_BEFORE_ROOT}<(?:!DOCTYPE\s+html|(?:{_WEB_TAGS})[\s>/])", re.IGNORECASE | re.DOTALL)
_ROOT: Final = re.compile(rf"{_BEFORE_ROOT}<([A-Za-z_][\w.:-]*)", re.DOTALL)
_LETTER_LINE: Final = re.compile(r"[A-Z][A-Za-z-]{1,30}: ")
_LETTER_LINES: Final = frozenset(
    ("from", "to", "subject", "date", "received", "return-path", "delivered-to", "message-id", "mime-version")
)
_QUOTED_PRINTABLE: Final = ("<?xml version=3D", "<?xml=20version")
"""How an e-mail writes the first words of a file that is part of it."""
_JSON: Final = re.compile(r"(?:\{\s*[\"}]|\[\s*[\"{\[\]])")
_TREE_SIGN: Final = re.compile(r"^[ \t]*[-+▼▶▾▸–][ \t]*<", re.MULTILINE)
_BROWSERS_WORDS: Final = ("style information", "document tree", "cannot be displayed", "arddull")

# Faults that say that the bytes could not be read as XML; any other has said what is wrong.
_EXPLAINED: Final = frozenset(
    f"xml.{code}"
    for code in (
        "doctype",
        "encoding_bytes",
        "encoding_no_mark",
        "empty",
        "truncated",
        "character",
        "tags",
        "entity",
        "namespace",
        "not_well_formed",
    )
)

ZEROS: Final = Text(
    "zeros, which a disk or a copy that failed has left", "seroau y mae disg neu gopi a fethodd wedi'u gadael"
)
OLD_END: Final = Text(
    "a sign that old programs write at the end", "arwydd y mae hen raglenni yn ei ysgrifennu ar y diwedd"
)
SECOND: Final = Text("a second document", "ail ddogfen")
PAGE: Final = Text("a web page", "tudalen we")
MARK: Final = Text("a second byte-order mark", "ail farc trefn beitiau")
WORDS: Final = Text("“{words}”", "“{words}”")


def explain_unreadable(data: bytes, found: Problem) -> Problem:
    """Return what is wrong with bytes that are no XML as a person would say it; `found` where nothing better is known."""
    if found.code not in _EXPLAINED:
        return found
    text = _as_text(data)
    return _another_thing(data, text) or _around(text, found)


def is_web_page(name: str) -> bool:
    """Say whether a document element with this name is that of a web page."""
    return name.lower() == "html"


def _as_text(data: bytes) -> str:
    """Return the bytes as letters, good enough to be looked at."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data[: len(data) // 2 * 2].decode("utf-16", "replace")
    return data.decode("utf-8-sig", "replace")


def _another_thing(data: bytes, text: str) -> Problem | None:
    """Say what the whole file is, if it is something else."""
    if not text.strip(_NOTHING):
        return _told("zeros" if "\0" in text else "empty", 1)
    if (what := recognise_file_type(data)) is not None:
        return _told("other_file", None, what=what)
    head = text.lstrip(_BLANKS)
    if _WEB_PAGE.match(head, 0, _FAR):
        return _told("web_page", 1)
    if _is_json(head):
        return _told("json", 1)
    if _is_letter(head) or head.startswith(_QUOTED_PRINTABLE):
        return _told("e_mail", 1)
    if "<" not in text and "\0" not in text:
        return _told("plain_text", 1, beginning=_shown(head))
    return None


def _is_json(text: str) -> bool:
    if not _JSON.match(text):
        return False
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return text.startswith(('{"', '[{"'))
    return True


def _is_letter(text: str) -> bool:
    """Say whether a text begins with the lines above an e-mail."""
    lines = text[:_FAR].splitlines()[:12]
    named = {line.partition(":")[0].lower() for line in lines if _LETTER_LINE.match(line)}
    return bool(lines) and bool(_LETTER_LINE.match(lines[0])) and len(named & _LETTER_LINES) >= 2


def _around(text: str, found: Problem) -> Problem:
    """Say what stands before the document, behind it, or where it stops."""
    if found.code == "xml.doctype" or found.code.startswith("xml.encoding"):
        return found
    start = text.find("<?xml", 0, _FAR)
    start = start if start >= 0 else max(text.find("<"), 0)
    before = text[:start]
    told = before.strip(_BLANKS)
    if any(words in told for words in _BROWSERS_WORDS) or (
        _TREE_SIGN.search(text, 0, _FAR) and not told.strip("-+▼▶▾▸–")
    ):
        return _told("browser_view", 1)
    if told:
        return _told("before_start", 1, what=WORDS.filled(words=_shown(told)))
    if before and text.startswith("<?xml", start):
        if "\ufeff" in before:
            return _told("before_start", 1, what=MARK)
        return _told("blank_before", 1)
    return _behind(text, start, found)


def _behind(text: str, start: int, found: Problem) -> Problem:
    root = _ROOT.match(text, start)
    end = re.compile(rf"</{re.escape(root[1])}\s*>").search(text, root.end()) if root else None
    if end is None:
        kept = text.rstrip(_NOTHING)
        return _cut_at(kept) if len(kept) < len(text.rstrip(_BLANKS)) else found
    line = text.count("\n", 0, end.end()) + 1
    if found.line is not None and found.line < line:
        return found
    rest = re.sub(r"<!--.*?-->", "", text[end.end() :], flags=re.DOTALL)
    if not rest.strip(_BLANKS):
        return found
    return _told("after_end", line, what=_what_follows(rest, root[1] if root else ""))


def _what_follows(rest: str, root: str) -> Text:
    if not rest.strip(_NOTHING):
        return ZEROS
    if not rest.strip(_NOTHING + _OLD_END):
        return OLD_END
    rest = rest.strip(_NOTHING)
    if rest.startswith(("<?xml", f"<{root}")):
        return SECOND
    return PAGE if _WEB_PAGE.match(rest) else WORDS.filled(words=_shown(rest))


def _cut_at(text: str) -> Problem:
    line = text.count("\n") + 1
    return _told("truncated", line, column=len(text) - text.rfind("\n") - 1)


def _shown(text: str) -> str:
    """Return the beginning of a stranger's text as it can stand in a sentence."""
    plain = " ".join("".join(letter if letter.isprintable() else " " for letter in text[: 4 * LONGEST_SHOWN]).split())
    return plain if len(plain) <= LONGEST_SHOWN else plain[:LONGEST_SHOWN] + "…"


def _told(code: str, line: int | None, **values: object) -> Problem:
    return Problem(XML_FAULTS[f"xml.{code}"], line, None, None, *split_values({"line": line, **values}))
