"""Start-up of the room: what every room says about letters, and about facts that may leave, is read once."""

from importlib import import_module
from importlib.util import find_spec

from django.apps import AppConfig
from django.conf import settings
from django.utils.translation import gettext_lazy as _


class NotificationsConfig(AppConfig):
    name = "notifications"
    verbose_name = _("Notifications")

    def ready(self) -> None:
        for room in settings.MILEPOST_ROOMS:
            for plug in ("notices", "changes"):
                if find_spec(f"{room}.{plug}"):
                    import_module(f"{room}.{plug}")
        # Tenancy stands below and knows no letters: what its facts tell people is said here.
        import_module("notifications.notices_tenancy")
