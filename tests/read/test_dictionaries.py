"""Dictionaries in PETRARCH's formats: how they are read, coded with, and imported."""

from datetime import date

import pytest

from summitry.errors import TableError
from summitry.knowledge.ontologies import load_ontology
from summitry.read.dictionaries import CommaLimits, Rules, code_sentence, find_issues, load_dictionaries
from summitry.read.dictionaries.importing import check_ontology, import_dictionaries

VERBS = """<!-- our own little dictionary -->
&COIN
+DUCAT
+SILVER THALER
+GUILDERS_

&SHARP
+&COIN
+BITTER

--- CONDEMN [111] ---
CONDEMN
BLAST { BLASTED }  [112]
+LASH_OUT {+LASHED_OUT +LASHES_OUT}
- NEITHER * [051]
- * &SHARP ATTACK [113]
- * ATTACK [---]

--- PAY [070] ---
PAY {PAID PAYS}
- * &COIN [071]  # money
- + * TRIBUTE FROM $ [072]
- * FOR_ASYLUM IN [075]

--- MEET [040:040] ---
MEET {MET MEETS}
- % HAVE * [041:041]

--- LEAVE [042:043] ---
LEFT

--- CELEBRATE [051] ---
CELEBRATE
- * FEAST AT ^ WITH + [052]

--- ARREST [173] ---
ARREST

--- SAY [010] ---
SAY {SAID SAYS}

--- ATTACK [190] ---
ATTACK

~ a (b . ATTACK) SAY = a b 112
"""
ACTORS = """VELDORIA [VEL]
+VELDORIAN
KARSLAND [KAR] # a neighbour
OSTIA_REPUBLIC  [OST]
TWIN ISLES [NOR/SUD]
MIRA_TOLL [VEL]
\t[VELGOV 20100101-20141231]
\t[VELOPP >20141231]
OLD_EMPIRE
\t[EMP <911226]
"""
AGENTS = """!PERSON! = MAN, WOMEN
MINISTER [~GOV]
POLICE {} [~COP]
MARKET_WOMAN {MARKET_WOMEN} [~BUS]
CONGRESS!PERSON! [~LEG]
RELIEF_CORPS {} [NGO~]
STUDENT [~EDU]
SOLDIER [~MIL]
"""
DISCARDS = """BASEBALL
+TYPHOON
"""
ISSUES = """<ISSUE category="WATER">
DAM
RIVER WATER
</ISSUE>
"""


def write(folder, **texts):
    paths = []
    for sort, text in texts.items():
        path = folder / f"own.{sort}.txt"
        path.write_text(text, encoding="utf-8")
        paths.append(path)
    return paths


@pytest.fixture
def dictionaries(tmp_path):
    write(tmp_path, verbs=VERBS, actors=ACTORS, agents=AGENTS, discards=DISCARDS, issues=ISSUES)
    return load_dictionaries(tmp_path, strict=True)


@pytest.fixture
def parse(reader):
    from summitry.read.parse import parse_documents
    from summitry.records import Document

    return lambda text: next(parse_documents([Document.from_text(text, published="2012-05-08")], reader.pipeline))


