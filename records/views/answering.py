"""Where whoever was asked answers, outside every organization's door: by the link of a mail, or signed in."""

from datetime import UTC, datetime
from functools import cached_property
from typing import Any
from zoneinfo import ZoneInfo

from allauth.core.internal.httpkit import get_client_ip
from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.core.cache import cache
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from records import services
from records.asking import Answers, answers_of
from records.forms.asks import AnswerForm
from records.models import Ask
from records.selectors.asks import FoundAsk, ask_by_token, ask_found, ask_of_user
from records.tables.asks import answer_words
from tenancy.scope import tenant_tx
from toolkit.formats import is_chinese
from toolkit.pages import FormPage, Open
from toolkit.pages.errors import too_many

TRIES, TRIES_SECONDS = 20, 300
# The address is a secret: it goes nowhere, is kept nowhere and stands in no index.
CLOSED = {
    "Referrer-Policy": "no-referrer",
    "X-Robots-Tag": "noindex, nofollow, noarchive",
    "Cache-Control": "private, no-store",
}
TRIED = "milepost.asks.tried"


def tried(request: HttpRequest, *, more: int = 0) -> int:
    """How often this address has tried links that open nothing, within the last minutes."""
    key = f"{TRIED}.{get_client_ip(request)}"
    cache.add(key, 0, timeout=TRIES_SECONDS)
    count: int = cache.incr(key, more) if more else cache.get(key, 0)
    return count


def gone(request: HttpRequest) -> HttpResponse:
    """One answer for used up, expired, withdrawn and unknown links."""
    context = {"title": _("This link opens nothing")}
    return render(request, "records/ask_gone.html", context, status=404)


def language_of(request: HttpRequest, found: FoundAsk) -> str:
    """The asked person's language, unless the address or this browser names one."""
    if request.GET.get("language") in dict(settings.LANGUAGES):
        return request.GET["language"]
    if settings.LANGUAGE_COOKIE_NAME in request.COOKIES:
        return translation.get_language() or found.language
    return found.language


class Answering(FormPage):
    """The question, its text and its answers; after the answer the receipt. Looking answers nothing."""

    policy = Open("whoever holds the link of an ask; all other links are answered alike")
    frame = "records/ask_frame.html"
    template = "records/ask_answer.html"
    part_template = ""
    verb = _("Send answer")
    via = Ask.Via.LINK

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response = self.answered(request, *args, **kwargs)
        for name, value in CLOSED.items():
            response[name] = value
        return response

    def answered(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """The page in the asked person's language, inside her organization's transaction."""
        if tried(request) >= TRIES:
            return too_many(request)
        if self.found is None:
            tried(request, more=1)
            return gone(request)
        with translation.override(language_of(request, self.found)), tenant_tx(self.found.organization.id):
            response = super().dispatch(request, *args, **kwargs)
            if response.status_code >= 400:
                transaction.set_rollback(True)
            return response

    @cached_property
    def now(self) -> datetime:
        return datetime.now(UTC)

    @cached_property
    def zone(self) -> Any:
        return ZoneInfo(self.found.zone)

    @cached_property
    def found(self) -> Any:
        """The ask behind the door, or None: then nothing else of this page is asked."""
        return ask_by_token(token=self.kwargs["token"], now=self.now)

    @cached_property
    def ask(self) -> Ask:
        return ask_found(found=self.found, now=self.now)

    @property
    def kind_of_answer(self) -> Answers:
        known = answers_of(self.ask.answers)
        return known or Answers(self.ask.answers, "", ())

    def get_title(self) -> str:
        return self.ask.title

    def make_form(self, **given: Any) -> AnswerForm:
        return AnswerForm(kind=self.kind_of_answer, **given)

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        if self.ask.answered_at is not None:
            return self.show(self.make_form(), status=409)
        return super().post(request, **kwargs)

    def perform(self, cleaned: dict[str, Any]) -> Ask:
        form = self.make_form(data=self.request.POST)
        form.is_valid()
        about = {
            "ip": get_client_ip(self.request) or "",
            "request_id": getattr(self.request, "request_id", ""),
        }
        user = self.request.user
        actor = self.found.actor(now=self.now, user_id=user.pk if user.is_authenticated else None, **about)
        nonce = self.found.nonce if self.via == Ask.Via.LINK else None
        return services.answer_ask(actor=actor, ask=self.ask, via=self.via, nonce=nonce, **form.answered())

    def get_context(self) -> dict[str, Any]:
        own = self.found.organization
        chinese = is_chinese() and own.name_zh
        return {
            "ask": self.ask,
            "organization": own.name_zh if chinese else own.name,
            "person": self.found.name,
            "answer": answer_words(self.ask.answers, self.ask.answer),
            "texts": texts_of(self.ask),
            "languages": others(self.request),
        }


def others(request: HttpRequest) -> list[dict[str, str]]:
    """The page in the languages that it is not in; no form of another address is sent from here."""
    own = is_chinese()
    return [
        {"code": code, "name": str(name), "url": f"{request.path}?language={code}"}
        for code, name in settings.LANGUAGES
        if is_chinese(code) != own
    ]


def texts_of(ask: Ask) -> list[dict[str, str | Promise]]:
    """The texts as they were sent, the one in the reader's language first."""
    beside = "en" if is_chinese(ask.language) else "zh-hans"
    found = [{"lang": ask.language, "text": ask.text}]
    if ask.text_beside:
        found.append({"lang": beside, "text": ask.text_beside})
    own = is_chinese()
    names = dict(settings.LANGUAGES)
    shown = sorted(found, key=lambda one: is_chinese(one["lang"]) != own)
    return [{**one, "name": names[one["lang"]]} for one in shown]


class AnswerSignedIn(Answering):
    """The same for whoever is signed in as the person who was asked."""

    policy = Open("whoever is signed in as the person who was asked; everybody else finds nothing")
    via = Ask.Via.PAGE

    def answered(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        return super().answered(request, *args, **kwargs)

    @cached_property
    def found(self) -> Any:
        return ask_of_user(ask_id=self.kwargs["ask"], user_id=self.request.user.pk, now=self.now)
