"""The command line, run as a user runs it."""

import json
import os
import re
import signal
import subprocess
import sys
import tomllib
import urllib.request
from pathlib import Path

import pytest

from corpus.reading.telling import FORMATS
from morgue.commands import COMMANDS
from morgue.parser import parser
from search import SearchRequest, open_archive
from tests.conftest import PATIENCE, ROOT, run, wait_for

ARTICLE = "Gulls return\n\nThey are back, “and loud,” said Ada Quill.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "sources").mkdir()
    (tmp_path / "sources" / "gulls.txt").write_text(ARTICLE)
    (tmp_path / "sources" / "photo.png").write_bytes(b"\x89PNG\r\n")
    return tmp_path


def test_rebuild_says_what_it_did_and_names_what_it_skipped(folder: Path) -> None:
    done = run("rebuild", str(folder / "sources"), "--archive", str(folder / "a"))
    assert "1 article in" in done.stdout
    assert "1 could not be read:\n  sources/photo.png: not text: a PNG image" in done.stdout
    report = json.loads(run("rebuild", str(folder / "sources"), "--archive", str(folder / "a"), "--json").stdout)
    assert report["articles"] == 1
    assert report["unreadable"] == [
        {"source": {"file": "sources/photo.png", "position": ""}, "reason": "not text: a PNG image"}
    ]


def test_search_show_stats_and_check_answer(town_directory: Path) -> None:
    archive = ("--archive", str(town_directory))
    assert "Ferry strike begins" in run("search", "oily stoves", *archive).stdout
    assert "Did you mean: bridge" in run("search", "brigde", *archive).stdout
    assert "have some" in run("search", "gulls bridge", *archive).stdout
    assert "1 article for byline:fenn" in run("search", "byline:fenn", "--section", "News", *archive).stdout
    assert "Storm floods quay" in run("show", "storm", *archive).stdout
    assert json.loads(run("show", "storm", "--json", *archive).stdout)["headline"] == "Storm floods quay"
    assert "4 articles" in run("stats", *archive).stdout
    assert json.loads(run("stats", "--json", *archive).stdout)["articles"] == 4
    assert "as they were written" in run("check", *archive).stdout


def test_search_explains_scores_and_names_the_tag_that_matched(town_directory: Path) -> None:
    done = run("search", "gulls", "--explain", "--archive", str(town_directory))
    assert re.search(r"^   (\d\.\d\d) = gulls in body \1$", done.stdout, re.MULTILINE)
    assert "\n   tag: bridge\n" in run("search", "tag:bridge", "--archive", str(town_directory)).stdout


@pytest.mark.parametrize("q", ["harbour", "headline:=council"])
def test_the_json_of_search_equals_the_endpoints(samples_directory: Path, server: str, q: str) -> None:
    printed = json.loads(run("search", q, "--json", "--size", "3", "--archive", str(samples_directory)).stdout)
    with urllib.request.urlopen(f"{server}/api/search?q={q}&size=3", timeout=PATIENCE) as answer:
        served = json.load(answer)
    assert printed.pop("took_ms") > 0
    assert served.pop("took_ms") > 0
    served.pop("next", None)  # where the next page is asked for
    assert printed == served


def test_inspect_shows_fields_and_quotes(folder: Path) -> None:
    shown = json.loads(run("inspect", str(folder / "sources" / "gulls.txt"), "--json").stdout)
    assert shown["unreadable"] == []
    (article,) = shown["articles"]
    assert article["headline"] == "Gulls return"
    assert [quote["text"] for quote in article["quotes"]] == ["and loud,"]
    assert "and loud," in run("inspect", str(folder / "sources")).stdout
    assert "PNG" in run("inspect", str(folder / "sources" / "photo.png"), code=1).stderr


def test_formats_are_listed_as_they_are_asked() -> None:
    listed = json.loads(run("formats", "--json").stdout)
    assert [form["name"] for form in listed] == [form.name for form in FORMATS]
    assert all(form["about"] and form["told"] for form in listed)
    shown = run("formats").stdout
    assert all(form.name in shown for form in FORMATS)


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        ((), 2, "required"),
        (("search",), 2, "QUERY"),
        (("search", "x", "--match", "some"), 2, "--match"),
        (("show", "\udcff"), 1, "no article"),
        (("serve", "--host", "256.1.1.1", "--port", "0"), 1, "choose another with --host"),
        (("search", "x", "--size", "0"), 2, "size: 0 is not a number from 1"),
        (("search", "published:soon"), 2, "is not a date"),
        (("search", "x", "--archive", "none"), 1, "morgue rebuild SOURCE"),
        (("show", "none"), 1, "no article 'none'"),
        (("rebuild", "none", "--archive", "new"), 1, "no file or folder at none"),
        (("serve", "--port", "99999"), 2, "is not a port"),
        (("serve", "--rate", "1e-320"), 2, "less than one request in a day"),
    ],
)
def test_errors_go_to_stderr_with_their_exit_code(
    town_directory: Path, tmp_path: Path, arguments: tuple[str, ...], code: int, message: str
) -> None:
    environment = {**os.environ, "MORGUE_ARCHIVE": str(town_directory), "PYTHONPATH": str(ROOT)}
    done = run(*arguments, code=code, cwd=tmp_path, env=environment)
    assert message in done.stderr
    assert "Traceback" not in done.stderr
    assert not done.stdout


