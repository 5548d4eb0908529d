"""Doors for machines: policy, shape, service, row. Lists read plain rows, never objects."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any, ClassVar

from django.db.models import QuerySet
from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers
from rest_framework.exceptions import ErrorDetail, ValidationError
from rest_framework.request import Request
from rest_framework.views import APIView

from toolkit import registry
from toolkit.api.authentication import ActorAuthentication
from toolkit.api.codec import MAX_BODY, MAX_KEYS, OrjsonParser, OrjsonRenderer, dumps
from toolkit.api.expansions import Expansion, chosen_expansions, expand_rows
from toolkit.api.keyset import Keyset, opposite, turned
from toolkit.api.once import act_once, key_of
from toolkit.api.problems import PreconditionMissing, TooLarge, problem
from toolkit.api.rows import Field, chosen, read, unknown_name
from toolkit.api.schema import EndpointSchema
from toolkit.errors import BadParameter, Stale
from toolkit.filters import Filters
from toolkit.links import Link
from toolkit.reading import reach
from toolkit.registry import Open
from toolkit.subjects import AboutSubject

PARAMETERS = ("order", "cursor", "page_size", "fields", "expand", "count")
SHAPE = ("fields", "expand")
Form = type[serializers.Serializer[Any]]


class Endpoint(AboutSubject, APIView):
    """An address for machines.

    `policies`  method -> "room.verb_noun"; a method without a policy answers 405.
    `forms`     method -> serializer class of the input; `services` method -> the service it calls with
                `(actor=…, **get_arguments(), **validated)`.
    `row`       the fields of the answer; `expand` what `?expand=` adds to it.

    A POST with an Idempotency-Key is done once. `kind = "results"` says that a GET of one's own answers
    `{"results": […]}` with rows, all of them at once.
    """

    abstract: ClassVar[bool] = False  # True on a base that other endpoints are made from
    policies: ClassVar[Mapping[str, str | Open]] = {}
    forms: ClassVar[Mapping[str, Form]] = {}
    services: ClassVar[Mapping[str, Callable[..., Any]]] = {}
    row: ClassVar[Sequence[Field]] = ()
    expand: ClassVar[Mapping[str, Expansion]] = {}
    max_body: ClassVar[int] = MAX_BODY
    max_keys: ClassVar[int] = MAX_KEYS
    http_method_names = ["get", "head", "post", "put", "patch", "delete"]
    authentication_classes = [ActorAuthentication]
    permission_classes = []
    parser_classes = [OrjsonParser]
    renderer_classes = [OrjsonRenderer]
    schema = EndpointSchema()

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        if not cls.__module__.startswith("toolkit.api.") and not vars(cls).get("abstract"):
            registry.register(cls, kind="endpoint", policies=dict(cls.policies))

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """Who, whether the method exists, whether they may."""
        request.user  # noqa: B018  authenticates
        method = self.method
        if method not in self.policies:
            self.http_method_not_allowed(request)
        self._check_size(request)
        self.check(self.policies[method])
        if method == "post" and (key := key_of(request)):
            # The framework takes the handler from the instance: rights are asked before, on replay too.
            post = getattr(self, method)
            setattr(self, method, partial(self._post_once, post, key))

    def _post_once(self, post: Callable[..., HttpResponse], key: str, /, request: Any, **kwargs: Any) -> Any:
        return act_once(request, key, partial(post, request, **kwargs))

    def perform_content_negotiation(self, request: Request, force: bool = False) -> tuple[Any, str]:
        """JSON, always."""
        renderer = self.renderer_classes[0]()
        return renderer, renderer.media_type

    def get_exception_handler(self) -> Any:
        return problem

    @property
    def method(self) -> str:
        name = (self.request.method or "").lower()
        return "get" if name == "head" else name

    @property
    def allowed_methods(self) -> list[str]:
        return [name.upper() for name in self.policies]

    def _check_size(self, request: Request) -> None:
        length = request.META.get("CONTENT_LENGTH") or "0"
        if not length.isdecimal() or int(length) > self.max_body:
            raise TooLarge()

    def validated(self, request: Request) -> dict[str, Any]:
        """The checked input of this method's form; members it does not know are refused."""
        form = self.forms.get(self.method)
        if form is None:
            return {}
        context = {"actor": self.actor, "subject": self.subject}
        serializer = form(data=request.data, partial=self.method == "patch", context=context)
        self._refuse_unknown(request.data, serializer)
        serializer.is_valid(raise_exception=True)
        return dict(serializer.validated_data)

    def _refuse_unknown(self, data: Any, serializer: serializers.BaseSerializer[Any]) -> None:
        if found := unknown_members(data, serializer):
            raise ValidationError(found)

    def perform(self, method: str, values: dict[str, Any]) -> Any:
        """Call the method's service."""
        return self.services[method](actor=self.actor, **self.get_arguments(), **values)

    def answer(
        self, data: Any = None, *, status: int = 200, etag: str = "", location: str = ""
    ) -> HttpResponse:
        """An answer as JSON; without data its body is empty."""
        content = b"" if data is None else dumps(data)
        headers = {name: value for name, value in (("ETag", etag), ("Location", location)) if value}
        return HttpResponse(content, status=status, content_type="application/json", headers=headers)

    def answer_record(self, record: Any, *, status: int = 200, location: str = "") -> HttpResponse:
        """One record's row with its ETag."""
        fields = chosen(self.row, self.request.GET.get("fields"))
        more = chosen_expansions(self.expand, self.request.GET.get("expand"))
        data = read(record, fields)
        if more:
            keys = {name: [reach(record, one.source)] for name, one in more.items()}
            expand_rows([data], keys, more, self.actor)
        return self.answer(data, status=status, etag=etag_of(record), location=location)

    def check_parameters(self, known: Sequence[str] = SHAPE) -> None:
        """Refuse parameters that this address does not read."""
        Filters(self.request.GET, self.actor, also=known)


