"""What is said of a value that the other side has no place for, or that may not or cannot be brought over."""

from collections.abc import Mapping
from typing import Final

from handover.common.text import Text

NO_HOME: Final[Mapping[str, Text]] = {
    "no_sif_home": Text(
        "SIF has no place for “{value}”.",
        "Nid oes lle i “{value}” yn SIF.",
    ),
    "no_sif_code": Text(
        "SIF has no code for “{value}”.",
        "Nid oes cod ar gyfer “{value}” yn SIF.",
    ),
    "no_sif_form": Text(
        "“{value}” is not of the form that SIF demands.",
        "Nid yw “{value}” ar y ffurf y mae SIF yn mynnu arni.",
    ),
    "unknown_element": Text(
        "The element is in no description of the file: {value}",
        "Nid yw'r elfen mewn unrhyw ddisgrifiad o'r ffeil: {value}",
    ),
    "incomplete": Text(
        "SIF cannot hold this without {given}.",
        "Ni all SIF ddal hyn heb {given}.",
    ),
    "no_school": Text(
        "SIF wants the school that this belongs to, and the file names none.",
        "Mae SIF yn gofyn am yr ysgol y mae hyn yn perthyn iddi, ac nid yw'r ffeil yn enwi un.",
    ),
    "said_twice": Text(
        "Another entry is of the same school year and school.",
        "Mae eitem arall ar gyfer yr un flwyddyn ysgol a'r un ysgol.",
    ),
    "ends_before": Text(
        "The end, {value}, is before the start, and SIF would refuse it.",
        "Mae'r diwedd, {value}, cyn y dechrau, a byddai SIF yn ei wrthod.",
    ),
    "no_enrolment": Text(
        "SIF keeps “{value}” with the enrolment, and the file does not say enough for one.",
        "Mae SIF yn cadw “{value}” gyda'r cofrestriad, ac nid yw'r ffeil yn dweud digon am un.",
    ),
    "no_provision": Text(
        "SIF keeps “{value}” with a stage of provision, and there is none.",
        "Mae SIF yn cadw “{value}” gyda cham o ddarpariaeth, ac nid oes un.",
    ),
    "address_incomplete": Text(
        "SIF wants a house and a place in an address; this one lacks them.",
        "Mae SIF yn gofyn am dŷ a lle mewn cyfeiriad; nid oes gan hwn mohonynt.",
    ),
    "no_digits": Text(
        "“{value}” holds no telephone number that SIF can hold.",
        "Nid oes rhif ffôn y gall SIF ei ddal yn “{value}”.",
    ),
    "phone_type_taken": Text(
        "SIF holds one other number of each type; “{value}” is one more.",
        "Mae SIF yn dal un rhif arall o bob math; mae “{value}” yn un arall eto.",
    ),
    "marks_unknown": Text(
        "The marks {value} have no code in SIF and are not counted among the reasons.",
        "Nid oes cod yn SIF ar gyfer y marciau {value}; nid ydynt wedi'u cyfrif ymhlith y rhesymau.",
    ),
    "sums_differ": Text(
        "The absences do not add up with “{value}” sessions possible, and SIF would refuse them.",
        "Nid yw cyfanswm yr absenoldebau'n cyfateb i “{value}” o sesiynau posibl, a byddai SIF yn eu gwrthod.",
    ),
    "no_ctf_home": Text(
        "A Common Transfer File has no place for “{value}”.",
        "Nid oes lle i “{value}” mewn Ffeil Drosglwyddo Gyffredin.",
    ),
    "no_ctf_code": Text(
        "A Common Transfer File has no code for “{value}”.",
        "Nid oes cod ar gyfer “{value}” mewn Ffeil Drosglwyddo Gyffredin.",
    ),
    "no_period": Text(
        "A file holds the days of free school meals alone, and there are none.",
        "Dim ond dyddiau'r prydau ysgol am ddim sydd mewn ffeil, ac nid oes rhai yma.",
    ),
    "session_twice": Text(
        "Another record is of the same session; “{value}” is left out.",
        "Mae cofnod arall o'r un sesiwn; gadewir “{value}” allan.",
    ),
    "no_session": Text(
        "A register holds sessions of a school alone, and this record is of none.",
        "Dim ond sesiynau ysgol sydd mewn cofrestr, ac nid yw'r cofnod hwn o un.",
    ),
    "component_unused": Text(
        "No result is of this.",
        "Nid oes canlyniad ar gyfer hyn.",
    ),
    "first_only": Text(
        "A Common Transfer File holds the first of these alone; “{value}” is left out.",
        "Dim ond y cyntaf o'r rhain sydd mewn Ffeil Drosglwyddo Gyffredin; gadewir “{value}” allan.",
    ),
    "object_no_home": Text(
        "A Common Transfer File has no place for anything of this object.",
        "Nid oes lle i ddim o'r gwrthrych hwn mewn Ffeil Drosglwyddo Gyffredin.",
    ),
    "stale_original": Text(
        "“{value}” had been kept, and the value has been changed since.",
        "Roedd “{value}” wedi'i gadw, ac mae'r gwerth wedi newid ers hynny.",
    ),
    "stranger": Text(
        "“{value}” is in an element that is no part of SIF UK.",
        "Mae “{value}” mewn elfen nad yw'n rhan o SIF UK.",
    ),
}

LEFT_OUT: Final[Mapping[str, Text]] = {
    "identity_missing": Text(
        "SIF cannot hold a learner without {given}; this pupil is left out.",
        "Ni all SIF ddal dysgwr heb {given}; gadewir y disgybl hwn allan.",
    ),
    "upn_twice": Text(
        "Another pupil before this one has the same UPN, {value}; this one is left out.",
        "Mae gan ddisgybl arall cyn hwn yr un UPN, {value}; gadewir hwn allan.",
    ),
    "forbidden": Text(
        "This never goes into a Common Transfer File; it is for the designated person for safeguarding alone to pass "
        "on.",
        "Nid yw hyn byth yn mynd i Ffeil Drosglwyddo Gyffredin; dim ond y person dynodedig ar gyfer diogelu sydd i'w "
        "drosglwyddo.",
    ),
    "object_twice": Text(
        "The same object came again; the last one counts.",
        "Daeth yr un gwrthrych eto; yr un olaf sy'n cyfrif.",
    ),
    "learner_absent": Text(
        "The learner of this object is not among the objects.",
        "Nid yw dysgwr y gwrthrych hwn ymhlith y gwrthrychau.",
    ),
    "school_absent": Text(
        "The school of this object is not among the objects.",
        "Nid yw ysgol y gwrthrych hwn ymhlith y gwrthrychau.",
    ),
    "contact_absent": Text(
        "The contact is not among the objects.",
        "Nid yw'r cyswllt ymhlith y gwrthrychau.",
    ),
    "component_absent": Text(
        "What was assessed is not among the objects.",
        "Nid yw'r hyn a aseswyd ymhlith y gwrthrychau.",
    ),
    "contact_unlinked": Text(
        "No learner is linked with this contact.",
        "Nid oes dysgwr yn gysylltiedig â'r cyswllt hwn.",
    ),
    "unreadable_object": Text(
        "The object holds a value that cannot be read.",
        "Mae gan y gwrthrych werth na all y rhaglen ei ddarllen.",
    ),
    "unreadable_value": Text(
        "The value cannot be read.",
        "Ni all y rhaglen ddarllen y gwerth.",
    ),
}
