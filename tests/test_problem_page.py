"""The page that says why something cannot be shown, and lets one try again."""

from contextlib import AbstractContextManager, nullcontext

import pytest

from search import Archive, SearchRequest
from web import create_app


def test_what_is_refused_is_asked_again_with_its_other_choices(town: Archive) -> None:
    client = create_app(town).test_client()
    page = client.get("/?q=year:2023&section=Harbour&sort=newest&match=any").text
    assert "the nearest is published:2023" in page
    assert 'name="section" value="Harbour"' in page
    assert 'name="sort" value="newest"' in page
    page = client.get("/?q=ferry&section=Harbour&sort=best").text
    assert 'value="ferry"' in page
    assert 'name="sort"' not in page


def test_whatever_a_client_keeps_what_is_refused_is_refused(town: Archive) -> None:
    client = create_app(town).test_client()
    assert client.get("/?page=zz", headers={"If-None-Match": "*"}).status_code == 400
    tag = client.get("/?q=ferry").headers["ETag"]
    assert client.get("/?q=ferry", headers={"If-None-Match": tag}).status_code == 304


def test_a_failure_inside_is_a_500_without_its_details(caplog: pytest.LogCaptureFixture) -> None:
    class Broken:
        def state(self) -> str:
            return "broken"

        def in_one_state(self) -> AbstractContextManager[None]:
            return nullcontext()

        def search(self, request: SearchRequest) -> None:
            raise RuntimeError(f"secret {request}")

    answer = create_app(Broken()).test_client().get("/api/search?q=x")  # type: ignore[arg-type]
    assert (answer.status_code, answer.mimetype) == (500, "application/problem+json")
    assert "secret" not in answer.text
    assert "secret" in caplog.text
