"""What can be wrong with what an administrator of zones enters, as a table; each with its remedy."""

from handover.common.problems import ProblemKind, Severity
from handover.common.text import Text

FAULTS: dict[str, ProblemKind] = {
    kind.code: kind
    for kind in (
        ProblemKind(
            "zone.id_shape",
            Severity.ERROR,
            Text("“{id}” cannot be the id of a zone.", "Ni all “{id}” fod yn ddynodydd parth."),
            Text(
                "Use up to 64 letters without accents and figures; a full stop, a hyphen and an underline may be inside it.",
                "Defnyddiwch hyd at 64 o lythrennau heb acenion a rhifau; cewch roi atalnod llawn, cysylltnod a "
                "thanlinell y tu mewn iddo.",
            ),
        ),
        ProblemKind(
            "zone.id_taken",
            Severity.ERROR,
            Text("There is a zone “{id}” already.", "Mae parth “{id}” yn bod eisoes."),
            Text("Choose another id.", "Dewiswch ddynodydd arall."),
        ),
        ProblemKind(
            "zone.agent_shape",
            Severity.ERROR,
            Text("“{id}” cannot be the id of an agent.", "Ni all “{id}” fod yn ddynodydd asiant."),
            Text(
                "Copy the SIF_SourceId from the agent's own settings: 1 to 64 characters, no blank at either end, and not "
                "the id of the zone.",
                "Copïwch y SIF_SourceId o osodiadau'r asiant ei hun: 1 i 64 nod, heb fwlch ar y naill ben na'r llall, ac "
                "nid dynodydd y parth.",
            ),
        ),
        ProblemKind(
            "zone.agent_known",
            Severity.ERROR,
            Text("The zone knows an agent “{id}” already.", "Mae'r parth yn adnabod asiant “{id}” eisoes."),
            Text("Open its page from the list of agents.", "Agorwch ei dudalen o'r rhestr asiantau."),
        ),
        ProblemKind(
            "zone.key_certificate",
            Severity.ERROR,
            Text(
                "“{id}” proves who it is by a certificate and needs no address of its own.",
                "Mae “{id}” yn profi pwy ydyw â thystysgrif ac nid oes angen ei gyfeiriad ei hun arno.",
            ),
            Text(
                "Take its certificate away first, and see that the zone's rules do not want one of every agent.",
                "Tynnwch ei dystysgrif yn gyntaf, a gwnewch yn siŵr nad yw rheolau'r parth yn gofyn am un gan bob "
                "asiant.",
            ),
        ),
        ProblemKind(
            "zone.key_changed",
            Severity.ERROR,
            Text(
                "The address of “{id}” was made or withdrawn by somebody else, or by your own second click, in the meantime.",
                "Cafodd cyfeiriad “{id}” ei greu neu ei dynnu'n ôl gan rywun arall, neu gan eich ail glic chi, yn y "
                "cyfamser.",
            ),
            Text(
                "Nothing was changed now. If nobody has the address, make another.",
                "Ni newidiwyd dim nawr. Os nad oes gan neb y cyfeiriad, crëwch un arall.",
            ),
        ),
        ProblemKind(
            "zone.rule_number",
            Severity.ERROR,
            Text("This is not a whole number above nought.", "Nid yw hwn yn rhif cyfan uwchlaw sero."),
            Text(
                "Enter figures only; the usual value is {usual}.",
                "Rhowch ffigurau yn unig; y gwerth arferol yw {usual}.",
            ),
        ),
        ProblemKind(
            "zone.rule_choice",
            Severity.ERROR,
            Text("Nothing that can be chosen was chosen.", "Ni ddewiswyd dim o'r hyn y gallwch ei ddewis."),
            Text("Choose one of: {choices}.", "Dewiswch un o'r rhain: {choices}."),
        ),
        ProblemKind(
            "zone.rule_names",
            Severity.ERROR,
            Text("There is no name here.", "Nid oes enw yma."),
            Text(
                "Enter one name or more, separated by commas; the usual is {usual}.",
                "Rhowch un enw neu fwy, â choma rhyngddynt; yr arferol yw {usual}.",
            ),
        ),
    )
}
