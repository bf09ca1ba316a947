"""Sign-in, one's own account, and the administrator's screens."""

from allauth.account import views as account
from django.urls import include, path, re_path

from edc.access import views_own, views_tokens, views_users

# Of django-allauth only what this system offers: no sign-up, no mail, no reset without an administrator.
accounts = [
    path("login/", account.login, name="account_login"),
    path("logout/", account.logout, name="account_logout"),
    path("inactive/", account.account_inactive, name="account_inactive"),
    path("reauthenticate/", account.reauthenticate, name="account_reauthenticate"),
    path("password/change/", account.password_change, name="account_change_password"),
    re_path(
        r"^password/link/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        account.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path("password/set/", account.password_reset_from_key_done, name="account_reset_password_from_key_done"),
    path("2fa/", include("allauth.mfa.urls")),
    path("sessions/", include("allauth.usersessions.urls")),
    path("mine/", views_own.my_sign_ins, name="my_sign_ins"),
    path("keys/", views_tokens.my_tokens, name="my_tokens"),
    path("keys/<int:pk>/revoke/", views_tokens.revoke_my_token, name="revoke_my_token"),
]

users = [
    path("", views_users.user_list, name="user_list"),
    path("add/", views_users.add_user, name="user_add"),
    path("<int:pk>/", views_users.user_detail, name="user_detail"),
    path("<int:pk>/grant/", views_users.grant, name="user_grant"),
    path("<int:pk>/revoke/<int:assignment>/", views_users.revoke, name="user_revoke"),
    path("<int:pk>/deactivate/", views_users.deactivate, name="user_deactivate"),
    path("<int:pk>/link/", views_users.make_link, name="user_link"),
]

urlpatterns = [
    path("accounts/", include(accounts)),
    path("users/", include(users)),
    path("i18n/setlang/", views_own.switch_language, name="set_language"),
]
