"""Django settings, from the environment and safe by default.

=================  =====================================================================
EDC_HOSTS          host names that are served, with commas; localhost and 127.0.0.1
EDC_HTTPS          1 behind a proxy that ends https: secure cookies, HSTS, redirection
EDC_PROXIES        proxies in front whose X-Forwarded-For is believed; 0
EDC_DEMO           1 for demonstration users and data; never with real participants
EDC_DEMO_DATA      0 for demonstration users without the demonstration trial
EDC_PROTOCOL_FILE  the protocol that ``manage.py serve`` loads on a first start
EDC_VAR            where a run leaves its files; var/ beside manage.py
DATABASE_URL       see edc/database.py
=================  =====================================================================
"""

import os

from django.utils.translation import gettext_lazy as _

from edc import database
from edc.environment import BASE_DIR, flag, secret, var, words
from edc.settings.logs import LOGGING as LOGGING
from edc.settings.security import *  # noqa: F403
from edc.settings.sign_in import *  # noqa: F403

DEBUG = False
SECRET_KEY = secret("secret_key")
ALLOWED_HOSTS = words("EDC_HOSTS", "localhost,127.0.0.1")
DEMONSTRATION = flag("EDC_DEMO")
DEMONSTRATION_DATA = DEMONSTRATION and flag("EDC_DEMO_DATA", "1")
PROTOCOL_FILE = os.environ.get("EDC_PROTOCOL_FILE", "")

INSTALLED_APPS = [
    "adverse_events",
    "patients",
    "trial",
    "edc",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "axes",
    "csp",
    "django_filters",
    "django_htmx",
    "drf_spectacular",
    "rest_framework",
    "simple_history",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "edc.middleware.NoStoreMiddleware",
    "edc.records.audit.scope.RequestScopeMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "edc.middleware.NoNulMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "edc.access.middleware.DenialLog",
    "edc.access.middleware.SessionLimits",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "edc.urls"
WSGI_APPLICATION = "edc.wsgi.application"
AUTH_USER_MODEL = "edc.User"
EDC_SUBJECT_MODEL = "patients.Subject"
EDC_DEMONSTRATION = "adverse_events.demonstration.making.fill_empty_trial"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "edc" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "edc.entry.context.frame",
                "trial.context.trial",
            ],
        },
    },
]

# The audit opens each transaction itself, together with who and why: none is opened for a whole request.
DATABASES = database.django_databases(database.addresses())
SIMPLE_HISTORY_ENABLED = False  # PostgreSQL triggers write the history; simple_history reads it

LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English")), ("zh-hans", _("Simplified Chinese"))]
LOCALE_PATHS = [BASE_DIR / "edc" / "locale"]
USE_TZ = True
TIME_ZONE = "Asia/Shanghai"

STATIC_URL = "static/"
STATIC_ROOT = var() / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": ["edc.access.rest.TokenAuthentication", "edc.access.rest.SessionAuthentication"],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["rest_framework.parsers.JSONParser"],
    "DEFAULT_FILTER_BACKENDS": ["django_filters.rest_framework.DjangoFilterBackend"],
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "COERCE_DECIMAL_TO_STRING": True,
}
SPECTACULAR_SETTINGS = {
    "TITLE": "EDC",
    "VERSION": "1",
    "ENFORCE_NON_BLANK_FIELDS": True,
    "SERVE_INCLUDE_SCHEMA": False,
    "POSTPROCESSING_HOOKS": [],  # codes stand at their item: sharing them would need a name for every list
}
