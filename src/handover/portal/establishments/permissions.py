"""What people may be allowed to see and keep of schools and authorities."""

from handover.portal.web.access import Permission
from handover.portal.web.roles import EVERYBODY, KEEPERS, OFFICES

SEE_ESTABLISHMENTS = Permission("see_establishments", "see establishments", OFFICES)
SEE_CONTACTS = Permission("see_contacts", "see contacts", EVERYBODY)
KEEP_SCHOOLS = Permission("keep_schools", "keep the details of schools", KEEPERS)
KEEP_AUTHORITY = Permission("keep_authority", "keep the authority's own details", KEEPERS)

ROWS = (
    SEE_ESTABLISHMENTS,
    SEE_CONTACTS,
    KEEP_SCHOOLS,
    KEEP_AUTHORITY,
)
