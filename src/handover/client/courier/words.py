"""What the courier says to people, in both languages: answers, ends, notices. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from handover.client.courier import places
from handover.common.text import Text


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """What a verdict of the site means for a file: its folder, the heading of its page, what to do now."""

    folder: str
    heading: Text
    now: Text
    notice: bool
    """Whether the desktop says so."""


_SENT_NOW: Final = Text(
    "You need not do anything. This page says so if anything happens to the file later.",
    "Nid oes angen i chi wneud dim. Bydd y dudalen hon yn dweud os digwydd rhywbeth i'r ffeil yn nes ymlaen.",
)
_MEND: Final = Text(
    "Nothing was sent. Do what is said below, then export the file from your school's software into out/ again.",
    "Nid anfonwyd dim. Gwnewch yr hyn a nodir isod, yna allforiwch y ffeil o feddalwedd eich ysgol i out/ eto.",
)
READ_NEWS: Final = Text(
    "Something has happened to the file since then: read above what it was. Sign in to the site if you do not know what to do.",
    "Mae rhywbeth wedi digwydd i'r ffeil ers hynny: darllenwch uchod beth oedd hyn. Mewngofnodwch i'r wefan os nad ydych yn "
    "siŵr beth i'w wneud.",
)
"""What to do now with a file of which there is news, in place of what its answer said."""
LOOK_ON_SITE: Final = Text(
    "Sign in to the site to see what became of the file, and whether you must do anything.",
    "Mewngofnodwch i'r wefan i weld beth a ddigwyddodd i'r ffeil, ac a oes angen i chi wneud unrhyw beth.",
)
"""What to do now where the courier has the site's word alone."""

ANSWERS: Final[Mapping[str, AnswerRow]] = {
    "accepted": AnswerRow(places.SENT, Text("Sent", "Anfonwyd"), _SENT_NOW, notice=False),
    "warned": AnswerRow(
        places.SENT,
        Text("Sent, with warnings", "Anfonwyd, gyda rhybuddion"),
        Text(
            "The file has gone. Something in it looks odd: mend it in your school's software for the next time.",
            "Mae'r ffeil wedi mynd. Mae rhywbeth ynddi'n od: cywirwch hyn ym meddalwedd eich ysgol cyn y tro nesaf.",
        ),
        notice=False,
    ),
    "held": AnswerRow(
        places.SENT,
        Text("Held by the site", "Wedi'i dal gan y wefan"),
        Text(
            "The site keeps the file. If the school has closed, sign in to the site and say whether it is to go to the school "
            "that took over; if it waits for the virus scanner, it goes by itself.",
            "Mae'r wefan yn cadw'r ffeil. Os yw'r ysgol wedi cau, mewngofnodwch i'r wefan a dweud a ddylai fynd i'r ysgol a "
            "gymerodd drosodd; os yw'n aros am y sganiwr firysau, bydd yn mynd ohoni ei hun.",
        ),
        notice=True,
    ),
    "resent": AnswerRow(
        places.SENT,
        Text("Sent before", "Anfonwyd o'r blaen"),
        Text(
            "The very same file was sent already. It was not sent a second time.",
            "Anfonwyd yr union ffeil hon eisoes. Ni chafodd ei hanfon eilwaith.",
        ),
        notice=False,
    ),
    "asked": AnswerRow(
        places.ASKED,
        Text("Needs your answer", "Angen eich ateb"),
        Text(
            "Nothing is sent until you say yes. Answer on the site, under Files that need your answer; or here: make an "
            "empty file named {name}.yes or {name}.no in this folder, beside the file.",
            "Nid anfonir dim nes i chi ddweud ie. Atebwch ar y wefan, o dan Ffeiliau sydd angen eich ateb; neu yma: crëwch "
            "ffeil wag o'r enw {name}.yes (ie), neu un o'r enw {name}.no (na) yn y ffolder hon, wrth ymyl y ffeil.",
        ),
        notice=True,
    ),
    "refused": AnswerRow(places.REFUSED, Text("Not sent", "Heb ei hanfon"), _MEND, notice=True),
    "withdrawn": AnswerRow(
        places.REFUSED,
        Text("Not sent: the answer was no, or none came", "Heb ei hanfon: na oedd yr ateb, neu ni ddaeth un"),
        Text(
            "Nothing was sent. If it should go after all, put the file into out/ again.",
            "Nid anfonwyd dim. Os dylai fynd wedi'r cyfan, rhowch y ffeil yn out/ eto.",
        ),
        notice=False,
    ),
}
"""Every verdict of the site; of one that is not here the file lies in `sent/`, under the site's own word."""

