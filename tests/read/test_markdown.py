import pytest

from summitry.read.intake import from_bytes
from summitry.read.intake.markdown import read_markdown, split_head

LINE = "The two ministers met in Geneva."


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("One\ntwo.\n\nThree.", "One two.\n\nThree.\n", id="lines of a paragraph are joined"),
        pytest.param("One  \ntwo.", "One\ntwo.\n", id="a hard break stays"),
        pytest.param("politi-\ncal talks", "politi-\ncal talks\n", id="a word broken at a line end stays broken"),
        pytest.param("# Head\n## Sub\nText", "Head\n\nSub\n\nText\n", id="headings"),
        pytest.param("**Abe** met _Putin_ in `Sochi`.", "Abe met Putin in Sochi.\n", id="emphasis"),
        pytest.param("[Abe](http://example.org 'x') met ![](a.png)Putin.", "Abe met Putin.\n", id="links and pictures"),
        pytest.param("- one\n- two", "- one\n- two\n", id="bullets"),
        pytest.param("4. one\n5. two", "4. one\n5. two\n", id="numbers are kept"),
        pytest.param("> One\n> two", "One two\n", id="quotations"),
        pytest.param("One\n\n---\n\nTwo", "One\n\nTwo\n", id="rules"),
        pytest.param("<div>\n<b>One</b> <!-- no -->\n</div>\n\nTwo<br>three", "One\n\nTwo\nthree\n", id="HTML inside"),
        pytest.param("| a | b |\n|---|---|\n| c | d |", "a | b\nc | d\n", id="tables"),
        pytest.param("1 \\* 2 &amp; 3", "1 * 2 & 3\n", id="escapes"),
        pytest.param("```\ncode\n```", "code\n", id="a fenced block is kept"),
    ],
)
def test_marks_are_gone_and_words_stay(text, expected):
    assert read_markdown(text).text == expected


def test_all_facts_of_the_head():
    source = read_markdown(
        f"---\ntitle: River talks go on\ndate: 2014-02-19 13:00:00+09:00\nsource: Lakeside Wire\nurl: https://example.org/a\nlanguage: en\ntags: [a, b]\n---\n\n{LINE}"
    )

    assert source.text == f"{LINE}\n"
    assert (source.title, source.publisher, source.url, source.language) == (
        "River talks go on",
        "Lakeside Wire",
        "https://example.org/a",
        "en",
    )
    assert (
        from_bytes(f"---\ndate: 2014-02-19 13:00:00+09:00\n---\n{LINE}".encode(), "a.md").document.published
        == "2014-02-19T13:00:00+09:00"
    )


def test_a_source_that_is_an_address_is_the_address():
    source = split_head(f"---\nsource: https://example.org/a\n---\n{LINE}")

    assert (source.publisher, source.url) == (None, "https://example.org/a")


def test_the_heading_is_the_title_where_the_head_has_none():
    assert read_markdown(f"# River *talks*\n\n{LINE}").title == "River talks"


@pytest.mark.parametrize(
    "head",
    [
        pytest.param("title: River: talks go on", id="a colon too many"),
        pytest.param("title: [broken", id="an open list"),
        pytest.param("title: !!python/object/apply:os.system ['echo']", id="a head that would run a command"),
        pytest.param("title: &a [*a]\nx: *b", id="an unknown alias"),
        pytest.param("date: 2014-02-30", id="a day that does not exist"),
        pytest.param("a: " + "[" * 5000, id="endless nesting"),
    ],
)
def test_a_broken_head_is_kept_as_text_with_a_note(head):
    text = f"---\n{head}\n---\n{LINE}"

    source = split_head(text)

    assert source.text == text
    assert "cannot be read" in source.notes[0]


def test_a_head_that_unfolds_without_end_is_no_danger():
    lines = [
        "a0: &a0 [x]",
        *(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 30)),
        "title: River talks",
    ]

    assert split_head("---\n" + "\n".join(lines) + f"\n---\n{LINE}").title == "River talks"


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(f"---\nno keys here\n---\n{LINE}", id="dashes around words"),
        pytest.param(f"---\n- a\n- b\n---\n{LINE}", id="a list"),
        pytest.param(f"---\n1: a\n---\n{LINE}", id="keys that are no words"),
        pytest.param(f"---\ntitle: x\n{LINE}", id="a head that does not end"),
        pytest.param(f"{LINE}\n---\ntitle: x\n---\n", id="not at the start"),
    ],
)
def test_what_is_no_head_stays_in_the_text(text):
    source = split_head(text)

    assert (source.text, source.title, source.notes) == (text, None, ())


@pytest.mark.parametrize(
    "value", ["[a, b]", "{a: b}", "null", "true", "''"], ids=["list", "map", "null", "yes", "empty"]
)
def test_values_that_are_no_text_are_passed_over(value):
    assert split_head(f"---\ntitle: {value}\n---\n{LINE}").title is None


@pytest.mark.parametrize(
    ("value", "title"),
    [("1984", "1984"), ("2014-02-19", "2014-02-19"), ("a\n  b", "a b")],
    ids=["number", "date", "folded"],
)
def test_values_that_can_be_text_are_text(value, title):
    assert split_head(f"---\ntitle: {value}\n---\n{LINE}").title == title
