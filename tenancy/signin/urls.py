"""Addresses of sign-in: of allauth's exactly those that we want. Sign-up and mail management have none.

allauth looks some addresses up by name; those names lead to the page "Security", which stands for them.
"""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from allauth.socialaccount import views as identity
from django.urls import path, re_path

from tenancy.signin import oidc, views

security = views.Security.as_view()
STANDS_FOR = ("mfa_index", "mfa_list_webauthn", "usersessions_list", "socialaccount_connections")

urlpatterns = [
    path("login/", views.SignIn.as_view(), name="account_login"),
    path("login/passkey/", views.PasskeySignIn.as_view(), name="mfa_login_webauthn"),
    path("login/code/", mfa.authenticate, name="mfa_authenticate"),
    path("logout/", account.logout, name="account_logout"),
    path("inactive/", account.account_inactive, name="account_inactive"),
    path("confirm/", account.reauthenticate, name="account_reauthenticate"),
    path("confirm/code/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path("confirm/passkey/", webauthn.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"),
    path("password/change/", account.password_change, name="account_change_password"),
    path("password/set/", account.password_set, name="account_set_password"),
    path("password/reset/", account.password_reset, name="account_reset_password"),
    path("password/reset/done/", account.password_reset_done, name="account_reset_password_done"),
    re_path(
        r"^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        account.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path(
        "password/reset/key/done/",
        account.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    path("security/", security, name="account_security"),
    path("security/needed/", views.Security.as_view(is_needed=True), name="account_second_factor_needed"),
    *[path("security/", security, name=name) for name in STANDS_FOR],
    path("security/app/add/", views.ActivateApp.as_view(), name="mfa_activate_totp"),
    path("security/app/remove/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("security/passkeys/add/", views.AddPasskey.as_view(), name="mfa_add_webauthn"),
    path("security/passkeys/<int:pk>/rename/", webauthn.edit_webauthn, name="mfa_edit_webauthn"),
    path("security/passkeys/<int:pk>/remove/", webauthn.remove_webauthn, name="mfa_remove_webauthn"),
    path("security/codes/", codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("security/codes/new/", codes.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path("security/codes/file/", codes.download_recovery_codes, name="mfa_download_recovery_codes"),
    path("security/sessions/end/", views.EndOtherSessions.as_view(), name="account_end_other_sessions"),
    path("security/sessions/<int:pk>/end/", views.EndSession.as_view(), name="account_end_session"),
    path("security/identities/<int:pk>/remove/", views.Disconnect.as_view(), name="account_disconnect"),
    path("oidc/cancelled/", identity.login_cancelled, name="socialaccount_login_cancelled"),
    path("oidc/error/", identity.login_error, name="socialaccount_login_error"),
    path("oidc/<slug:provider_id>/login/", oidc.sign_in, name="openid_connect_login"),
    path("oidc/<slug:provider_id>/callback/", oidc.come_back, name="openid_connect_callback"),
]
