"""The server keeps to its OpenAPI document, as schemathesis finds."""

from __future__ import annotations

from bench.contract import asked_of

EXAMPLES, SEED = 5, 1  # of each operation, beside the edges of each parameter; more with python -m bench.contract


def test_the_server_answers_as_its_description_says(server: str) -> None:
    answer = asked_of(server, EXAMPLES, SEED)
    assert answer.returncode == 0, answer.stdout
    assert "9 passed" in answer.stdout
