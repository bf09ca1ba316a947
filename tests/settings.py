"""The product's settings, with what only saves time in tests: cheap password hashing, and static files as they are."""

from edc.environment import var
from edc.settings import *  # noqa: F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
STATIC_ROOT = var() / "static"
STATIC_ROOT.mkdir(exist_ok=True)
WHITENOISE_USE_FINDERS = True
# Each test client makes a server of its own; that one would look through every static file before its first answer.
WHITENOISE_AUTOREFRESH = True
