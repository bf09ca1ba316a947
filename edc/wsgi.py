"""The application, for any WSGI server: ``edc.wsgi:application``."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "edc.settings")

application = get_wsgi_application()