def test_nothing_usable_leaves_no_archive(tmp_path: Path) -> None:
    (tmp_path / "x.png").write_bytes(b"\x89PNG\r\n")
    done = run("rebuild", str(tmp_path / "x.png"), "--archive", str(tmp_path / "a"), code=1)
    assert "no article could be read" in done.stderr
    assert "PNG" in done.stderr


def test_the_archive_is_found_by_option_environment_settings_and_default(town_directory: Path, tmp_path: Path) -> None:
    environment = {name: value for name, value in os.environ.items() if name != "MORGUE_ARCHIVE"}
    environment["PYTHONPATH"] = str(ROOT)
    run("stats", code=1, cwd=tmp_path, env=environment)
    (tmp_path / "archive").symlink_to(town_directory)
    run("stats", cwd=tmp_path, env=environment)
    (tmp_path / "morgue.toml").write_text('archive = "elsewhere"')
    assert "elsewhere" in run("stats", code=1, cwd=tmp_path, env=environment).stderr
    run("stats", cwd=tmp_path, env={**environment, "MORGUE_ARCHIVE": str(town_directory)})
    run("stats", "--archive", str(town_directory), cwd=tmp_path, env={**environment, "MORGUE_ARCHIVE": "none"})


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("archive = 3", "archive must be a string"),
        ("oops", "not TOML"),
        ("colour = 'red'", "unknown setting 'colour'"),
        ("[boosts]\nmood = 2", "no text field 'mood'"),
        ("[boosts]\nheadline = -1", "must be a number from 0"),
    ],
)
def test_mistakes_in_the_settings_are_named(tmp_path: Path, text: str, message: str) -> None:
    (tmp_path / "morgue.toml").write_text(text)
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    assert message in run("stats", code=2, cwd=tmp_path, env=environment).stderr


def test_boosts_of_the_settings_are_used_and_recorded(folder: Path) -> None:
    (folder / "morgue.toml").write_text("[boosts]\nquote = 9")
    run("rebuild", "sources", "--archive", "a", cwd=folder, env={**os.environ, "PYTHONPATH": str(ROOT)})
    manifest = json.loads(next((folder / "a" / "generations").glob("*/manifest.json")).read_text())
    assert manifest["boosts"]["quotes"] == 9


def test_ctrl_c_during_a_rebuild_leaves_the_old_archive_in_force(folder: Path) -> None:
    run("rebuild", str(folder / "sources"), "--archive", str(folder / "a"))
    lines = "".join(json.dumps({"title": f"Gulls {n}", "text": f"word{n} " * 80}) + "\n" for n in range(20_000))
    (folder / "many.jsonl").write_text(lines)
    command = [sys.executable, "-m", "morgue", "rebuild", str(folder / "many.jsonl"), "--archive", str(folder / "a")]
    with subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, text=True) as process:
        wait_for((folder / "a" / "generations" / "000002").exists)
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate(timeout=PATIENCE)
    assert process.returncode == 130
    assert "stopped" in errors
    assert "Traceback" not in errors
    assert open_archive(folder / "a").search(SearchRequest("gulls")).total == 1


def test_a_reader_that_stops_early_is_no_error(town_directory: Path) -> None:
    command = f"{sys.executable} -m morgue search '*:*' --archive {town_directory} | head -c 10"
    done = subprocess.run(
        ["bash", "-c", command], cwd=ROOT, capture_output=True, text=True, timeout=PATIENCE, check=False
    )
    assert "Traceback" not in done.stderr
    assert "Broken" not in done.stderr


def test_a_busy_port_is_said(server: str, samples_directory: Path) -> None:
    port = re.findall(r"\d+$", server)[0]
    done = run("serve", "--archive", str(samples_directory), "--port", port, code=1)
    assert "choose another with --host and --port" in done.stderr


