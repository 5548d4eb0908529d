"""Start-up of the room: every room's letters are read once, so that their facts have a listener."""

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
            if find_spec(f"{room}.notices"):
                import_module(f"{room}.notices")
