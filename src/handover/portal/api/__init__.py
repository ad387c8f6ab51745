"""The API: the mailbox of an office for its software, at `/api/v1`. What pages do and software may do, by the same verbs."""
