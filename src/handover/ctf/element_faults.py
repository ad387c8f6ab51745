"""What can be wrong with any element, known or not, in both languages (reference/ctf.md sections 4 and 5)."""

from handover.common.problems import ProblemKind
from handover.common.text import Text
from handover.ctf.fault_rows import CORRECT, DATE_ALONE, TELL_SUPPLIER, content_error, content_note, content_warning

ELEMENT_FAULTS: tuple[ProblemKind, ...] = (
    content_error(
        "text_too_long",
        "{element} is {length:character} long; at most {limit} are allowed.",
        "Mae {element} yn {length:character} o hyd; {limit} yw'r mwyaf posibl.",
        CORRECT,
    ),
    content_warning(
        "text_long",
        "{element} of {pupil} is {length:character} long; the receiving school's software may cut it at {limit}.",
        "Mae {element} {pupil} yn {length:character} o hyd; efallai y bydd meddalwedd yr ysgol sy'n derbyn yn ei "
        "dorri ar ôl {limit}.",
    ),
    content_warning(
        "date_form",
        "{element} of {pupil} is not a date as a file must write it (year-month-day): {value}.",
        "Nid yw {element} {pupil} yn ddyddiad fel y mae ffeil i'w ysgrifennu (blwyddyn-mis-diwrnod): {value}.",
    ),
    content_warning(
        "date_impossible",
        "{element} of {pupil} is a day that does not exist: {value}.",
        "Nid yw'r diwrnod yn {element} {pupil} yn bod: {value}.",
    ),
    content_warning(
        "date_time",
        "{element} of {pupil} holds more than the date: {value}. It is read as that day.",
        "Mae {element} {pupil} yn cynnwys mwy na'r dyddiad: {value}. Mae'n cael ei ddarllen fel y diwrnod hwnnw.",
        DATE_ALONE,
    ),
    content_warning(
        "moment_form",
        "{element} is not a date and time: {value}.",
        "Nid yw {element} yn ddyddiad ac amser: {value}.",
        TELL_SUPPLIER,
    ),
    content_warning(
        "boolean_letter",
        "{element} says {value} where a file should say true or false.",
        "Mae {element} yn dweud {value} lle y dylai ffeil ddweud true neu false.",
        TELL_SUPPLIER,
    ),
    content_warning(
        "boolean_form",
        "{element} should say true or false, but says {value}.",
        "Dylai {element} ddweud true neu false, ond mae'n dweud {value}.",
    ),
    content_warning(
        "whole_form",
        "{element} should be a whole number, but is {value}.",
        "Dylai {element} fod yn rhif cyfan, ond {value} ydyw.",
    ),
    content_warning(
        "code_unknown",
        "{element} holds the code {value}, which is not in our list.",
        "Mae {element} yn cynnwys y cod {value}, nad yw ar ein rhestr.",
        Text(
            "If the code is right, there is nothing to do: it is passed on as it stands.",
            "Os yw'r cod yn gywir, nid oes dim i'w wneud: mae'n mynd ymlaen fel y mae.",
        ),
    ),
    content_error(
        "repeated_identity",
        "{element} is given twice for one pupil, so it is not clear who the pupil is.",
        "Mae {element} yma ddwywaith ar gyfer un disgybl, felly nid yw'n glir pwy yw'r disgybl.",
        CORRECT,
    ),
    content_warning(
        "repeated",
        "{element} is given more than once; only the first is shown.",
        "Mae {element} yma fwy nag unwaith; dim ond y cyntaf sy'n cael ei ddangos.",
        TELL_SUPPLIER,
    ),
    content_note(
        "unknown_element",
        "The file holds an element that we do not know, {element} (found {count:time}).",
        "Mae'r ffeil yn cynnwys elfen nad ydym yn ei hadnabod, {element} (yno {count:time}).",
    ),
    content_note(
        "unknown_attributes",
        "The file holds attributes, which a Common Transfer File does not use ({count}).",
        "Mae'r ffeil yn cynnwys priodoleddau, nad ydynt yn cael eu defnyddio mewn Ffeil Drosglwyddo Gyffredin "
        "({count}).",
    ),
    content_note(
        "stray_text",
        "{element} holds text where only elements belong.",
        "Mae {element} yn cynnwys testun lle dylai fod elfennau yn unig.",
    ),
)
