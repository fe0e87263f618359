from pathlib import Path

import pytest

from summitry.errors import SettingsError
from summitry.settings import Settings, load_settings


def write(folder, text):
    path = folder / "summitry.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_defaults_need_nothing():
    assert load_settings(environment={}) == Settings()
    assert Settings().max_characters == 2_000_000


def test_a_file_goes_before_the_defaults_and_variables_before_the_file(tmp_path):
    path = write(tmp_path, 'batch_size = 4\nmax_characters = 99\nmodel = "models/mine"\n')

    found = load_settings(path, {"SUMMITRY_BATCH_SIZE": "8"})

    assert found == Settings(batch_size=8, max_characters=99, model=Path("models/mine"))


def test_the_file_may_be_named_by_a_variable(tmp_path):
    assert load_settings(environment={"SUMMITRY_SETTINGS": str(write(tmp_path, "batch_size = 4"))}).batch_size == 4


def test_the_given_file_goes_before_the_named_one(tmp_path):
    path = write(tmp_path, "batch_size = 4")

    assert load_settings(path, {"SUMMITRY_SETTINGS": str(tmp_path / "none.toml")}).batch_size == 4


def test_the_process_environment_is_used_by_default(monkeypatch):
    monkeypatch.setenv("SUMMITRY_BATCH_SIZE", "7")

    assert load_settings().batch_size == 7


@pytest.mark.parametrize("value", ["0", "-3", "many", "2.5", ""])
@pytest.mark.parametrize("name", ["batch_size", "max_characters"])
def test_counts_are_whole_and_positive(name, value):
    with pytest.raises(SettingsError, match=f"setting {name} is {value!r}; it must be a whole number"):
        load_settings(environment={f"SUMMITRY_{name.upper()}": value})


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        pytest.param("batch_size =", "cannot be read", id="no TOML"),
        pytest.param("batch = 4", r"unknown fields \['batch'\]; known are", id="an unknown field"),
        pytest.param("batch_size = true", "it must be a whole number", id="yes is no number"),
        pytest.param("language = 3", "setting language is 3; it must be", id="a number for a word"),
    ],
)
def test_bad_files(tmp_path, text, reason):
    with pytest.raises(SettingsError, match=reason):
        load_settings(write(tmp_path, text), {})


def test_a_missing_file(tmp_path):
    with pytest.raises(SettingsError, match=r"none\.toml.*cannot be read.*unset SUMMITRY_SETTINGS"):
        load_settings(tmp_path / "none.toml", {})


def test_a_file_that_is_not_utf8(tmp_path):
    path = tmp_path / "summitry.toml"
    path.write_bytes(b'language = "\xff"')

    with pytest.raises(SettingsError, match="cannot be read"):
        load_settings(path, {})
