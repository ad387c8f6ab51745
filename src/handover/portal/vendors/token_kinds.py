"""Which tokens stand for keys: those of vendors."""

from handover.portal.apikeys.token_kind import TokenKind
from handover.portal.vendors.token_text import TOKEN_BEGINNING
from handover.portal.vendors.tokens import find_key_of_token

ROWS = (TokenKind(TOKEN_BEGINNING, find_key_of_token),)
