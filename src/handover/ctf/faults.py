"""Every fault that the check of a Common Transfer File can find, in both languages (reference/ctf.md sections 4 and 5).

Errors refuse the file, warnings travel with it, notes inform. A message may name a pupil or quote a number, because the
sender must find it; it belongs on the sender's screen and never in a log or an e-mail.
"""

from collections.abc import Mapping
from types import MappingProxyType

from handover.common.problems import ProblemKind, Severity
from handover.common.text import Text
from handover.common.xml_faults import XML_FAULTS
from handover.ctf.name_faults import NAME_FAULTS

_CORRECT = Text(
    "Correct the pupil's record in your school's software and export the file again.",
    "Cywirwch gofnod y disgybl ym meddalwedd eich ysgol ac allforiwch y ffeil eto.",
)
_CHECK = Text(
    "Look at the pupil's record in your school's software. The file can still be sent.",
    "Edrychwch ar gofnod y disgybl ym meddalwedd eich ysgol. Mae modd anfon y ffeil o hyd.",
)
_EXPORT = Text("Export the file again and send the new one.", "Allforiwch y ffeil eto ac anfonwch yr un newydd.")
_SUPPLIER = Text(
    "Show this message to your software supplier: the program that wrote the file must be put right.",
    "Dangoswch y neges hon i gyflenwr eich meddalwedd: rhaid cywiro'r rhaglen a ysgrifennodd y ffeil.",
)
_TELL_SUPPLIER = Text(
    "Nothing to do for this transfer. Your software supplier may want to know.",
    "Dim i'w wneud ar gyfer y trosglwyddiad hwn. Efallai y bydd cyflenwr eich meddalwedd am wybod.",
)
_KEPT = Text(
    "Nothing to do: the file is passed on exactly as it came.",
    "Dim i'w wneud: mae'r ffeil yn mynd ymlaen yn union fel y daeth.",
)
_CTF = Text(
    "Export a Common Transfer File from your school's software and send that.",
    "Allforiwch Ffeil Drosglwyddo Gyffredin o feddalwedd eich ysgol ac anfonwch honno.",
)


_ONE_OF_OTHERS = Text(
    "The receiving school's software will probably leave this pupil out. Complete the record in the sending school's "
    "software, and send this pupil once more in a file of their own.",
    "Mae'n debyg y bydd meddalwedd yr ysgol sy'n derbyn yn gadael y disgybl hwn allan. Cwblhewch y cofnod ym meddalwedd yr "
    "ysgol sy'n anfon, ac anfonwch y disgybl hwn eto mewn ffeil ar wahân.",
)
_TYPE_UPN = Text(
    "Type the UPN anew in your school's software and export the file again. The file can still be sent: we do not change it.",
    "Teipiwch yr UPN o'r newydd ym meddalwedd eich ysgol ac allforiwch y ffeil eto. Mae modd anfon y ffeil o hyd: "
    "nid ydym yn ei newid.",
)
_LEAVING = Text(
    "Enter the leaving date in your school's software and export the file again. The file can still be sent, but the "
    "receiving school will ask for the date.",
    "Rhowch y dyddiad gadael ym meddalwedd eich ysgol ac allforiwch y ffeil eto. Mae modd anfon y ffeil o hyd, ond "
    "bydd yr ysgol sy'n derbyn yn gofyn am y dyddiad.",
)
_DATE_ALONE = Text(
    "The file can be sent, but the receiving school's software may refuse it. Show this message to your software supplier: "
    "a date is written as year-month-day.",
    "Gallwch anfon y ffeil, ond efallai y bydd meddalwedd yr ysgol sy'n derbyn yn ei gwrthod. Dangoswch y neges hon "
    "i gyflenwr eich meddalwedd: rhaid ysgrifennu dyddiad fel blwyddyn-mis-diwrnod.",
)
_RETYPE = Text(
    "Type it anew in your school's software and export the file again. The file can still be sent.",
    "Teipiwch ef o'r newydd ym meddalwedd eich ysgol ac allforiwch y ffeil eto. Mae modd anfon y ffeil o hyd.",
)


