"""What can be wrong with the operations for an office's work: rows of the table of `faults.py`."""

from typing import Final

from handover.common.text import Text
from handover.portal.api.fault import ApiFault

OFFICE_FAULTS: Final = (
    ApiFault(
        "api.message_refused",
        422,
        Text("The message cannot be sent", "Nid oes modd anfon y neges"),
        Text(
            "`problems` says what is wrong with its words or its recipients. Nothing was sent.",
            "Mae `problems` yn dweud beth sydd o'i le ar ei geiriau neu ei derbynwyr. Nid anfonwyd dim.",
        ),
        Text("Correct what is named and send the message again.", "Cywirwch yr hyn a enwir ac anfonwch y neges eto."),
    ),
    ApiFault(
        "api.list_refused",
        422,
        Text("The list cannot be taken", "Nid oes modd derbyn y rhestr"),
        Text(
            "`problems` says why. The list that stood before stands still.",
            "Mae `problems` yn dweud pam. Mae'r rhestr a oedd yno o'r blaen yn dal i sefyll.",
        ),
        Text(
            "Correct the list and send it again. A list whose columns are in doubt can be brought on the page of the phase "
            "transfer board, where a person says what they mean.",
            "Cywirwch y rhestr a'i hanfon eto. Mae modd lanlwytho rhestr y mae amheuaeth am ei cholofnau ar dudalen y bwrdd "
            "trosglwyddo, lle mae person yn dweud beth yw eu hystyr.",
        ),
    ),
    ApiFault(
        "api.report_refused",
        422,
        Text("The report cannot be drawn of that", "Nid oes modd llunio'r adroddiad o hynny"),
        Text(
            "`problems` says what the report does not take, or of what there is too much.",
            "Mae `problems` yn dweud beth nad yw'r adroddiad yn ei dderbyn, neu o beth y mae gormod.",
        ),
        Text(
            "GET /api/v1/reports says what each report takes.",
            "Mae GET /api/v1/reports yn dweud beth y mae pob adroddiad yn ei dderbyn.",
        ),
    ),
    ApiFault(
        "api.search_vague",
        422,
        Text("The search is too vague", "Mae'r chwiliad yn rhy amwys"),
        Text(
            "It could not point to one child, so it was neither made nor kept.",
            "Ni allai bwyntio at un plentyn, felly ni chafodd ei wneud na'i gadw.",
        ),
        Text(
            "Give a UPN, or a surname, or a date of birth with a forename or a town; and at least three letters where the "
            "surname only begins so.",
            "Rhowch UPN, neu gyfenw, neu ddyddiad geni gydag enw cyntaf neu dref; ac o leiaf dair llythyren lle nad yw'r "
            "cyfenw ond yn dechrau felly.",
        ),
    ),
    ApiFault(
        "api.child_unknown",
        422,
        Text("Too little is known of the child", "Nid oes digon yn hysbys am y plentyn"),
        Text("Nothing was searched for.", "Ni chwiliwyd am ddim."),
        Text(
            "Give the UPN, or two of surname, forename and date of birth.",
            "Rhowch yr UPN, neu ddau o blith cyfenw, enw cyntaf a dyddiad geni.",
        ),
    ),
    ApiFault(
        "api.no_upn",
        422,
        Text("That is no UPN", "Nid UPN yw hwnnw"),
        Text("{why}", "{why}"),
        Text(
            "Correct the UPN, or leave it out and search by name and date of birth.",
            "Cywirwch yr UPN, neu gadewch ef allan a chwiliwch yn ôl enw a dyddiad geni.",
        ),
    ),
    ApiFault(
        "api.searched_too_much",
        429,
        Text("Too many searches for children", "Gormod o chwiliadau am blant"),
        Text(
            "The key, or its authority, has searched for so many children, or so vaguely, that this search was not made. The "
            "administrators are told.",
            "Mae'r allwedd, neu ei hawdurdod, wedi chwilio am gymaint o blant, neu mor amwys, fel na wnaed y chwiliad hwn. "
            "Mae'r gweinyddwyr wedi cael gwybod.",
        ),
        Text(
            "Wait as long as Retry-After says. A search with a surname and a date of birth counts least; the same search "
            "again within the hour is free.",
            "Arhoswch cyhyd ag y mae Retry-After yn ei ddweud. Chwiliad â chyfenw a dyddiad geni sy'n cyfrif leiaf; mae'r un "
            "chwiliad eto o fewn yr awr yn rhad ac am ddim.",
        ),
        again=True,
    ),
    ApiFault(
        "api.nobody_decided",
        422,
        Text("A person decides about a child", "Person sy'n penderfynu am blentyn"),
        Text(
            "`decided_by` names nobody of your authority who may send lost pupils' files on. Nothing was sent.",
            "Nid yw `decided_by` yn enwi neb o'ch awdurdod a gaiff anfon ffeiliau disgyblion coll ymlaen. Nid anfonwyd dim.",
        ),
        Text(
            "Give the username of the person who took the reasonable steps and decided; it is written into the audit log.",
            "Rhowch enw defnyddiwr y person a gymerodd y camau rhesymol ac a benderfynodd; caiff ei ysgrifennu yn y cofnod "
            "archwilio.",
        ),
    ),
    ApiFault(
        "api.school_cannot_receive",
        422,
        Text("The school cannot be chosen", "Nid oes modd dewis yr ysgol"),
        Text(
            "{number} is no school of your own authority that takes files today. Nothing was sent.",
            "Nid yw {number} yn ysgol yn eich awdurdod eich hun sy'n derbyn ffeiliau heddiw. Nid anfonwyd dim.",
        ),
        Text(
            "GET /api/v1/establishments/{number} says whether a school is open, and which took its place.",
            "Mae GET /api/v1/establishments/{number} yn dweud a yw ysgol ar agor, a pha un a gymerodd ei lle.",
        ),
    ),
    ApiFault(
        "api.not_in_sif",
        422,
        Text("The file has no records in SIF", "Nid oes gan y ffeil gofnodion yn SIF"),
        Text(
            "Only Common Transfer Files have a place in SIF, and the record of a lost pupil is published to no zone.",
            "Dim ond Ffeiliau Trosglwyddo Cyffredin sydd â lle yn SIF, ac ni chyhoeddir cofnod disgybl coll i unrhyw barth.",
        ),
        Text(
            "Fetch the file itself: GET /api/v1/transfers/…/content.",
            "Nôl y ffeil ei hun: GET /api/v1/transfers/…/content.",
        ),
    ),
)
