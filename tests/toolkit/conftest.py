"""A client at the library's door, as an actor with every policy unless the test takes some away."""

import copy

import pytest
from django.conf import settings as django_settings
from django.test import Client

from tests.toolkit import library
from toolkit import registry

ALL = {f"library.{verb}" for verb in ("view_books", "add_book", "edit_book", "discard_book")}


class ActorMiddleware:
    """Puts the test's actor on the request, as tenancy's middleware does."""

    actor = None
    by_token = False

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.actor, request.by_token = type(self).actor, type(self).by_token
        return self.get_response(request)


@pytest.fixture(scope="session", autouse=True)
def library_is_no_room():
    """The library's doors are not the product's."""
    yield
    for door in library.DOORS:
        registry.forget(door)


@pytest.fixture
def actor():
    return library.Librarian(set(ALL))


@pytest.fixture
def site(settings, actor):
    """Settings of a site that has only the library."""
    settings.ROOT_URLCONF = "tests.toolkit.urls"
    settings.MIDDLEWARE = [
        "django.middleware.csrf.CsrfViewMiddleware",
        "django.contrib.messages.middleware.MessageMiddleware",
        "tests.toolkit.conftest.ActorMiddleware",
    ]
    settings.LOGIN_URL, settings.MILEPOST_EXPORTS = "/login/", ""
    settings.MESSAGE_STORAGE = "django.contrib.messages.storage.cookie.CookieStorage"
    templates = copy.deepcopy(django_settings.TEMPLATES)
    options = templates[0]["OPTIONS"]
    options["context_processors"] = [
        "django.template.context_processors.request",
        "django.template.context_processors.csrf",
        "django.contrib.messages.context_processors.messages",
    ]
    settings.TEMPLATES = templates
    ActorMiddleware.actor, ActorMiddleware.by_token = actor, False
    yield ActorMiddleware
    ActorMiddleware.actor = None


@pytest.fixture
def client(site):
    return Client()


@pytest.fixture
def shelf(db):
    """The library's tables, empty."""
    library.make_tables()
    return library


@pytest.fixture
def api(site):
    """A client that came by a token."""
    site.by_token = True
    return Client(headers={"accept": "application/json"})