def _error(code: str, en: str, cy: str, remedy: Text, askable: bool = False) -> ProblemKind:
    return ProblemKind(f"ctf.{code}", Severity.ERROR, Text(en, cy), remedy, askable)


def _warning(code: str, en: str, cy: str, remedy: Text = _CHECK) -> ProblemKind:
    return ProblemKind(f"ctf.{code}", Severity.WARNING, Text(en, cy), remedy)


def _note(code: str, en: str, cy: str, remedy: Text = _KEPT) -> ProblemKind:
    return ProblemKind(f"ctf.{code}", Severity.NOTE, Text(en, cy), remedy)


_FILE: tuple[ProblemKind, ...] = (
    _error(
        "too_large",
        "The file is larger than the limit of {limit} MB.",
        "Mae'r ffeil yn fwy na'r terfyn o {limit} MB.",
        Text("Export fewer pupils at a time.", "Allforiwch lai o ddisgyblion ar y tro."),
    ),
    _error("empty", "The file is empty.", "Mae'r ffeil yn wag.", _EXPORT),
    _error(
        "zip",
        "This is a ZIP file, not a Common Transfer File.",
        "Ffeil ZIP yw hon, nid Ffeil Drosglwyddo Gyffredin.",
        Text(
            "Take the .xml file out of the zip and send that. To send a zip of other data, use generic files.",
            "Tynnwch y ffeil .xml o'r zip ac anfonwch honno. I anfon zip o ddata arall, defnyddiwch ffeiliau generig.",
        ),
    ),
    _error(
        "other_file",
        "This is a {what} file, not a Common Transfer File.",
        "Ffeil {what} yw hon, nid Ffeil Drosglwyddo Gyffredin.",
        _CTF,
    ),
    _error(
        "name_not_ctf",
        "The name is that of a generic file, but a Common Transfer File is expected.",
        "Enw ffeil generig yw'r enw, ond mae angen Ffeil Drosglwyddo Gyffredin yma.",
        Text("Send it on the page for generic files.", "Anfonwch hi ar y dudalen ffeiliau generig."),
    ),
)

