"""Where archives on a cluster are, and what is refused before a cluster is asked."""

from pathlib import Path

import pytest

from index import SettingsError, load_settings
from index.cluster.location import PASSWORD, PASSWORD_FILE, ClusterLocation, is_on_cluster, parse_location, password
from tests.conftest import run


def test_a_location_names_nodes_and_an_archive() -> None:
    assert parse_location("opensearch+https://desk@one.example:9200,two.example/paper") == ClusterLocation(
        (("one.example", 9200), ("two.example", 9200)), "paper", True, "desk"
    )
    assert parse_location("opensearch+http://[::1]:19200/a-1/") == ClusterLocation((("[::1]", 19200),), "a-1", False)


@pytest.mark.parametrize("text", ["opensearch+https://desk@one:9200,two:9201/paper", "opensearch+http://one:1/paper"])
def test_a_location_is_written_as_it_was_given(text: str) -> None:
    assert str(parse_location(text)) == text


@pytest.mark.parametrize(
    "text",
    [
        "opensearch+https://host", "opensearch+https:///name", "opensearch+https://host:0/name",
        "opensearch+https://host:99999/name", "opensearch+https://ho st/name", "opensearch+https://host/Name",
        "opensearch+https://host/a/b", "opensearch+https://host/.name", "opensearch+https://host/na*me",
        "opensearch+https://,/name", "opensearch+file:///name", "opensearch://host/name",
        "opensearch+http:/host/name", "opensearch+http://host/" + "n" * 300,
    ],
)  # fmt: skip
def test_what_is_no_location_is_refused(text: str) -> None:
    assert is_on_cluster(text)
    with pytest.raises(SettingsError):
        parse_location(text)


def test_a_password_in_a_location_is_refused_and_not_printed() -> None:
    with pytest.raises(SettingsError) as refused:
        parse_location("opensearch+https://desk:secret@host/name")
    assert "secret" not in str(refused.value)
    assert PASSWORD in str(refused.value)
    done = run("stats", "--archive", "opensearch+https://desk:secret@host/name", code=2)
    assert "secret" not in done.stderr + done.stdout


@pytest.mark.parametrize("folder", ["archive", "opensearch", "./opensearch+http:/x", "http://host/name"])
def test_other_places_are_folders(folder: str) -> None:
    assert not is_on_cluster(folder)


def test_a_password_comes_from_the_environment_or_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(PASSWORD, "one")
    assert password() == "one"
    file = tmp_path / "password"
    file.write_text("two\n")
    monkeypatch.setenv(PASSWORD_FILE, str(file))
    assert password() == "two"
    monkeypatch.setenv(PASSWORD_FILE, str(tmp_path / "none"))
    with pytest.raises(SettingsError, match="cannot be read"):
        password()


def test_shards_and_replicas_are_settings(tmp_path: Path) -> None:
    file = tmp_path / "morgue.toml"
    file.write_text("[cluster]\nshards = 12\nreplicas = 2\n")
    assert (load_settings(file).shards, load_settings(file).replicas) == (12, 2)
    for wrong in ("shards = 0", "replicas = -1", "shards = true", 'shards = "3"', "nodes = 3"):
        file.write_text(f"[cluster]\n{wrong}\n")
        with pytest.raises(SettingsError, match="cluster"):
            load_settings(file)


def test_nobody_there_is_said_so() -> None:
    done = run("stats", "--archive", "opensearch+http://127.0.0.1:9/name", code=1)
    assert "no node answers" in done.stderr
