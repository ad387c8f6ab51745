"""People: users, roles and what each may do, invitations, sign-in, second factor, sessions."""
