"""How what is written may be said: English always, and Welsh, Slavic or another where the spelling invites it.

A *reading* is a way to say what is written, and is tried where its `cue` is met. Each yields a key of its own, so that a
name meets others under every way it may have been heard. The rules were drawn from the orthographies themselves and are
held by the pairs in `tests/matching/name_pairs.py` and `heard_names.py`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from re import Pattern
from typing import Final


@dataclass(frozen=True, slots=True)
class SpellingRule:
    """A way to say a spelling: when it is tried (`cue`; None for always), and what is then written instead."""

    name: str
    cue: Pattern[str] | None
    rules: tuple[tuple[Pattern[str], str], ...]
    any_rule: Pattern[str]

    def respell(self, folded: str) -> str | None:
        """Return the name as an English reader would write what is said, or None where this reading is not invited."""
        if self.cue is not None and not self.cue.search(folded):
            return None
        if not self.any_rule.search(folded):
            return folded
        for pattern, spelling in self.rules:
            folded = pattern.sub(spelling, folded)
        return folded


def _reading(name: str, cue: str | None, *rules: tuple[str, str]) -> SpellingRule:
    compiled = tuple((re.compile(pattern), spelling) for pattern, spelling in rules)
    any_rule = re.compile("|".join(f"(?:{re.sub(r'[(](?![?])', '(?:', pattern)})" for pattern, _ in rules))
    return SpellingRule(name, re.compile(cue) if cue else None, compiled, any_rule)


# What English ears do to any name before it is coded.
_HEARD: Final = (
    (r"^(?:mc|mac(?=[bcdfgjlmnpqrtvw]))", "mak"),
    (r"^mak(?=[ck])", "ma"),
    (r"augh(?=a)", "aw"),
    (r"u?gh(?=e?s?$)(?<!n..)", "u"),
    (r"([bdjkg])h(?=[aeiouyr]|$)", r"\1"),  # Dhaliwal, Khan, Bhatt; final too: Singh
    (r"zh", "j"),
    (r"^t[sz]", "s"),
    (r"ksh", "ks"),  # Lakshmi, Laxmi
    (r"(?<!c)kh", "k"),
    (r"^shr", "sr"),
    (r"(?<=[aeiou])sh(?=[nwvm])", "s"),  # Krishna, Vishwanathan
    (r"chh", "ch"),
    (r"^d[jz]h?", "j"),
    (r"dj", "j"),
    (r"qu(?=a)", "kw"),
    (r"nh$", "n"),  # Khanh, Linh
    (r"chukwu", "chuku"),
    (r"(?<=n)kwo", "ko"),  # Okonkwo
    (r"^thom", "tom"),
    (r"anth(?=on)", "ant"),
    (r"(?<=n)ich(?=ol)", "ik"),
    (r"mich(?=ae|ea)", "mik"),
    (r"^chr", "kr"),
    (r"sch(?=[mnlwrei])", "sh"),
    (r"sch", "sk"),
    (r"mp(?=[st])", "m"),
    (r"(?<=[aeiou])w(?=ar)", "u"),  # Stewart
    (r"x", "ks"),
    (r"(?<!^)y(?=[aeiou])", "i"),
    (r"(?<=w)y(?=[^aeiou])", "i"),
    (r"(?<=[aeiouy])h(?=[bcdfgjklmnpqrstvwxz]|$)", ""),
    (r"(?<=[bdfhklmnprstvwz])e$", ""),
)

_SLAVIC: Final = (
    (r"sk(?:i|y|ii|yi|iy|yy|yj|ij|a|aya|aia)$", "ski"),
    (r"ck(?:i|y|a)$", "tski"),
    (r"zk(?:i|y|a)$", "zki"),
    (r"([oeyi])[wv]a?$", r"\1v"),
    (r"wicz$|vich$|vic$|vitch$|witz$|vits$", "vich"),
    (r"szcz|shch|stch", "sh"),
    (r"sz", "sh"),
    (r"cz", "ch"),
    (r"(?<=[pkt])rz", "sh"),
    (r"rz", "zh"),
    (r"w", "v"),
    (r"^[ck]?h(?=[mlv])", ""),  # Chmielewski
    (r"(?<=[aoe])m(?=b)", ""),  # Dąbrowski is heard as Dombrovski
    (r"s(?=i[^aeou])|si(?=[aeou])", "sh"),
    (r"ci(?=[aeou])|c(?=i)", "ch"),
    (r"c(?=p|y$)", "ts"),  # Kacper, Ignacy
    (r"(?<=[aeiouy])j|^j|j$", "y"),
    (r"dzi?(?=[aeou])", "j"),
    (r"lc$", "lts"),
    (r"(?<=[^aeiou])ia$|iia$|ija$|iya$", "ya"),
)

_CHINESE_SYLLABLE: Final = (
    r"(?:zh|ch|sh|hs|ts|tz|[bpmfdtnlgkhjqxrzcsyw])?"
    r"(?:iang|iong|uang|ueng|ang|eng|ing|ong|ung|uan|ian|ien|iao|uai|ueh|ieh|yuan|an|en|in|un|ai|ei|ao|ou|ia|ie|iu|ua|uo|ui"
    r"|ue|uh|ih|eh|ee|[aoeiu])"
)

READINGS: Final[tuple[SpellingRule, ...]] = (
    _reading("English", None, *_HEARD),
    _reading(
        "Welsh",
        r"dd|ff|ll|rh|ngh|ch|[bcdfghlmnprstv]w(?:[^aeiouyhr]|$)|[uiy]w$|^si[aeo]|^[mn]h|^ng|^c[eiy]|^i[aeo]",
        (r"^ngh", "k"),  # the nasal mutations of c, p, t, g
        (r"^mh", "p"),
        (r"^nh", "t"),
        (r"^ng(?=[^u])", "g"),
        (r"^dd", "d"),  # the soft mutation of d
        (r"^ff", "f"),
        (r"^c(?=[eiy])", "k"),
        (r"dd", "th"),
        (r"ff", "f"),
        (r"rh", "r"),
        (r"(?<!^)ch", "k"),
        (r"si(?=[aeo])", "sh"),
        (r"^i(?=[aeo])", "y"),
        (r"[uiy]w$", "oo"),
        (r"(?<=[bcdfghlmnprstv])w(?=[^aeiouyh]|$)", "oo"),
        (r"^gw(?=r)", "gur"),
        (r"(?<=[bcdfglmnprstv])u(?=[^aeiou])", "i"),  # u is said as i
        *_HEARD,
    ),
    _reading("Welsh, softened g", r"^gw[aeiy]", (r"^g", ""), *_HEARD),
    _reading(
        "Slavic",
        r"sz|[^s]?cz|rz|sk[iya]+$|[cz]k[ia]$|wicz|vi[ct]|[oe][wv]a?$|[ai][wv]$|^woj|[aey]k$|ja$|ej$|acp|acy$|i[aey]$|dz|w[^aeiouyhr]",
        *_SLAVIC,
        *_HEARD,
    ),
    _reading("Polish rz as an English r", r"[bdgkpt]rz", (r"rz", "r"), *_SLAVIC, *_HEARD),
    _reading(
        "Slavic j",
        r"^j(?=an|ac?[kc]u|ad[wz]|er[ez]|u[lrs]|oan|oz|ov|ar[eo])",
        (r"^j", "y"),
        *_HEARD,
    ),
    _reading(
        "Indian w and th",
        r"(?<!^[a-z])(?<=[^aeiouywlrh])w(?=[aei])|[lr]w(?=in|an|ar)|shwa|[aeoi]wa+[lrnz]|^w(?=a[hjkqsz]|ij|ic?k|id|is[hn])|"
        r"[iae]sw|nw[ae]|[aei]w[aeio](?!s$)|hw[ie]|^sw[ae]r|th(?=[aiou]|ee)|(?:ith|anth|ath)$",
        (r"w(?=[aeiou])", "v"),
        (r"th", "t"),
        *_HEARD,
    ),
    _reading(
        "Irish",
        r"^sio|[aeio]bh|[aeio]mh|dhbh|[lr]bh(?=[ael])|aoi|oirs|ois[ei]|is[ie]|sh?ine|ait?hn|laith|atha|aithi|dhr|iadh|adhg|"
        r"iachr|[aeiou]ghan",
        (r"aoi?", "ee"),
        (r"^sio", "shee"),
        (r"dh?bh", "v"),
        (r"[bm]h", "v"),
        (r"thn", "n"),
        (r"(?<=[aeiou])[dt]h(?=[aeiou]|$|r)", ""),
        (r"gh(?=[ae])", ""),
        (r"fh", ""),
        (r"s(?=[ie])|(?<=i)s(?=[^aouk]|$)|(?<=ir)s", "sh"),
        (r"ch", "k"),
        (r"^ea", "a"),
        *_HEARD,
    ),
    _reading(
        "Irish gh",
        r"[aeou]gh(?=[aeo])",
        (r"(?<=[aeou])gh(?=[aeo])", "h"),
        *_HEARD,
    ),
    _reading(
        "Romanian and Italian",
        r"^ci[ou]|^ce[ao]|ciu|escu$|[ei]anu$|ghe|^chi[aoe]|gli[aou]",
        (r"ci(?=[aou])|ce(?=[ao])", "ch"),
        (r"c(?=[ei])", "ch"),
        (r"sch?(?=[ei])", "sh"),
        (r"gh(?=[ei])", "g"),
        (r"ti(?=anu$)|ty(?=anu$)", "te"),
        *_HEARD,
    ),
    _reading(
        "nasal onset", r"^n[gkwdztsb](?!u?y)|^[ei]n(?=g[oa]|ke)|^mb|^nn", (r"^[ei]?[nm](?=[gkwdztsbn])", ""), *_HEARD
    ),
    _reading("Vietnamese ng and nh", r"^n(?:gh?|h)[aeiou]", (r"^n(?:gh?|h)", "n"), *_HEARD),
    _reading("Bengali y", r"^y(?=ash|ad|og|am)", (r"^y", "j"), *_HEARD),
    _reading("ch and kh as h", r"(?<=[aeio])[ck]h(?=[aei][a-z]{3})", (r"(?<=[aeio])[ck]h(?=[aei])", "h"), *_HEARD),
    _reading("Welsh y said as a short u", r"^(?:rh|ll|[cdmt])y[bdfnr][aeiw]", (r"^(rh|ll|[cdmt])y", r"\1u"), *_HEARD),
    _reading(
        "a glide written as a vowel",
        r"^(?:h|th?|kh?|l|d|j)[uo](?=an|ye|yn|en$|ay)",
        (r"(?<=^.)[uo]|(?<=^.h)[uo]", "w"),
        *_HEARD,
    ),
    _reading("Akan and Hungarian gy", r"gy(?=[aeo])|gy$|^ky(?=[ae])", (r"gy", "j"), (r"^ky", "ch"), *_HEARD),
    _reading(
        "Yoruba s",
        r"^olu|^ola|^ade|^ayo|fola|bola|tunde|^seun|^segun|^shegun|^sheun|s[uo]la|^sh?ade$|sheyi|seyi|osin|ish?ola|oye",
        (r"sh", "s"),
        (r"(?:ay|ey|eh|[iy])$", "e"),
        (r"e$", "i"),
        *_HEARD,
    ),
    _reading(
        "a last e that is said",
        r"^kwa?me$|(?:dele|mide|nde|tope|s[ha]ade|wale|bode|nte|yele|tade|kole|lade|role|yode|ike|nwe|eze|ote|iwe|obe|amare)$",
        (r"e$", "i"),
        *_HEARD,
    ),
    _reading(
        "Pinyin and Wade-Giles",
        r"^x[iu]|^q(?:i|u[aen]?)|^zh|^z[iu]|[aeiou]x[iu]|[aeiou]q[iu]|[in]zh|^hs|^t[sz]u|[aeiou]hs|n?gx|iao",
        (r"hs|x", "sh"),
        (r"q", "ch"),
        (r"t[sz]", "z"),
        (r"zh", "j"),
        *_HEARD,
    ),
    _reading(
        "Chinese syllables by ear",
        rf"^(?=.*(?:zh|^x|q|hs|t[sz]|ng|ao|ou|iu|ui|uo|ei|ia|ien|ee$|^ch|^y[iu]))(?:{_CHINESE_SYLLABLE}){{1,3}}$",
        (r"zh|ch|q", "j"),
        (r"hs|x", "sh"),
        (r"t[sz]|c", "s"),
        (r"b", "p"),
        (r"ung", "en"),
        (r"ng", "n"),
        (r"ee", "i"),
        *_HEARD,
    ),
    _reading(
        "Somali",
        r"(?<![ei])x(?=[aoumy])(?!uan)|^c(?=aa|ab|al[iy]|um|ii|is[mek]|a[wy])|[ae]x$|ac(?:ii|aa)",
        (r"x", "h"),
        (r"^c|(?<=a)c(?=[ai])", ""),
        *_HEARD,
    ),
    _reading(
        "women's surnames",
        r"(?:aite|yte|iene|iute)$|poulou$|(?:ak|ik|ek|ar|ec)ova$",
        (r"(?:aite|yte|iene)$", "as"),
        (r"iute$", "ius"),
        (r"poulou$", "poulos"),
        (r"ova$", ""),
        *_HEARD,
    ),
    _reading("Mac before a vowel", r"^mac[eiy]", (r"^mac", "mak"), *_HEARD),
    _reading(
        "French",
        r"^ou|^y?ou|oua|^dj|^tch|^ch",
        (r"oua", "wa"),
        (r"^ou(?=[aei])", "w"),
        (r"^dj", "j"),
        (r"^t?ch", "sh"),
        *_HEARD,
    ),
    _reading("Spanish", r"^x|^j(?=[aeo])|^g[ei]|^ll", (r"^ll", "y"), (r"^[xj]|^g(?=[ei])", "h"), *_HEARD),
)

_INVITED: Final = re.compile("|".join(f"(?:{reading.cue.pattern})" for reading in READINGS if reading.cue))


def respell_all(folded: str) -> Iterator[str]:
    """Yield a folded name in every reading that its spelling invites, as an English reader would write what is said."""
    others = READINGS if _INVITED.search(folded) else READINGS[:1]
    for reading in others:
        respelled = reading.respell(folded)
        if respelled:
            yield respelled
