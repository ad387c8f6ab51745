"""What is said of a value that came over differently, or that was worked out."""

from collections.abc import Mapping
from typing import Final

from handover.common.text import Text

CHANGED: Final[Mapping[str, Text]] = {
    "changed": Text(
        "“{value}” is written “{given}” in SIF.",
        "Ysgrifennir “{value}” fel “{given}” yn SIF.",
    ),
    "spacing": Text(
        "Line ends, tabs or blanks in “{value}” are written as single blanks in SIF.",
        "Ysgrifennir diweddau llinell, tabiau neu fylchau yn “{value}” fel bylchau sengl yn SIF.",
    ),
    "sex": Text(
        "SIF has no code for “{value}”; “{given}” (unknown) was written.",
        "Nid oes cod ar gyfer “{value}” yn SIF; ysgrifennwyd “{given}” (anhysbys).",
    ),
    "ethnicity": Text(
        "SIF has no code for “{value}”; its main code “{given}” was written.",
        "Nid oes cod ar gyfer “{value}” yn SIF; ysgrifennwyd ei brif god “{given}”.",
    ),
    "sen_provision": Text(
        "SIF does not know “{value}”; the nearest, “{given}”, does not mean the same.",
        "Nid yw SIF yn gwybod am “{value}”; nid yw'r agosaf, “{given}”, yn golygu'r un peth.",
    ),
    "sen_need": Text(
        "SIF does not know the need “{value}”; “{given}” was written.",
        "Nid yw SIF yn gwybod am yr angen “{value}”; ysgrifennwyd “{given}”.",
    ),
    "relationship": Text(
        "The relationship “{value}” is “{given}” in SIF.",
        "Y berthynas “{value}” yw “{given}” yn SIF.",
    ),
    "sequence": Text(
        "SIF counts contacts from 1 to 10; “{value}” became “{given}”.",
        "Mae SIF yn rhifo cysylltiadau o 1 i 10; aeth “{value}” yn “{given}”.",
    ),
    "country": Text(
        "The country “{value}” has the code “{given}” in SIF.",
        "Cod y wlad “{value}” yn SIF yw “{given}”.",
    ),
    "leading_noughts": Text(
        "The noughts in front of “{value}” are not written in SIF.",
        "Nid ysgrifennir y seroau ar flaen “{value}” yn SIF.",
    ),
    "method": Text(
        "SIF does not know the method “{value}”; “{given}” was written.",
        "Nid yw SIF yn gwybod am y dull “{value}”; ysgrifennwyd “{given}”.",
    ),
    "qualifier": Text(
        "SIF does not know the kind of result “{value}”; “{given}” (other) was written.",
        "Nid yw SIF yn gwybod am y math o ganlyniad “{value}”; ysgrifennwyd “{given}” (arall).",
    ),
    "result_status": Text(
        "SIF does not know the status “{value}”; “{given}” was written.",
        "Nid yw SIF yn gwybod am y statws “{value}”; ysgrifennwyd “{given}”.",
    ),
    "address_by_lines": Text(
        "The lines of the address were put by their place into house, street and town.",
        "Rhoddwyd llinellau'r cyfeiriad yn ôl eu lle yn dŷ, stryd a thref.",
    ),
    "house_layout": Text(
        "The house “{value}” is laid out in columns; in SIF it is “{given}”.",
        "Mae'r tŷ “{value}” wedi'i osod mewn colofnau; yn SIF, “{given}” ydyw.",
    ),
    "address_moved": Text(
        "The address has no house; “{value}” stands in its place.",
        "Nid oes tŷ yn y cyfeiriad; mae “{value}” yn ei le.",
    ),
    "address_copied": Text(
        "The address of the pupil was written for the contact.",
        "Ysgrifennwyd cyfeiriad y disgybl ar gyfer y cyswllt.",
    ),
    "phone_digits": Text(
        "SIF holds digits alone; “{value}” became “{given}”.",
        "Digidau'n unig sydd yn SIF; aeth “{value}” yn “{given}”.",
    ),
    "needs_ranked": Text(
        "SIF ranks needs 1, 2, 3; the rank of “{value}” became {given}.",
        "Mae SIF yn rhoi anghenion yn y drefn 1, 2, 3; aeth trefn “{value}” yn {given}.",
    ),
    "school_name": Text(
        "The school is called “{given}” elsewhere in the file; here it is “{value}”.",
        "Enw'r ysgol yw “{given}” mewn man arall yn y ffeil; “{value}” yw hi yma.",
    ),
    "contact_name": Text(
        "The name of the contact, “{value}”, was written whole.",
        "Ysgrifennwyd enw'r cyswllt, “{value}”, yn gyfan.",
    ),
    "languages_joined": Text(
        "The rows of one language stand together in SIF.",
        "Mae rhesi'r un iaith gyda'i gilydd yn SIF.",
    ),
    "entries_joined": Text(
        "A file says of a language what it is to the pupil and no more; the entries of “{value}” would come back as one.",
        "Dim ond beth yw iaith i'r disgybl sydd mewn ffeil; byddai cofnodion “{value}” yn dod yn ôl fel un.",
    ),
    "changed_in_ctf": Text(
        "“{value}” is written “{given}” in a Common Transfer File.",
        "Ysgrifennir “{value}” fel “{given}” mewn Ffeil Drosglwyddo Gyffredin.",
    ),
    "wording": Text(
        "“{value}” would come back as “{given}”.",
        "Byddai “{value}” yn dod yn ôl fel “{given}”.",
    ),
    "other_school": Text(
        "A Common Transfer File does not say at which school; the way back takes the sending one.",
        "Nid yw Ffeil Drosglwyddo Gyffredin yn dweud ym mha ysgol; mae'r ffordd yn ôl yn cymryd yr un sy'n anfon.",
    ),
    "periods_added": Text(
        "The attendance of several periods of one school year was added up.",
        "Adiwyd presenoldeb sawl cyfnod mewn un flwyddyn ysgol.",
    ),
    "marks_as_text": Text(
        "Records of attendance that became the marks of the register of {given}: {value}.",
        "Cofnodion presenoldeb a aeth yn farciau cofrestr {given}: {value}.",
    ),
    "enrolment_as_history": Text(
        "One more enrolment became a row of the school history.",
        "Aeth un cofrestriad arall yn rhes yn hanes yr ysgol.",
    ),
    "contact_shared": Text(
        "The contact is also another pupil's; each pupil has it alone in the file.",
        "Mae'r cyswllt yn gyswllt i ddisgybl arall hefyd; mae gan bob disgybl un ei hun yn y ffeil.",
    ),
    "school_as_history": Text(
        "Of the school only a row of the school history is left.",
        "Dim ond rhes yn hanes yr ysgol sydd ar ôl o'r ysgol.",
    ),
    "school_twice": Text(
        "Another school has the same number; in a file they are one.",
        "Mae gan ysgol arall yr un rhif; un ydynt mewn ffeil.",
    ),
}

