"""Names resolve as of a date, with a reason; what is not certain is not guessed, and its candidates are told."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summitry.knowledge.entries import fold
from summitry.knowledge.languages import could_be_foreign, foreign_names
from summitry.knowledge.reasons import with_article
from summitry.knowledge.spelling import key_of, key_parts, same_name
from summitry.knowledge.world import open_world
from summitry.records import ActorKind, Level, Office


@pytest.fixture(scope="module")
def world():
    return open_world(())


def case(name, text, on, expected):
    return pytest.param(text, on, expected, id=name)


# ---------------------------------------------------------------------- certain and uncertain
@pytest.mark.parametrize(
    ("text", "on", "expected"),
    [
        case("the usual meaning of an ambiguous name is given", "Georgia", "2014-02-08", "GEO"),
        case("Brussels is usually the Union", "Brussels", "2014-02-08", "EUE"),
        case("Congo is usually the larger one", "Congo", "2014-02-08", "COD"),
        case("Korea is usually the south", "Korea", "2014-02-08", "KOR"),
        case("an abbreviation with two meanings is not guessed", "SDF", "2020-01-01", None),
        case(
            "an abbreviation has one meaning before the other body exists",
            "SDF",
            "2010-01-01",
            "JPN/self-defense-forces",
        ),
        case("a former name after its end is the state of today", "Macedonia", "2023-01-01", "MKD"),
        case("a former name in its time is that state", "Swaziland", "2010-01-01", "SWZ"),
        case("a renamed capital is a place of its state", "Nur-Sultan", "2023-05-01", "KAZ"),
        case("a capital that moved is a place of its state", "Bonn", "2014-01-01", "DEU"),
        case("a residence that is none any more stands for nothing", "Sublime Porte", "2014-01-01", None),
        case("a government that ended is still that state's", "Obama administration", "2018-01-01", "USA"),
        case("a government to come means nothing yet", "Obama administration", "2001-01-01", None),
        case("a disputed place stands for no state", "Crimea", "2015-01-01", None),
        case("a family name of nobody in office is not guessed", "Abe", "2021-06-01", None),
        case("a family name of several in office is not guessed", "Kim", "2014-01-01", None),
        case("a pronoun is no state", "us", None, None),
        case("a pronoun inside a phrase is no state", "told us", None, None),
        case("an empty text is nothing", " \n", None, None),
        case("a very long text is nothing", "Japan " * 200, None, None),
    ],
)
def test_only_what_is_certain_is_answered(world, text, on, expected):
    found = world.resolve(text, on)
    assert (found.id if found else None) == expected


@pytest.mark.parametrize(
    ("text", "on", "expected"),
    [
        case(
            "both bodies of an abbreviation",
            "SDF",
            "2020-01-01",
            {"JPN/self-defense-forces", "SYR/syrian-democratic-forces"},
        ),
        case("claimants of a disputed place", "Crimea", "2015-01-01", {"RUS", "UKR"}),
        case("the usual meaning and the others", "Congo", None, {"COD", "COG"}),
        case("all of a family name", "Kim", "2014-01-01", {"PRK/kim-jong-un", "PRK/kim-yong-nam"}),
        case("a family name of somebody out of office", "Abe", "2021-06-01", {"JPN/shinzo-abe"}),
        case(
            "former holders of an office",
            "the former Japanese prime minister",
            "2015-01-01",
            {"JPN/yoshihiko-noda", "JPN/naoto-kan"},
        ),
        case("nothing for an unknown name", "Atlantis", None, set()),
    ],
)
def test_candidates_are_told(world, text, on, expected):
    found = {one.id for one in world.candidates(text, on)}
    assert expected <= found
    assert bool(expected) == bool(found)


def test_the_usual_meaning_comes_first_and_its_reason_names_the_others(world):
    first, *others = world.candidates("Brussels", "2014-02-08")
    reason = world.resolve("Brussels", "2014-02-08").reason
    assert first.id == "EUE"
    assert "BEL" in {one.id for one in others}
    assert "It can also mean Belgium" in reason


@pytest.mark.parametrize(
    ("text", "on", "reason"),
    [
        case("capital", "Tokyo", None, "'Tokyo' is the capital of Japan and stands for its government."),
        case("residence", "the Kremlin", None, "'Kremlin' is a seat of the government of Russia and stands for it."),
        case("abbreviation", "DPRK", None, "'DPRK' is an abbreviation for North Korea."),
        case("demonym", "Britons", None, "'Britons' is what the people of the United Kingdom are called."),
        case("former name", "Swaziland", "2023-01-01", "'Swaziland' was a name of Eswatini until 2018-04-19."),
        case("vanished state", "Soviet Union", "2014-01-01", "'Soviet Union' names the Soviet Union, which ended on 1991-12-26; Russia is its successor."),
        case("another language", "Japon", None, "'Japon' is the French name of Japan (CLDR)."),
        case("person", "Abe Shinzo", "2014-02-08", "'Abe Shinzo' is Shinzo Abe, Prime Minister of Japan from 2012-12-26 to 2020-09-16."),
        case("longer phrase", "four Saudi men", None, "The phrase as a whole is in no table, but 'Saudi' says that it is of Saudi Arabia."),
    ],
)  # fmt: skip
def test_a_reason_is_a_sentence(world, text, on, reason):
    assert world.resolve(text, on).reason == reason


# ---------------------------------------------------------------------- people
@pytest.mark.parametrize(
    ("text", "on", "person", "office"),
    [
        pytest.param("Catherine Ashton", "2013-05-01", "EUE/catherine-ashton", Office.FOREIGN_MINISTER, id="office at the date goes before nationality"),
        pytest.param("Abe Shinzo", "2014-01-01", "JPN/shinzo-abe", Office.HEAD_OF_GOVERNMENT, id="family name first"),
        pytest.param("Jiechi Yang", "2012-01-01", "CHN/yang-jiechi", Office.FOREIGN_MINISTER, id="Chinese name in western order"),
        pytest.param("el-Sisi", "2016-01-01", "EGY/abdel-fattah-al-sisi", Office.HEAD_OF_STATE, id="the article is spelled in two ways"),
        pytest.param("Abdel Fattah Sisi", "2016-01-01", "EGY/abdel-fattah-al-sisi", Office.HEAD_OF_STATE, id="the article may be missing"),
        pytest.param("Abdelfatah al-Sissi", "2016-01-01", "EGY/abdel-fattah-al-sisi", Office.HEAD_OF_STATE, id="servant of the Opener in one word"),
        pytest.param("Muhammad Mursi", "2012-12-01", "EGY/mohamed-morsi", Office.HEAD_OF_STATE, id="Muhammad and Mohamed are one name"),
        pytest.param("Zelenskiy", "2020-01-01", "UKR/volodymyr-zelenskyy", Office.HEAD_OF_STATE, id="endings of Slavic names vary"),
        pytest.param("Arseny Yatseniuk", "2015-01-01", "UKR/arseniy-yatsenyuk", Office.HEAD_OF_GOVERNMENT, id="Slavic vowels vary"),
        pytest.param("Sergey Viktorovich Lavrov", "2014-01-01", "RUS/sergei-lavrov", Office.FOREIGN_MINISTER, id="a patronymic may stand in between"),
        pytest.param("Nicolás Maduro Moros", "2015-01-01", "VEN/nicolas-maduro", Office.HEAD_OF_STATE, id="a second surname may follow"),
        pytest.param("Enrique Peña", "2014-06-01", "MEX/enrique-pena-nieto", Office.HEAD_OF_STATE, id="a second surname may be missing"),
        pytest.param("Katrín", "2019-01-01", "ISL/katrin-jakobsdottir", Office.HEAD_OF_GOVERNMENT, id="Icelanders are called by their given name"),
        pytest.param("Crown Prince Mohammed bin Salman", "2019-01-01", "SAU/mohammed-bin-salman", Office.OTHER, id="a prince by title and name"),
        pytest.param("Russia's Putin", "2014-01-01", "RUS/vladimir-putin", Office.HEAD_OF_STATE, id="state and family name"),
        pytest.param("Shinzo Abe, prime minister of Japan", "2014-02-08", "JPN/shinzo-abe", Office.HEAD_OF_GOVERNMENT, id="the title after the name"),
        pytest.param("Secretary of State John Kerry", "2015-01-01", "USA/john-kerry", Office.FOREIGN_MINISTER, id="a title means another office elsewhere"),
        pytest.param("the Japanese leader", "2014-01-01", "JPN/shinzo-abe", Office.HEAD_OF_GOVERNMENT, id="the leader is who leads the executive"),
        pytest.param("president of the European Commission", "2010-01-01", "EUE/jose-manuel-barroso", Office.HEAD_OF_ORGANIZATION, id="a title of a body"),
        pytest.param("then prime minister Abe", "2022-01-01", "JPN/shinzo-abe", None, id="then: no office on the day"),
        pytest.param("ex-president Nicolas Sarkozy", "2014-01-01", "FRA/nicolas-sarkozy", None, id="ex-: no office on the day"),
        pytest.param("former Foreign Minister Kishida", "2022-01-01", "JPN/fumio-kishida", Office.HEAD_OF_GOVERNMENT, id="former in one office, in another on the day"),
        pytest.param("US President-elect Joe Biden", "2020-12-01", "USA/joe-biden", None, id="elect: not yet in office"),
        pytest.param("the president-elect of the United States", "2016-12-20", "USA/donald-trump", None, id="elect without a name is who comes next"),
        pytest.param("General Mark Milley", "2021-06-01", "USA/mark-milley", Office.MILITARY, id="a general is known by full name"),
    ],
)  # fmt: skip
def test_a_person_is_known_by_any_usual_form_of_the_name(world, text, on, person, office):
    found = world.resolve(text, on)
    assert found is not None
    assert (found.id, found.office, found.kind) == (person, office, ActorKind.PERSON)


def test_who_is_in_no_table_is_told_by_title_and_state(world):
    found = world.resolve("Japanese Deputy Foreign Minister Taro Yamada", "2014-01-01")
    assert (found.id, found.name, found.country) == ("JPN/taro-yamada", "Taro Yamada", "JPN")
    assert (found.office, found.level, found.kind) == (Office.DEPUTY_MINISTER, Level.DEPUTY_MINISTER, ActorKind.PERSON)
    assert "in no table" in found.reason


@pytest.mark.parametrize(
    ("text", "country", "office"),
    [
        case("spokesperson", "Kenyan government spokesman Amos Otieno", "KEN", Office.SPOKESPERSON),
        case("envoy to another state", "US special envoy to Chad Ann Miller", "USA", Office.ENVOY),
        case("sent from one state to another", "ambassador of Chad to Japan Ali Moussa", "TCD", Office.AMBASSADOR),
        case("former deputy", "former Thai deputy foreign minister Somchai Jaidee", "THA", None),
        case("state after the title", "deputy defence minister of Poland Jan Nowak", "POL", Office.DEPUTY_MINISTER),
    ],
)
def test_unlisted_people_have_country_and_office(world, text, country, office):
    found = world.resolve(text, "2014-01-01")
    assert (found.country, found.office, found.kind) == (country, office, ActorKind.PERSON)


def test_a_crown_prince_has_the_level_of_the_title(world):
    assert world.resolve("Mohammed bin Salman", "2019-01-01").level is Level.LEADER


def test_a_minister_of_a_name_known_for_another_office_is_somebody_else(world):
    found = world.resolve("Japanese Deputy Foreign Minister Abe", "2014-02-08")
    assert found.id != "JPN/shinzo-abe"


def test_another_holder_known_to_the_tables_is_told(world):
    assert "Fumio Kishida" in world.resolve("Japanese Foreign Minister Taro Yamada", "2014-01-01").reason


def test_an_office_of_a_body_is_not_that_of_its_state(world):
    found = world.resolve("president of the Knesset", "2014-01-01")
    assert (found.id, found.office) == ("ISR/knesset", Office.LEGISLATOR)


@pytest.mark.parametrize(
    "text", ["president", "Defense Minister", "the ambassador to Russia", "former foreign minister"]
)
def test_a_title_without_a_state_is_nobody(world, text):
    assert world.resolve(text, "2014-01-01") is None


# ---------------------------------------------------------------------- longer phrases
@pytest.mark.parametrize(
    ("text", "country", "kind"),
    [
        ("two Chinese warplanes", "CHN", ActorKind.GOVERNMENT),
        ("a Chinese company", "CHN", ActorKind.GROUP),
        ("Syrian rebels", "SYR", ActorKind.GROUP),
        ("a Somalia-based group", "SOM", ActorKind.GROUP),
        ("US-backed Syrian rebels", "SYR", ActorKind.GROUP),
        ("an Iran-backed militia", "IRN", ActorKind.GROUP),
        ("residents of Aleppo", "SYR", ActorKind.GROUP),
        ("Muslim leaders in France", "FRA", ActorKind.GROUP),
        ("Chinese state media", "CHN", ActorKind.GOVERNMENT),
        ("the head of the Chadian Human Rights League", "TCD", ActorKind.GROUP),
    ],
    ids=lambda value: str(value) if isinstance(value, str) and " " in value else "",
)
def test_a_longer_phrase_is_of_the_state_that_it_names(world, text, country, kind):
    found = world.resolve(text)
    assert (found.country, found.kind) == (country, kind)


# ---------------------------------------------------------------------- other languages
@pytest.mark.parametrize(
    ("text", "expected"),
    [("Japon", "JPN"), ("Россия", "RUS"), ("日本", "JPN"), ("Alemania", "DEU"), ("Frankreich", "FRA"), ("Kongo", None)],
)
def test_names_of_states_in_other_languages(world, text, expected):
    found = world.resolve(text)
    assert (found.id if found else None) == expected


def test_the_index_of_other_languages_is_not_built_for_what_the_tables_know(world):
    foreign_names.cache_clear()
    world.forget()
    for name in ("Tokyo", "Shinzo Abe", "NATO", "the French president", "a cat"):
        world.resolve(name, "2014-02-08")
    assert foreign_names.cache_info().currsize == 0


@pytest.mark.parametrize(
    ("text", "expected"), [("Japon", True), ("a cat", False), ("20 men", False), ("", False), ("One, two", False)]
)
def test_what_could_be_a_name_in_another_language(text, expected):
    assert could_be_foreign(text) is expected


# ---------------------------------------------------------------------- spelling
@pytest.mark.parametrize(
    "names",
    [
        ("Mohammed", "Muhammad", "Mohamed", "Mohammad"),
        ("Hussein", "Husain", "Hossein", "Hussain"),
        ("Zelensky", "Zelenskyy", "Zelenskiy"),
        ("Medvedev", "Medvedew", "Medvedeff"),
        ("Alexander", "Aleksandr", "Aleksander"),
        ("Sergei", "Sergey"),
        ("Dmitry", "Dmitri", "Dmitriy"),
        ("Aliyev", "Aliev"),
        ("Rouhani", "Ruhani", "Rohani"),
    ],
    ids=lambda names: names[0],
)
def test_transliterations_share_a_key(names):
    assert len({key_of(name) for name in names}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [("Zhang", "Yang"), ("Wang", "Wong"), ("Jinping", "Junping"), ("Mohammed", "Mehmet"), ("Xi", "Xu")],
)
def test_different_names_have_different_keys(one, other):
    assert key_of(one) != key_of(other)


@pytest.mark.parametrize(
    ("name", "known", "family", "expected"),
    [
        pytest.param("George Bush", "George W. Bush", "Bush", True, id="an initial may be missing"),
        pytest.param("Juan Carlos Jobet", "Juan Carlos I", "Carlos", False, id="a ruler's number is part of the name"),
        pytest.param("Ali Khan", "Imran Khan", "Khan", False, id="the given name must be there"),
        pytest.param("Hassan", "Hassan Rouhani", "Rouhani", False, id="the family name must be there"),
    ],
)
def test_two_names_of_one_person(name, known, family, expected):
    assert same_name(key_parts(name), key_parts(known), key_parts(family)) is expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Japan", "Japan"),
        ("Netherlands", "the Netherlands"),
        ("United States", "the United States"),
        ("Czech Republic", "the Czech Republic"),
    ],
)
def test_names_stand_with_their_article(name, expected):
    assert with_article(name) == expected


# ---------------------------------------------------------------------- anything at all
@settings(max_examples=150, deadline=None)
@given(st.text(max_size=60), st.none() | st.dates(date(1950, 1, 1), date(2030, 1, 1)))
def test_no_text_breaks_the_resolver(text, day):
    found = open_world(()).resolve(text, day)
    assert found is None or found.reason.endswith(".")


WORDS = [
    "former",
    "the",
    "US",
    "Japanese",
    "prime",
    "minister",
    "of",
    "Abe",
    "'s",
    "-",
    "ex-",
    "president-elect",
    "to",
    "Russia",
    ",",
    "and",
    "al-",
    "deputy",
]


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=9))
def test_no_order_of_words_breaks_the_resolver(words):
    open_world(()).candidates(" ".join(words), "2014-02-08")


def test_every_alias_resolves_to_a_target_of_its_own_or_has_candidates(world):
    unknown = [
        phrase
        for phrase, _ in world.gazetteer()
        if world.meanings(fold(phrase)) and world.resolve(phrase) is None and not world.candidates(phrase)
    ]
    assert unknown == []


@pytest.mark.shared
def test_most_phrases_of_actors_have_the_right_country(shared):
    from actor_scores import actor_figures

    figures = actor_figures(shared)
    assert figures["actor phrases: country"] >= 0.9
    assert figures["actor phrases: nobody"] >= 0.95


# ---------------------------------------------------------------------- family names of several people
@pytest.mark.parametrize(
    ("text", "on", "expected"),
    [
        pytest.param("Obama", None, "USA/barack-obama", id="the best known of two"),
        pytest.param("Bush", None, "USA/george-w-bush", id="the best known of a family"),
        pytest.param("Bush", "1991-06-01", "USA/george-h-w-bush", id="the date goes first"),
        pytest.param("Russia's Putin", None, "RUS/vladimir-putin", id="with a state"),
        pytest.param("Jens Stoltenberg", None, "NAT/jens-stoltenberg", id="one person under a state and a body"),
        pytest.param("Jens Stoltenberg", "2012-02-08", "NOR/jens-stoltenberg", id="the office held on the day"),
        pytest.param("Ursula von der Leyen", None, "EUE/ursula-von-der-leyen", id="the later of two offices"),
        pytest.param("Ursula von der Leyen", "2016-02-08", "DEU/ursula-von-der-leyen", id="the office at the time"),
        pytest.param("Clinton", None, None, id="two who are as well known"),
        pytest.param("Kim", None, None, id="a name of very many"),
    ],
)
def test_a_family_name_means_who_is_marked_as_the_best_known(world, text, on, expected):
    found = world.resolve(text, on)
    assert (found.id if found else None) == expected


def test_the_reason_names_the_others_of_that_name(world):
    assert "It can also mean George H. W. Bush" in world.resolve("Bush").reason


@pytest.mark.parametrize(
    "text", ["Friday", "Fall", "Gift", "King", "May", "x", "X", "VI", "II", "Sunday", "nine", "friday"]
)
def test_words_of_everyday_life_are_no_names_by_themselves(world, text):
    assert world.resolve(text) is None
    assert world.resolve(text, "2026-06-01") is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mr Friday", "VCT/godwin-friday"),
        ("Prime Minister Friday", "VCT/godwin-friday"),
        ("Godwin Friday", "VCT/godwin-friday"),
        ("Frederik X", "DNK/frederik-x"),
        ("Prime Minister May", "GBR/theresa-may"),
    ],
)
def test_with_a_title_or_a_first_name_they_are(world, text, expected):
    assert world.resolve(text).id == expected


def test_a_place_goes_before_a_person_of_that_name(world):
    found = world.resolve("Liverpool")
    assert (found.id, found.kind) == ("GBR", ActorKind.GROUP)
    assert "It can also mean Nicholas Liverpool" in found.reason


# ---------------------------------------------------------------------- bodies that many states have
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the Senate", "USA/senate"),
        ("France's Senate", "FRA/senate"),
        ("the Senate of Brazil", "BRA"),
        ("the Philippine Senate", "PHL"),
        ("Peru's Congress", "PER"),
        ("India's Congress", "IND/indian-national-congress"),
        ("the Congress of the United States", "USA/congress"),
        ("Iraq's parliament", "IRQ/council-of-representatives"),
        ("the Parliament of Israel", "ISR/knesset"),
        ("Parliament", None),
    ],
)
def test_a_parliament_is_that_of_the_state_beside_it(world, text, expected):
    found = world.resolve(text)
    assert (found.id if found else None) == expected


@pytest.mark.parametrize(
    ("text", "on", "expected"),
    [("the Pope", "2014-02-08", "VAT/pope-francis"), ("the pontiff", "2000-05-01", "VAT/john-paul-ii")],
)
def test_the_pope_is_who_holds_the_office(world, text, on, expected):
    assert world.resolve(text, on).id == expected
