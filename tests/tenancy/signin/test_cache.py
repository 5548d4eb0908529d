"""A dead Redis: nobody is kept out for it, and nobody may guess more often for it."""

import pytest

from config.cache import SteadyCache
from tests.tenancy.signin.conftest import is_signed_in, sign_in


@pytest.fixture
def dead_redis(settings, tmp_path):
    where = {**settings.CACHES["default"], "LOCATION": f"unix://{tmp_path}/nobody.sock"}
    settings.CACHES = {"default": where}


def test_signing_in_goes_on(ada, dead_redis):
    browser, answer = sign_in(ada)
    assert answer.status_code == 302
    assert is_signed_in(browser)


@pytest.mark.threat("T-048")
def test_t048_the_eleventh_failed_sign_in_answers_429_all_the_same(ada, dead_redis):
    said = [sign_in(ada, f"guess {n}")[1].status_code for n in range(11)]
    assert said == [200] * 10 + [429]


def test_redis_is_left_alone_for_a_while_and_asked_again(settings, tmp_path, monkeypatch):
    options = {"OPTIONS": {"socket_connect_timeout": 1}}
    cache = SteadyCache(f"unix://{tmp_path}/nobody.sock", options)
    clock = [1000.0]
    monkeypatch.setattr("config.cache.time.monotonic", lambda: clock[0])
    cache.set("a", 1)
    assert (cache.get("a"), cache.add("a", 2), cache.has_key("a")) == (1, False, True)
    alive = settings.CACHES["default"]
    cache._servers, cache.__dict__["_cache"] = [alive["LOCATION"]], None
    del cache.__dict__["_cache"]
    assert cache.get("a") == 1, "still in memory"
    clock[0] += 5
    assert cache.get("a") is None, "Redis again, which never knew it"
