"""Whether a password may be chosen: long enough, and too many guesses away for whoever knows the person and the service.

`zxcvbn` counts the guesses. It brings some ninety thousand passwords, names and words in the order in which they are tried,
knows repetition, rows of keys, sequences, dates, capitals and figures in place of letters, and takes our own words in front
of its own: the person's, the school's, the authority's and the service's.
"""

import re
from datetime import date
from typing import Any

from anyascii import anyascii
from zxcvbn import zxcvbn

from handover.common.authorities import WELSH_LAS
from handover.common.identifiers import LA_SUFFIX
from handover.common.problems import Problem
from handover.portal.accounts.models import User
from handover.portal.accounts.password_faults import FAULTS
from handover.portal.establishments.models import Establishment

LEAST = 12
"""Characters of a password."""
LEAST_GUESSES = 10**10
"""What zxcvbn calls very unguessable: beyond whoever has stolen the slow hashes."""
LEAST_GUESSES_TOGETHER = 10**9
"""And without what stands between the words: three that nobody would expect, or two and a figure or so."""
LOOKED_AT = 72
"""Characters that are looked at: those beyond cannot make a password weaker, and counting takes longer with each."""
SHORTEST_WORD = 3
WORD = re.compile(r"[^\W_]+")

_SERVICE = """
handover trosglwyddo ctf s2s sif upn census cyfrifiad transfer plasc cybld
school schools ysgol ysgolion primary secondary cynradd uwchradd gynradd academy
pupil pupils disgybl disgyblion teacher athro athrawes office swyddfa headteacher
council cyngor county city authority awdurdod administrator gweinyddwr admin login
password cyfrinair croeso welcome secret cyfrinach wales cymru cymraeg england
"""
_SEASON = """
spring summer autumn winter gwanwyn haf hydref gaeaf easter pasg christmas nadolig
january february march april may june july august september october november december
ionawr chwefror mawrth ebrill mai mehefin gorffennaf awst medi tachwedd rhagfyr
monday tuesday wednesday thursday friday saturday sunday llun mercher iau gwener sadwrn sul
term tymor
"""
SERVICE_WORDS = tuple(_SERVICE.split())
SEASON_WORDS = tuple(_SEASON.split())
PLACE_WORDS = tuple(name for place in WELSH_LAS.values() for name in (place.en, place.cy))


def words_of(texts: tuple[str, ...]) -> set[str]:
    """Return the words of some texts, and each text as one word, with and without accents."""
    found: set[str] = set()
    for text in texts:
        words = [word for word in WORD.findall(text.lower()) if len(word) >= SHORTEST_WORD]
        found |= {*words, "".join(WORD.findall(text.lower()))}
    return {word for spelt in found for word in (spelt, anyascii(spelt).lower()) if len(word) >= SHORTEST_WORD}


def texts_of(place: Establishment | None) -> tuple[str, ...]:
    """Return how a school or an authority is called."""
    if place is None:
        return ()
    return (
        place.name,
        place.name_cy,
        place.town,
        place.postcode,
        place.number,
        place.contact,
        place.email.partition("@")[2],
    )


def own_words(user: User, today: date) -> list[str]:
    """Return the words that somebody would try first for this person, in this year."""
    place = user.establishment
    number = f"{place.la_number}{LA_SUFFIX}" if place else ""
    authority = Establishment.objects.filter(number=number).first() if place and place.number != number else None
    years = tuple(str(year) for year in range(today.year - 2, today.year + 3))
    own = words_of((user.username, user.full_name, user.email, user.email.partition("@")[0], *texts_of(place)))
    return sorted(own | words_of((*texts_of(authority), *PLACE_WORDS, *SERVICE_WORDS, *SEASON_WORDS, *years)))


def check_new_password(password: str, user: User, today: date) -> Problem | None:
    """Return why a person may not choose a password; None if they may."""
    if len(password) < LEAST:
        return FAULTS["password.short"].at(least=LEAST)
    words = own_words(user, today)
    # What stands between the words of `bryn-madog-12` is counted as if it could not be guessed: look without it too.
    together = "".join(WORD.findall(password)) or password
    for spelt, least in ((together, LEAST_GUESSES_TOGETHER), (password, LEAST_GUESSES)):
        found = zxcvbn(spelt[:LOOKED_AT], user_inputs=words)
        if found["guesses"] < least:
            return reason(found["sequence"])
    return None


def reason(parts: list[dict[str, Any]]) -> Problem:
    """Return why a password is easy to guess, from the parts that it is made of: what its person can see best first."""
    repeated = [part for whole in parts for part in whole.get("base_matches", ())]
    own = [part["token"] for part in (*parts, *repeated) if part.get("dictionary_name") == "user_inputs"]
    if own:
        return FAULTS["password.own_words"].at(word=max(own, key=len))
    patterns = {part["pattern"] for part in parts}
    if "repeat" in patterns:
        return FAULTS["password.repeated"].at()
    if any(part.get("dictionary_name") == "passwords" for part in parts):
        return FAULTS["password.common"].at()
    if patterns & {"sequence", "spatial", "date", "regex"}:
        return FAULTS["password.in_order"].at()
    return FAULTS["password.guessable"].at()
