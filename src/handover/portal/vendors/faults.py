"""What can be wrong with a vendor that is to be registered or approved; each with its remedy."""

from handover.common.problems import ProblemKind, Severity
from handover.common.text import Text

FAULTS: dict[str, ProblemKind] = {
    kind.code: kind
    for kind in (
        ProblemKind(
            "vendor.name_shape",
            Severity.ERROR,
            Text("The name is missing or too long.", "Mae'r enw ar goll neu'n rhy hir."),
            Text(
                "Enter the name by which schools know the vendor, up to {most} characters.",
                "Rhowch yr enw y mae ysgolion yn adnabod y gwerthwr wrtho, hyd at {most} nod.",
            ),
        ),
        ProblemKind(
            "vendor.name_taken",
            Severity.ERROR,
            Text("A vendor “{name}” is registered already.", "Mae gwerthwr “{name}” wedi'i gofrestru eisoes."),
            Text(
                "Open that vendor in the list, or enter another name.",
                "Agorwch y gwerthwr hwnnw yn y rhestr, neu rhowch enw arall.",
            ),
        ),
        ProblemKind(
            "vendor.email_shape",
            Severity.ERROR,
            Text("That is no e-mail address.", "Nid cyfeiriad e-bost yw hwnnw."),
            Text("Enter an address such as api@example.com.", "Rhowch gyfeiriad fel api@example.com."),
        ),
        ProblemKind(
            "vendor.web_shape",
            Severity.ERROR,
            Text("That is no web address with https.", "Nid cyfeiriad gwe â https yw hwnnw."),
            Text("Enter an address such as https://www.example.com.", "Rhowch gyfeiriad fel https://www.example.com."),
        ),
        ProblemKind(
            "vendor.many_secrets",
            Severity.ERROR,
            Text("The vendor has {most} secrets that work.", "Mae gan y gwerthwr {most} gyfrinach sy'n gweithio."),
            Text("Withdraw the older one first.", "Tynnwch yr un hynaf yn ôl yn gyntaf."),
        ),
        ProblemKind(
            "vendor.no_longer",
            Severity.ERROR,
            Text("The vendor {name} was withdrawn.", "Mae'r gwerthwr {name} wedi'i dynnu'n ôl."),
            Text("Choose another, or make a key.", "Dewiswch un arall, neu crëwch allwedd."),
        ),
    )
}
