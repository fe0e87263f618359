"""Explanations in a terminal: everything that was found stands there, and nothing steers the terminal."""

import io

import pytest
from rich.cells import cell_len
from rich.console import Console

from summitry.read.events.explanation import (
    ClauseCoding,
    Cue,
    DictionaryCoding,
    Explanation,
    FacetStep,
    Ground,
    Party,
    Ranked,
    Ranking,
    Rival,
    RowCoding,
    SentenceLine,
    WordLine,
)
from summitry.show.explain import render_explanation, render_sentences

INNER = Cue("sign @document", "sign", "act", "data/cues.toml", 12, 2, "SUPPORT//057", "joint", "", None, "SUPPORT//057")
CUE = Cue(
    "refuse", "refused", "turn", "data/cues.toml", 40, 0, "refuse", "directed", "make (data/cues.toml:7)", INNER, "REJECT//127",
    "057 (data/cues.toml:44)",
)  # fmt: skip
RANKING = Ranking("Peru", "Chile", (Ranked("REJECT", 0.9, (("near|v=refuse", 1.25),)), Ranked("-", 0.1)))
ROW = RowCoding(
    "e-1", "REJECT", None, "127", "occurred", (("PER", "Peru"),), (("CHL", "Chile"),), 0.92,
    (FacetStep("120", "127", "settle", ("treaty",), "data/facets.toml", 9),), "REJECT//120 became REJECT//127: where", (1, 3), RANKING,
)  # fmt: skip
CLAUSE = ClauseCoding(
    2, "refuse", "Peru refused to sign\x1b[31m", False, (("agent", "Peru"),), ("past",), CUE, "a rule", (Rival(INNER, "governed by it"),),
    ("PER",), ("CHL",), False, "coded as REJECT/127", ("e-1",),
)  # fmt: skip
FOUND = Explanation(
    1,
    "Peru refused to sign.",
    tuple(WordLine(n, f"word{n}", f"lemma{n}", "NN", "nsubj", n - 1, "above" if n > 1 else "") for n in range(1, 20)),
    (
        Party(
            1, "Peru", "name", (("PER", "Peru"),), "it is a name", (Ground("data/world/states.csv", 5, "PER is Peru"),)
        ),
    ),
    (CLAUSE,),
    (ROW,),
    None,
    (DictionaryCoding("frobbed", "112", "OST", "WES", "- * WITH", "mine/my.verbs.txt", 3, "coded as ACCUSE//112"),),
    ("no classifier is installed",),
)


def draw(found, width):
    console = Console(file=io.StringIO(), width=width)
    render_explanation(found, console)
    return console.file.getvalue()


@pytest.mark.parametrize("width", [80, 120, 300])
def test_all_that_was_found_stands_there(width):
    text = "".join(draw(FOUND, width).split())

    for part in (
        "word19", "lemma1", "itisaname", "data/world/states.csv:5", "cue'refuse'", "data/cues.toml:40", "whichgoverns'sign@document'",
        "lightverbmake(data/cues.toml:7)", "by057(data/cues.toml:44)", "rolesdirected:PER→CHL(aside", "rule:arule",
        "=>codedasREJECT/127", "not'sign@document'", "governedbyit", "120became127", "data/facets.toml:9", "thesentences1,3",
        "REJECT0.90,nothing0.10", "near|v=refuse+1.25", "mine/my.verbs.txt:3", "Noclassifierisinstalled.", "becameREJECT//127:where",
    ):  # fmt: skip
        assert part in text, part


@pytest.mark.parametrize("width", [44, 80, 120, 300])
def test_lines_keep_to_the_width_and_have_no_blanks_at_their_ends(width):
    lines = draw(FOUND, width).splitlines()

    assert max(map(cell_len, lines)) <= min(width, 120)
    assert all(line == line.rstrip() for line in lines)


def test_a_document_cannot_steer_the_terminal():
    assert "\x1b" not in draw(FOUND, 80)


def test_the_words_of_a_long_sentence_stand_side_by_side_where_there_is_room():
    assert any("word1 " in line and "word11 " in line for line in draw(FOUND, 120).splitlines())
    assert not any("word1 " in line and "word11 " in line for line in draw(FOUND, 80).splitlines())


def test_without_rows_it_says_so_with_what_the_classifier_thinks():
    alone = Explanation(1, "It rained.", (), (), (), ())

    assert "nothing is told" in draw(alone, 80)
    assert "REJECT 0.90" in draw(Explanation(1, "It rained.", (), (), (), (), RANKING), 80)


def test_sentences_are_listed_with_their_rows():
    console = Console(file=io.StringIO(), width=80)
    render_sentences(
        (SentenceLine(1, "It\nrained.", ()), SentenceLine(2, "They met.", ("CONSULT/040 occurred · PER, CHL",))),
        console,
    )

    assert console.file.getvalue().splitlines() == [
        "  1    It rained.",
        "  2    They met.",
        "       CONSULT/040 occurred · PER, CHL",
    ]