_STRUCTURE: tuple[ProblemKind, ...] = (
    _error(
        "admissions_file",
        "This is an admissions transfer file (ATfile), not a Common Transfer File.",
        "Ffeil dderbyn (ATfile) yw hon, nid Ffeil Drosglwyddo Gyffredin.",
        Text(
            "Send it as an admissions file. To move a pupil's record, export a Common Transfer File.",
            "Anfonwch hi fel ffeil dderbyn. I symud cofnod disgybl, allforiwch Ffeil Drosglwyddo Gyffredin.",
        ),
    ),
    _error(
        "not_ctf",
        "This is not a Common Transfer File: the document element is {root}, expected CTfile.",
        "Nid Ffeil Drosglwyddo Gyffredin yw hon: elfen y ddogfen yw {root}, ond CTfile ddylai fod.",
        _CTF,
    ),
    _error(
        "not_atf",
        "This is not an admissions file: the document element is {root}, expected ATfile.",
        "Nid ffeil dderbyn yw hon: elfen y ddogfen yw {root}, ond ATfile ddylai fod.",
        Text(
            "Export the admissions file again from your admissions software.",
            "Allforiwch y ffeil dderbyn eto o'ch meddalwedd derbyn.",
        ),
    ),
    _error(
        "namespace",
        "The document element {root} is in an unknown namespace, {namespace}.",
        "Mae elfen y ddogfen, {root}, mewn gofod enwau anhysbys, {namespace}.",
        _SUPPLIER,
    ),
    _error("header_missing", "The file has no header.", "Nid oes pennyn yn y ffeil.", _SUPPLIER),
    _error(
        "header_repeated",
        "The file has {count:header}; there must be exactly one.",
        "Mae gan y ffeil {count:header}; rhaid bod un yn union.",
        _SUPPLIER,
    ),
    _error(
        "pupil_data_missing",
        "The file holds no pupils: there is no {holder} in it.",
        "Nid oes disgyblion yn y ffeil: nid oes {holder} ynddi.",
        _EXPORT,
    ),
    _error(
        "pupil_data_repeated",
        "The file has {count:part} called {holder}; only one is allowed.",
        "Mae gan y ffeil {count:part} o'r enw {holder}; dim ond un a ganiateir.",
        _SUPPLIER,
    ),
    _error(
        "no_pupils",
        "The file holds no pupils.",
        "Nid oes disgyblion yn y ffeil.",
        Text(
            "Choose the pupils in your school's software and export the file again.",
            "Dewiswch y disgyblion ym meddalwedd eich ysgol ac allforiwch y ffeil eto.",
        ),
    ),
    _error(
        "pupil_elsewhere",
        "A pupil stands outside {holder}, where a receiving school would not see it.",
        "Mae disgybl y tu allan i {holder}, lle na fyddai'r ysgol sy'n derbyn yn ei weld.",
        _SUPPLIER,
    ),
    _note(
        "cut_after",
        "Before it breaks off the file holds {count:# whole record|# whole records}; the last is that of {last}.",
        "Cyn iddi dorri'n fyr mae'r ffeil yn cynnwys cofnodion cyfan: {count}. Cofnod {last} yw'r olaf.",
        _EXPORT,
    ),
    _error(
        "too_many_pupils",
        "The file holds more than {limit:pupil}.",
        "Mae'r ffeil yn cynnwys mwy na {limit} o ddisgyblion.",
        Text("Export fewer pupils at a time.", "Allforiwch lai o ddisgyblion ar y tro."),
    ),
    _error(
        "too_many_unknown",
        "The file holds more than {limit:element} that are no part of a Common Transfer File.",
        "Mae'r ffeil yn cynnwys mwy na {limit:element} nad ydynt yn rhan o Ffeil Drosglwyddo Gyffredin.",
        _SUPPLIER,
    ),
    _warning(
        "more_problems",
        "There {count:is # more problem|are # more problems} of the same kinds.",
        "Mae {count:problem} arall o'r un mathau.",
        Text("Put right the ones listed and check again.", "Cywirwch y rhai sydd ar y rhestr a gwiriwch eto."),
    ),
    _error(
        "more_errors",
        "There {count:is # more problem, which stops|are # more problems, some of which stop} the file.",
        "Mae {count:# problem arall, rhai ohonynt yn atal|# broblem arall, sy'n atal|# broblem arall, rhai ohonynt yn atal|"
        "# problem arall, rhai ohonynt yn atal|# phroblem arall, rhai ohonynt yn atal|# problem arall, rhai ohonynt yn atal} "
        "y ffeil.",
        Text("Put right the ones listed and check again.", "Cywirwch y rhai sydd ar y rhestr a gwiriwch eto."),
    ),
)

