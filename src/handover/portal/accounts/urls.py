"""The addresses of signing in, of one's own account, and of looking after people."""

from django.urls import path

from handover.portal.accounts.views import account, administration, checklist, checks, passkeys, people, sign_in

urlpatterns = [
    path("sign-in/", sign_in.sign_in, name="sign-in"),
    path("sign-in/code/", sign_in.ask_code, name="sign-in-code"),
    path("sign-in/passkey/", passkeys.sign_in_with_passkey, name="sign-in-passkey"),
    path("sign-in/forgotten/", sign_in.forgotten, name="forgotten"),
    path("sign-out/", sign_in.sign_out, name="sign-out"),
    path("signed-out/", sign_in.signed_out, name="signed-out"),
    path("link/", sign_in.link_form, name="link-form"),
    path("link/<str:secret>/", sign_in.open_link_view, name="link"),
    path("account/", account.show_account, name="account"),
    path("account/password/", account.choose_password, name="choose-password"),
    path("account/second-step/", account.set_up_second_step, name="second-step"),
    path("account/second-step/remove/", account.remove_second_step_view, name="remove-second-step"),
    path("account/recovery-codes/", account.recovery_codes, name="recovery-codes"),
    path("account/passkeys/add/", passkeys.add_passkey_view, name="add-passkey"),
    path("account/passkeys/<int:passkey>/remove/", passkeys.remove_passkey, name="remove-passkey"),
    path("account/sessions/", account.sessions, name="sessions"),
    path("people/", people.people, name="people"),
    path("invite/", people.invite_view, name="invite"),
    path("people/<str:username>/", people.someone, name="someone"),
    path("people/<str:username>/role/", people.change_role_view, name="change-role"),
    path("people/<str:username>/delete/", people.delete_account, name="delete-account"),
    path("people/<str:username>/new-password/", people.new_password, name="new-password"),
    path("people/<str:username>/invite-again/", people.invite_again_view, name="invite-again"),
    path("people/<str:username>/close/", people.close_account, name="close-account"),
    path("people/<str:username>/open/", people.open_account, name="open-account"),
    path("people/<str:username>/second-step/", people.reset_second_step_view, name="reset-second-step"),
    path("administration/", administration.administration, name="administration"),
    path("check/", checks.yearly_check, name="yearly-check"),
    path("check/decide/", checklist.decide_check, name="decide-check"),
    path("check/stay/", checklist.keep_everybody, name="keep-everybody"),
    path("check/confirm/", checklist.confirm_check, name="confirm-check"),
    path("checks/", checks.checks, name="checks"),
    path("checks/<str:la>/", checks.check_of, name="check-of"),
]
