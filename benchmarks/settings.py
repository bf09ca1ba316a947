"""The product's settings with one form of forty items and its twin without an audit."""

from edc.settings import *  # noqa: F403
from edc.settings import INSTALLED_APPS as PRODUCT_APPS

INSTALLED_APPS = ["benchmarks.app", *PRODUCT_APPS]
# A table without migrations may not refer to one that migrations make: all are made from the models, at once.
MIGRATION_MODULES = dict.fromkeys(["edc", "trial", "patients", "adverse_events"])

# Pages are asked for in this process, without a server in front.
ALLOWED_HOSTS = ["testserver"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
