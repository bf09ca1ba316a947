"""Who signs in, and how: passwords, lock-out, sessions, second factor."""

from datetime import timedelta

from edc.environment import count

AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]

PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.ScryptPasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]

# Length and what is guessed first; no composition rule and no forced change, which lead to
# passwords that are written down (OWASP ASVS 5.0, 6.2; 21 CFR 11.300(b) asks for a periodic check).
_VALIDATION = "django.contrib.auth.password_validation"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"{_VALIDATION}.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": f"{_VALIDATION}.CommonPasswordValidator"},
    {"NAME": "edc.access.passwords.NoSeriesValidator"},
    {
        "NAME": f"{_VALIDATION}.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("username", "full_name", "email")},
    },
]
PASSWORD_RESET_TIMEOUT = 24 * 60 * 60  # seconds for which a password link holds

LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "edc.access.adapter.SignInAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_PRESERVE_USERNAME_CASING = False
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_REDIRECT_URL = LOGIN_URL
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_REAUTHENTICATION_REQUIRED = True
# A whole hospital signs in from one address: the lock-out below counts by user name and address together.
ACCOUNT_RATE_LIMITS = {"login": "300/m/ip", "login_failed": "100/m/ip,20/15m/key"}
ALLAUTH_TRUSTED_PROXY_COUNT = count("EDC_PROXIES")

MFA_ADAPTER = "edc.access.adapter.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "EDC"
MFA_TOTP_TOLERANCE = 1  # steps of 30 s by which a telephone's clock may be off

AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_LOCKOUT_TEMPLATE = "account/locked_out.html"
AXES_RESET_ON_SUCCESS = True
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_USERNAME_CALLABLE = "edc.access.client.typed_username"
AXES_CLIENT_IP_CALLABLE = "edc.access.client.client_address"
AXES_SENSITIVE_PARAMETERS = ["login", "username", "ip_address"]
AXES_DISABLE_ACCESS_LOG = True  # the access log is our own: edc.access.models.AccessEvent
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = False

SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_IDLE_SECONDS = 30 * 60
SESSION_LONGEST_SECONDS = SESSION_COOKIE_AGE = 12 * 60 * 60
EDC_SITE_MODEL = "trial.Site"
