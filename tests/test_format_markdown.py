"""Markdown, and what stands before it."""

from datetime import date
from pathlib import Path

import pytest

from corpus import Article, Unreadable
from corpus.reading.files import read

BODY = (
    "Boats stop in **May**, says the [firm](https://e.example).\n\n> “No,” said Maud Tarrant.\n\n- In May\n- At noon\n"
)


def one(tmp_path: Path, text: str) -> Article:
    (tmp_path / "a.md").write_bytes(text.encode())
    (found,) = read(tmp_path / "a.md")
    assert isinstance(found, Article), found
    return found


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize(
    "matter",
    [
        '---\ntitle: "Boats stop"\nauthor: [Una Brack]\ndate: 2024-09-17\ntags:\n  - ferries\n  - quays\n---\n',
        '+++\ntitle = "Boats stop"\nauthor = ["Una Brack"]\ndate = 2024-09-17\ntags = ["ferries", "quays"]\n+++\n',
    ],
)
def test_what_stands_before_is_read(tmp_path: Path, matter: str, end: str) -> None:
    found = one(tmp_path, f"{matter}\n# Boats stop\n\n{BODY}".replace("\n", end))
    assert (found.headline, found.byline, found.published) == (
        "Boats stop",
        ("Una Brack",),
        date(2024, 9, 17),
    )
    assert (found.tags, found.format) == (("ferries", "quays"), "Markdown")
    assert found.paragraphs == ("Boats stop in May, says the firm.", "“No,” said Maud Tarrant.", "In May", "At noon")
    assert [quote.speaker for quote in found.quotes] == ["Maud Tarrant"]


def test_a_heading_is_the_headline_where_nothing_stands_before(tmp_path: Path) -> None:
    found = one(tmp_path, f"# Boats *stop*\n\n{BODY}")
    assert (found.headline, len(found.paragraphs)) == ("Boats stop", 4)


def test_damaged_front_matter_is_read_by_its_lines_and_said(tmp_path: Path) -> None:
    found = one(tmp_path, f"---\ntitle: Boats: they stop\nauthor: Una Brack\ntags: [a, b\n---\n\n{BODY}")
    assert (found.headline, found.byline) == ("Boats: they stop", ("Una Brack",))
    assert "damaged" in found.remarks[0]


def test_what_refers_to_itself_or_is_referred_to_all_over_does_not_grow(tmp_path: Path) -> None:
    lists = "".join(f"{a}: &{a} [{', '.join([f'*{b}'] * 9)}]\n" for a, b in zip("bcdefgh", "abcdefg", strict=True))
    (tmp_path / "a.md").write_text(f"---\ntitle: Boats\na: &a [x]\n{lists}body: *h\n---\n\nText.\n")
    (tmp_path / "b.md").write_text(f"# Boats\n\nSee {'[a] ' * 1000}.\n\n[a]: {'b' * 100_000}\n")
    self_referring, linked = (item for name in "ab" for item in read(tmp_path / f"{name}.md"))
    assert isinstance(self_referring, Article)
    assert isinstance(linked, Article)
    assert "refers to parts of itself" in self_referring.remarks[0]
    assert linked.paragraphs == (f"See {'a ' * 1000}.",)


def test_front_matter_may_refer_to_itself_now_and_then(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("---\ntitle: Boats\nfirst: &tags [ferry, quay]\ntags: *tags\n---\n\nThey sail.\n")
    (found,) = read(tmp_path / "a.md")
    assert isinstance(found, Article)
    assert (found.tags, found.remarks) == (("ferry", "quay"), ())


def test_front_matter_without_a_text_is_no_article_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("---\nlayout: post\n---\n")
    (found,) = read(tmp_path / "a.md")
    assert isinstance(found, Unreadable)


TEXT = "The quay closes in October.\n\nNobody knows for how long.\n"


def test_drafts_are_counted_and_left_out(tmp_path: Path) -> None:
    for matter in ('---\ntitle: "Boats stop"\ndraft: true\n---\n', '+++\ntitle = "Boats stop"\ndraft = true\n+++\n',
                   "---\ntitle: Boats stop\npublished: false\n---\n"):  # fmt: skip
        (tmp_path / "a.md").write_text(matter + TEXT)
        (found,) = read(tmp_path / "a.md")
        assert isinstance(found, Unreadable)
        assert found.reason == "left out: 1 draft"


@pytest.mark.parametrize("indent", ["  ", "\t"])
def test_what_stands_before_a_text_may_be_json(tmp_path: Path, indent: str) -> None:
    matter = f'{{\n{indent}"title": "Boats stop",\n{indent}"date": "2024-09-17",\n{indent}"tags": ["a", "b"]\n}}\n\n'
    found = one(tmp_path, matter + TEXT)
    assert (found.headline, found.published, found.tags, len(found.paragraphs)) == (
        "Boats stop", date(2024, 9, 17), ("a", "b"), 2,
    )  # fmt: skip


def test_references_of_obsidian_are_what_they_refer_to(tmp_path: Path) -> None:
    matter = '---\ntitle: Boats stop\nauthor:\n  - "[[Una Brack]]"\n  - "[[people/joss|Joss Pell]]"\nsource: https://e.example/q\n---\n'
    found = one(tmp_path, matter + TEXT)
    assert (found.byline, found.url) == (("Una Brack", "Joss Pell"), "https://e.example/q")


@pytest.mark.parametrize(
    "sign",
    [
        "{% include ad.html %}",
        "{{< figure src=quay.jpg >}}",
        "{: .lead}",
        "{{ content }}",
        "[^1]: A note.",
        "{%- endif -%}",
    ],
)
def test_templates_in_a_text_are_none(tmp_path: Path, sign: str) -> None:
    found = one(tmp_path, f"# Boats stop\n\n{TEXT}\n{sign}\n\nIt was decided on Monday.\n")
    assert found.paragraphs == (*TEXT.strip().split("\n\n"), "It was decided on Monday.")


@pytest.mark.parametrize(
    "line",
    [
        "*By Una Brack · 17 September 2024*",
        "**By Una Brack, 2024-09-17**",
        "By Una Brack | Sept. 17, 2024",
        "_17 September 2024_",
    ],
)
def test_a_line_of_credits_is_no_text(tmp_path: Path, line: str) -> None:
    found = one(tmp_path, f"# Boats stop\n\n{line}\n\n{TEXT}")
    assert (found.published, len(found.paragraphs)) == (date(2024, 9, 17), 2)
    assert found.byline == (("Una Brack",) if "Una" in line else ())


@pytest.mark.parametrize("line", ["On 17 September 2024 the quay closed.", "The fire of 17 September 2024"])
def test_a_first_line_with_a_day_may_be_text(tmp_path: Path, line: str) -> None:
    found = one(tmp_path, f"# Boats stop\n\n{line}\n\n{TEXT}")
    assert (found.paragraphs[0], found.published) == (line, None)
