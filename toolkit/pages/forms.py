"""Form and action pages: the form checks shape, the service decides, the answer is a fact or a reason."""

import json
from collections.abc import Callable
from typing import Any, ClassVar

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.utils.translation import gettext_lazy as _

from toolkit.errors import DomainError, Stale
from toolkit.links import Link
from toolkit.pages import extras, once
from toolkit.pages.base import Label, Page
from toolkit.pages.differences import differences, with_theirs
from toolkit.pages.undoing import Undo
from toolkit.reading import Attributes, reach


class FormPage(Page):
    """A form in front of one service.

        class AddTask(OfProject, FormPage):
            policy = "planning.add_task"
            title = _("Add a task")
            form = TaskForm
            service = services.add_task
            verb = _("Add task")
            success = _("%(name)s is in the plan.")
            success_url = Link("planning_plan")

    POST calls `service(actor=…, **get_arguments(), **form.cleaned_data)`; with `versioned` also
    `version=…`, the version the person saw, and the form starts with the subject's values.
    `success` is a text that may name attributes of what the service returned, or a function of it.
    `triggers` are htmx events: an htmx form then answers 204 with them instead of a redirect.
    `undo` is the way back, offered with the fact: `Undo(Link("planning_restore_task", number="number"))`.
    `custom` is a kind of record ("planning.Task") whose custom fields the form asks for, too.
    The same form sent twice is done once (`toolkit.pages.once`). Forms with long texts keep a draft in the
    browser until they are done.
    """

    kind = "form"
    form: type[forms.Form] = forms.Form
    service: Callable[..., Any]
    verb: Label = _("Save")
    success: Label | Callable[[Any], Label] = ""
    success_url: Link | None = None
    cancel_url: Link | None = None
    triggers: ClassVar[tuple[str, ...]] = ()
    versioned: ClassVar[bool] = False
    danger: ClassVar[bool] = False
    undo: ClassVar[Undo | None] = None
    custom: ClassVar[str] = ""
    said: str = ""
    template = "pages/form.html"
    part_template = "pages/form_part.html"

    # --- the form

    def get_form_kwargs(self, actor: Any, subject: Any) -> dict[str, Any]:
        """Arguments for the form beside data and initial, such as choices."""
        return {}

    def get_initial(self, subject: Any) -> dict[str, Any]:
        """What the form starts with: the subject's own values when it is edited."""
        if not self.versioned:
            return {}
        declared: dict[str, Any] = getattr(self.form, "base_fields", {})
        return {name: _initial(reach(subject, name)) for name in declared if hasattr(subject, name)}

    def make_form(self, **given: Any) -> forms.Form:
        more = self.get_form_kwargs(self.actor, self.subject)
        form = self.form(**{"initial": self.get_initial(self.subject), **more, **given})
        if self.custom:
            extras.ask(self, form)
        for field in form.fields.values():
            field.error_messages["required"] = str(what_to_do(field))
        return form

    # --- GET and POST

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        return self.show(self.make_form())

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """The same form sent twice waits for the first and gets its answer, before anything is looked for."""
        sending = once.sending(request, self.actor) if request.method == "POST" else None
        if sending is not None and sending.answer is not None:
            return once.repeated(request, sending.answer, self.link(self.cancel_url) or request.path)
        response = super().dispatch(request, *args, **kwargs)
        if sending is not None and isinstance(response, HttpResponse) and response.status_code < 400:
            sending.keep(once.packed(response, self.said))
        return response

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        data = with_theirs(request.POST, self.make_form) if self.versioned else request.POST
        form = self.make_form(data=data, files=request.FILES)
        if not form.is_valid():
            return self.show(form, status=422)
        try:
            result = self.perform_all(form)
        except Stale as error:
            return self.show_stale(form, error)
        except (DomainError, ValidationError) as error:
            add_error(form, error)
            return self.show(form, status=getattr(error, "status", None) or 422)
        return self.done(result)

    def perform_all(self, form: forms.Form) -> Any:
        """The service, and what the organization's own fields hold."""
        own = extras.own(form.cleaned_data)
        if not self.custom:
            return self.perform(own)
        if self.versioned and self.posted_version() != self.subject.version:
            raise Stale(version=self.subject.version)
        return extras.save(self, self.perform(own), extras.given(form))

    def perform(self, cleaned: dict[str, Any]) -> Any:
        """Call the service."""
        version = {"version": self.posted_version()} if self.versioned else {}
        return self.service(actor=self.actor, **self.get_arguments(), **version, **cleaned)

    def posted_version(self) -> int:
        given = self.request.POST.get("version", "")
        if not (given.isascii() and given.isdecimal() and len(given) < 10):
            raise DomainError(
                _("The form lost the version it was made from. Open it again."), code="no_version"
            )
        return int(given)

    # --- the answers

    def show(self, form: forms.Form, *, status: int = 200, **context: Any) -> HttpResponse:
        seen = self.request.POST.get("version", "") or getattr(self.subject, "version", "")
        context = {"version": seen if self.versioned else "", "once": once.new_word(), **context}
        if has_long_text(form):
            person = getattr(self.actor, "user_id", "") or ""
            context["draft"] = f"{person}:{self.request.path}:{context['version']}"
        return self.respond(status=status, form=form, cancel_url=self.link(self.cancel_url), **context)

    def show_stale(self, form: forms.Form, error: Stale) -> HttpResponse:
        """Both values side by side; sending the form again takes mine."""
        fresh = self.get_subject(self.actor, **self.arguments)
        theirs = {**(error.theirs or self.get_initial(fresh)), **extras.stored(self.make_form())}
        version: Any = error.version or getattr(fresh, "version", "")
        stale = {"error": error, "differences": differences(form, theirs)}
        return self.show(form, status=409, stale=stale, version=version if self.versioned else "")

    def done(self, result: Any) -> HttpResponse:
        """State the fact and go on."""
        self.said, url = self.fact(result), self.get_success_url(result)
        back = self.undo.offer(self, result) if self.undo else None
        by_htmx = self.request.headers.get("HX-Request") == "true"
        if by_htmx and self.triggers:
            return self.told(back)
        if self.said:
            tags = back.packed() if back else ""
            messages.success(self.request, self.said, extra_tags=tags, fail_silently=True)
        return self.go_on(url, by_htmx)

    def told(self, back: Any) -> HttpResponse:
        """Events instead of a page: the list reloads itself, the toast says the fact."""
        toast: Any = {"text": self.said, "undo": back.as_dict()} if back else self.said
        events = {**dict.fromkeys(self.triggers, True), **({"milepost:toast": toast} if self.said else {})}
        return HttpResponse(status=204, headers={"HX-Trigger": json.dumps(events)})

    def go_on(self, url: str, by_htmx: bool) -> HttpResponse:
        """To the next page."""
        if not by_htmx:
            return HttpResponseRedirect(url)
        return HttpResponse(status=204, headers={"HX-Redirect": url})

    def fact(self, result: Any) -> str:
        """What just became true."""
        if callable(self.success):
            return str(self.success(result))
        return str(self.success) % Attributes(result) if self.success else ""

    def get_success_url(self, result: Any) -> str:
        """Where to go on; `success_url` may name attributes of what the service returned."""
        return self.link(self.success_url, result) or self.request.path

    def link(self, link: Link | None, record: Any = None) -> str:
        return link.url(self.kwargs, Attributes(record) if record is not None else None) if link else ""


