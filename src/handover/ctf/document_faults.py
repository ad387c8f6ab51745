"""What can be wrong with the file as a whole, in both languages (reference/ctf.md sections 4 and 5)."""

from handover.common.problems import ProblemKind
from handover.common.text import Text
from handover.ctf.fault_rows import SUPPLIER, content_error, content_note, content_warning

_EXPORT = Text("Export the file again and send the new one.", "Allforiwch y ffeil eto ac anfonwch yr un newydd.")
_CTF = Text(
    "Export a Common Transfer File from your school's software and send that.",
    "Allforiwch Ffeil Drosglwyddo Gyffredin o feddalwedd eich ysgol ac anfonwch honno.",
)

FILE_FAULTS: tuple[ProblemKind, ...] = (
    content_error(
        "too_large",
        "The file is larger than the limit of {limit} MB.",
        "Mae'r ffeil yn fwy na'r terfyn o {limit} MB.",
        Text("Export fewer pupils at a time.", "Allforiwch lai o ddisgyblion ar y tro."),
    ),
    content_error("empty", "The file is empty.", "Mae'r ffeil yn wag.", _EXPORT),
    content_error(
        "zip",
        "This is a ZIP file, not a Common Transfer File.",
        "Ffeil ZIP yw hon, nid Ffeil Drosglwyddo Gyffredin.",
        Text(
            "Take the .xml file out of the zip and send that. To send a zip of other data, use generic files.",
            "Tynnwch y ffeil .xml o'r zip ac anfonwch honno. I anfon zip o ddata arall, defnyddiwch ffeiliau generig.",
        ),
    ),
    content_error(
        "other_file",
        "This is a {what} file, not a Common Transfer File.",
        "Ffeil {what} yw hon, nid Ffeil Drosglwyddo Gyffredin.",
        _CTF,
    ),
    content_error(
        "name_not_ctf",
        "The name is that of a generic file, but a Common Transfer File is expected.",
        "Enw ffeil generig yw'r enw, ond mae angen Ffeil Drosglwyddo Gyffredin yma.",
        Text("Send it on the page for generic files.", "Anfonwch hi ar y dudalen ffeiliau generig."),
    ),
)

STRUCTURE_FAULTS: tuple[ProblemKind, ...] = (
    content_error(
        "admissions_file",
        "This is an admissions transfer file (ATfile), not a Common Transfer File.",
        "Ffeil dderbyn (ATfile) yw hon, nid Ffeil Drosglwyddo Gyffredin.",
        Text(
            "Send it as an admissions file. To move a pupil's record, export a Common Transfer File.",
            "Anfonwch hi fel ffeil dderbyn. I symud cofnod disgybl, allforiwch Ffeil Drosglwyddo Gyffredin.",
        ),
    ),
    content_error(
        "not_ctf",
        "This is not a Common Transfer File: the document element is {root}, expected CTfile.",
        "Nid Ffeil Drosglwyddo Gyffredin yw hon: elfen y ddogfen yw {root}, ond CTfile ddylai fod.",
        _CTF,
    ),
    content_error(
        "not_atf",
        "This is not an admissions file: the document element is {root}, expected ATfile.",
        "Nid ffeil dderbyn yw hon: elfen y ddogfen yw {root}, ond ATfile ddylai fod.",
        Text(
            "Export the admissions file again from your admissions software.",
            "Allforiwch y ffeil dderbyn eto o'ch meddalwedd derbyn.",
        ),
    ),
    content_error(
        "namespace",
        "The document element {root} is in an unknown namespace, {namespace}.",
        "Mae elfen y ddogfen, {root}, mewn gofod enwau anhysbys, {namespace}.",
        SUPPLIER,
    ),
    content_error("header_missing", "The file has no header.", "Nid oes pennyn yn y ffeil.", SUPPLIER),
    content_error(
        "header_repeated",
        "The file has {count:header}; there must be exactly one.",
        "Mae gan y ffeil {count:header}; rhaid bod un yn union.",
        SUPPLIER,
    ),
    content_error(
        "pupil_data_missing",
        "The file holds no pupils: there is no {holder} in it.",
        "Nid oes disgyblion yn y ffeil: nid oes {holder} ynddi.",
        _EXPORT,
    ),
    content_error(
        "pupil_data_repeated",
        "The file has {count:part} called {holder}; only one is allowed.",
        "Mae gan y ffeil {count:part} o'r enw {holder}; dim ond un a ganiateir.",
        SUPPLIER,
    ),
    content_error(
        "no_pupils",
        "The file holds no pupils.",
        "Nid oes disgyblion yn y ffeil.",
        Text(
            "Choose the pupils in your school's software and export the file again.",
            "Dewiswch y disgyblion ym meddalwedd eich ysgol ac allforiwch y ffeil eto.",
        ),
    ),
    content_error(
        "pupil_elsewhere",
        "A pupil stands outside {holder}, where a receiving school would not see it.",
        "Mae disgybl y tu allan i {holder}, lle na fyddai'r ysgol sy'n derbyn yn ei weld.",
        SUPPLIER,
    ),
    content_note(
        "cut_after",
        "Before it breaks off the file holds {count:# whole record|# whole records}; the last is that of {last}.",
        "Cyn iddi dorri'n fyr mae'r ffeil yn cynnwys cofnodion cyfan: {count}. Cofnod {last} yw'r olaf.",
        _EXPORT,
    ),
    content_error(
        "too_many_pupils",
        "The file holds more than {limit:pupil}.",
        "Mae'r ffeil yn cynnwys mwy na {limit} o ddisgyblion.",
        Text("Export fewer pupils at a time.", "Allforiwch lai o ddisgyblion ar y tro."),
    ),
    content_error(
        "too_many_unknown",
        "The file holds more than {limit:element} that are no part of a Common Transfer File.",
        "Mae'r ffeil yn cynnwys mwy na {limit:element} nad ydynt yn rhan o Ffeil Drosglwyddo Gyffredin.",
        SUPPLIER,
    ),
    content_warning(
        "more_problems",
        "There {count:is # more problem|are # more problems} of the same kinds.",
        "Mae {count:problem} arall o'r un mathau.",
        Text("Put right the ones listed and check again.", "Cywirwch y rhai sydd ar y rhestr a gwiriwch eto."),
    ),
    content_error(
        "more_errors",
        "There {count:is # more problem, which stops|are # more problems, some of which stop} the file.",
        "Mae {count:# problem arall, rhai ohonynt yn atal|# broblem arall, sy'n atal|# broblem arall, rhai ohonynt yn atal|"
        "# problem arall, rhai ohonynt yn atal|# phroblem arall, rhai ohonynt yn atal|# problem arall, rhai ohonynt yn atal} "
        "y ffeil.",
        Text("Put right the ones listed and check again.", "Cywirwch y rhai sydd ar y rhestr a gwiriwch eto."),
    ),
)