class ListEndpoint(Endpoint):
    """Rows of one selector, by pages; POST adds one. The first of `orders` is the usual one.

    class TasksEndpoint(OfProject, ListEndpoint):
        policies = {"get": "planning.view_plan", "post": "planning.add_task"}
        selector = selectors.tasks
        filterset = TaskFilters
        row = TASK
        orders = {"position": ("position",), "-due": ("-due", "name")}
        forms, services = {"post": TaskInput}, {"post": services.add_task}
    """

    kind = "list"
    selector: Callable[..., QuerySet[Any]]
    filterset: type[Filters] = Filters
    orders: ClassVar[Mapping[str, Sequence[str]]] = {"id": ("pk",)}
    page_size: ClassVar[int] = 100
    largest_page: ClassVar[int] = 200
    location: Link | None = None

    def get_queryset(self) -> QuerySet[Any]:
        """The selector's rows."""
        return self.selector(actor=self.actor, **self.get_arguments())

    def get(self, request: Request, **kwargs: Any) -> HttpResponse:
        """One page of rows."""
        params = request._request.GET
        narrowed = self.filterset(params, self.actor, also=PARAMETERS)
        fields, size = chosen(self.row, params.get("fields")), self.size()
        rows = narrowed.apply(self.get_queryset())
        keyset = self.keyset(rows)
        page = keyset.after(rows, params["cursor"]) if params.get("cursor") else rows
        more = chosen_expansions(self.expand, params.get("expand"))
        pointers = [one.source for one in more.values()]
        sources = [*(field.source for field in fields), *pointers, *keyset.paths]
        found = list(keyset.ordered(page).values_list(*sources)[: size + 1])
        data: dict[str, Any] = {"results": self.shown(found[:size], fields, more), "next": None}
        if len(found) > size:
            data["next"] = self.next_url(keyset.write(found[size - 1][len(fields) + len(pointers) :]))
        if params.get("count") == "true":
            data["count"] = rows.count()
        return self.answer(data)

    def shown(
        self, found: Sequence[Any], fields: Sequence[Field], more: Mapping[str, Expansion]
    ) -> list[dict[str, Any]]:
        """The rows of a page as the answer says them, with what they point to."""
        names = [field.name for field in fields]
        results = [dict(zip(names, one, strict=False)) for one in found]
        if more:
            columns = {name: len(names) + place for place, name in enumerate(more)}
            keys = {name: [one[column] for one in found] for name, column in columns.items()}
            expand_rows(results, keys, more, self.actor)
        return results

    def keyset(self, rows: QuerySet[Any]) -> Keyset:
        """The order asked for, or the first of `orders`."""
        name = self.request.GET.get("order") or next(iter(self.orders))
        paths = self.orders.get(name) or turned(self.orders.get(opposite(name), ()))
        if not paths:
            raise unknown_name("order", self.orders)
        return Keyset(rows.model, name, paths, salt=self.request.path)

    def size(self) -> int:
        """Rows per page."""
        given = self.request.GET.get("page_size") or str(self.page_size)
        if not (given.isascii() and given.isdecimal() and 1 <= int(given[:9]) <= self.largest_page):
            raise BadParameter(_("A page has 1 to 200 rows."), field="page_size")
        return int(given)

    def next_url(self, cursor: str) -> str:
        query = self.request.GET.copy()
        query["cursor"] = cursor
        query.pop("count", None)
        return str(self.request.build_absolute_uri(f"{self.request.path}?{query.urlencode()}"))

    def post(self, request: Request, **kwargs: Any) -> HttpResponse:
        """Add one."""
        record = self.perform("post", self.validated(request))
        own = read(record, self.row)
        location = self.location.url(self.kwargs, own) if self.location else ""
        return self.answer_record(record, status=201, location=location)


