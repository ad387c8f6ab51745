"""The names in a certificate, of its holder and of who issued it, read from text (RFC 4514) so that two can be compared.

Proxies and `openssl` differ in order, in blanks and in how they escape. What is the same name comes out as the same text here;
values keep their case, and what is inside one never becomes another part of the name.
"""

import re
from typing import Final

LONGEST_NAME: Final = 2000
_TYPE: Final = re.compile(r"\s*([A-Za-z][A-Za-z0-9-]*|\d+(?:\.\d+)+)\s*=\s*")
_PAIR: Final = re.compile(r"\\([0-9A-Fa-f]{2})")
_ENCODED: Final = re.compile(r"#(?:[0-9A-Fa-f]{2})+")
_SPECIAL: Final = frozenset('\\,+="<>;# ')
_FORBIDDEN: Final = frozenset('"<>;')
_ALIASES: Final = {"S": "ST", "E": "EMAILADDRESS", "EMAIL": "EMAILADDRESS", "USERID": "UID", "GIVENNAME": "GN"}


class _NotAName(ValueError):
    """A text that is no name of RFC 4514."""


def read_distinguished_name(text: str) -> str:
    """Return a name in the one form in which names are compared and kept; empty for what is none.

    The order of the parts may be that of RFC 4514 or the other way round, as `openssl` prints it: both come out alike.
    """
    if not 0 < len(text) <= LONGEST_NAME:
        return ""
    try:
        parts = _Reader(text).read_parts()
    except _NotAName:
        return ""
    return min(",".join(parts), ",".join(reversed(parts)))


class _Reader:
    """Reads one text from its beginning to its end."""

    def __init__(self, text: str) -> None:
        self.text, self.at = text, 0

    def read_parts(self) -> list[str]:
        """Return the parts of the name; one that is made of several attributes has them in order."""
        parts, attributes = [], [self.read_attribute()]
        while self.at < len(self.text):
            separator, self.at = self.text[self.at], self.at + 1
            if separator == ",":
                parts.append("+".join(sorted(attributes)))
                attributes = []
            attributes.append(self.read_attribute())
        return [*parts, "+".join(sorted(attributes))]

    def read_attribute(self) -> str:
        """Read a type and its value, to the separator behind it."""
        found = _TYPE.match(self.text, self.at)
        if found is None:
            raise _NotAName
        self.at = found.end()
        name = found[1].upper()
        encoded = _ENCODED.match(self.text, self.at)
        if encoded is not None:
            self.at = encoded.end()
            self.end_value()
            return f"{_ALIASES.get(name, name)}={encoded[0].lower()}"
        value = self.read_quoted() if self.text.startswith('"', self.at) else self.read_value()
        return f"{_ALIASES.get(name, name)}={_write_value(value)}"

    def read_quoted(self) -> str:
        """Read a value between quotation marks, as RFC 2253 still allows and `openssl` prints."""
        self.at += 1
        held = bytearray()
        while not self.text.startswith('"', self.at):
            held += self.read_character()
        self.at += 1
        self.end_value()
        return _decode(bytes(held))

    def end_value(self) -> None:
        """Pass over blanks behind a value; raise where something else than a separator or the end follows."""
        while self.text.startswith(" ", self.at):
            self.at += 1
        if self.at < len(self.text) and self.text[self.at] not in ",+":
            raise _NotAName

    def read_value(self) -> str:
        """Read a value without quotation marks; blanks at its end that are not escaped are no part of it."""
        held, kept = bytearray(), 0
        while self.at < len(self.text) and self.text[self.at] not in ",+":
            character = self.text[self.at]
            if character in _FORBIDDEN or (character == "#" and not held):
                raise _NotAName
            held += self.read_character()
            kept = kept if character == " " else len(held)
        return _decode(bytes(held[:kept]))

    def read_character(self) -> bytes:
        """Read a character, or what is escaped, as bytes of UTF-8."""
        if pair := _PAIR.match(self.text, self.at):
            self.at = pair.end()
            return bytes.fromhex(pair[1])
        escaped = self.text.startswith("\\", self.at)
        self.at += 1 + escaped
        character = self.text[self.at - 1 : self.at]
        if not character.isprintable() or not character or (escaped and character not in _SPECIAL):
            raise _NotAName
        return character.encode("utf-8", "surrogatepass")


def _decode(held: bytes) -> str:
    """Return a value as text; raise for none, and for what cannot be shown."""
    try:
        value = held.decode()
    except UnicodeDecodeError:
        raise _NotAName from None
    if not value or not value.isprintable():
        raise _NotAName
    return value


def _write_value(value: str) -> str:
    """Return a value in which nothing can be taken for a separator."""
    escaped = re.sub(r'([\\,+="<>;])', r"\\\1", value)
    escaped = f"\\{escaped}" if escaped[0] in "# " else escaped
    return f"{escaped[:-1]}\\ " if len(escaped) > 1 and escaped.endswith(" ") else escaped
