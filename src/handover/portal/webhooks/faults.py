"""What can be wrong with an endpoint that is to be made; each with its remedy."""

from handover.common.problems import ProblemKind, Severity
from handover.common.text import Text

WEBHOOK_FAULTS: dict[str, ProblemKind] = {
    kind.code: kind
    for kind in (
        ProblemKind(
            "webhook.address_shape",
            Severity.ERROR,
            Text("This is no address of the web.", "Nid cyfeiriad gwe mo hwn."),
            Text(
                "Write it whole, as the makers of the program gave it: https://, a host and a path, up to {most} characters.",
                "Ysgrifennwch ef yn gyfan, fel y rhoddodd gwneuthurwyr y rhaglen ef: https://, gwesteiwr a llwybr, hyd at "
                "{most} nod.",
            ),
        ),
        ProblemKind(
            "webhook.address_http",
            Severity.ERROR,
            Text("The address does not begin with https://.", "Nid yw'r cyfeiriad yn dechrau gyda https://."),
            Text(
                "Ask the makers of the program for an address that does.",
                "Gofynnwch i wneuthurwyr y rhaglen am gyfeiriad sydd yn gwneud hynny.",
            ),
        ),
        ProblemKind(
            "webhook.address_credentials",
            Severity.ERROR,
            Text("There is a name or a password in the address.", "Mae enw neu gyfrinair yn y cyfeiriad."),
            Text(
                "Leave out what stands before the @. The receiver knows this site by the signature.",
                "Hepgorwch yr hyn sydd o flaen yr @. Mae'r derbynnydd yn adnabod y wefan hon wrth y llofnod.",
            ),
        ),
        ProblemKind(
            "webhook.address_port",
            Severity.ERROR,
            Text("Nothing is sent to the port {port}.", "Nid oes dim yn cael ei anfon i'r porth {port}."),
            Text(
                "Use one of these ports: {ports}. If it has to be another, ask those who run this site.",
                "Defnyddiwch un o'r pyrth hyn: {ports}. Os oes rhaid cael un arall, gofynnwch i'r rhai sy'n rhedeg y wefan "
                "hon.",
            ),
        ),
        ProblemKind(
            "webhook.address_private",
            Severity.ERROR,
            Text(
                "Nothing is sent to {host}: it lies in a private network.",
                "Nid oes dim yn cael ei anfon at {host}: mae mewn rhwydwaith preifat.",
            ),
            Text(
                "Give an address that is reached from the internet. If it is in the authority's own network, ask those who "
                "run this site to name that network in HANDOVER_WEBHOOK_NETWORKS.",
                "Rhowch gyfeiriad sydd i'w gyrraedd o'r rhyngrwyd. Os yw yn rhwydwaith yr awdurdod ei hun, gofynnwch i'r "
                "rhai sy'n rhedeg y wefan hon enwi'r rhwydwaith hwnnw yn HANDOVER_WEBHOOK_NETWORKS.",
            ),
        ),
        ProblemKind(
            "webhook.description_shape",
            Severity.ERROR,
            Text("The name is missing or too long.", "Mae'r enw ar goll neu'n rhy hir."),
            Text(
                "Enter a name of up to {most} characters that says which program is told.",
                "Rhowch enw o hyd at {most} nod sy'n dweud pa raglen sy'n cael gwybod.",
            ),
        ),
        ProblemKind(
            "webhook.no_events",
            Severity.ERROR,
            Text("Nothing is ticked of which it is to hear.", "Nid oes dim wedi'i dicio y dylai glywed amdano."),
            Text("Tick what the program waits for.", "Ticiwch yr hyn y mae'r rhaglen yn aros amdano."),
        ),
        ProblemKind(
            "webhook.events_beyond",
            Severity.ERROR,
            Text("The role {role} does not hear of that.", "Nid yw'r rôl {role} yn clywed am hynny."),
            Text("Choose another role, or leave it out.", "Dewiswch rôl arall, neu ei adael allan."),
        ),
        ProblemKind(
            "webhook.role_beyond",
            Severity.ERROR,
            Text("You cannot give a webhook that role.", "Ni allwch roi'r rôl honno i fachyn gwe."),
            Text("Choose one of the roles on this page.", "Dewiswch un o'r rolau ar y dudalen hon."),
        ),
        ProblemKind(
            "webhook.second_step_needed",
            Severity.ERROR,
            Text("You have not set up a second step.", "Nid ydych wedi gosod ail gam."),
            Text(
                "Set up a second step for yourself first, under “Your account”.",
                "Gosodwch ail gam i chi'ch hun yn gyntaf, o dan “Eich cyfrif”.",
            ),
        ),
        ProblemKind(
            "webhook.many",
            Severity.ERROR,
            Text("Your office has {most} webhooks.", "Mae gan eich swyddfa {most} o fachau gwe."),
            Text("Delete those that nobody needs.", "Dilëwch y rhai nad oes eu hangen ar neb."),
        ),
    )
}
"""By code."""
