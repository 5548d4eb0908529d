"""Start-up of the room: what every room says of its records is read once."""

from importlib import import_module
from importlib.util import find_spec

from django.apps import AppConfig
from django.conf import settings
from django.utils.translation import gettext_lazy as _


class RecordsConfig(AppConfig):
    name = "records"
    verbose_name = _("Records")

    def ready(self) -> None:
        for room in settings.MILEPOST_ROOMS:
            for plug in ("records", "answers", "fields", "needs", "imports"):
                if find_spec(f"{room}.{plug}"):
                    import_module(f"{room}.{plug}")
        # Tenancy stands below and knows no kinds of records: its own are said here.
        import_module("records.kinds_tenancy")
        import_module("records.imports_tenancy")
        import_module("records.needs_tenancy")