_HEADER: tuple[ProblemKind, ...] = (
    _error(
        "sender_differs",
        "The file name says that {source} sends the file, but you are signed in for {sender}.",
        "Mae enw'r ffeil yn dweud mai {source} sy'n anfon y ffeil, ond rydych wedi mewngofnodi ar ran {sender}.",
        Text(
            "Only {source} can send this file. Sign in there, or export your own file.",
            "Dim ond {source} all anfon y ffeil hon. Mewngofnodwch yno, neu allforiwch eich ffeil eich hun.",
        ),
    ),
    _error(
        "header_differs",
        "The file name says {name_source} to {name_destination}, "
        "but inside the file it says {header_source} to {header_destination}.",
        "Mae enw'r ffeil yn dweud anfonwr {name_source}, derbynnydd {name_destination}. Y tu mewn i'r ffeil mae "
        "anfonwr {header_source}, derbynnydd {header_destination}.",
        Text(
            "The name decides where the file goes. If what is inside is right, do not send it: export it again with the right "
            "school. If the name is right, you may say so.",
            "Yr enw sy'n penderfynu i ble mae'r ffeil yn mynd. Os yw'r hyn sydd y tu mewn yn gywir, peidiwch â'i hanfon: "
            "allforiwch hi eto gyda'r ysgol gywir. Os yw'r enw'n gywir, cewch ddweud hynny.",
        ),
        askable=True,
    ),
    _error(
        "header_address_missing",
        "Inside the file the number in {missing} is missing, so the file name cannot be confirmed.",
        "Y tu mewn i'r ffeil mae'r rhif ar goll ({missing}), felly nid oes modd cadarnhau enw'r ffeil.",
        Text(
            "Export the file again. If you are sure that its name is right, you may say so.",
            "Allforiwch y ffeil eto. Os ydych yn sicr bod ei henw'n gywir, cewch ddweud hynny.",
        ),
        askable=True,
    ),
    _note(
        "first_sent_by",
        "A local authority forwards this file. It was first sent by {header_source} to {header_destination}.",
        "Awdurdod lleol sy'n anfon y ffeil hon ymlaen. Yr anfonwr cyntaf oedd {header_source}, a'r derbynnydd cyntaf "
        "oedd {header_destination}.",
        Text(
            "Nothing to do: the name of the file says where it goes.",
            "Dim i'w wneud: enw'r ffeil sy'n dweud i ble y mae'n mynd.",
        ),
    ),
    _error(
        "version_unsupported",
        "The file says that it is CTF version {version}. Versions 7 to 99 can be read.",
        "Mae'r ffeil yn dweud mai fersiwn CTF {version} yw hi. Mae modd darllen fersiynau 7 i 99.",
        _SUPPLIER,
    ),
    _warning(
        "version_unknown",
        "CTF version {version} is an unknown version: the newest is {current}. Some of the file may not be understood.",
        "Mae fersiwn CTF {version} yn fersiwn anhysbys: {current} yw'r diweddaraf. Efallai na fydd modd deall y "
        "ffeil i gyd.",
        Text(
            "The file can be sent, and is passed on as it came. If the version is not a new one, tell your software supplier.",
            "Gallwch anfon y ffeil, a bydd yn mynd ymlaen fel y daeth. Os nad yw'r fersiwn yn un newydd, rhowch "
            "wybod i gyflenwr eich meddalwedd.",
        ),
    ),
    _note(
        "version_coming",
        "CTF version {version} is new: schools' software changes over to it in August and September.",
        "Mae fersiwn CTF {version} yn newydd: mae meddalwedd ysgolion yn newid iddo ym mis Awst a mis Medi.",
        Text(
            "Nothing to do. If the receiving school cannot load the file, its software must be updated.",
            "Dim i'w wneud. Os na all yr ysgol sy'n derbyn lwytho'r ffeil, rhaid diweddaru ei meddalwedd.",
        ),
    ),
    _note(
        "partial_file",
        "The file calls itself partial: it holds a part of the record, and contacts or other details may be missing.",
        "Mae'r ffeil yn ei galw ei hun yn rhannol: rhan o'r cofnod sydd ynddi, ac efallai fod cysylltiadau neu "
        "fanylion eraill ar goll.",
        Text(
            "If the pupils are leaving for the other school, export the full record and send that.",
            "Os yw'r disgyblion yn gadael am yr ysgol arall, allforiwch y cofnod llawn ac anfonwch hwnnw.",
        ),
    ),
    _warning(
        "version_other",
        "The file is of CTF version {version}; the versions in use are {previous} and {current}. "
        "The receiving school's software may not load all of it.",
        "Fersiwn CTF {version} yw'r ffeil; y fersiynau sydd ar waith yw {previous} a {current}. "
        "Efallai na fydd meddalwedd yr ysgol sy'n derbyn yn llwytho'r cyfan.",
        Text(
            "If your software is out of date, update it. The file can still be sent.",
            "Os nad yw eich meddalwedd yn gyfredol, diweddarwch hi. Mae modd anfon y ffeil o hyd.",
        ),
    ),
    _warning(
        "header_part_missing",
        "The header does not give {element}.",
        "Nid yw'r pennyn yn rhoi {element}.",
        _TELL_SUPPLIER,
    ),
    _warning(
        "document_name",
        "The header does not call the document a Common Transfer File.",
        "Nid yw'r pennyn yn galw'r ddogfen yn Common Transfer File.",
        _TELL_SUPPLIER,
    ),
    _warning(
        "academic_year",
        "The header gives the school year as {year}, but the file was made in the school year that started in {start}.",
        "Mae'r pennyn yn rhoi'r flwyddyn ysgol yn {year}, "
        "ond gwnaed y ffeil yn y flwyddyn ysgol a ddechreuodd yn {start}.",
        _TELL_SUPPLIER,
    ),
    _error(
        "lost_one_pupil",
        "Files for the Lost Pupil Database hold exactly one pupil; this one holds {count}: {pupils}.",
        "Mae ffeiliau ar gyfer y Gronfa Ddata Disgyblion Coll yn cynnwys un disgybl yn union; mae gan hon {count}: "
        "{pupils}.",
        Text("Export one file for each pupil.", "Allforiwch un ffeil ar gyfer pob disgybl."),
    ),
)