def test_the_demo_builds_the_samples_and_serves_them(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "morgue", "demo", "--archive", str(tmp_path / "demo"), "--port", "0"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout
            lines = iter(process.stdout.readline, "")
            assert "sample articles" in next(lines)
            address = next(found[0] for line in lines if (found := re.findall(r"http://[\d.:]+/", line)))
            with urllib.request.urlopen(address, timeout=PATIENCE) as page:
                assert b"Search the archive" in page.read()
            process.send_signal(signal.SIGINT)
            assert process.wait(timeout=PATIENCE) == 0
        finally:
            process.kill()


def test_the_demo_does_not_replace_an_archive_of_other_articles(folder: Path) -> None:
    run("rebuild", str(folder / "sources"), "--archive", str(folder / "a"))
    assert "holds other articles" in run("demo", "--archive", str(folder / "a"), "--port", "0", code=1).stderr


def test_the_demo_does_not_replace_its_own_folder_either(folder: Path) -> None:
    run("rebuild", str(folder / "sources"), "--archive", str(folder / "demo-archive"))
    done = run("demo", "--port", "0", code=1, cwd=folder, env={**os.environ, "PYTHONPATH": str(ROOT)})
    assert "holds other articles" in done.stderr


def test_nothing_of_a_file_moves_the_cursor(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text('{"\\u001b]0;owned\\u0007\\u202e": 1}')
    for command in (("inspect",), ("rebuild", "--archive", str(tmp_path / "a"), "--dry-run")):
        done = run(command[0], str(tmp_path / "a.json"), *command[1:], code=1)
        assert "owned" in done.stdout + done.stderr
        assert not re.search("[\x1b\x07\u202e]", done.stdout + done.stderr)


@pytest.mark.parametrize(
    ("arguments", "read_as"),
    [
        (("oily", "stoves"), "oily AND stoves"),
        (("stoves", "-damage"), "stoves AND NOT damage"),
        (("-harbour", "stoves"), "NOT harbour AND stoves"),
        (("stoves", "--size", "5", "-damage", "oily"), "stoves AND NOT damage AND oily"),
        (("stoves", "-headline:ferry", "-2016"), "stoves AND NOT headline:ferry AND NOT 2016"),
        (("--", "-ferry"), "NOT ferry"),
        (("stoves", '-"ferry strike"', "--json"), 'stoves AND NOT \\"ferry strike\\"'),
    ],
)
def test_a_query_may_be_several_words_that_begin_with_a_dash(
    town_directory: Path, arguments: tuple[str, ...], read_as: str
) -> None:
    done = run(
        "search",
        *arguments,
        cwd=town_directory.parent,
        env=os.environ | {"MORGUE_ARCHIVE": str(town_directory), "PYTHONPATH": str(ROOT)},
    )
    assert read_as in done.stdout


def test_an_option_that_there_is_not_is_named(town_directory: Path) -> None:
    assert "--damage" in run("search", "storm", "--damage", "--archive", str(town_directory), code=2).stderr


def test_an_option_that_has_one_value_is_not_given_twice(town_directory: Path) -> None:
    done = run("search", "storm", "--size", "3", "--size", "5", "--archive", str(town_directory), code=2)
    assert "--size is given twice; give it once" in done.stderr


def test_filters_fold_as_words_do_and_notes_are_printed(tmp_path: Path) -> None:
    articles = [
        {"id": "a", "headline": "Storm", "body": "x", "tags": ["Łódź", "Brasília"], "byline": "José Núñez"},
        {"id": "b", "headline": "Storm", "body": "x", "tags": ["Lodging"]},
    ]
    source = tmp_path / "articles.jsonl"
    source.write_text("\n".join(map(json.dumps, articles)))
    archive = ("--archive", str(tmp_path / "archive"))
    run("rebuild", str(source), *archive, "--workers", "1")
    done = run("search", "STORM OR", "--tags", "Lodz", *archive)
    assert done.stdout.startswith("1 article for storm")
    assert "Note: all is in capitals" in done.stdout
    assert run("search", "storm", "--byline", "jose nunez", *archive).stdout.startswith("1 article")


def test_a_terminal_without_the_letters_shows_question_marks(samples_directory: Path) -> None:
    environment = {**os.environ, "PYTHONIOENCODING": "ascii"}
    assert "clair" in run("search", "éclair", "--archive", str(samples_directory), env=environment).stdout


def test_every_command_and_option_is_in_the_readme() -> None:
    readme = (ROOT / "README.md").read_text()
    commands = next(
        action for action in parser(COMMANDS, "0")._actions if action.dest == "==SUPPRESS==" or action.choices
    )
    assert isinstance(commands.choices, dict)
    for name, sub in commands.choices.items():
        assert f"`morgue {name}" in readme, name
        for action in sub._actions:
            for option in action.option_strings:
                assert option in ("-h", "--help") or option in readme, (name, option)


def test_the_console_script_is_this_command_line() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    assert project["scripts"] == {"morgue": "morgue:main"}


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is full")
def test_what_cannot_be_said_for_want_of_room_is_told_with_what_was_done(folder: Path, tmp_path: Path) -> None:
    command = f"{sys.executable} -m morgue rebuild {folder} --workers 1 --archive {tmp_path / 'new'} > /dev/full"
    done = subprocess.run(["bash", "-c", command], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "cannot be written (No space left on device)" in done.stderr
    assert "in force" in done.stderr
    assert "Traceback" not in done.stderr
    assert open_archive(tmp_path / "new").stats().articles


def test_a_command_runs_whose_output_is_closed(samples_directory: Path) -> None:
    command = f"{sys.executable} -m morgue search ferry --archive {samples_directory} >&-"
    done = subprocess.run(["bash", "-c", command], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_a_setting_with_a_character_that_no_name_has_is_refused_by_its_line(tmp_path: Path) -> None:
    (tmp_path / "morgue.toml").write_text('time_limit = 1\narchive = "a\\u0000b"\n')
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "morgue", "stats"]
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert done.stderr == "morgue: morgue.toml, line 2: a character with the number 0\n"
