"""The web door."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
application = get_wsgi_application()

from config.boot import refuse_without_walls  # noqa: E402 - needs the registry of models

refuse_without_walls()
