"""Somebody guesses the passwords that people choose: none of these can be chosen, and the page says why."""

from datetime import date

import pytest
from django.test import Client

from handover.portal.accounts.passwords import check_new_password
from handover.portal.demo.county import PASSWORD as DEMO_PASSWORD
from tests.cast import PASSWORD, Cast
from tests.sign_in import sign_in

TODAY = date(2026, 11, 29)
WEAK = {
    "short": ["", "short", "kettle-lamp", "ŵŷẅŵŷẅŵŷẅŵŷ"],
    "repeated": [
        "aaaaaaaaaaaa",
        "!!!!!!!!!!!!",
        "xyzxyzxyzxyz",
        "aaaaaaaaaaaab",
        "lampshadelampshadelampshade",
        "a" * 256,
    ],
    "common": [
        "123456789012",
        "password1234"[::-1],
        "qazwsxedcrfv",
        "iloveyou1234",
        "P@ssw0rd2031!",
        "Password2031!",
        "Welcome12345",
    ],
    "in_order": ["abcdefghijkl", "09112001 09112001"[:12] + "2001"],
    "own_words": [
        *(
            "handover1234",
            "handoverhandover",
            "H4ndover2026",
            "ctf-s2s-2026",
            "summer2026!!",
            "Autumn2026!!",
            "Hydref2026!!",
        ),
        *(
            "bryn12345678",
            "bryn-madog-12",
            "Madog2026!!!",
            "GlanWennol2026",
            "glan wennol 1",
            "Caerwennol12",
            "6814990-6814990",
        ),
        *("Ysgol Uwchradd", "Cyfrinair1234", "Abertawe2026!", "Ceredigion12", "cymru cymru 1", "m.a.d.o.g.b.r.y.n.1"),
    ],
}
GOOD = (
    PASSWORD,
    DEMO_PASSWORD,
    "three-otters-on-a-bicycle",
    "correct horse battery staple",
    "gwylan ar y to yn canu",
    "tK9$vbq2Lw!x",
    "Mae'r tegell yn chwibanu'n braf",
    "bryn keeps seven otters in a lighthouse",
    "ŵyn-ar-y-bryniau-glas",
)


@pytest.mark.parametrize(("why", "password"), [(why, password) for why, many in WEAK.items() for password in many])
def test_a_weak_password_is_refused(cast: Cast, why: str, password: str) -> None:
    found = check_new_password(password, cast.bryn, TODAY)
    assert found is not None
    assert found.code.startswith("password.")
    if why != "in_order":
        assert found.code == f"password.{why}"


@pytest.mark.parametrize("password", GOOD)
def test_a_long_one_of_words_that_do_not_belong_together_passes(cast: Cast, password: str) -> None:
    assert check_new_password(password, cast.bryn, TODAY) is None


@pytest.mark.parametrize(
    "password",
    [
        "aaaaaaaaaaaa",
        "123456789012",
        "handover1234",
        "handoverhandover",
        "gwen12345678",
        "Liverpool2026!",
        "summer2026!!",
    ],
)
def test_what_was_once_let_through_is_refused(cast: Cast, password: str) -> None:
    cast.bryn.username, cast.bryn.full_name = "gwen", "Gwen Rhydderch"
    assert check_new_password(password, cast.bryn, TODAY) is not None


@pytest.mark.parametrize(("language", "words"), [("en", "is in it"), ("cy", "ynddo")])
def test_the_page_says_which_word_it_is(cast: Cast, language: str, words: str) -> None:
    cast.bryn.language = language
    cast.bryn.save()
    client = Client()
    sign_in(client, "bryn")
    given = {"present": PASSWORD, "password": "handover1234", "again": "handover1234"}
    page = client.post("/account/password/", given)
    assert page.status_code == 422
    assert "“handover”" in page.text
    assert words in page.text


def test_who_belongs_nowhere_is_checked_too(cast: Cast) -> None:
    assert check_new_password("Gwilym-Harlech-1", cast.gwilym, TODAY).code == "password.own_words"