@pytest.fixture
def code(dictionaries, parse):
    def find(text, on=date(2012, 5, 8), **options):
        events = code_sentence(parse(text), dictionaries, on=on, **options)
        return [f"{event.source.code} {event.target.code} {event.code}" for event in events]

    return find


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Veldoria condemned Karsland.", ["VEL KAR 111"], id="a verb has its block's code"),
        pytest.param("Veldoria blasted Karsland.", ["VEL KAR 112"], id="a verb may have its own code"),
        pytest.param("Veldoria lashed out at Karsland.", ["VEL KAR 111"], id="a verb may have several words"),
        pytest.param("Karsland was condemned by Veldoria.", ["VEL KAR 111"], id="a passive is turned round"),
        pytest.param("Veldoria paid ten silver thalers to Karsland.", ["VEL KAR 071"], id="a synset in its plural"),
        pytest.param("Veldoria paid ten guilders to Karsland.", ["VEL KAR 071"], id="a synset spelt in its plural"),
        pytest.param("Veldoria paid rent to Karsland.", ["VEL KAR 070"], id="no pattern: the verb's code"),
        pytest.param("Veldoria paid tribute from Karsland.", ["KAR VEL 072"], id="signs tell who acts"),
        pytest.param("Veldoria paid for asylum in Karsland.", ["VEL KAR 075"], id="joined words touch"),
        pytest.param("Veldoria paid for safe asylum in Karsland.", ["VEL KAR 070"], id="joined words lie not apart"),
        pytest.param("Veldoria condemned the bitter attack on Karsland.", ["VEL KAR 113"], id="a synset in a synset"),
        pytest.param("Veldoria condemned the attack on Karsland.", [], id="--- codes nothing"),
        pytest.param("Neither Veldoria nor Karsland condemned the Ostia Republic.", ["VEL OST 051", "KAR OST 051"], id="words before the verb"),
        pytest.param("Veldoria met Karsland.", ["VEL KAR 040", "KAR VEL 040"], id="two codes: both ways"),
        pytest.param("Veldoria left for Karsland.", ["VEL KAR 042", "KAR VEL 043"], id="another code the other way"),
        pytest.param("Veldoria and Karsland have met.", ["VEL KAR 041", "KAR VEL 041"], id="% is both sides"),
        pytest.param("Veldoria celebrated the feast at Karsland with the Ostia Republic.", ["VEL OST 052"], id="^ passes a noun over"),
        pytest.param("Twin Isles condemned Karsland.", ["NOR KAR 111", "SUD KAR 111"], id="a joint code is parted"),
        pytest.param("Veldorian police arrested students.", ["VELCOP ---EDU 173"], id="an agent adds to the actor"),
        pytest.param("Students from Karsland condemned Veldoria.", ["KAREDU VEL 111"], id="an agent takes the actor behind from"),
        pytest.param("The market women of Veldoria condemned Karsland.", ["VELBUS KAR 111"], id="an irregular plural"),
        pytest.param("The polices of Veldoria condemned Karsland.", ["VEL KAR 111"], id="empty braces: no plural"),
        pytest.param("Two congresswomen from Karsland condemned Veldoria.", ["KARLEG VEL 111"], id="a list in a word"),
        pytest.param("Relief Corps Veldoria condemned Karsland.", ["NGOVEL KAR 111"], id="an agent before the actor"),
        pytest.param("The former Veldorian minister condemned Karsland.", ["VELELI KAR 111"], id="former office-holders"),
        pytest.param("Veldoria's police and soldiers condemned Karsland.", ["VELCOP KAR 111", "VELMIL KAR 111"], id="offices share an actor"),
        pytest.param("Veldorian and Karsland soldiers condemned the Ostia Republic.", ["VELMIL OST 111", "KARMIL OST 111"], id="actors share an office"),
        pytest.param("Soldiers and police of Veldoria and Karsland condemned the Ostia Republic.", ["VELMIL OST 111", "KARMIL OST 111", "VELCOP OST 111", "KARCOP OST 111"], id="each office with each actor"),
        pytest.param("Veldoria, Karsland and the Ostia Republic condemned Twin Isles.", ["VEL NOR 111", "VEL SUD 111", "KAR NOR 111", "KAR SUD 111", "OST NOR 111", "OST SUD 111"], id="commas of a list stay"),
        pytest.param("Veldoria condemned Karsland and arrested students.", ["VEL KAR 111", "VEL ---EDU 173"], id="joined verbs are two events"),
        pytest.param("Veldoria, which once paid Karsland, condemned the Ostia Republic.", ["VEL OST 111"], id="a short clause is passed over"),
        pytest.param("Veldoria condemned Veldoria.", [], id="nobody acts on himself"),
        pytest.param("Veldoria condemned the weather.", [], id="without a target nothing is coded"),
        pytest.param("Baseball: Veldoria condemned Karsland.", [], id="a discard throws a sentence out"),
        pytest.param("Veldoria said Karsland attacked the Ostia Republic.", ["VEL KAR 112"], id="a transformation"),
        pytest.param("", [], id="an empty text"),
        pytest.param("?!", [], id="a text of signs"),
    ],
)  # fmt: skip
def test_what_a_sentence_is_coded_as(code, text, expected):
    assert code(text) == expected


