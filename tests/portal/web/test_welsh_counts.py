"""What is counted on a page stands in the right form, in Welsh as in English."""

import pytest
from django.utils import translation
from django.utils.translation import ngettext

from handover.portal.web import wording
from handover.portal.web.faults import SEARCHED_TOO_MUCH

COUNTED = {
    ("%(count)s file to collect", "%(count)s files to collect"): {
        1: "1 ffeil i'w chasglu",
        2: "2 ffeil i'w casglu",
        4: "4 ffeil i'w casglu",
    },
    ("%(num)s pupil is lost.", "%(num)s pupils are lost."): {
        1: "Mae 1 disgybl ar goll.",
        2: "Mae 2 ddisgybl ar goll.",
        3: "Mae 3 disgybl ar goll.",
        6: "Mae 6 disgybl ar goll.",
        7: "Mae 7 disgybl ar goll.",
    },
    ("%(num)s trace was found.", "%(num)s traces were found."): {
        0: "Daethpwyd o hyd i 0 cofnod.",
        1: "Daethpwyd o hyd i 1 cofnod.",
        2: "Daethpwyd o hyd i 2 gofnod.",
        3: "Daethpwyd o hyd i 3 chofnod.",
        4: "Daethpwyd o hyd i 4 cofnod.",
        6: "Daethpwyd o hyd i 6 chofnod.",
        12: "Daethpwyd o hyd i 12 cofnod.",
    },
    ("%(num)s person waits for a decision.", "%(num)s people wait for a decision."): {
        1: "Mae 1 person yn aros am benderfyniad.",
        2: "Mae 2 berson yn aros am benderfyniad.",
        3: "Mae 3 pherson yn aros am benderfyniad.",
        6: "Mae 6 pherson yn aros am benderfyniad.",
        8: "Mae 8 person yn aros am benderfyniad.",
    },
    (
        "%(num)s attempt to reach it has failed.",
        "%(num)s attempts to reach it have failed.",
    ): {
        1: "Methodd 1 cais i'w gyrraedd.",
        2: "Methodd 2 gais i'w gyrraedd.",
        3: "Methodd 3 chais i'w gyrraedd.",
        6: "Methodd 6 chais i'w gyrraedd.",
        10: "Methodd 10 cais i'w gyrraedd.",
    },
    (
        "After %(num)s minute the event is offered to it again.",
        "After %(num)s minutes the event is offered to it again.",
    ): {
        1: "Ar ôl 1 munud bydd y digwyddiad yn cael ei gynnig iddo eto.",
        2: "Ar ôl 2 funud bydd y digwyddiad yn cael ei gynnig iddo eto.",
        3: "Ar ôl 3 munud bydd y digwyddiad yn cael ei gynnig iddo eto.",
        15: "Ar ôl 15 munud bydd y digwyddiad yn cael ei gynnig iddo eto.",
    },
    ("%(num)s passkey", "%(num)s passkeys"): {
        1: "1 goriad mynediad",
        2: "2 oriad mynediad",
        3: "3 goriad mynediad",
    },
    (
        "Up to %(num)s letter. The receiver sees it: do not write the name of a child.",
        "Up to %(num)s letters. The receiver sees them: do not write the name of a child.",
    ): {
        1: "Hyd at 1 llythyren. Mae'r derbynnydd yn ei gweld: peidiwch ag ysgrifennu enw plentyn.",
        2: "Hyd at 2 lythyren. Mae'r derbynnydd yn eu gweld: peidiwch ag ysgrifennu enw plentyn.",
        30: "Hyd at 30 o lythrennau. Mae'r derbynnydd yn eu gweld: peidiwch ag ysgrifennu enw plentyn.",
    },
}


@pytest.mark.parametrize(("english", "welsh"), COUNTED.items(), ids=[one for one, _ in COUNTED])
def test_a_page_counts_with_the_mutations_of_welsh(english, welsh):
    with translation.override("cy"):
        assert {number: ngettext(*english, number) % {"num": number, "count": number} for number in welsh} == welsh


def test_a_page_counts_a_setting_in_the_reader_s_language():
    with translation.override("en"):
        assert [wording.say_count(number, "hour") for number in (1, 72)] == ["1 hour", "72 hours"]
    with translation.override("cy"):
        assert [wording.say_count(number, "minute") for number in (1, 2, 30)] == ["1 munud", "2 funud", "30 munud"]


def test_somebody_who_must_wait_a_minute_is_told_of_one_minute():
    advice = SEARCHED_TOO_MUCH.paragraphs
    assert "Wait 1 minute, then search again." in [text.say("en", minutes=1) for text in advice]
    assert "Arhoswch 2 funud, yna chwiliwch eto." in [text.say("cy", minutes=2) for text in advice]
