"""The page on negotiation analysis says what is true: its files are read, its Python runs."""

import re
from pathlib import Path

import yaml

from summitry import advance
from summitry.advance.packages import analyse_packages
from summitry.advance.scenario_file import _ROOT, parse_scenario

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "advance.md").read_text(encoding="utf-8")


def blocks(language):
    return re.findall(rf"```{language}\n(.*?)```", PAGE, re.DOTALL)


def test_the_scenario_of_the_page_is_read():
    report = analyse_packages(parse_scenario(blocks("yaml")[0]))

    assert report.possible == 6
    assert report.solutions.nash[0].options == ("half", "high")


def test_the_conflict_of_the_page_is_read():
    assert advance.stability(yaml.safe_load(blocks("yaml")[1])).nash


def test_the_python_of_the_page_runs(capsys):
    for block in blocks("python"):
        exec(compile(block, "docs/advance.md", "exec"), {})  # noqa: S102  # our own page
    assert capsys.readouterr().out.splitlines()[-1] == "('half', 'high')"


def test_the_page_names_every_key_of_a_scenario():
    table = PAGE.split("### Every key")[1].split("##")[0]
    for key in (*_ROOT, "parties", "weights", "summitry_scenario"):
        assert f"`{key}`" in table, key
