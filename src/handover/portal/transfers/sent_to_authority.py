"""Why files of each kind come to the authority itself, and what is to be done with them: a table."""

from typing import Final

from handover.common.text import Text

OTHER: Final = Text(
    "A school or another authority sent these to the authority itself. Collect them, or remove what was sent by mistake.",
    "Anfonodd ysgol neu awdurdod arall y rhain at yr awdurdod ei hun. Casglwch nhw, neu tynnwch yr hyn a anfonwyd drwy "
    "gamgymeriad.",
)
"""What is said of a kind that has no row."""

SENT_TO_AUTHORITY: Final[dict[str, Text]] = {
    "ctf": Text(
        "Records of pupils. Schools send the record of a pupil here when they know the authority and not the school, and the "
        "records of a whole year for the authority to share out. Of a single pupil: find out whether the pupil has come, then "
        "send the file on to the school, or remove it. A whole year belongs on the board of transfers.",
        "Cofnodion disgyblion. Bydd ysgolion yn anfon cofnod disgybl yma pan fyddant yn gwybod beth yw'r awdurdod ond nid yr "
        "ysgol, a chofnodion blwyddyn gyfan i'r awdurdod eu rhannu. Ar gyfer un disgybl: holwch a yw'r disgybl wedi dod, yna "
        "anfonwch y ffeil ymlaen i'r ysgol, neu tynnwch hi. Mae blwyddyn gyfan yn perthyn i'r bwrdd trosglwyddo.",
    ),
    "generic": Text(
        "Zips with other data that schools, other authorities or suppliers sent to the authority on purpose. Collect each: the "
        "site does not know what is in it.",
        "Ffeiliau zip â data arall a anfonodd ysgolion, awdurdodau eraill neu gyflenwyr at yr awdurdod yn fwriadol. "
        "Casglwch bob un: nid yw'r wefan yn gwybod beth sydd ynddi.",
    ),
    "census": Text(
        "Census returns of our schools. Collect them and load them into the authority's own system; they go to no school.",
        "Ffurflenni cyfrifiad ein hysgolion. Casglwch nhw a'u llwytho i system yr awdurdod; nid ydynt yn mynd i unrhyw ysgol.",
    ),
    "cfr": Text(
        "Financial returns of our schools. Collect them for those who look after the schools' accounts.",
        "Ffurflenni ariannol ein hysgolion. Casglwch nhw i'r rhai sy'n gofalu am gyfrifon yr ysgolion.",
    ),
    "exclusion": Text(
        "What our schools report of exclusions. Collect them for those who deal with exclusions.",
        "Yr hyn y mae ein hysgolion yn ei adrodd am waharddiadau. Casglwch nhw i'r rhai sy'n ymdrin â gwaharddiadau.",
    ),
    "admissions": Text(
        "Admissions files of other authorities and of our schools. Collect them for those who give places.",
        "Ffeiliau derbyn awdurdodau eraill a'n hysgolion. Casglwch nhw i'r rhai sy'n cynnig lleoedd.",
    ),
    "cme": Text(
        "What our schools report of children who left without a known school, and of those who joined. Collect them for those "
        "who look for children missing education.",
        "Yr hyn y mae ein hysgolion yn ei adrodd am blant a adawodd heb ysgol hysbys, ac am y rhai a ymunodd. Casglwch nhw i'r "
        "rhai sy'n chwilio am blant sy'n colli addysg.",
    ),
    "xml-transfer": Text(
        "Other data files, such as results of checks and key stages. Collect them and load them into the authority's own "
        "system.",
        "Ffeiliau data eraill, fel canlyniadau gwiriadau a chyfnodau allweddol. Casglwch nhw a'u llwytho i system yr "
        "awdurdod.",
    ),
}
"""By kind of file."""


def explain_sent(kind: str) -> Text:
    """Return why files of a kind come to the authority itself."""
    return SENT_TO_AUTHORITY.get(kind, OTHER)
