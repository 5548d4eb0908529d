"""The watch that every page of these tests is under sees what it should."""

import pytest

from tests.browser.conftest import watch

PLANTED = {
    "a style in the markup": "document.body.insertAdjacentHTML('beforeend', '<p style=\"color: red\">x</p>')",
    "a script in the markup": "document.body.setAttribute('onclick', '1'); document.body.click()",
    "a missing file of ours": "document.body.append(Object.assign(new Image(), {src: '/static/no.png'}))",
    "a file from elsewhere": "document.body.append(Object.assign(new Image(), {src: 'http://127.0.0.1:9/x'}))",
    "an error": "setTimeout(() => { throw new Error('planted') })",
}


@pytest.mark.parametrize("fault", PLANTED)
def test_a_planted_fault_is_noticed(browser, live_server, fault):
    troubles = []
    page = browser.new_page(base_url=live_server.url)
    watch(page, troubles)
    page.goto("/accounts/login/")
    assert troubles == []
    page.evaluate(f"() => {{ {PLANTED[fault]} }}")
    page.wait_for_timeout(300)
    page.context.close()
    assert troubles
