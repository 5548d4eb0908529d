"""What the four page kinds share: the policy, the subject, the reader, the frame."""

from typing import Any, ClassVar

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import ObjectDoesNotExist
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.functional import Promise
from django.views.generic import View

from toolkit import registry
from toolkit.api import problems
from toolkit.errors import DomainError, Missing
from toolkit.pages import errors
from toolkit.reading import Attributes
from toolkit.registry import Open
from toolkit.subjects import AboutSubject
from toolkit.tables import Action

Label = str | Promise


class Page(AboutSubject, View):
    """A page behind a policy. Subclasses are List, Detail, Form or Action pages.

    `policy`      "room.verb_noun", or `Open(reason)`; without one the page refuses everybody.
    `title`       a text that may name attributes of the subject (`%(name)s`), or override `get_title()`.
    `actions`     buttons of the page head: `Action(label, Link(route), policy=…)`, the first is primary.
    `frame`       the shell that the template extends.
    `abstract`    True on a base that other pages are made from: it stands at no address.
    """

    kind: ClassVar[str] = ""
    abstract: ClassVar[bool] = False
    policy: ClassVar[str | Open] = ""
    title: Label = ""
    actions: tuple[Action, ...] = ()
    template: str = ""
    part_template: str = ""
    frame: str = "shell/workspace.html"
    http_method_names = ["get", "head", "post"]

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        if not cls.__module__.startswith("toolkit.pages.") and not vars(cls).get("abstract"):
            methods = [name for name in ("get", "post") if hasattr(cls, name)]
            registry.register(cls, kind=cls.kind, policies=dict.fromkeys(methods, cls.policy))

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if self.actor is None and not isinstance(self.policy, Open):
            return redirect_to_login(request.get_full_path())
        try:
            with timezone.override(self.zone):
                self.check(self.policy)
                return super().dispatch(request, *args, **kwargs)
        except ObjectDoesNotExist as error:
            raise Missing() from error
        except DomainError as error:
            return errors.domain(request, error)
        except OperationalError as error:
            if not problems.is_cancelled(error):
                raise
            return errors.too_slow(request)

    @property
    def is_part(self) -> bool:
        """Whether htmx asks for the part; a direct visit and a restored history get the whole page."""
        headers = self.request.headers
        wants_all = "HX-Boosted" in headers or "HX-History-Restore-Request" in headers
        return headers.get("HX-Request") == "true" and not wants_all and bool(self.part_template)

    def get_title(self) -> str:
        return str(self.title) % Attributes(self.subject)

    def get_context(self) -> dict[str, Any]:
        """More for the template."""
        return {}

    def get_actions(self) -> tuple[Action, ...]:
        """The buttons of the page head, where they depend on the subject."""
        return self.actions

    def allowed_actions(self) -> list[dict[str, Any]]:
        """The buttons of the page head that this actor may press."""
        allowed = [
            one for one in self.get_actions() if self.actor and self.actor.may(one.policy, self.subject)
        ]
        return [
            {"label": one.label, "icon": one.icon, "url": one.link.url(self.kwargs), "variant": one.kind}
            for one in allowed
        ]

    def respond(self, *, status: int = 200, **context: Any) -> HttpResponse:
        """The page, or its part for htmx."""
        template = self.part_template if self.is_part else self.template
        full = {
            "page": self,
            "title": self.get_title(),
            "subject": self.subject,
            "actions": self.allowed_actions(),
            "as_of": self.reader.as_of,
            "frame": self.frame,
            **context,
            **self.get_context(),
        }
        response = HttpResponse(render_to_string(template, full, self.request), status=status)
        patch_vary_headers(response, ["HX-Request"])
        return response
