"""What can be wrong with what somebody enters about the hub, as a table; each with its remedy."""

from typing import Final

from handover.common.problems import ProblemKind, Severity
from handover.common.text import Text

FAULTS: Final[dict[str, ProblemKind]] = {
    kind.code: kind
    for kind in (
        ProblemKind(
            "hub.zone_unknown",
            Severity.ERROR,
            Text("This site has no zone “{zone}”.", "Nid oes gan y wefan hon barth “{zone}”."),
            Text(
                "For a zone of another server, enter the whole address that its administrator has made for the hub.",
                "Ar gyfer parth ar weinydd arall, rhowch y cyfeiriad cyfan a wnaeth ei weinyddwr i'r hwb.",
            ),
        ),
        ProblemKind(
            "hub.address_shape",
            Severity.ERROR,
            Text(
                "This is not the address of an agent in the zone “{zone}”.",
                "Nid cyfeiriad asiant yn y parth “{zone}” yw hwn.",
            ),
            Text(
                "Copy it whole, as it was made for the hub: it begins with http:// or https://.",
                "Copïwch ef yn gyfan, fel y cafodd ei wneud i'r hwb: mae'n dechrau â http:// neu https://.",
            ),
        ),
        ProblemKind(
            "hub.agent_taken",
            Severity.ERROR,
            Text("The zone knows an agent “{id}” already.", "Mae'r parth yn adnabod asiant “{id}” eisoes."),
            Text("Give the hub another id in this zone.", "Rhowch ddynodydd arall i'r hwb yn y parth hwn."),
        ),
        ProblemKind(
            "hub.certificates_only",
            Severity.ERROR,
            Text(
                "The zone “{zone}” wants a certificate of every agent, and the hub proves itself by a key.",
                "Mae'r parth “{zone}” yn gofyn am dystysgrif gan bob asiant, ac mae'r hwb yn profi pwy ydyw ag allwedd.",
            ),
            Text(
                "Change the rule on certificates of the zone; every agent can still have one of its own.",
                "Newidiwch reol y parth ar dystysgrifau; gall pob asiant gael un ei hun o hyd.",
            ),
        ),
        ProblemKind(
            "hub.being_set_up",
            Severity.ERROR,
            Text("Somebody is setting the hub up here just now.", "Mae rhywun wrthi'n gosod yr hwb yma ar hyn o bryd."),
            Text("Look again in a minute.", "Edrychwch eto ymhen munud."),
        ),
        ProblemKind(
            "hub.not_a_school",
            Severity.ERROR,
            Text(
                "{school} is not an open school that takes files.", "Nid ysgol agored sy'n derbyn ffeiliau yw {school}."
            ),
            Text("Choose a school that is open.", "Dewiswch ysgol sydd ar agor."),
        ),
        ProblemKind(
            "hub.school_elsewhere",
            Severity.ERROR,
            Text("The software of {school} is in the zone “{zone}”.", "Mae meddalwedd {school} yn y parth “{zone}”."),
            Text("Remove the school there first.", "Tynnwch yr ysgol oddi yno'n gyntaf."),
        ),
        ProblemKind(
            "hub.agent_has_school",
            Severity.ERROR,
            Text("“{id}” is the software of {school}.", "“{id}” yw meddalwedd {school}."),
            Text(
                "Each school's software is an agent of its own: choose another, or remove that school first.",
                "Asiant ar ei ben ei hun yw meddalwedd pob ysgol: dewiswch un arall, neu tynnwch yr ysgol honno'n gyntaf.",
            ),
        ),
        ProblemKind(
            "hub.several_schools",
            Severity.ERROR,
            Text("The hub serves several schools in this zone.", "Mae'r hwb yn gwasanaethu sawl ysgol yn y parth hwn."),
            Text("Remove the others first.", "Tynnwch y lleill yn gyntaf."),
        ),
        ProblemKind(
            "hub.agent_shape",
            Severity.ERROR,
            Text("“{id}” cannot be a school's software.", "Ni all “{id}” fod yn feddalwedd ysgol."),
            Text(
                "Copy the SIF_SourceId from the software's own settings: 1 to 64 characters, and not that of the hub.",
                "Copïwch y SIF_SourceId o osodiadau'r feddalwedd ei hun: 1 i 64 nod, ac nid un yr hwb.",
            ),
        ),
    )
}