class ReasonForm(forms.Form):
    """Why."""

    reason = forms.CharField(label=_("Reason"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}))


class OptionalReasonForm(forms.Form):
    """Why, if there is something to say."""

    reason = forms.CharField(
        label=_("Reason"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )


class ActionPage(FormPage):
    """A verb on a record, confirmed first.

        class WithdrawTask(OfTask, ActionPage):
            policy = "planning.withdraw_task"
            title = _("Withdraw this task?")
            consequence = _("It leaves the plan and can be restored for 30 days.")
            verb = _("Withdraw task")
            form = ReasonForm
            service = services.withdraw_task
            success_url = Link("planning_plan")
            versioned, danger = True, True

    Without `form` nothing is asked; `ReasonForm` and `OptionalReasonForm` pass `reason=…` on.
    """

    kind = "action"
    consequence: Label = ""
    template = "pages/action.html"
    part_template = "pages/action_part.html"


def what_to_do(field: forms.Field) -> Label:
    """What an empty field asks for; Django only says that it is required."""
    if isinstance(field, forms.FileField):
        return _("Choose a file.")
    if isinstance(field, forms.ChoiceField | forms.ModelChoiceField):
        return _("Choose one.")
    return _("Tick this to go on.") if isinstance(field, forms.BooleanField) else _("Write something here.")


def add_error(form: forms.Form, error: DomainError | ValidationError) -> None:
    """Put a refusal where the person can act on it: at its field, or above the form."""
    if isinstance(error, DomainError):
        named = error.field if error.field in form.fields else None
        form.add_error(named, ValidationError(str(error), code=error.code))
    elif hasattr(error, "error_dict"):
        for name, found in error.error_dict.items():
            form.add_error(name if name in form.fields else None, found)
    else:
        form.add_error(None, error)


def has_long_text(form: forms.Form) -> bool:
    """Whether somebody may type so much that losing it hurts."""
    return any(isinstance(field.widget, forms.Textarea) for field in form.fields.values())


def _initial(value: Any) -> Any:
    """A related record stands in the form by its key."""
    return value.pk if hasattr(value, "pk") else value
