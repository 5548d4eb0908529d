"""What the demo’s receiver got."""

from django.utils.translation import gettext_lazy as _

from notifications import selectors
from notifications.tables import DemoHookTable
from notifications.views.demo_mails import DemoOnly
from toolkit.pages import ListPage


class DemoHookList(DemoOnly, ListPage):
    """Every request that webhooks of the demo sent."""

    title = _("Demo webhooks")
    selector = selectors.demo_hooks
    table = DemoHookTable
    order = ("-id",)
    page_size = 20
    template = part_template = "notifications/demo_hooks.html"
