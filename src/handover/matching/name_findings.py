"""What two names can have to do with each other: how likely that is, and the words for it. A table; see `findings.py`."""

from typing import Final

from handover.matching.fields import FieldAgreement
from handover.matching.finding_rows import make_row

SURNAME: Final = {
    FieldAgreement.SAME: make_row(0.84, 0.002, "The surname is the same.", "Mae'r cyfenw yr un peth."),
    FieldAgreement.FORMER: make_row(
        0.03,
        0.0002,
        "The surname of one is the former surname of the other.",
        "Cyfenw'r naill yw hen gyfenw'r llall.",
    ),
    FieldAgreement.SOUND: make_row(0.06, 0.001, "The surnames sound alike.", "Mae'r cyfenwau'n swnio'n debyg."),
    FieldAgreement.PART: make_row(
        0.05, 0.0016, "One surname is part of the other.", "Mae'r naill gyfenw'n rhan o'r llall."
    ),
    FieldAgreement.LETTER: make_row(
        0.03, 0.0006, "One letter of the surname differs.", "Mae un llythyren o'r cyfenw yn wahanol."
    ),
    FieldAgreement.PET: make_row(
        0.006, 0.0015, "One surname is short for the other.", "Mae'r naill gyfenw'n fyr am y llall."
    ),
    FieldAgreement.EXCHANGED: make_row(
        0.012, 0.000002, "Surname and forename have changed places.", "Mae'r cyfenw a'r enw cyntaf wedi newid lle."
    ),
    FieldAgreement.MIDDLE: make_row(
        0.012, 0.002, "The surname of one is a given name of the other.", "Cyfenw'r naill yw enw bedydd y llall."
    ),
    FieldAgreement.NEAR: make_row(
        0.006,
        0.002,
        "One letter differs, and each is a surname of its own.",
        "Mae un llythyren yn wahanol, ac mae'r ddau'n gyfenwau.",
    ),
    FieldAgreement.LIKE: make_row(
        0.006,
        0.0012,
        "Most letters of the surnames are the same.",
        "Mae'r rhan fwyaf o lythrennau'r cyfenwau yr un peth.",
    ),
    FieldAgreement.PREFERRED: make_row(
        0.03,
        0.0005,
        "The surname of one is the one that the other is known by.",
        "Cyfenw'r naill yw'r enw y mae'r llall yn cael ei alw wrtho.",
    ),
    FieldAgreement.TITLE: make_row(
        0.1,
        0.985,
        "One surname is Kaur, Singh or the like, which many bear beside a family name.",
        "Kaur, Singh neu debyg yw un cyfenw: mae llawer yn ei ddefnyddio ochr yn ochr ag enw teulu.",
    ),
    FieldAgreement.CHAIN: make_row(
        0.15,
        0.985,
        "The surnames are different, but both are given names too, as in a chain of names.",
        "Mae'r cyfenwau'n wahanol, ond mae'r ddau'n enwau bedydd hefyd, fel mewn cadwyn o enwau.",
    ),
    FieldAgreement.INITIAL: make_row(
        0.02, 0.01, "One surname is the initial of the other.", "Llythyren gyntaf y llall yw'r naill gyfenw."
    ),
    FieldAgreement.MISSING: make_row(1, 1, "A surname is missing.", "Mae cyfenw ar goll."),
    FieldAgreement.DIFFERENT: make_row(0.035, 0.985, "The surnames are different.", "Mae'r cyfenwau'n wahanol."),
}
FORENAME: Final = {
    FieldAgreement.SAME: make_row(0.82, 0.004, "The forename is the same.", "Mae'r enw cyntaf yr un peth."),
    FieldAgreement.SOUND: make_row(0.06, 0.0015, "The forenames sound alike.", "Mae'r enwau cyntaf yn swnio'n debyg."),
    FieldAgreement.PET: make_row(
        0.03, 0.0015, "One forename is a short form of the other.", "Ffurf fer ar y llall yw'r naill enw cyntaf."
    ),
    FieldAgreement.PREFERRED: make_row(
        0.03,
        0.001,
        "The forename of one is the name that the other is known by.",
        "Enw cyntaf y naill yw'r enw y mae'r llall yn cael ei alw wrtho.",
    ),
    FieldAgreement.PART: make_row(
        0.05, 0.003, "One forename is part of the other.", "Mae'r naill enw cyntaf yn rhan o'r llall."
    ),
    FieldAgreement.SHARED: make_row(
        0.05,
        0.003,
        "The forenames share a word, but others stand against each other.",
        "Mae gair yn gyffredin i'r enwau cyntaf, ond mae eraill yn groes i'w gilydd.",
    ),
    FieldAgreement.LETTER: make_row(
        0.04, 0.0012, "One letter of the forename differs.", "Mae un llythyren o'r enw cyntaf yn wahanol."
    ),
    FieldAgreement.EXCHANGED: make_row(
        1, 1, "Forename and surname have changed places.", "Mae'r enw cyntaf a'r cyfenw wedi newid lle."
    ),
    FieldAgreement.MIDDLE: make_row(
        0.02,
        0.002,
        "The forename of one is a middle name of the other.",
        "Enw cyntaf y naill yw enw canol y llall.",
    ),
    FieldAgreement.NEAR: make_row(
        0.006,
        0.004,
        "One letter differs, and each is a forename of its own.",
        "Mae un llythyren yn wahanol, ac mae'r ddau'n enwau cyntaf.",
    ),
    FieldAgreement.LIKE: make_row(
        0.008,
        0.002,
        "Most letters of the forenames are the same.",
        "Mae'r rhan fwyaf o lythrennau'r enwau cyntaf yr un peth.",
    ),
    FieldAgreement.INITIAL: make_row(
        0.02, 0.01, "One forename is the initial of the other.", "Llythyren gyntaf y llall yw'r naill enw cyntaf."
    ),
    FieldAgreement.MISSING: make_row(1, 1, "A forename is missing.", "Mae enw cyntaf ar goll."),
    FieldAgreement.DIFFERENT: make_row(0.012, 0.975, "The forenames are different.", "Mae'r enwau cyntaf yn wahanol."),
}
MIDDLE_NAMES: Final = {
    FieldAgreement.SAME: make_row(0.85, 0.006, "The middle names are the same.", "Mae'r enwau canol yr un peth."),
    FieldAgreement.SOUND: make_row(0.05, 0.003, "The middle names sound alike.", "Mae'r enwau canol yn swnio'n debyg."),
    FieldAgreement.PART: make_row(0.06, 0.004, "They share a middle name.", "Mae ganddynt enw canol yn gyffredin."),
    FieldAgreement.LETTER: make_row(
        0.04, 0.002, "One letter of the middle name differs.", "Mae un llythyren o'r enw canol yn wahanol."
    ),
    FieldAgreement.PET: make_row(
        0.02, 0.003, "One middle name is a short form of the other.", "Ffurf fer ar y llall yw'r naill enw canol."
    ),
    FieldAgreement.LIKE: make_row(
        0.008,
        0.002,
        "Most letters of the middle names are the same.",
        "Mae'r rhan fwyaf o lythrennau'r enwau canol yr un peth.",
    ),
    FieldAgreement.NEAR: make_row(
        0.006, 0.004, "One letter differs, in short middle names.", "Mae un llythyren yn wahanol, mewn enwau canol byr."
    ),
    FieldAgreement.INITIAL: make_row(
        0.05, 0.06, "One middle name is the initial of the other.", "Llythyren gyntaf y llall yw'r naill enw canol."
    ),
    FieldAgreement.MISSING: make_row(1, 1, "A middle name is missing.", "Mae enw canol ar goll."),
    FieldAgreement.DIFFERENT: make_row(0.04, 0.96, "The middle names are different.", "Mae'r enwau canol yn wahanol."),
}
