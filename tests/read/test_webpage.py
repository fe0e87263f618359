import pytest

from summitry.read.intake import from_bytes
from summitry.read.intake.webpage import read_page

FIRST = "The two ministers met in Geneva on Monday and spoke for three hours about the river."
SECOND = "They agreed that the talks should go on in the spring of the next year."


def page(body, head=""):
    return f"<!DOCTYPE html><html lang='en'><head><title>River talks go on - Lakeside Wire</title>{head}</head><body>{body}</body></html>"


ARTICLE = f"<article><h1>River talks go on</h1><p>{FIRST}</p><p>{SECOND}</p></article>"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        pytest.param(f"<p>{FIRST}</p><p>{SECOND}</p>", f"{FIRST}\n\n{SECOND}", id="paragraphs"),
        pytest.param(f"<div>{FIRST}<br><br>{SECOND}</div>", f"{FIRST}\n\n{SECOND}", id="doubled breaks"),
        pytest.param(f"<p>{FIRST}<br/><br/>{SECOND}</p>", f"{FIRST}\n\n{SECOND}", id="doubled breaks in a paragraph"),
        pytest.param(
            f"<div>{FIRST}</div><div>{SECOND}</div>", f"{FIRST}\n\n{SECOND}", id="blocks that are no paragraphs"
        ),
        pytest.param(f"<div>{FIRST}<p>{SECOND}</p></div>", f"{FIRST}\n\n{SECOND}", id="loose text beside a paragraph"),
        pytest.param(f"<p>{FIRST}</p><ul><li>One.</li><li>Two.</li></ul>", f"{FIRST}\n\n- One.\n- Two.", id="a list"),
        pytest.param(
            f"<p>{FIRST}</p><ol><li>One.</li><li>Two.</li></ol>", f"{FIRST}\n\n1. One.\n2. Two.", id="a numbered list"
        ),
        pytest.param(
            f"<p>{FIRST}</p><blockquote><p>{SECOND}</p></blockquote>", f"{FIRST}\n\n{SECOND}", id="a quotation"
        ),
        pytest.param(
            f"<p>The <b>two</b> <a href='/m'>ministers</a> met in\n Geneva &amp; left.</p><p>{SECOND}</p>",
            f"The two ministers met in Geneva & left.\n\n{SECOND}",
            id="marks within a line",
        ),
    ],
)
def test_blocks_stay_apart(body, expected):
    assert read_page(page(f"<article>{body}</article>")).text.removeprefix("River talks go on\n\n") == expected


@pytest.mark.parametrize(
    "unseen",
    [
        "<script>var x = 'SECRET';</script>",
        "<style>.x { content: 'SECRET' }</style>",
        "<p hidden>SECRET words of some length that nobody sees.</p>",
        "<p style='color:red; display: none'>SECRET words of some length that nobody sees.</p>",
        "<p style='visibility:hidden'>SECRET words of some length that nobody sees.</p>",
        "<div aria-hidden='true'><p>SECRET words of some length that nobody sees.</p></div>",
        "<!-- SECRET -->",
        "<noscript><p>SECRET: turn on scripts.</p></noscript>",
        "<template><p>SECRET words.</p></template>",
    ],
    ids=["script", "style", "hidden", "display none", "invisible", "aria-hidden", "comment", "noscript", "template"],
)
def test_what_a_browser_does_not_show_is_gone(unseen):
    text = read_page(page(f"<article><p>{FIRST}</p>{unseen}<p>{SECOND}</p></article>")).text

    assert text == f"{FIRST}\n\n{SECOND}"


def test_menus_and_footers_are_left_out():
    text = read_page(
        page(f"<nav><ul><li><a href='/'>Home</a></li></ul></nav>{ARTICLE}<footer><p>All rights reserved.</p></footer>")
    ).text

    assert "Home" not in text
    assert "rights" not in text
    assert SECOND in text


@pytest.mark.parametrize(
    ("head", "published"),
    [
        pytest.param(
            "<meta property='article:published_time' content='2014-02-19T13:00:00+09:00'>",
            "2014-02-19T13:00:00+09:00",
            id="Open Graph",
        ),
        pytest.param("<meta name='date' content='2014-02-19'>", "2014-02-19", id="a plain name"),
        pytest.param("<meta name='DC.date.issued' content='2014-02-19'>", "2014-02-19", id="Dublin Core"),
        pytest.param(
            '<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": "2014-02-19T04:00:00Z"}</script>',
            "2014-02-19T04:00:00+00:00",
            id="linked data",
        ),
        pytest.param(
            '<script type="application/ld+json">{"@graph": [{"datePublished": "2014-02-19"}]}</script>',
            "2014-02-19",
            id="a graph of linked data",
        ),
        pytest.param(
            '<script type="application/ld+json">{broken</script><meta name="pubdate" content="19 February 2014">',
            "2014-02-19",
            id="broken linked data",
        ),
        pytest.param("", None, id="nothing"),
    ],
)
def test_date_of_publication(head, published):
    assert from_bytes(page(ARTICLE, head).encode(), "a.html").document.published == published


def test_the_time_element_tells_the_date():
    body = f"<article><h1>River talks</h1><time datetime='2014-02-19'>a while ago</time><p>{FIRST}</p></article>"

    assert read_page(page(body)).published == "2014-02-19"


def test_title_outlet_address_and_language():
    head = "<meta property='og:site_name' content='Lakeside Wire'><link rel='canonical' href='https://example.org/a'>"

    source = read_page(page(ARTICLE, head))

    assert (source.title, source.publisher, source.url, source.language) == (
        "River talks go on",
        "Lakeside Wire",
        "https://example.org/a",
        "en",
    )


def test_a_page_that_is_all_menu_is_read_with_a_note():
    source = read_page(page("<table><tr><td>Monday</td><td>Talks in Geneva</td></tr></table>"))

    assert "Monday" in source.text


@pytest.mark.parametrize(
    "body",
    [
        "",
        "<",
        "<html>",
        "<p>",
        "</p></p>",
        "<div>" * 3000 + "x",
        "\x01<p>x</p>",
        "<![CDATA[x]]>",
        "<?xml version='1.0' encoding='utf-8'?><p>x</p>",
    ],
)
def test_broken_pages_do_no_harm(body):
    read_page(body)