@pytest.mark.model
@pytest.mark.parametrize(
    ("on", "expected"),
    [
        pytest.param(date(2009, 12, 31), "VEL", id="before the days of a code the plain one holds"),
        pytest.param(date(2010, 1, 1), "VELGOV", id="on the first day"),
        pytest.param(date(2014, 12, 31), "VELGOV", id="on the last day"),
        pytest.param(date(2015, 1, 1), "VELOPP", id="after a day"),
        pytest.param(None, "VEL", id="a day that is not known restricts nothing"),
    ],
)
def test_codes_hold_on_their_days(code, on, expected):
    assert code("Mira Toll condemned Karsland.", on=on) == [f"{expected} KAR 111"]


@pytest.mark.model
@pytest.mark.parametrize(("year", "count"), [(1990, 1), (1992, 0)])
def test_a_name_without_a_code_on_a_day_is_nobody(code, year, count):
    assert len(code("Old Empire condemned Karsland.", on=date(year, 1, 1))) == count


@pytest.mark.model
def test_a_discard_of_the_whole_text_throws_out_all_sentences(code):
    assert code("Veldoria condemned Karsland. A typhoon came.") == []
    assert code("Veldoria condemned Karsland. Baseball came.") == ["VEL KAR 111"]


@pytest.mark.model
def test_one_side_alone_is_coded_where_it_is_asked_for(code):
    assert code("Veldoria condemned the weather.", rules=Rules(dyads_only=False)) == ["VEL --- 111"]


@pytest.mark.model
def test_limits_of_clauses_can_be_set(code):
    text = "Veldoria condemned Karsland, students of Veldoria said on Monday."
    everything = Rules(dyads_only=False, commas=CommaLimits((3, 0), (2, 0), (2, 0)))
    assert code(text) == ["VEL KAR 111"]
    assert code(text, rules=everything) == ["VEL KAR 111", "VELEDU --- 010"]


@pytest.mark.model
def test_every_event_tells_its_evidence(dictionaries, parse):
    parsed = parse("Karsland's police lashed out at Mira Toll.")
    (event,) = code_sentence(parsed, dictionaries, on=date(2012, 5, 8))
    assert parsed.text(event.cue) == "lashed out"
    assert (parsed.text(event.source.span), parsed.text(event.target.span)) == ("Karsland's police", "Mira Toll")
    assert event.pattern is None
    assert str(event.origin) == f"own.verbs.txt:{line_of(VERBS, '+LASH_OUT')}"
    assert [str(origin) for origin in event.target.origins] == [f"own.actors.txt:{line_of(ACTORS, 'VELGOV')}"]


@pytest.mark.model
def test_an_event_tells_its_pattern_and_the_words_that_matched(dictionaries, parse):
    parsed = parse("Veldoria paid ten ducats to Karsland.")
    (event,) = code_sentence(parsed, dictionaries)
    assert event.pattern == "* &COIN"
    assert [parsed.text(span) for span in event.words] == ["ducats"]
    assert event.origin.line == line_of(VERBS, "- * &COIN")


@pytest.mark.model
def test_issues_are_found(dictionaries, parse):
    assert find_issues(parse("A dam was built."), dictionaries) == ("WATER",)
    assert find_issues(parse("A wall was built."), dictionaries) == ()


def line_of(text, needle):
    return next(number for number, line in enumerate(text.splitlines(), start=1) if needle in line)