_ELEMENTS: tuple[ProblemKind, ...] = (
    _error(
        "text_too_long",
        "{element} is {length:character} long; at most {limit} are allowed.",
        "Mae {element} yn {length:character} o hyd; {limit} yw'r mwyaf posibl.",
        _CORRECT,
    ),
    _warning(
        "text_long",
        "{element} of {pupil} is {length:character} long; the receiving school's software may cut it at {limit}.",
        "Mae {element} {pupil} yn {length:character} o hyd; efallai y bydd meddalwedd yr ysgol sy'n derbyn yn ei "
        "dorri ar ôl {limit}.",
    ),
    _warning(
        "date_form",
        "{element} of {pupil} is not a date as a file must write it (year-month-day): {value}.",
        "Nid yw {element} {pupil} yn ddyddiad fel y mae ffeil i'w ysgrifennu (blwyddyn-mis-diwrnod): {value}.",
    ),
    _warning(
        "date_impossible",
        "{element} of {pupil} is a day that does not exist: {value}.",
        "Nid yw'r diwrnod yn {element} {pupil} yn bod: {value}.",
    ),
    _warning(
        "date_time",
        "{element} of {pupil} holds more than the date: {value}. It is read as that day.",
        "Mae {element} {pupil} yn cynnwys mwy na'r dyddiad: {value}. Mae'n cael ei ddarllen fel y diwrnod hwnnw.",
        _DATE_ALONE,
    ),
    _warning(
        "moment_form",
        "{element} is not a date and time: {value}.",
        "Nid yw {element} yn ddyddiad ac amser: {value}.",
        _TELL_SUPPLIER,
    ),
    _warning(
        "boolean_letter",
        "{element} says {value} where a file should say true or false.",
        "Mae {element} yn dweud {value} lle y dylai ffeil ddweud true neu false.",
        _TELL_SUPPLIER,
    ),
    _warning(
        "boolean_form",
        "{element} should say true or false, but says {value}.",
        "Dylai {element} ddweud true neu false, ond mae'n dweud {value}.",
    ),
    _warning(
        "whole_form",
        "{element} should be a whole number, but is {value}.",
        "Dylai {element} fod yn rhif cyfan, ond {value} ydyw.",
    ),
    _warning(
        "code_unknown",
        "{element} holds the code {value}, which is not in our list.",
        "Mae {element} yn cynnwys y cod {value}, nad yw ar ein rhestr.",
        Text(
            "If the code is right, there is nothing to do: it is passed on as it stands.",
            "Os yw'r cod yn gywir, nid oes dim i'w wneud: mae'n mynd ymlaen fel y mae.",
        ),
    ),
    _error(
        "repeated_identity",
        "{element} is given twice for one pupil, so it is not clear who the pupil is.",
        "Mae {element} yma ddwywaith ar gyfer un disgybl, felly nid yw'n glir pwy yw'r disgybl.",
        _CORRECT,
    ),
    _warning(
        "repeated",
        "{element} is given more than once; only the first is shown.",
        "Mae {element} yma fwy nag unwaith; dim ond y cyntaf sy'n cael ei ddangos.",
        _TELL_SUPPLIER,
    ),
    _note(
        "unknown_element",
        "The file holds an element that we do not know, {element} (found {count:time}).",
        "Mae'r ffeil yn cynnwys elfen nad ydym yn ei hadnabod, {element} (yno {count:time}).",
    ),
    _note(
        "unknown_attributes",
        "The file holds attributes, which a Common Transfer File does not use ({count}).",
        "Mae'r ffeil yn cynnwys priodoleddau, nad ydynt yn cael eu defnyddio mewn Ffeil Drosglwyddo Gyffredin "
        "({count}).",
    ),
    _note(
        "stray_text",
        "{element} holds text where only elements belong.",
        "Mae {element} yn cynnwys testun lle dylai fod elfennau yn unig.",
    ),
)

