"""The words and short lists of this app, as tables in both languages."""

from handover.common.text import Text

UNKNOWN, OUTSIDE = "X", "M"
KINDS: dict[str, Text] = {
    UNKNOWN: Text("next school not known", "ysgol nesaf ddim yn hysbys"),
    OUTSIDE: Text("left the maintained sector", "wedi gadael y sector a gynhelir"),
}
"""Why a pupil is in the store, by the letter that fills the destination (seed, section 1.3)."""

KIND_OF_DESTINATION: dict[str, str] = {"XXXXXXX": UNKNOWN, "MMMMMMM": OUTSIDE}

GENDERS: dict[str, Text] = {
    "F": Text("Female", "Benyw"),
    "M": Text("Male", "Gwryw"),
}

ENDINGS: dict[str, Text] = {
    "confirmed": Text("the new school confirmed the file", "cadarnhaodd yr ysgol newydd y ffeil"),
    "found": Text("found another way", "daethpwyd o hyd i'r disgybl mewn ffordd arall"),
    "leaving_age": Text("over the school leaving age", "dros oedran gadael yr ysgol"),
    "moved_abroad": Text("known to live abroad", "mae'n hysbys bod y disgybl yn byw dramor"),
    "mistake": Text("sent to the store by mistake", "anfonwyd i'r storfa drwy gamgymeriad"),
    "died": Text("the pupil has died", "bu farw'r disgybl"),
    "recalled": Text("the school called the file back", "galwodd yr ysgol y ffeil yn ôl"),
}
"""How a pupil leaves the store, by the word that is kept in the tombstone."""

FOUND_BY_HAND: tuple[str, ...] = ("found",)
REMOVALS: tuple[str, ...] = ("leaving_age", "moved_abroad", "mistake", "died")
