"""Keep the Welsh of the screens in step with their English.

    python tools/messages.py            take up what is new in templates and code, drop what is gone, compile
    python tools/messages.py --check    only look: fails when something is missing, left over or not translated
    python tools/messages.py --compile  only make the file that the site reads

The catalogue holds no dates, paths or line numbers, so that it changes only when words do.
"""

import argparse
import re
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
PORTAL = ROOT / "src" / "handover" / "portal"
CATALOGUE = PORTAL / "locale" / "cy" / "LC_MESSAGES" / "django.po"
METHODS = [("**/migrations/**.py", "ignore"), ("**/templates/**.html", "jinja2"), ("**.py", "python")]
OPTIONS = {"**/templates/**.html": {"extensions": "jinja2.ext.do", "newstyle_gettext": "true", "silent": "false"}}
KEYWORDS = DEFAULT_KEYWORDS | {
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext_lazy": (1, 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
HEADER = """# The Welsh of the screens. `make messages` takes up new words; the translations are written here.
msgid ""
msgstr ""
"Language: cy\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=5; plural=(n==1 ? 1 : n==2 ? 2 : n==3 ? 3 : n==6 ? 4 : 0);\\n"

"""
NEVER = datetime(2020, 1, 1, tzinfo=UTC)
"""Babel writes a date into what it compiles; one that changes would make each wheel another."""
PLACEHOLDER = re.compile(r"%\((\w+)\)|%%\{(\w+)\}")


def extracted(folder: Path = PORTAL) -> Catalog:
    """Return every text that the screens say, without translations."""
    catalog = Catalog(locale="cy")
    for _, _, text, _, context in extract_from_dir(folder, METHODS, OPTIONS, KEYWORDS):
        catalog.add(text, context=context)
    return catalog


def stored(path: Path = CATALOGUE) -> Catalog:
    """Return the catalogue as it is on file; an empty one if there is none."""
    if not path.exists():
        return Catalog(locale="cy")
    with path.open("rb") as file:
        return read_po(file, locale="cy")


def key(message: Message) -> tuple[object, str | None]:
    """Return what makes a message the same message."""
    return message.id, message.context


def texts(catalog: Catalog) -> dict[tuple[object, str | None], Message]:
    """Return the messages by their key, without the header."""
    return {key(message): message for message in catalog if message.id}


def updated(said: Catalog, known: Catalog) -> Catalog:
    """Return a catalogue of exactly what is said, with the translations that are known."""
    old = texts(known)
    fresh = Catalog(locale="cy")
    for message in said:
        if message.id:
            before = old.get(key(message))
            fresh.add(
                message.id,
                before.string if before else None,
                context=message.context,
                flags=before.flags if before else (),
                user_comments=before.user_comments if before else (),
            )
    return fresh


def placeholders(text: str) -> set[str]:
    """Return the names that a text leaves to be filled in."""
    return {first or second for first, second in PLACEHOLDER.findall(text)}


def faults(said: Catalog, known: Catalog) -> Iterator[str]:
    """Say everything that is wrong with the stored catalogue."""
    now, before = texts(said), texts(known)
    for text, context in now.keys() - before.keys():
        yield f"not in the catalogue yet: {text!r}{f' ({context})' if context else ''}; run `make messages`"
    for text, _ in before.keys() - now.keys():
        yield f"no longer said anywhere: {text!r}; run `make messages`"
    for message in before.values():
        english = message.id if isinstance(message.id, tuple) else (message.id,)
        welsh = message.string if isinstance(message.string, tuple) else (message.string,)
        if not all(welsh):
            yield f"no Welsh yet: {english[0]!r}"
        elif message.fuzzy:
            yield f"the Welsh is marked as fuzzy: {english[0]!r}"
        elif any(placeholders(one) - placeholders(" ".join(english)) for one in welsh) or placeholders(
            english[-1]
        ) - placeholders(" ".join(welsh)):
            yield f"the Welsh fills in other names than the English: {english[0]!r}"


def write(catalog: Catalog, path: Path = CATALOGUE) -> None:
    """Write the catalogue in the order of its English."""
    body = BytesIO()
    write_po(body, catalog, omit_header=True, sort_output=True, no_location=True, width=120)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(HEADER + body.getvalue().decode(), encoding="utf-8")


def compile_catalogue(path: Path = CATALOGUE) -> None:
    """Write the compiled catalogue beside the other, the same bytes each time."""
    catalog = stored(path)
    catalog.creation_date = catalog.revision_date = NEVER
    with path.with_suffix(".mo").open("wb") as file:
        write_mo(file, catalog)


def main() -> int:
    """Do what was asked; return how the process ends."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    only = parser.add_mutually_exclusive_group()
    only.add_argument("--check", action="store_true", help="only look")
    only.add_argument("--compile", action="store_true", help="only compile")
    asked = parser.parse_args()
    if not asked.check and not asked.compile:
        write(updated(extracted(), stored()))
    if not asked.check:
        compile_catalogue()
    found = [] if asked.compile else sorted(faults(extracted(), stored()))
    for fault in found:
        print(fault, file=sys.stderr)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
