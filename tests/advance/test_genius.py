"""Import of GENIUS domains: additive ones are read, all others refused with the line."""

from fractions import Fraction

import pytest

from summitry.advance.genius import find_domain, read_domain
from summitry.errors import ScenarioError

DOMAIN = """<negotiation_template><utility_space number_of_issues="2"><objective name="root">
<issue index="1" name="fish" vtype="discrete"><item index="1" value="cod"/><item index="2" value="herring"/></issue>
<issue index="2" name="tons" vtype="integer" lowerbound="1" upperbound="3"/>
</objective></utility_space></negotiation_template>"""
PROFILE = """<utility_space><objective name="root">
<issue index="1" name="fish" vtype="discrete"><item value="cod" evaluation="10"/><item value="herring" evaluation="0.1"/></issue>
<issue index="2" name="tons" vtype="integer" lowerbound="1" upperbound="3"><evaluator ftype="linear" slope="0.5" offset="1"/></issue>
<weight index="1" value="0.3"/><weight index="2" value="0.7"/>
</objective><reservation value="0.25"/></utility_space>"""


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "fish.xml").write_text(DOMAIN)
    (tmp_path / "a.xml").write_text(PROFILE)
    (tmp_path / "b.xml").write_text(PROFILE)
    return tmp_path


def test_an_additive_domain_is_read_in_exact_fractions(folder):
    found = read_domain(*find_domain(folder))

    assert found.tables["a"] == {
        "fish": {"cod": 3, "herring": Fraction(3, 100)},
        "tons": {"1": Fraction(21, 20), "2": Fraction(7, 5), "3": Fraction(7, 4)},
    }
    assert found.reservation == {"a": Fraction(1, 4), "b": Fraction(1, 4)}


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        pytest.param('evaluation="10"', 'evaluation="ten"', r"a.xml:2: evaluation 'ten' of <item> is no finite number", id="a value that is no number"),
        pytest.param('<weight index="2" value="0.7"/>', "", r"a.xml:3: issue 'tons' has no <weight", id="an issue without a weight"),
        pytest.param('name="fish"', 'name="meat"', r"a.xml:2: the domain has no issue 'meat'", id="an issue of another domain"),
        pytest.param('<item value="herring" evaluation="0.1"/>', "", r"a.xml:2: option 'herring' .* has no evaluation", id="an option without a value"),
        pytest.param('ftype="linear"', 'ftype="triangular"', r"a.xml:3: evaluator of type 'triangular'", id="an evaluator that is not linear"),
        pytest.param("utility_space", "html", r"a.xml:1: the root is <html>", id="another kind of file"),
        pytest.param("<objective", '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]><objective', "no well-formed XML", id="a doctype in the wrong place"),
    ],
)  # fmt: skip
def test_what_is_not_additive_or_malformed_is_refused(folder, old, new, problem):
    (folder / "a.xml").write_text(PROFILE.replace(old, new))
    with pytest.raises(ScenarioError, match=problem):
        read_domain(folder / "fish.xml", [folder / "a.xml", folder / "b.xml"])


def test_entities_of_a_file_are_not_followed(folder, tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("7")
    text = f'<!DOCTYPE utility_space [<!ENTITY e SYSTEM "{secret.as_uri()}">]>' + PROFILE.replace(
        "</objective>", "<note>&e;</note></objective>"
    )
    (folder / "a.xml").write_text(text)

    assert read_domain(folder / "fish.xml", [folder / "a.xml"]).tables["a"]["fish"]["cod"] == 3


def test_a_folder_without_a_domain_is_refused(tmp_path):
    with pytest.raises(ScenarioError, match="0 domain files and 0 profiles"):
        find_domain(tmp_path)
