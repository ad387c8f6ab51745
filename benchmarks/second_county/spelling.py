"""A name spelled in another way: by another office's letters, or by ear."""

import unicodedata
from random import Random

from benchmarks.second_county.name_tables import SPELLINGS_OF

Rules = tuple[tuple[str, str], ...]


def _rules(text: str) -> Rules:
    return tuple((before, after) for before, _, after in (each.partition(">") for each in text.split()))


LETTERS_INSTEAD: dict[str, Rules] = {
    "british": _rules(
        "ph>f ck>k ie>y ey>y y>ie ll>l tt>t nn>n ss>s ei>ie ay>ai ai>ay ca>ka co>ko ough>o igh>y ee>ea ea>ee oo>ou "
        "rr>r l$>ll er$>ar"
    ),
    "welsh": _rules("dd>d ll>l ff>f f$>v rh>r y>i ca>ka co>ko ph>ff si>sh ae>ai nn>n"),
    "irish_scottish": _rules("Mc>Mac Mac>Mc O'>O O'>, ei>ie ey>y gh>g ll>l nn>n ea>a y>ie ck>k ao>e bh>v mh>v th>t"),
    "polish": _rules("sz>sh cz>ch w>v j>y rz>z ck>tsk ia>ya ow>ov dz>z ks>x"),
    "romanian": _rules("ț>tz ț>ts ș>sh ă>a i>y ca>ka co>ko x>ks gh>g iu>yu"),
    "ukrainian": _rules("kh>h ^h>g y>i iy>y ii>i ii>iy ia>ya iu>yu ye>e shch>sch zh>j v>w i>y ks>x"),
    "arabic": _rules(
        "ee>i i>ee oo>u ou>u u>ou kh>k q>k k>q aa>a dh>d th>t y>i a>e ei>ai ai>ay sh>ch ss>s mm>m ll>l Al->Al "
        "Al->El- gh>g"
    ),
    "south_asian": _rules(
        "ee>i i>ee oo>u u>oo w>v v>w aa>a a>aa dh>d th>t bh>b sh>s ks>x q>k z>j ai>ay y>i kh>k ph>f j>z e>a o>u"
    ),
    "african": _rules("oo>o u>oo ee>e sh>s kw>qu chi>chee gb>b ai>ay ie>e ia>iya mm>m nn>n h$>, y>i"),
    "portuguese": _rules("ç>c ã>a ão>ao lh>li nh>ni s>z z>s ss>s ca>ka co>ko qu>k ou>o x>ch th>t"),
    "turkish": _rules("ş>sh ç>ch ğ>g ğ>, ı>i ö>o ü>u c>j ö>oe ü>ue y>i"),
    "chinese": _rules("zh>ch x>hs q>ch ui>wei ou>ow z>ts ao>au i>ee iu>iew j>ch"),
    "vietnamese": _rules("ph>f th>t đ>d tr>ch kh>k nh>n gi>z x>s uy>ui"),
    "european": _rules("ch>h č>c š>sh ž>z cz>ch sz>s j>y w>v v>w ca>ka z>s ü>ue ö>oe ä>ae ph>f y>i"),
}
"""What stands for what in an office's letters; a comma stands for nothing, ^ for the beginning, $ for the end."""

BY_EAR: dict[str, Rules] = {
    "british": LETTERS_INSTEAD["british"],
    "welsh": _rules(
        "ll>thl ll>l dd>th ff>f f$>v efa>eva ifan>ivan rh>r wm>oom wyn>win si>sh ch>k ca>ka co>ko eu>ai "
        "oe>oy ae>igh iw>you th>t au>i"
    ),
    "irish_scottish": _rules(
        "mh>v bh>v aoi>ee oi>u dh>, gh>, th>h eá>a si>sh sí>shee ao>ay eo>o ú>oo é>ay í>ee á>aw Mc>Mac O'>O ch>k "
        "ca>ka co>ko ci>ki ai>a ea>a iu>u"
    ),
    "polish": _rules(
        "sz>sh cz>ch w>v j>y ł>w ś>sh ć>ch ż>zh rz>zh ó>oo ck>tsk ń>n ą>on ę>en ch>h ia>ya szcz>shch dz>j "
        "ci>chee si>shee"
    ),
    "romanian": _rules(
        "ș>sh ț>ts ă>a â>u î>i ce>che ci>chi ge>je gi>ji gh>g chi>kee che>ke x>ks ea>ya ca>ka co>ko io>yo u>oo"
    ),
    "ukrainian": _rules("kh>h zh>j y>i iy>ee ii>ee shch>sh ts>z ia>ya iu>yu v>w ch>tch o>a enko>encko uk>ook"),
    "arabic": _rules(
        "kh>k gh>g q>k dh>d aa>ar ou>oo ee>ea u>oo a$>ah ei>ay ai>i h$>, ss>s y>ie i>ee dd>d ll>l Al->Al- th>s j>zh"
    ),
    "south_asian": _rules(
        "ee>ea w>v v>w dh>d bh>b th>t kh>k q>k aa>ar u>oo i>ee ai>i ph>f gh>g j>z oo>u jh>j a$>ah h$>, ie>y"
    ),
    "african": _rules(
        "gb>b kp>p oluwa>olua chukwu>chuku x>h ca>ka co>ko q>k u>oo i>ee ee>i aa>a dh>d e$>eh o$>oh kw>qu nn>n nw>w "
        "ny>n ye>yeh j>ge aw>or"
    ),
    "portuguese": _rules("ç>s ã>a ão>ow lh>ly nh>ny x>sh ch>sh j>zh é>ay ê>ay ó>o qu>k ei>ay ou>o s$>sh z>s inh>een"),
    "turkish": _rules("ş>sh ç>ch ğ>, ı>i ö>er ü>oo c>j ay>eye z>s e$>eh"),
    "chinese": _rules(
        "x>sh q>ch zh>j ca>tsa cu>tsu z>dz iao>eow ui>way ou>oh ao>ow ng>n i>ee u>oo eng>ung iu>yo ai>eye tsz>zee "
        "yu>you sz>s"
    ),
    "vietnamese": _rules(
        "ễ>e ng>n ph>f th>t tr>ch kh>k nh>n gi>z x>s uy>wee đ>d d>z qu>w ươ>uo guy>wee anh>an oa>wa ieu>you uo>oo"
    ),
    "european": _rules(
        "j>y w>v sz>s cz>ch ch>h š>sh č>ch ž>zh ö>er ü>oo é>ay gy>j ll>y ñ>ny gl>l ie>ee eu>oy th>t z$>ts á>a cs>ch"
    ),
}
"""What somebody writes who hears the name and knows English spelling only."""