@pytest.mark.parametrize(
    ("sort", "text", "line", "reason"),
    [
        pytest.param("verbs", "CONDEMN\n", 1, "a verb before the first block", id="a verb without block"),
        pytest.param("verbs", "--- A [1] ---\n- * B [2]\n", 2, "a pattern belongs to no verb", id="a pattern without verb"),
        pytest.param("verbs", "--- A [1] ---\nRUN\n- * FAR\n", 3, "code in square brackets", id="a pattern without code"),
        pytest.param("verbs", "--- A [1] ---\nRUN\n- FAR [2]\n", 3, "has a *", id="a pattern without verb sign"),
        pytest.param("verbs", "--- A [1] ---\nRUN\n- * A * [2]\n", 3, "has one *", id="a pattern with two"),
        pytest.param("verbs", "--- A [1] ---\nRUN\n- * (OFF [2]\n", 3, "is not closed", id="an open bracket"),
        pytest.param("verbs", "--- A [1] ---\nRUN\n- * {OFF) [2]\n", 3, "closes nothing", id="the wrong bracket"),
        pytest.param("verbs", "--- A [1] ---\nRUN\n- * &SAFE [2]\n", 3, "&SAFE is no synset", id="an unknown synset"),
        pytest.param("verbs", "--- A [1] ---\nRUN\n* FAR [2]\n", 3, "starts with '- '", id="a pattern without dash"),
        pytest.param("verbs", "--- A [1] ---\nRUN\n- * FAR [1:2:3]\n", 3, "more than two parts", id="three codes"),
        pytest.param("verbs", "--- A [1] ---\nRUN\n- * FAR [1-2]\n", 3, "is no code", id="no code"),
        pytest.param("verbs", "--- A [1] ---\nRUN {RAN\n", 2, "braces are not closed", id="open braces"),
        pytest.param("verbs", "~ a b c\n", 1, "a transformation reads", id="a malformed transformation"),
        pytest.param("actors", "VELDORIA [VEL\n", 1, "brackets are not closed", id="an open actor's code"),
        pytest.param("actors", "VELDORIA\n", 1, "no code that can be read", id="a name without code"),
        pytest.param("actors", "\t[VEL]\n", 1, "belongs to no name", id="a code without name"),
        pytest.param("actors", "VELDORIA [V]\n", 1, "is no actor's code", id="too short a code"),
        pytest.param("actors", "VELDORIA [VEL950601-990815]\n", 1, "is no actor's code", id="a code grown into its day"),
        pytest.param("actors", "VELDORIA [VEL <951301]\n", 1, "is no day", id="a month that is none"),
        pytest.param("actors", "VELDORIA [VEL 20100101]\n", 1, "days are written", id="a day without sign"),
        pytest.param("actors", "VELDORIA [VEL 20110101-20100101]\n", 1, "ends before it starts", id="days the wrong way"),
        pytest.param("agents", "MINISTER [GOV]\n", 1, "needs one code with ~", id="an agent without place for the actor"),
        pytest.param("agents", "!MINS! OF WAR [~GOV]\n", 1, "!MINS! is not declared", id="an unknown list"),
        pytest.param("issues", "DAM\n", 1, "before the first", id="an issue without category"),
    ],
)  # fmt: skip
def test_a_line_that_cannot_be_read_is_put_aside_with_its_reason(tmp_path, sort, text, line, reason):
    paths = write(tmp_path, **{sort: text})
    (problem,) = load_dictionaries(paths).problems
    assert (problem.origin.file, problem.origin.line) == (f"own.{sort}.txt", line)
    assert reason in problem.reason
    with pytest.raises(TableError, match=f"own.{sort}.txt:{line}"):
        load_dictionaries(paths, strict=True)


def test_lines_beside_a_bad_one_are_kept(tmp_path):
    paths = write(
        tmp_path, actors="VELDORIA [V]\nKARSLAND [KAR]\n", verbs="--- A [01] ---\nRUN\n- FAR [2]\n- * ON [03]\n"
    )
    found = load_dictionaries(paths)
    assert set(found.actors) == {"KARSLAND"}
    assert [pattern.text for pattern in found.verbs["RUN"][0].block.patterns] == ["* ON"]
    assert len(found.problems) == 2


def test_entries_of_later_files_are_tried_first(tmp_path):
    first, second = tmp_path / "a.actors.txt", tmp_path / "b.actors.txt"
    first.write_text("VELDORIA [VEL]\n", encoding="utf-8")
    second.write_text("VELDORIA [NEW]\n", encoding="utf-8")
    assert load_dictionaries([first, second]).actors["VELDORIA"][0].codes[0].code == "NEW"


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        pytest.param("own.things.txt", b"", "tells no sort", id="an unknown sort"),
        pytest.param("own.verbs.txt", b"\xff\xfe", "not UTF-8", id="no UTF-8"),
        pytest.param("own.verbs.txt", None, "cannot be read", id="a missing file"),
    ],
)
def test_a_file_that_cannot_be_read_is_an_error(tmp_path, name, content, reason):
    if content is not None:
        (tmp_path / name).write_bytes(content)
    with pytest.raises(TableError, match=reason):
        load_dictionaries([tmp_path / name])


