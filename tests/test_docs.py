"""What the documents say is so."""

import re
from dataclasses import fields
from datetime import date
from importlib import import_module

import pytest

from corpus.texts.pasted import HEADER_KEYS
from index import FIELDS
from morgue.parser import SERVE_OPTIONS
from search import EXAMPLES, Hit, QuoteHit, QuoteRequest, SearchRequest, Snippet
from search.query.description import describe
from search.query.language import parse
from search.request import Results
from tests.conftest import ROOT
from tests.test_architecture import MODULES
from web import create_app
from web.arguments import LISTING_PARAMETERS, SIMILAR_PARAMETERS, SPEAKERS_PARAMETERS, SUGGEST_PARAMETERS

README = (ROOT / "README.md").read_text()
ARCHITECTURE = (ROOT / "ARCHITECTURE.md").read_text()


def test_every_field_is_documented_with_its_aliases_and_weight() -> None:
    for field in FIELDS.values():
        aliases = " ".join(f"`{alias}:`" for alias in field.aliases)
        weight = f"{field.boost:g}" if field.boost else "–"
        assert f"| `{field.name}:` | {aliases} | {weight} |".replace("|  |", "| |") in README, field


def test_every_parameter_is_documented() -> None:
    table = README[README.index("| parameter |") :]
    assert all(f"`{name}`" in table for name in (*SearchRequest.parameters, *QuoteRequest.parameters))
    others = SPEAKERS_PARAMETERS | SUGGEST_PARAMETERS | SIMILAR_PARAMETERS | LISTING_PARAMETERS
    assert all(f"`{name}`" in README for name in others)


def test_every_option_of_a_server_is_documented() -> None:
    for option in SERVE_OPTIONS:
        flag = f"--{(option.name.removesuffix('s') if option.many else option.name).replace('_', '-')}"
        assert re.search(rf"^\| `{flag}` \| `{option.variable}`.* \| `{option.name}`", README, re.MULTILINE), (
            option.name
        )


def test_every_field_of_an_answer_is_documented() -> None:
    names = [field.name for kind in (Results, Hit, QuoteHit, Snippet) for field in fields(kind)]
    assert [name for name in names if f"`{name}`" not in README] == []


def test_every_endpoint_is_documented() -> None:
    rules = create_app(None).url_map.iter_rules()  # type: ignore[arg-type]
    paths = [re.sub(r"<(?:path:)?(\w+)>", "<", rule.rule) for rule in rules if rule.rule.startswith("/api/")]
    assert len(paths) == 11
    assert [path for path in paths if f"`{path.partition('<')[0]}" not in README] == []


def test_every_header_line_of_text_files_is_documented() -> None:
    assert all(f"`{name.capitalize()}:`" in README for name in HEADER_KEYS.values())


def test_every_kind_of_query_that_the_page_explains_is_in_the_readme() -> None:
    assert all(example.split()[0] in README for example, _ in EXAMPLES)


def test_queries_are_read_as_their_page_says() -> None:
    page = (ROOT / "docs" / "queries.md").read_text().replace("\\|", "|")
    rows = re.findall(r"^\| `(.+)` \| `(.+)` \|$", page, re.MULTILINE)
    assert len(rows) > 50
    assert {q: describe(parse(q, "all", date(2024, 3, 31))) for q, _ in rows} == dict(rows)


def test_every_file_that_the_architecture_names_exists() -> None:
    names = re.findall(r"`((?:corpus|index|search|web|morgue|tests|bench|docs)/[\w/.]*)`", ARCHITECTURE)
    assert len(names) > 60
    assert [name for name in names if not (ROOT / name).exists()] == []


def test_the_drawn_tree_has_all_modules_and_no_others() -> None:
    room = ""
    drawn: set[str] = set()
    for line in re.findall(r"^    (?:  )?\w+/ .*(?:\n {8,} .*)*$", ARCHITECTURE, re.MULTILINE):
        place, words = line.split("/", 1)
        room, folder = (place.strip(), "") if not place.startswith("      ") else (room, place.strip() + "/")
        names = [name for name in re.findall(r"\b\w+\b", words) if (ROOT / room / folder / f"{name}.py").exists()]
        drawn |= {f"{room}/{folder}{name}.py" for name in names}
    there = {path.relative_to(ROOT).as_posix() for path in MODULES.values() if not path.name.startswith("__")}
    assert drawn == there


@pytest.mark.parametrize("room", ["corpus", "index", "search", "web", "morgue"])
def test_the_architecture_lists_what_a_room_exports(room: str) -> None:
    (listed,) = re.findall(rf"^\| `{room}` \| (.*) \|$", ARCHITECTURE, re.MULTILINE)
    assert sorted(re.findall(r"`(\w+)`", listed)) == sorted(import_module(room).__all__)


def test_every_dependency_is_explained() -> None:
    project = (ROOT / "pyproject.toml").read_text()
    dependencies = re.findall(r'^    "([\w-]+)', project[: project.index("[project.optional")], re.MULTILINE)
    assert len(dependencies) > 10
    assert [name for name in dependencies if f"`{name}`" not in ARCHITECTURE] == []


@pytest.mark.parametrize("path", ["README.md", "ARCHITECTURE.md"])
def test_links_lead_somewhere(path: str) -> None:
    links = re.findall(r"\]\(([^)#]+)\)", (ROOT / path).read_text())
    assert [link for link in links if not (ROOT / link).exists()] == []