DERIVED: Final[Mapping[str, Text]] = {
    "derived": Text(
        "SIF demands a value and the file has none; “{given}” was worked out.",
        "Mae SIF yn mynnu gwerth ac nid oes un yn y ffeil; cyfrifwyd “{given}”.",
    ),
    "school_taken": Text(
        "The file does not say at which school; the sending school was taken.",
        "Nid yw'r ffeil yn dweud ym mha ysgol; cymerwyd yr ysgol sy'n anfon.",
    ),
    "history_school": Text(
        "The file is of no school; the last school of the history was taken.",
        "Nid ffeil ysgol yw hon; cymerwyd yr ysgol olaf yn yr hanes.",
    ),
    "sessions_a_day": Text(
        "SIF demands the sessions of a day; “{given}” was written.",
        "Mae SIF yn mynnu nifer y sesiynau mewn diwrnod; ysgrifennwyd “{given}”.",
    ),
    "flag_derived": Text(
        "SIF demands one part that a contact plays; the address for transfers was marked.",
        "Mae SIF yn mynnu o leiaf un swyddogaeth i gyswllt; nodwyd y cyfeiriad trosglwyddo.",
    ),
    "medical_sentence": Text(
        "Medical information is held; a sentence that says to ask the last school was written.",
        "Mae gwybodaeth feddygol ar gael; ysgrifennwyd brawddeg sy'n dweud wrthych am holi'r ysgol ddiwethaf.",
    ),
    "medical_messages": Text(
        "There are medical messages, so the file says that medical information is held.",
        "Mae negeseuon meddygol, felly mae'r ffeil yn dweud bod gwybodaeth feddygol ar gael.",
    ),
    "period_derived": Text(
        "SIF demands the days of a period and the file gives none; “{given}” was worked out.",
        "Mae SIF yn mynnu dyddiau cyfnod ac nid yw'r ffeil yn eu rhoi; cyfrifwyd “{given}”.",
    ),
    "reasons_derived": Text(
        "SIF demands reasons of absence and the file has totals alone; one was made of each total.",
        "Mae SIF yn mynnu rhesymau absenoldeb a dim ond cyfansymiau sydd yn y ffeil; gwnaed un o bob cyfanswm.",
    ),
    "destination_derived": Text(
        "SIF demands the kind of the destination; “{given}” (not known) was written.",
        "Mae SIF yn mynnu math y sefydliad nesaf; ysgrifennwyd “{given}” (anhysbys).",
    ),
    "current_derived": Text(
        "The enrolment has no end, so it is the pupil's current one.",
        "Nid oes diwedd i'r cofrestriad, felly dyma gofrestriad cyfredol y disgybl.",
    ),
    "history_derived": Text(
        "From the enrolment of {value}, “{given}” stands in the school history too.",
        "O gofrestriad {value}, mae “{given}” yn yr hanes ysgolion hefyd.",
    ),
    "unrecorded_sessions": Text(
        "Sessions without a record are written “{given}” in the register.",
        "Ysgrifennir sesiynau heb gofnod fel “{given}” yn y gofrestr.",
    ),
    "comes_back": Text(
        "A file holds several parts as one; “{given}” would come back here.",
        "Mae ffeil yn dal sawl rhan fel un; byddai “{given}” yn dod yn ôl yma.",
    ),
}
