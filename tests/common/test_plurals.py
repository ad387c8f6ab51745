"""A number and its noun go together, in English and with the mutations of Welsh."""

import pytest

from handover.common.plurals import NOUNS, count_noun
from handover.common.text import Text

ENGLISH = {
    "authority": "authorities",
    "byte": "bytes",
    "cell": "cells",
    "character": "characters",
    "column": "columns",
    "day": "days",
    "element": "elements",
    "file": "files",
    "header": "headers",
    "hour": "hours",
    "letter": "letters",
    "level": "levels",
    "main teacher": "main teachers",
    "minute": "minutes",
    "object": "objects",
    "part": "parts",
    "period": "periods",
    "problem": "problems",
    "pupil": "pupils",
    "recipient": "recipients",
    "row": "rows",
    "school": "schools",
    "second": "seconds",
    "term": "terms",
    "time": "times",
    "value": "values",
    "year": "years",
}
"""What stands behind every number but one, behind which the noun stands as it is."""
WELSH = {
    "authority": ["awdurdod", "awdurdod", "awdurdod", "awdurdod", "awdurdod", "awdurdod", "awdurdod"],
    "byte": ["beit", "beit", "feit", "beit", "beit", "beit", "beit"],
    "cell": ["o gelloedd", "gell", "gell", "cell", "o gelloedd", "o gelloedd", "chell"],
    "character": ["nod", "nod", "nod", "nod", "nod", "nod", "nod"],
    "column": ["colofn", "golofn", "golofn", "colofn", "colofn", "colofn", "cholofn"],
    "day": ["diwrnod", "diwrnod", "ddiwrnod", "diwrnod", "diwrnod", "diwrnod", "diwrnod"],
    "element": ["elfen", "elfen", "elfen", "elfen", "elfen", "elfen", "elfen"],
    "file": ["ffeil", "ffeil", "ffeil", "ffeil", "ffeil", "ffeil", "ffeil"],
    "header": ["pennyn", "pennyn", "bennyn", "phennyn", "pennyn", "pennyn", "phennyn"],
    "hour": ["awr", "awr", "awr", "awr", "awr", "awr", "awr"],
    "letter": ["llythyren", "llythyren", "lythyren", "llythyren", "llythyren", "llythyren", "llythyren"],
    "level": ["lefel", "lefel", "lefel", "lefel", "lefel", "lefel", "lefel"],
    "main teacher": [
        *("prif athro", "prif athro", "brif athro", "phrif athro"),
        *("prif athro", "prif athro", "phrif athro"),
    ],
    "minute": ["munud", "munud", "funud", "munud", "munud", "munud", "munud"],
    "object": ["gwrthrych", "gwrthrych", "wrthrych", "gwrthrych", "gwrthrych", "gwrthrych", "gwrthrych"],
    "part": ["rhan", "rhan", "ran", "rhan", "rhan", "rhan", "rhan"],
    "period": ["cyfnod", "cyfnod", "gyfnod", "chyfnod", "cyfnod", "cyfnod", "chyfnod"],
    "problem": ["problem", "broblem", "broblem", "problem", "problem", "problem", "phroblem"],
    "pupil": ["disgybl", "disgybl", "ddisgybl", "disgybl", "disgybl", "disgybl", "disgybl"],
    "recipient": [
        *("o dderbynwyr", "derbynnydd", "dderbynnydd", "derbynnydd"),
        *("o dderbynwyr", "o dderbynwyr", "derbynnydd"),
    ],
    "row": ["o resi", "rhes", "res", "rhes", "o resi", "o resi", "rhes"],
    "school": ["ysgol", "ysgol", "ysgol", "ysgol", "ysgol", "ysgol", "ysgol"],
    "second": ["eiliad", "eiliad", "eiliad", "eiliad", "eiliad", "eiliad", "eiliad"],
    "term": ["tymor", "tymor", "dymor", "thymor", "tymor", "tymor", "thymor"],
    "time": ["o weithiau", "waith", "waith", "gwaith", "o weithiau", "o weithiau", "gwaith"],
    "value": ["gwerth", "gwerth", "werth", "gwerth", "gwerth", "gwerth", "gwerth"],
    "year": ["blynedd", "flwyddyn", "flynedd", "blynedd", "blynedd", "mlynedd", "blynedd"],
}
"""What stands behind 0 to 6. Behind 7 to 12 stands what stands behind 5."""


@pytest.mark.parametrize("noun", ENGLISH)
def test_english_counts_from_none_to_twelve(noun):
    expected = [f"{number} {noun if number == 1 else ENGLISH[noun]}" for number in range(13)]
    assert [count_noun(number, noun) for number in range(13)] == expected


@pytest.mark.parametrize("noun", WELSH)
def test_welsh_counts_from_none_to_twelve(noun):
    expected = [f"{number} {WELSH[noun][min(number, 6)]}" for number in range(7)]
    expected += [f"{number} {WELSH[noun][5]}" for number in range(7, 13)]
    assert [count_noun(number, noun, "cy") for number in range(13)] == expected


def test_every_noun_has_been_counted_here():
    assert ENGLISH.keys() == WELSH.keys() == NOUNS.keys()


def test_a_sentence_counts_what_is_in_it():
    words = Text("Wait {minutes:minute}. {count:# file is|# files are} here.", "Arhoswch {minutes:minute}.")
    assert words.say("en", minutes=1, count=1) == "Wait 1 minute. 1 file is here."
    assert words.say("en", minutes="2", count=2) == "Wait 2 minutes. 2 files are here."
    assert words.say("cy", minutes="2") == "Arhoswch 2 funud."


def test_a_large_number_counts_as_it_is_written():
    assert count_noun("1,000", "pupil", "cy") == "1,000 disgybl"


def test_a_sentence_that_is_not_filled_in_shows_its_names():
    words = Text("{count:# file is|# files are} larger than {limit} MB.", "{count:day}")
    assert words.outline() == "{count} files are larger than {limit} MB."
    assert words.outline("cy") == "{count} diwrnod"