STYLE_OF = {
    "english": "british",
    **dict.fromkeys(("south_asian_muslim", "punjabi_sikh", "other_indian", "bengali"), "south_asian"),
    **dict.fromkeys(("somali", "nigerian", "ghanaian"), "african"),
    "other_european": "european",
}
"""Whose rules serve, where it is not the origin's own name."""


def respell(name: str, origin: str, chance: Random) -> str:
    """Return the name in another spelling that offices use, or as it is where nothing can be spelled otherwise."""
    words = name.split(" ")
    for place in chance.sample(range(len(words)), len(words)):
        if others := SPELLINGS_OF.get(words[place]):
            words[place] = chance.choice(others)
            return " ".join(words)
    return _apply(name, LETTERS_INSTEAD[STYLE_OF.get(origin, origin)], chance, 1)


def spell_by_ear(name: str, origin: str, chance: Random) -> str:
    """Return the name as an English speaker writes it who hears it: without marks, one to three sounds in other "
    "letters."""
    style = STYLE_OF.get(origin, origin)
    changes = chance.choices((0, 1, 2, 3), (25, 45, 22, 8))[0]
    rules = BY_EAR[style]
    if style != "british" and chance.random() < 0.2:
        rules += BY_EAR["british"]
    return drop_marks(_apply(name, rules, chance, changes))


def _apply(name: str, rules: Rules, chance: Random, times: int) -> str:
    """Apply up to so many of the rules that fit, each at one place."""
    fitting = [rule for rule in rules if _places(name.lower(), rule[0].lower())]
    chance.shuffle(fitting)
    done = 0
    for before, after in fitting:
        if done == times:
            break
        changed = _replace(name, before, "" if after == "," else after, chance)
        if len(changed.replace(" ", "")) > 1 and changed.lower() != name.lower():
            name, done = changed, done + 1
    return name


def _places(low: str, wanted: str) -> list[int]:
    """Return where the letters stand; with ^ before or $ behind them, only at the beginning or end of the name."""
    if wanted.endswith("$"):
        return [len(low) - len(wanted) + 1] if low.endswith(wanted[:-1]) else []
    if wanted.startswith("^"):
        return [0] if low.startswith(wanted[1:]) else []
    return [place for place in range(len(low)) if low.startswith(wanted, place)]


def _replace(name: str, before: str, after: str, chance: Random) -> str:
    """Replace one occurrence; what began with a capital does so afterwards."""
    low = name.lower()
    places = _places(low, before.lower())  # an earlier rule may have taken the last one away
    if len(low) != len(name) or not places:
        return name
    place = chance.choice(places)
    put = after if not name[place].isupper() else after[:1].upper() + after[1:]
    changed = name[:place] + put + name[place + len(before.strip("^$")) :]
    return changed[:1].upper() + changed[1:]


_PLAIN = str.maketrans(
    {"ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ı": "i", "ß": "ss", "ø": "o", "Ø": "O", "æ": "ae", "ə": "e"}
)


def drop_marks(name: str) -> str:
    """Return the name without accents and other marks: Siân as Sian, Łukasz as Lukasz."""
    apart = unicodedata.normalize("NFD", name)
    return "".join(letter for letter in apart if not unicodedata.combining(letter)).translate(_PLAIN)


def damage(name: str, chance: Random) -> str:
    """Return a name with letters broken by a wrong code page: SiÃ¢n, Si?n or Sin; a plain name stays."""
    if name.isascii():
        return name
    way = chance.choices(("twice", "mark", "lost"), (75, 17, 8))[0]
    if way == "mark":
        return name.encode("ascii", "replace").decode("ascii")
    if way == "lost":
        return name.encode("ascii", "ignore").decode("ascii") or name
    return "".join(_as_windows(byte) for byte in name.encode())


def _as_windows(byte: int) -> str:
    try:
        return bytes([byte]).decode("cp1252")
    except UnicodeDecodeError:
        return chr(byte)
