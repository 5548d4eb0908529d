"""The worker's and beat's door."""

import os
from typing import Any

from celery import Celery
from celery.signals import beat_init, worker_init

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

app = Celery("milepost")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@worker_init.connect
@beat_init.connect
def check_walls(**kwargs: Any) -> None:
    """Ask the catalogue before the first task."""
    from config.boot import refuse_without_walls  # noqa: PLC0415 - the registry is ready only now

    refuse_without_walls()
