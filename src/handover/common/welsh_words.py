"""The Welsh words that were agreed, as a table: one word for one thing, whoever writes.

The tools that take in Welsh (`tools/wording.py`, `tools/messages.py`) and a test read it; the translator's page in the
reference shows it. A form that must not stand is written as people see it; `*` stands for the letters of any ending.
"""

import re
from dataclasses import dataclass
from functools import cache
from typing import Final


@dataclass(frozen=True, slots=True)
class AgreedWord:
    """A thing in English, its one Welsh word, and the forms that must not stand for it.

    `never` holds these forms, `but` the phrases in which one of them is right all the same, `note` what a translator should
    know.
    """

    en: str
    cy: str
    never: tuple[str, ...] = ()
    but: tuple[str, ...] = ()
    note: str = ""


AGREED_WORDS: Final[tuple[AgreedWord, ...]] = (
    AgreedWord("admissions file", "ffeil dderbyn", ("ffeil dderbyniadau", "ffeil drosglwyddo derbyniadau")),
    AgreedWord("already", "eisoes", note="“yn barod” means “ready”, and nothing else"),
    AgreedWord("audit log", "cofnod archwilio", ("log archwilio",)),
    AgreedWord("authority (LA, LEA)", "awdurdod lleol (AALl)"),
    AgreedWord("by itself", "ohono'i hun, ohoni ei hun", note="“ar ei ben ei hun” means “alone”"),
    AgreedWord("call back", "galw'n ôl", ("adalw*",), note="a decision or a key is taken back: tynnu'n ôl"),
    AgreedWord("capital letters", "priflythrennau", ("llythrennau mawr", "llythrennau bras")),
    AgreedWord("census", "cyfrifiad"),
    AgreedWord("chain of custody", "cadwyn gadw", ("cadwynau",), note="several: cadwyni cadw; an entry of one: eitem"),
    AgreedWord(
        "collect",
        "casglu",
        ("cesglir",),
        note="two files: i'w casglu; one file: i'w chasglu (it is hers)",
    ),
    AgreedWord("confirm", "cadarnhau"),
    AgreedWord("delete", "dileu", ("dilead*", "diddymu")),
    AgreedWord("download", "lawrlwytho", ("llwytho i lawr", "lwytho i lawr", "dadlwytho")),
    AgreedWord("e-mail", "e-bost, e-byst", ("ebost", "ebyst", "e-bostiau")),
    AgreedWord("establishment", "sefydliad"),
    AgreedWord("expected pupil", "disgybl disgwyliedig", ("rhestr ddisgwyl",)),
    AgreedWord(
        "find, found",
        "dod o hyd i; daethpwyd o hyd i",
        (
            "canfod",
            "ganfod",
            "chanfod",
            "canfu*",
            "ganfu*",
            "chanfu*",
            "canfydd*",
            "cael hyd i",
            "cafwyd hyd",
            "deuir o hyd",
        ),
        note="a found pupil: disgybl y daethpwyd o hyd iddo",
    ),
    AgreedWord("fit (a search, an offer)", "cyfateb i", ("cyd-fynd *", "gyd-fynd *")),
    AgreedWord("from, to (people)", "gan, at", ("oddi wrth",), note="alone before a colon or as a heading"),
    AgreedWord("gender, sex", "rhyw", ("rhywedd", "rywedd"), but=("Rhyw neu rywedd",)),
    AgreedWord("generic zip", "zip generig"),
    AgreedWord("held (a file)", "wedi'i dal yn ôl", ("ar stop",)),
    AgreedWord("hub", "hwb", ("canolbwynt", "ganolbwynt"), note="masculine: mae'r hwb yn ei anfon ohono'i hun"),
    AgreedWord("is told, was told", "caiff wybod; cafodd wybod", ("hysbysir", "hysbyswyd", "hysbysu")),
    AgreedWord("kind", "math"),
    AgreedWord("leaver; leaving", "disgybl sy'n gadael; ymadawiad", ("ymadawr", "ymadawyr")),
    AgreedWord("lost pupil", "disgybl coll"),
    AgreedWord(
        "lost pupil store", "storfa disgyblion coll", ("i y storfa", "o y storfa"), note="i'r storfa, o'r storfa"
    ),
    AgreedWord("now", "nawr", ("yn awr", "rwan", "rŵan")),
    AgreedWord("offer", "cynnig"),
    AgreedWord(
        "office (a role at an establishment)", "rôl", ("rol", "swydd"), note="the room and the people in it: swyddfa"
    ),
    AgreedWord(
        "on its way", "ar ei ffordd", ("ar ei daith", "ar eu taith"), note="the way of a record: taith y cofnod"
    ),
    AgreedWord("outcome (of a record)", "canlyniad"),
    AgreedWord("pair", "pâr"),
    AgreedWord("passkey", "goriad mynediad", ("allwedd mynediad", "cyfrin-allwedd"), note="a key of an agent: allwedd"),
    AgreedWord("pathway", "llwybr"),
    AgreedWord("perhaps", "efallai mai, efallai fod", ("efallai bod", "gall mai", "hwyrach")),
    AgreedWord("phase transfer", "trosglwyddo"),
    AgreedWord("preferred name", "enw a ffefrir", ("enw dewisol", "cyfenw dewisol", "enw cyntaf dewisol")),
    AgreedWord("pull, push (SIF)", "nôl, gwthio", ("pull", "push")),
    AgreedWord("reject", "gwrthod"),
    AgreedWord("roll", "cofrestr", ("rhôl",), note="on roll: ar y gofrestr"),
    AgreedWord("safeguarding, designated person for", "y person dynodedig ar gyfer diogelu", ("person diogelu",)),
    AgreedWord("second step", "ail gam"),
    AgreedWord("secure message", "neges ddiogel"),
    AgreedWord(
        "sender; receiver, recipient, destination",
        "anfonwr; derbynnydd",
        ("cyrchfan*", "gyrchfan*", "chyrchfan*", "danfonwr"),
    ),
    AgreedWord("send", "anfon", ("danfon", "ddanfon")),
    AgreedWord("sign in, sign out", "mewngofnodi, allgofnodi", ("arwyddo i mewn", "logio i mewn")),
    AgreedWord(
        "site",
        "gwefan, y wefan",
        ("y safle", "r safle", "r safle'n", "y safle'n"),
        but=("oddi ar y safle",),
        note="“yr un safle” is a rank",
    ),
    AgreedWord(
        "software",
        "meddalwedd, y feddalwedd",
        ("y meddalwedd", "r meddalwedd", "meddalwedd hwn"),
        note="feminine: ohoni ei hun, wedi'i chysylltu",
    ),
    AgreedWord("successor", "olynydd"),
    AgreedWord("such as", "fel", ("megis",)),
    AgreedWord("take over, take in, take (a record)", "derbyn", ("cymryd drosodd", "gymryd drosodd")),
    AgreedWord("temporary UPN", "UPN dros dro"),
    AgreedWord("tombstone", "carreg fedd"),
    AgreedWord(
        "upload, bring (a list)",
        "lanlwytho",
        (
            "llwytho i fyny",
            "lwytho i fyny",
            "llwythwyd i fyny",
            "lwythwyd i fyny",
            "uwchlwyth*",
            "dod â'r rhestr",
            "dod â rhestr",
            "dewch â'r rhestr",
        ),
        note="to load a file into a school's software: llwytho",
    ),
    AgreedWord("weekly reminder", "nodyn atgoffa wythnosol"),
    AgreedWord("way (of a record), move", "taith y cofnod", ("siwrnai",), note="feminine; on its way: ar ei ffordd"),
    AgreedWord("yearly check", "gwiriad blynyddol"),
    AgreedWord("yes (a person's)", "cytuno", note="waits for your yes: yn aros i chi gytuno"),
    AgreedWord(
        "(plain Welsh)",
        "chi, a verb that people say",
        (
            "fe'i",
            "fe'u",
            "nis",
            "nas",
            "y'i",
            "y'u",
            "ni ŵyr",
            "ŵyr neb",
            "wyddys",
            "gellir",
            "ellir",
            "gellid",
            "ellid",
            "erys",
            "deuir",
            "ydoedd",
            "ychwaith",
            "trwy gamgymeriad",
            "hwy na",
            "hwy nag",
            "alla i",
            "dderbynioch",
            "a wnelont",
        ),
        note="mae modd, gallwch, mae'n aros, nid oes neb yn gwybod, cafodd ei hanfon",
    ),
    AgreedWord(
        "(ni, nid)",
        "nid before a vowel",
        ("ni anfon*", "ni enw*", "ni edrych*", "ni agor*", "ni atebodd", "ni atebwyd"),
        note="nid anfonwyd; but ni allwch, ni enillodd: from gallu, gennill only where g was dropped",
    ),
)
"""Words of the office first, by their English; the last rows are of the language itself."""