_PUPIL: tuple[ProblemKind, ...] = (
    _error("surname_missing", "The surname is empty.", "Mae'r cyfenw yn wag.", _CORRECT),
    _error("forename_missing", "The forename is empty.", "Mae'r enw cyntaf yn wag.", _CORRECT),
    _error("birth_date_missing", "The date of birth is missing.", "Mae'r dyddiad geni ar goll.", _CORRECT),
    _warning(
        "surname_unknown",
        "The surname is empty: {pupil}. The other pupils of the file are not held up.",
        "Mae'r cyfenw yn wag: {pupil}. Nid yw disgyblion eraill y ffeil yn cael eu dal yn ôl.",
        _ONE_OF_OTHERS,
    ),
    _warning(
        "forename_unknown",
        "The forename is empty: {pupil}. The other pupils of the file are not held up.",
        "Mae'r enw cyntaf yn wag: {pupil}. Nid yw disgyblion eraill y ffeil yn cael eu dal yn ôl.",
        _ONE_OF_OTHERS,
    ),
    _warning(
        "birth_date_unknown",
        "The date of birth is missing: {pupil}. The other pupils of the file are not held up.",
        "Mae'r dyddiad geni ar goll: {pupil}. Nid yw disgyblion eraill y ffeil yn cael eu dal yn ôl.",
        _ONE_OF_OTHERS,
    ),
    _error(
        "birth_date_impossible",
        "The date of birth is a day that does not exist: {value}.",
        "Mae'r dyddiad geni yn ddiwrnod nad yw'n bod: {value}.",
        _CORRECT,
    ),
    _error(
        "birth_date_form",
        "The date of birth is not written as year-month-day: {value}.",
        "Nid yw'r dyddiad geni wedi'i ysgrifennu fel blwyddyn-mis-diwrnod: {value}.",
        _SUPPLIER,
    ),
    _warning(
        "birth_date_time",
        "The date of birth of {pupil} holds more than the date: {value}. It is read as that day.",
        "Mae dyddiad geni {pupil} yn cynnwys mwy na'r dyddiad: {value}. Mae'n cael ei ddarllen fel y diwrnod hwnnw.",
        _DATE_ALONE,
    ),
    _error(
        "birth_date_future",
        "The date of birth is in the future: {value}.",
        "Mae'r dyddiad geni yn y dyfodol: {value}.",
        _CORRECT,
    ),
    _warning(
        "age",
        "The date of birth makes the pupil {age:year} old.",
        "Yn ôl y dyddiad geni mae'r disgybl yn {age} oed.",
    ),
    _warning(
        "upn_missing",
        "There is no UPN. The pupil cannot be matched automatically.",
        "Nid oes UPN. Nid oes modd paru'r disgybl yn awtomatig.",
    ),
    _warning(
        "upn_malformed",
        "UPN {upn}: a UPN is a letter, eleven digits and a digit or letter.",
        "UPN {upn}: llythyren, un ar ddeg digid a digid neu lythyren yw UPN.",
    ),
    _warning(
        "upn_small",
        "UPN {upn}: the letters of a UPN are capitals. It should be {meant}.",
        "UPN {upn}: priflythrennau yw llythrennau UPN. Dylai fod yn {meant}.",
        _TYPE_UPN,
    ),
    _warning(
        "upn_blanks",
        "UPN {upn}: a UPN has no blanks or signs inside. It should be {meant}.",
        "UPN {upn}: nid oes bylchau nac arwyddion mewn UPN. Dylai fod yn {meant}.",
        _TYPE_UPN,
    ),
    _warning(
        "upn_look_alike",
        "UPN {upn}: a letter stands where a digit belongs (the letter O for 0, I for 1 or S for 5). Perhaps it is {meant}.",
        "UPN {upn}: mae llythyren lle dylai fod digid (y llythyren O yn lle 0, I yn lle 1 neu S yn lle 5). Efallai "
        "mai {meant} ydyw.",
        _TYPE_UPN,
    ),
    _warning(
        "upn_check_letter",
        "UPN {upn}: the check letter should be {expected}, or a digit is wrong.",
        "UPN {upn}: dylai'r llythyren wirio fod yn {expected}, neu mae digid yn anghywir.",
        Text(
            "Compare the UPN with the pupil's earlier papers. We do not correct it; the file can still be sent.",
            "Cymharwch yr UPN â phapurau cynharach y disgybl. Nid ydym yn ei gywiro; mae modd anfon y ffeil o hyd.",
        ),
    ),
    _warning(
        "upn_temporary",
        "UPN {upn} is a temporary one.",
        "UPN dros dro yw {upn}.",
        Text(
            "Ask the pupil's earlier school for the permanent UPN, if there was one.",
            "Gofynnwch i ysgol flaenorol y disgybl am yr UPN parhaol, os oedd un.",
        ),
    ),
    _warning(
        "upn_la_unknown",
        "UPN {upn}: no local authority has the number {la}.",
        "UPN {upn}: nid oes awdurdod lleol â'r rhif {la}.",
    ),
    _warning(
        "former_upn",
        "The former UPN is not a right one. {why} The file says {upn}.",
        "Nid yw'r UPN blaenorol yn un cywir. {why} Mae'r ffeil yn dweud {upn}.",
    ),
    _warning(
        "uln",
        "The unique learner number {uln} fails its check.",
        "Mae'r rhif dysgwr unigryw {uln} yn methu ei wiriad.",
    ),
    _error(
        "upn_twice",
        "Pupils {first} and {second} have one UPN, {upn}: {names}.",
        "Mae gan ddisgyblion {first} a {second} yr un UPN, {upn}: {names}.",
        Text(
            "Two different people cannot share a UPN, and one person belongs in the file once. "
            "Correct the records in your school's software and export again.",
            "Ni all dau berson gwahanol rannu UPN, ac unwaith yn unig y dylai person fod yn y ffeil. "
            "Cywirwch y cofnodion ym meddalwedd eich ysgol ac allforiwch eto.",
        ),
    ),
    _warning("sex_missing", "The sex is missing.", "Mae'r rhyw ar goll."),
    _warning(
        "dates_order",
        "{later} ({later_date}) is before {earlier} ({earlier_date}).",
        "Mae {later} ({later_date}) cyn {earlier} ({earlier_date}).",
    ),
    _warning(
        "before_birth",
        "{element} ({value}) is before the date of birth.",
        "Mae {element} ({value}) cyn y dyddiad geni.",
    ),
    _warning(
        "sessions_sum",
        "Attendance {year}: {attended} attended, {authorised} authorised and {unauthorised} unauthorised "
        "do not add up to {possible} possible.",
        "Presenoldeb {year}: nid yw {attended} a fynychwyd, {authorised} awdurdodedig a {unauthorised} "
        "anawdurdodedig yn adio i {possible} posibl.",
    ),
    _warning(
        "marks_year",
        "Attendance {year}: the marks begin on {start}, which is in another school year.",
        "Presenoldeb {year}: mae'r marciau'n dechrau ar {start}, sydd mewn blwyddyn ysgol arall.",
    ),
    _warning(
        "marks_unknown",
        "Attendance {year}: the marks {marks} are not in our list.",
        "Presenoldeb {year}: nid yw'r marciau {marks} ar ein rhestr.",
    ),
    _warning(
        "leaving_date_missing",
        "The leaving date of {pupil} is missing (LeavingDate).",
        "Mae dyddiad gadael {pupil} ar goll (LeavingDate).",
        _LEAVING,
    ),
    _warning(
        "leaving_date_far",
        "The leaving date of {pupil} is more than a year after the file was made: {value}.",
        "Mae dyddiad gadael {pupil} fwy na blwyddyn ar ôl gwneud y ffeil: {value}.",
        _LEAVING,
    ),
    _warning(
        "damaged_letters",
        "{element} of {pupil} holds letters that a program read wrongly: {value}. Perhaps {meant}.",
        "Mae {element} {pupil} yn cynnwys llythrennau a ddarllenodd rhaglen yn anghywir: {value}. Efallai mai {meant}.",
        _RETYPE,
    ),
    _warning(
        "lost_letters",
        "{element} of {pupil} has lost a letter: {value}.",
        "Mae {element} {pupil} wedi colli llythyren: {value}.",
        _RETYPE,
    ),
    _warning(
        "lost_letters_guess",
        "{element} of {pupil} has lost a letter: {value}. Perhaps {meant}.",
        "Mae {element} {pupil} wedi colli llythyren: {value}. Efallai mai {meant}.",
        _RETYPE,
    ),
    _warning("contact_surname", "A contact has no surname.", "Nid oes cyfenw gan gyswllt."),
    _warning(
        "need_rank",
        "Two needs have the same rank, {rank}.",
        "Mae gan ddau angen yr un drefn, {rank}.",
    ),
    _warning(
        "turning_letters",
        "{element} of {pupil} holds a letter that nobody sees and that turns the direction of writing ({letters}): what is "
        "shown is not what is there.",
        "Mae {element} {pupil} yn cynnwys llythyren nad oes neb yn ei gweld ac sy'n troi cyfeiriad yr ysgrifen "
        "({letters}): nid yr hyn a welwch yw'r hyn sydd yno.",
        _RETYPE,
    ),
    _note(
        "invisible_letters",
        "{element} of {pupil} holds a letter that nobody sees ({letters}). Who types it without it may not find it.",
        "Mae {element} {pupil} yn cynnwys llythyren nad oes neb yn ei gweld ({letters}). Efallai na fydd neb sy'n ei "
        "deipio hebddi yn dod o hyd iddo.",
        _RETYPE,
    ),
    _note(
        "in_care",
        "{pupil} is looked after by a local authority.",
        "Yn derbyn gofal gan awdurdod lleol: {pupil}.",
        Text(
            "The receiving school should tell its designated teacher.",
            "Dylai'r ysgol sy'n derbyn roi gwybod i'w hathro dynodedig.",
        ),
    ),
    _note(
        "medical",
        "The sending school holds medical information about {pupil}.",
        "Mae gan yr ysgol sy'n anfon wybodaeth feddygol am {pupil}.",
        Text(
            "The file does not hold it: the receiving school should ask for it.",
            "Nid yw'r wybodaeth yn y ffeil: dylai'r ysgol sy'n derbyn ofyn amdani.",
        ),
    ),
)

FAULTS: Mapping[str, ProblemKind] = MappingProxyType(
    {kind.code.removeprefix("ctf."): kind for kind in (*_FILE, *_STRUCTURE, *_HEADER, *_ELEMENTS, *_PUPIL)}
)
"""The faults of content by their short code, without `ctf.`."""

ALL_FAULTS: Mapping[str, ProblemKind] = MappingProxyType(
    {**NAME_FAULTS, **XML_FAULTS, **{kind.code: kind for kind in FAULTS.values()}}
)
"""Every fault that `check` can report, by its public code."""
