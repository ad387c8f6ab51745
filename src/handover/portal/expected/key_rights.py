"""What a key may be given to do with lists of expected pupils."""

from handover.common.text import Text
from handover.portal.apikeys.right import KeyRight
from handover.portal.expected.permissions import EXPECT

ROWS = (
    KeyRight(
        "expected",
        Text("Expected pupils", "Disgyblion disgwyliedig"),
        Text(
            "Say which pupils are expected, see whose records have come, and ask for the others.",
            "Dweud pa ddisgyblion a ddisgwylir, gweld cofnodion pwy sydd wedi cyrraedd, a gofyn am y lleill.",
        ),
        frozenset({EXPECT}),
    ),
)