SOFTENING: Final[tuple[str, ...]] = (
    *(
        "am",
        "ar",
        "at",
        "dan",
        "dros",
        "drwy",
        "ei",
        "gan",
        "heb",
        "hyd",
        "i",
        "neu",
        "o",
        "tan",
        "tros",
        "trwy",
        "wrth",
    ),
    *("yn", "â", "a", "gyda", "na", "fy", "dy"),
)
"""Words that change the first letter of the word behind them; a name that is filled in would have to change with it."""

PLACE_NAMES: Final[frozenset[str]] = frozenset(
    {
        *("authority", "authority_cy", "destination_name", "destination_name_cy", "finder_name", "finder_name_cy"),
        *("name", "name_cy", "office", "office_cy", "place", "place_cy", "receiver_cy", "school", "school_name"),
        *("sender_cy", "source_name", "source_name_cy", "successor_name", "successor_name_cy"),
    }
)
"""What stands for the name of a school or an authority in texts that are filled in."""

_NAME_BEHIND = re.compile(
    rf"(?<![\w'’])(?:{'|'.join(SOFTENING)})\s+(?:<[^>]*>)*(?:\{{(\w+)\}}|%\((\w+)\)s)", re.IGNORECASE
)


@cache
def _pattern(form: str) -> re.Pattern[str]:
    words = re.escape(form).replace(r"\*", r"\w*")
    return re.compile(rf"(?<!\w){words}(?!\w)", re.IGNORECASE)


def find_word_faults(welsh: str) -> list[str]:
    """Say what stands in a Welsh text against the agreed words, and where a name would have to mutate; nothing if all is well.

    Names of schools and authorities stand alone (“Ysgol: {name}”) or as the subject (“Mae {name} wedi …”).
    """
    found = []
    for word in AGREED_WORDS:
        text = welsh
        for phrase in word.but:
            text = re.sub(re.escape(phrase), "", text, flags=re.IGNORECASE)
        hits = [form for form in word.never if _pattern(form).search(text)]
        found += [f"“{form}” for “{word.en}”: {word.cy}" for form in hits]
    for hit in _NAME_BEHIND.finditer(welsh):
        if (hit[1] or hit[2]) in PLACE_NAMES:
            found.append(f"“{hit[0]}”: the name would mutate; let it stand alone")
    return found
