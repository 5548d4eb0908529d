"""What one may do: the buttons of a page and the last column of a table."""

from collections.abc import Callable
from html import escape
from typing import Any

from django.utils.translation import gettext_lazy as _

from toolkit.links import Link
from toolkit.markup import Cell, Row, attribute
from toolkit.reading import Reader
from toolkit.tables.base import Column, Label
from toolkit.templatetags.icons import icon


class Action:
    """A verb: a link to the form or action page that performs it, shown to those who may.

    `when(row)` narrows it to rows it applies to; `icon` draws it small with the label as its name.
    """

    def __init__(
        self,
        label: Label,
        link: Link,
        *,
        policy: str,
        icon: str = "",
        kind: str = "",
        when: Callable[[Row], bool] | None = None,
    ) -> None:
        self.label, self.link, self.policy = label, link, policy
        self.icon, self.kind, self.when = icon, kind, when

    def button(self, reader: Reader) -> Cell:
        """A function from a row to the small button in its last cell."""
        label, href, when = str(self.label), self.link.builder(dict(reader.arguments)), self.when
        content = str(icon(self.icon, label)) if self.icon else escape(label)
        shape = "btn btn-s btn-quiet" + (" btn-icon" if self.icon else "")
        title = attribute("title", label) if self.icon else ""
        return lambda row: (
            "" if when and not when(row) else f'<a class="{shape}"{title} href="{href(row)}">{content}</a>'
        )


class Actions(Column):
    """The last column: what one may do with the row. `Actions(Action(...), Action(...), needs=(...))`."""

    css_kind = "acts"
    sortable_by_default = False

    def __init__(self, *actions: Action, **more: Any) -> None:
        super().__init__(_("Actions"), silent=True, **more)
        self.actions = actions

    @property
    def fields(self) -> tuple[str, ...]:
        return (*self.needs, *(name for action in self.actions for name in action.link.fields))

    def inner(self, reader: Reader) -> Cell:
        allowed = [action for action in self.actions if reader.may(action.policy, reader.subject)]
        buttons = [action.button(reader) for action in allowed]
        return lambda row: "".join([button(row) for button in buttons])
