"""Every e-mail the site sends, by its key: the rows of all features."""

from typing import Final

from handover.portal.features import collect_rows
from handover.portal.notices.kind import NoticeKind

KINDS: Final[dict[str, NoticeKind]] = {kind.key: kind for kind in collect_rows("emails", NoticeKind)}