ENDS: Final[Mapping[str, tuple[Text, Text]]] = {
    "rejected": (
        Text("Your office rejected this file", "Gwrthododd eich swyddfa y ffeil hon"),
        Text(
            "The sender was told the reason. Do not import the file.",
            "Cafodd yr anfonwr wybod y rheswm. Peidiwch â mewnforio'r ffeil.",
        ),
    ),
    "recalled": (
        Text("The sender called this file back", "Galwodd yr anfonwr y ffeil hon yn ôl"),
        Text(
            "Do not import it. If your software has it already, telephone the sender.",
            "Peidiwch â'i mewnforio. Os yw eisoes yn eich meddalwedd, ffoniwch yr anfonwr.",
        ),
    ),
    "confirmed": (
        Text("Somebody confirmed this file on the site", "Cadarnhaodd rhywun y ffeil hon ar y wefan"),
        Text(
            "A colleague, or another program of your office, said that it arrived. See that it is in your software, once.",
            "Dywedodd cydweithiwr, neu raglen arall yn eich swyddfa, ei bod wedi cyrraedd. Gwnewch yn siŵr ei bod yn eich "
            "meddalwedd, unwaith.",
        ),
    ),
    "": (
        Text("This file is not waiting any more", "Nid yw'r ffeil hon yn aros mwyach"),
        Text(
            "The site says: {state}. Ask the sender before you import it.",
            "Dywed y wefan: {state}. Gofynnwch i'r anfonwr cyn ei mewnforio.",
        ),
    ),
}
"""Why a file left `in/` without being taken: heading and what to do. The row without a name is for all other states."""

LABELS: Final[Mapping[str, Text]] = {
    "file": Text("File", "Ffeil"),
    "to": Text("To", "I"),
    "from": Text("From", "Gan"),
    "when": Text("When", "Pryd"),
    "pupils": Text("Pupils", "Disgyblion"),
    "reference": Text("Reference on the site", "Cyfeirnod ar y wefan"),
    "until": Text(
        "The courier removes the file and this page after", "Mae'r negesydd yn tynnu'r ffeil a'r dudalen hon ar ôl"
    ),
    "reason": Text("Reason", "Rheswm"),
    "problems": Text("What was found", "Beth a gafwyd"),
    "remedy": Text("What to do", "Beth i'w wneud"),
    "news": Text("Since then", "Ers hynny"),
    "line": Text("line {line}", "llinell {line}"),
    "pupil": Text("pupil {pupil}", "disgybl {pupil}"),
    "more": Text("and {more} more like these", "a {more} arall tebyg i'r rhain"),
}

SEVERITIES: Final[Mapping[str, Text]] = {
    "error": Text("Error", "Gwall"),
    "warning": Text("Warning", "Rhybudd"),
    "note": Text("Note", "Nodyn"),
    "question": Text("Question", "Cwestiwn"),
}

NOTICES: Final[Mapping[str, Text]] = {
    "answer": Text("{name}: {heading}", "{name}: {heading}"),
    "arrived": Text("{name} has arrived in in/", "Mae {name} wedi cyrraedd yn in/"),
    "ended": Text("{name}: {heading}", "{name}: {heading}"),
    "news": Text("{name}: {words}", "{name}: {words}"),
    "trouble": Text("The courier says: {words}", "Mae'r negesydd yn dweud: {words}"),
}
"""What the desktop says."""

TROUBLES: Final[Mapping[str, Text]] = {
    "away": Text(
        "the site gives no answer. The courier tries again by itself; nothing is lost.",
        "nid yw'r wefan yn ateb. Mae'r negesydd yn ceisio eto ei hun; nid oes dim ar goll.",
    ),
    "stranger": Text(
        "{words} {remedy} The courier tries again by itself.",
        "{words} {remedy} Mae'r negesydd yn ceisio eto ei hun.",
    ),
    "busy": Text(
        "the site is busy and asks to wait. The courier goes on by itself; nothing is lost.",
        "mae'r wefan yn brysur ac yn gofyn i chi aros. Mae'r negesydd yn mynd ymlaen ei hun; nid oes dim ar goll.",
    ),
    "key": Text(
        "the site does not take the key: {words} {remedy} Then run “handover login” and start the courier again.",
        "nid yw'r wefan yn derbyn yr allwedd: {words} {remedy} Yna rhedwch “handover login” ac ailgychwyn y negesydd.",
    ),
    "disk": Text(
        "{name} could not be read, written or moved ({words}). Is the disk full, or has a program the file open?",
        "methwyd darllen, ysgrifennu neu symud {name} ({words}). A yw'r ddisg yn llawn, neu a yw'r ffeil ar agor mewn rhaglen?",
    ),
    "file": Text("{name}: {words} {remedy}", "{name}: {words} {remedy}"),
    "reason": Text(
        "{name} is empty. Write into it why you reject the file, and save it.",
        "Mae {name} yn wag. Ysgrifennwch ynddi pam rydych yn gwrthod y ffeil, a'i chadw.",
    ),
    "strays": Text(
        "the journal does not know {names}: it may not have been sent. See what it is, and move it into out/ under its own "
        "name.",
        "nid yw'r dyddlyfr yn gwybod am {names}: efallai na chafodd ei hanfon. Edrychwch beth ydyw, a'i symud i out/ o dan ei "
        "henw ei hun.",
    ),
    "folder": Text(
        "a folder is not there or cannot be read. Is the drive connected? “handover courier init” makes folders anew.",
        "nid yw un o'r ffolderi yno, neu nid oes modd ei darllen. A yw'r gyriant wedi'i gysylltu? Mae “handover courier init” "
        "yn creu ffolderi o'r newydd.",
    ),
}
"""What stands in the way, as status and desktop say it."""
