"""That nothing becomes code in a real browser; ``bench.markup`` has the long version."""

from __future__ import annotations

import os
import threading
from pathlib import Path

import flask
import pytest
from playwright.sync_api import sync_playwright

from bench.markup import ARGUMENTS, CHROMIUM, PAYLOADS, VECTORS, Attack, attack
from tests.conftest import PATIENCE
from web.server.server import Server, listen

if not CHROMIUM and not os.environ.get("CI"):
    pytest.skip("needs Chromium (on Debian: apt-get install chromium)", allow_module_level=True)

EACH = 40  # of so many payloads one is tried here


def test_payloads_are_many_and_all_different() -> None:
    assert len(set(PAYLOADS)) == len(PAYLOADS) >= 200


def test_no_payload_becomes_code_or_markup_in_any_page(tmp_path: Path) -> None:
    pages, found = attack(PAYLOADS[3::EACH], tmp_path)
    assert pages > 100
    assert found == []


def test_the_attack_notices_what_a_careless_page_lets_through() -> None:
    careless = flask.Flask(__name__)

    @careless.get("/")
    def page() -> str:
        return f"<!doctype html><p>{flask.request.args['q']}</p>"

    server = Server(careless, listen("127.0.0.1", 0))
    thread = threading.Thread(target=server.run)
    thread.start()
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
            attacked = Attack(browser, f"http://127.0.0.1:{server.port}", without_policy=True)
            missed = []
            for vector in VECTORS:
                before = len(attacked.found)
                attacked.open("/", q=vector)
                missed += [vector] if len(attacked.found) == before else []
            browser.close()
        assert missed == [VECTORS[8]]  # which needs to stand in an attribute
        assert any("a dialog" in line for line in attacked.found)
        assert any("asked http://evil.test" in line for line in attacked.found)
        assert any("it ran" in line for line in attacked.found)
    finally:
        server.stop()
        thread.join(PATIENCE)
        server.close()
