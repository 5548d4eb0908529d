"""The mailbox of the demo."""

from typing import Any, ClassVar
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext_lazy as _
from django.views.generic import View

from notifications import selectors
from notifications.models import DemoMail
from notifications.tables import MailTable
from toolkit.errors import Missing
from toolkit.pages import DetailPage, ListPage, Open


class DemoOnly(View):
    """A page that is missing outside demo mode."""

    policy: ClassVar[str | Open] = Open("stands in for the outside mail server; missing outside demo mode")
    frame = "shell/plain.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not settings.DEMO:
            raise Missing()
        return super().dispatch(request, *args, **kwargs)


class DemoMailList(DemoOnly, ListPage):
    """Every mail the demo sent."""

    title = _("Demo mails")
    selector = selectors.demo_mails
    table = MailTable
    order = ("-sent_at",)
    template = part_template = "notifications/demo_mails.html"


class DemoMailDetail(DemoOnly, DetailPage):
    """One mail: its text, and its HTML as source, which no browser runs."""

    template = "notifications/demo_mail.html"

    def get_subject(self, actor: Any, **kwargs: UUID) -> DemoMail:
        return selectors.demo_mails(actor=actor).get(pk=kwargs["pk"])
