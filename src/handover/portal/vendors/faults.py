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
            "vendor.key_shape",
            Severity.ERROR,
            Text("That is no public key.", "Nid allwedd gyhoeddus yw honno."),
            Text(
                "Paste the public key as the vendor gave it: a JWK, or PEM that begins with BEGIN PUBLIC KEY.",
                "Gludwch yr allwedd gyhoeddus fel y rhoddodd y gwerthwr hi: JWK, neu PEM sy'n dechrau â BEGIN PUBLIC KEY.",
            ),
        ),
        ProblemKind(
            "vendor.key_private",
            Severity.ERROR,
            Text("That is a private key.", "Allwedd breifat yw honno."),
            Text(
                "It is not taken, and nobody but the vendor may have it: tell the vendor to make another, and to give you the "
                "public half alone.",
                "Ni chaiff ei derbyn, a dim ond y gwerthwr a gaiff ei dal: dywedwch wrth y gwerthwr am wneud un arall, a rhoi "
                "dim ond yr hanner cyhoeddus i chi.",
            ),
        ),
        ProblemKind(
            "vendor.key_weak",
            Severity.ERROR,
            Text("The key is of a sort that is not taken.", "Nid yw'r math hwn o allwedd yn cael ei dderbyn."),
            Text(
                "Ask for one of these: P-256 (ES256), Ed25519 (EdDSA), or RSA with at least {least} bits.",
                "Gofynnwch am un o'r rhain: P-256 (ES256), Ed25519 (EdDSA), neu RSA ag o leiaf {least} did.",
            ),
        ),
        ProblemKind(
            "vendor.no_longer",
            Severity.ERROR,
            Text("The vendor {name} was withdrawn.", "Mae'r gwerthwr {name} wedi'i dynnu'n ôl."),
            Text("Choose another, or make a key.", "Dewiswch un arall, neu crëwch allwedd."),
        ),
    )
}
