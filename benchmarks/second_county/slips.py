"""Slips of the fingers, at any letter or figure: the first and the last too."""

from collections.abc import Callable
from random import Random
from types import MappingProxyType

from handover.common.identifiers import CHECK_LETTERS, check_letter

_KEYS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")


def _neighbours() -> dict[str, str]:
    found: dict[str, str] = {}
    for row, keys in enumerate(_KEYS):
        for column, key in enumerate(keys):
            near = [
                _KEYS[other][place]
                for other in (row - 1, row, row + 1)
                if 0 <= other < len(_KEYS)
                for place in (column - 1, column, column + 1)
                if 0 <= place < len(_KEYS[other]) and _KEYS[other][place] != key
            ]
            found[key] = "".join(near)
    return found


NEIGHBOURS = _neighbours()
_SOUNDS = dict(zip("ckszfviygjdtbpaeoumn", "kczsvfyijgtdpbeauonm", strict=True))


def _exchange(name: str, place: int, _: Random) -> str:
    place = min(place, len(name) - 2)
    return name[:place] + name[place + 1] + name[place] + name[place + 2 :]


def _drop(name: str, place: int, _: Random) -> str:
    return name[:place] + name[place + 1 :]


def _double(name: str, place: int, _: Random) -> str:
    return name[:place] + name[place] + name[place:]


def _other_key(name: str, place: int, chance: Random) -> str:
    near = NEIGHBOURS.get(name[place].lower(), "aeiou")
    return name[:place] + chance.choice(near) + name[place + 1 :]


def _added_key(name: str, place: int, chance: Random) -> str:
    near = NEIGHBOURS.get(name[place].lower(), "aeiou")
    return name[: place + 1] + chance.choice(near) + name[place + 1 :]


def _other_sound(name: str, place: int, _: Random) -> str:
    return name[:place] + _SOUNDS.get(name[place].lower(), "h") + name[place + 1 :]


LETTER_SLIPS = MappingProxyType({
    "exchange": _exchange, "drop": _drop, "double": _double, "other key": _other_key, "added key": _added_key,
    "other sound": _other_sound,
})  # fmt: skip
_CHANCES = (20, 25, 12, 22, 8, 13)


def slip(name: str, chance: Random, times: int = 1) -> str:
    """Return the name with so many slips, each at any letter; a name of one letter stays."""
    for _ in range(times):
        name = _slip_once(name, chance)
    return name


def _slip_once(name: str, chance: Random) -> str:
    letters = [place for place, letter in enumerate(name) if letter.isalpha()]
    if len(letters) < 2:
        return name
    ways: list[Callable[[str, int, Random], str]] = chance.choices(list(LETTER_SLIPS.values()), _CHANCES, k=12)
    for way in ways:
        changed = _capitalise(way(name, chance.choice(letters), chance), name)
        if changed.lower() != name.lower() and sum(map(str.isalpha, changed)) > 1:
            return changed
    return name + name[-1]


def _capitalise(changed: str, before: str) -> str:
    """Return the slipped name with a capital where each word begins, if it was written so."""
    if not before[:1].isupper():
        return changed
    low = [letter if before.isupper() else letter.lower() for letter in changed]
    starts = {0} | {place + 1 for place, letter in enumerate(changed) if letter in " -'"}
    return "".join(letter.upper() if place in starts else letter for place, letter in enumerate(low))


def slip_upn(upn: str, chance: Random, valid: bool = False) -> str:
    """Return a UPN with one wrong figure, or two exchanged; with `valid`, the check letter is made to fit."""
    body = upn[1:]
    for _ in range(20):
        place = chance.randrange(12)
        if chance.random() < 0.35:
            place = min(place, 10)
            changed = body[:place] + body[place + 1] + body[place] + body[place + 2 :]
        else:
            changed = body[:place] + chance.choice("0123456789") + body[place + 1 :]
        if changed != body and changed[:11].isdigit():
            break
    if valid:
        return check_letter(changed) + changed
    if chance.random() < 0.08:
        return chance.choice([letter for letter in CHECK_LETTERS if letter != upn[0]]) + body
    return upn[0] + changed
