"""The application, for any WSGI server. It does not start where the audit trail is not whole."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "edc.settings")

application = get_wsgi_application()

from django.db import connection  # noqa: E402  (the models it compares with are ready only now)

from edc.records.audit.install import verify_triggers  # noqa: E402

verify_triggers(connection)
connection.close()