def test_an_empty_folder_is_an_error(tmp_path):
    with pytest.raises(TableError, match="no dictionaries there"):
        load_dictionaries(tmp_path)


def test_an_import_can_be_loaded_and_tells_what_it_left(tmp_path):
    paths = write(tmp_path, verbs=VERBS, actors=ACTORS, agents=AGENTS)
    done = import_dictionaries(paths, tmp_path / "out")
    ontology = load_ontology(tmp_path / "out", strict=True)
    assert check_ontology(tmp_path / "out") == ()
    phrases = {phrase: act["code"] for act in ontology.acts for phrase in act["verbs"]}
    assert phrases["condemn"] == "ACCUSE/disapprove/111"
    assert phrases["lash out"] == "ACCUSE/disapprove/111"
    assert phrases["pay @own_ducat"] == "AID//071"
    assert phrases["pay for asylum in"] == "AID//075"
    assert {act["roles"] for act in ontology.acts if "meet" in act["verbs"]} == {"reciprocal"}
    assert "ducat" in ontology.lists["own_ducat"]
    rows = {(row.alias, row.target, row.sector, row.valid_from, row.valid_to) for row in ontology.actors}
    assert ("Mira Toll", "VEL", "GOV", date(2010, 1, 1), date(2014, 12, 31)) in rows
    assert ("Mira Toll", "VEL", "OPP", date(2015, 1, 1), None) in rows
    assert ("Old Empire", "EMP", "", None, date(1991, 12, 25)) in rows
    assert {("Twin Isles", "NOR", "", None, None), ("Twin Isles", "SUD", "", None, None)} <= rows
    assert ("relief corps", "NGO", "", None, None) in rows
    reasons = {problem.text: problem.reason for problem in done.left}
    assert "words before the verb" in reasons["NEITHER *"]
    assert "no event" in reasons["* ATTACK"]
    assert "bare statement" in reasons["SAY"]
    assert "transformations" in reasons["ATTACK SAY"]
    left = (tmp_path / "out" / "left.csv").read_text(encoding="utf-8")
    assert f"own.verbs.txt,{line_of(VERBS, 'NEITHER')},words before the verb" in left


def test_codes_of_another_scheme_are_imported_with_their_table(tmp_path):
    paths = write(tmp_path, verbs="--- RUN [W12] ---\nRUN\n--- SIT [W13] ---\nSIT\n")
    table = tmp_path / "codes.csv"
    table.write_text("code,type,mode,cameo\nW12,CONSULT,visit,042\n", encoding="utf-8")
    done = import_dictionaries(paths, tmp_path / "out", codes=table)
    assert [act["code"] for act in load_ontology(tmp_path / "out").acts] == ["CONSULT/visit/042"]
    assert "W13 maps to no PLOVER type" in done.left[0].reason


def test_dictionaries_can_be_kept_as_they_stand(tmp_path):
    paths = write(tmp_path, verbs=f"{VERBS}- * NOWHERE\n", actors=ACTORS)
    import_dictionaries(paths, tmp_path / "out", as_is=True)
    ontology = load_ontology(tmp_path / "out", strict=True)
    assert [path.name for path in ontology.dictionaries] == ["own.actors.txt", "own.verbs.txt"]
    (fault,) = check_ontology(tmp_path / "out")
    assert fault.startswith("dictionaries/own.verbs.txt:")


def test_an_import_of_nothing_is_an_error(tmp_path):
    with pytest.raises(TableError, match="nothing there can be used"):
        import_dictionaries(write(tmp_path, verbs="# nothing\n"), tmp_path / "out")


def test_dictionaries_can_be_imported_from_where_they_are_kept(tmp_path):
    folder = tmp_path / "dictionaries"
    folder.mkdir()
    paths = write(folder, verbs=VERBS)
    import_dictionaries(paths, tmp_path, as_is=True)
    assert paths[0].read_text(encoding="utf-8") == VERBS


@pytest.mark.model
@pytest.mark.shared
def test_the_suite_of_petrarch_is_coded(shared):
    from petrarch_scores import petrarch_figures

    figures = petrarch_figures(shared)
    assert figures["events: petr_unit EXACT"] >= 0.85
    assert figures["events: petr_unit EXACT with full codes"] >= 0.85