class RecordEndpoint(Endpoint):
    """One record: GET with its ETag, PATCH and DELETE with If-Match.

        class TaskEndpoint(OfTask, RecordEndpoint):
            policies = {"get": "planning.view_plan", "patch": "planning.edit_task"}
            row = TASK
            forms, services = {"patch": TaskChanges}, {"patch": services.edit_task}

    Services get `version=`, the version the client saw.
    """

    kind = "record"

    def get(self, request: Request, **kwargs: Any) -> HttpResponse:
        """The record."""
        self.check_parameters()
        etag = etag_of(self.subject)
        known = _etags(request.META.get("HTTP_IF_NONE_MATCH", ""))
        # What a row points to changes without the row's version.
        if etag and etag in known and not request._request.GET.get("expand"):
            return self.answer(status=304, etag=etag)
        return self.answer_record(self.subject)

    def patch(self, request: Request, **kwargs: Any) -> HttpResponse:
        """Change some of it."""
        version = matched_version(request, self.subject)
        self.perform("patch", {"version": version, **self.validated(request)})
        return self.answer_record(self.get_subject(self.actor, **self.arguments))

    def delete(self, request: Request, **kwargs: Any) -> HttpResponse:
        """Withdraw it."""
        version = matched_version(request, self.subject)
        self.perform("delete", {"version": version, **self.validated(request)})
        return self.answer(status=204)


class ActionEndpoint(Endpoint):
    """A verb on a record.

        class ShareTask(OfTask, ActionEndpoint):
            policies = {"post": "planning.share_task"}
            services = {"post": services.share_task}

    With `versioned` (the default) the client sends If-Match and the service gets `version=`. With `row` it
    answers the row of what the service returned, else 204.
    """

    kind = "action"
    versioned: ClassVar[bool] = True
    status: ClassVar[int] = 200
    location: Link | None = None

    def post(self, request: Request, **kwargs: Any) -> HttpResponse:
        """Do it."""
        self.check_parameters()
        version = {"version": matched_version(request, self.subject)} if self.versioned else {}
        record = self.perform("post", {**version, **self.validated(request)})
        if not self.row:
            return self.answer(status=204)
        location = self.location.url(self.kwargs, read(record, self.row)) if self.location else ""
        return self.answer_record(record, status=self.status, location=location)


def unknown_members(data: Any, serializer: Any) -> dict[str, Any]:
    """The members that a serializer does not know, with what to say of each; nested ones, too."""
    known = getattr(serializer, "fields", None)
    if not isinstance(data, Mapping) or known is None:
        return {}
    detail = ErrorDetail(str(_("There is no member of this name here.")), code="unknown")
    wrong: dict[str, Any] = {name: [detail] for name in sorted(set(data) - set(known))}
    for name in set(data) & set(known):
        child, value = getattr(known[name], "child", None), data[name]
        many = value.values() if isinstance(value, Mapping) else value if isinstance(value, list) else ()
        found = (
            unknown_members(one, child or known[name]) for one in (many if child is not None else (value,))
        )
        if first := next(filter(None, found), None):
            wrong[name] = first
    return wrong


def etag_of(record: Any) -> str:
    """A record's ETag is its version; records without one have none."""
    version = record.get("version") if isinstance(record, dict) else getattr(record, "version", None)
    return "" if version is None else f'"{version}"'


def _etags(header: str) -> set[str]:
    return {part.strip().removeprefix("W/") for part in header.split(",") if part.strip()}


def matched_version(request: Request, record: Any) -> int:
    """The version that If-Match names; 428 without it, 412 when the record moved on."""
    header = request.META.get("HTTP_IF_MATCH", "").strip()
    if not header:
        raise PreconditionMissing()
    version: int = record.version
    if header != "*" and f'"{version}"' not in {part.strip() for part in header.split(",")}:
        raise Stale(_("The record changed since you read it. Read it again."), version=version)
    return version
