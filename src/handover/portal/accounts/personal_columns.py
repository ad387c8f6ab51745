"""What the tables of accounts say of people, column by column, and in which form."""

from handover.portal.personal import Columns, K, N, S, W

ROWS = (
    Columns("accounts.User", {W: "password username full_name email role language", N: "last_code_step"}),
    Columns("accounts.PersonEmails", {N: "frequency hour"}),
    Columns("accounts.Office", {W: "role"}),
    Columns("accounts.Link", {N: "purpose hash tries"}),
    Columns("accounts.AuthenticatorApp", {S: "secret"}),
    Columns("accounts.Passkey", {S: "credential", W: "name", N: "credential_id uses"}),
    Columns("accounts.RecoveryCode", {K: "hash"}),
    Columns("accounts.OutsideAccount", {K: "subject_hash", N: "provider"}),
    Columns("accounts.SecondStepRule", {N: "la_number"}),
    Columns("accounts.BrowserSession", {S: "sealed", K: "key_hash"}),
    Columns("accounts.WrongTries", {K: "name_hash place_hash", N: "kind level"}),
    Columns("accounts.PasswordRequest", {S: "name"}),
    Columns("accounts.BroughtPeople", {S: "rows told", W: "brought_by role place", N: "total done added"}),
    Columns("accounts.InvitationWave", {W: "started_by role place", N: "an_hour people"}),
    Columns("accounts.InvitationRecord", {N: "times"}),
    Columns("accounts.CorrectionRequest", {W: "full_name email"}),
    Columns("accounts.YearlyCheck", {W: "opened_by", N: "year due_on"}),
    Columns("accounts.Checklist", {W: "confirmed_by", N: "reminded_on"}),
    Columns("accounts.ChecklistLine", {W: "role place decided_by", N: "verdict"}),
)
