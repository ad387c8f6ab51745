"""What can be wrong with the header, and with whom it names, in both languages (reference/ctf.md sections 4 and 5)."""

from handover.common.problems import ProblemKind
from handover.common.text import Text
from handover.ctf.fault_rows import SUPPLIER, TELL_SUPPLIER, content_error, content_note, content_warning

HEADER_FAULTS: tuple[ProblemKind, ...] = (
    content_error(
        "sender_differs",
        "The file name says that {source} sends the file, but you are signed in for {sender}.",
        "Mae enw'r ffeil yn dweud mai {source} sy'n anfon y ffeil, ond rydych wedi mewngofnodi ar ran {sender}.",
        Text(
            "Only {source} can send this file. Sign in there, or export your own file.",
            "Dim ond {source} all anfon y ffeil hon. Mewngofnodwch yno, neu allforiwch eich ffeil eich hun.",
        ),
    ),
    content_error(
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
    content_error(
        "header_address_missing",
        "Inside the file the number in {missing} is missing, so the file name cannot be confirmed.",
        "Y tu mewn i'r ffeil mae'r rhif ar goll ({missing}), felly nid oes modd cadarnhau enw'r ffeil.",
        Text(
            "Export the file again. If you are sure that its name is right, you may say so.",
            "Allforiwch y ffeil eto. Os ydych yn sicr bod ei henw'n gywir, cewch ddweud hynny.",
        ),
        askable=True,
    ),
    content_note(
        "first_sent_by",
        "A local authority forwards this file. It was first sent by {header_source} to {header_destination}.",
        "Awdurdod lleol sy'n anfon y ffeil hon ymlaen. Yr anfonwr cyntaf oedd {header_source}, a'r derbynnydd cyntaf "
        "oedd {header_destination}.",
        Text(
            "Nothing to do: the name of the file says where it goes.",
            "Dim i'w wneud: enw'r ffeil sy'n dweud i ble y mae'n mynd.",
        ),
    ),
    content_error(
        "version_unsupported",
        "The file says that it is CTF version {version}. Versions 7 to 99 can be read.",
        "Mae'r ffeil yn dweud mai fersiwn CTF {version} yw hi. Mae modd darllen fersiynau 7 i 99.",
        SUPPLIER,
    ),
    content_warning(
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
    content_note(
        "version_coming",
        "CTF version {version} is new: schools' software changes over to it in August and September.",
        "Mae fersiwn CTF {version} yn newydd: mae meddalwedd ysgolion yn newid iddo ym mis Awst a mis Medi.",
        Text(
            "Nothing to do. If the receiving school cannot load the file, its software must be updated.",
            "Dim i'w wneud. Os na all yr ysgol sy'n derbyn lwytho'r ffeil, rhaid diweddaru ei meddalwedd.",
        ),
    ),
    content_note(
        "partial_file",
        "The file calls itself partial: it holds a part of the record, and contacts or other details may be missing.",
        "Mae'r ffeil yn ei galw ei hun yn rhannol: rhan o'r cofnod sydd ynddi, ac efallai fod cysylltiadau neu "
        "fanylion eraill ar goll.",
        Text(
            "If the pupils are leaving for the other school, export the full record and send that.",
            "Os yw'r disgyblion yn gadael am yr ysgol arall, allforiwch y cofnod llawn ac anfonwch hwnnw.",
        ),
    ),
    content_warning(
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
    content_warning(
        "header_part_missing",
        "The header does not give {element}.",
        "Nid yw'r pennyn yn rhoi {element}.",
        TELL_SUPPLIER,
    ),
    content_warning(
        "document_name",
        "The header does not call the document a Common Transfer File.",
        "Nid yw'r pennyn yn galw'r ddogfen yn Common Transfer File.",
        TELL_SUPPLIER,
    ),
    content_warning(
        "academic_year",
        "The header gives the school year as {year}, but the file was made in the school year that started in {start}.",
        "Mae'r pennyn yn rhoi'r flwyddyn ysgol yn {year}, "
        "ond gwnaed y ffeil yn y flwyddyn ysgol a ddechreuodd yn {start}.",
        TELL_SUPPLIER,
    ),
    content_error(
        "lost_one_pupil",
        "Files for the Lost Pupil Database hold exactly one pupil; this one holds {count}: {pupils}.",
        "Mae ffeiliau ar gyfer y Gronfa Ddata Disgyblion Coll yn cynnwys un disgybl yn union; mae gan hon {count}: "
        "{pupils}.",
        Text("Export one file for each pupil.", "Allforiwch un ffeil ar gyfer pob disgybl."),
    ),
)
