"""When acts took place, as their clause, the clauses around it and the meeting they were done at tell."""

import pytest

THURSDAY = "2019-05-09"  # the day of the document in these sentences


@pytest.fixture(scope="module")
def dates(reader):
    def read(text):
        """Return "TYPE modality first day last day" of each act, days in short."""
        rows = []
        for event in reader.read_text(text, published=THURSDAY).events:
            days = [] if event.date is None else [event.date.start.isoformat(), event.date.end.isoformat()]
            rows.append(" ".join([event.event_type.value, event.modality.value, *dict.fromkeys(days)]))
        return rows

    return read


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "row"),
    [
        pytest.param(
            "On 5 May Norway's foreign minister flew to Helsinki, where he was received by the president of Finland.",
            "CONSULT occurred 2019-05-05",
            id="where: the clause goes on with the story",
        ),
        pytest.param(
            "In March 2019 Norway had recalled its ambassador from Finland; in April it expelled two Finnish diplomats.",
            "SANCTION occurred 2019-04-01 2019-04-30",
            id="behind a semicolon a new date holds",
        ),
        pytest.param(
            "Norway and Finland signed a memorandum when their ministers met in Oslo last month.",
            "SUPPORT occurred 2019-04-01 2019-04-30",
            id="when: the clause below dates the act",
        ),
        pytest.param(
            "Norway and Finland have been holding talks since their ministers met in Oslo in April.",
            "CONSULT ongoing 2019-04-01 2019-05-09",
            id="since: from then to the day of the document",
        ),
        pytest.param(
            "Finland's prime minister met her Norwegian counterpart in Oslo on 6 May. She invited him to Helsinki.",
            "AGREE occurred 2019-05-06",
            id="what is agreed at a meeting has its day",
        ),
        pytest.param(
            "Norway's prime minister visited Helsinki on Tuesday. "
            "The two countries signed a treaty on fisheries during the visit.",
            "SUPPORT occurred 2019-05-07",
            id="during the visit",
        ),
        pytest.param(
            "Talks between Norway and Finland, first planned for 3 June, have been postponed to the autumn.",
            "CONSULT cancelled 2019-06-03",
            id="put off: the day that had been planned",
        ),
        pytest.param(
            "Norway cancelled a visit to Finland planned for 3 June.",
            "REJECT occurred",
            id="the planned day is not the day of the refusal",
        ),
        pytest.param(
            "Norway has offered Finland a loan. Finland's foreign minister visited Oslo on 6 May.",
            "AGREE occurred",
            id="the present perfect leaves the day open",
        ),
        pytest.param(
            "Norway will send an envoy to Finland by the autumn.",
            "AGREE occurred",
            id="a promise is not made when it falls due",
        ),
        pytest.param(
            "If Norway expelled the envoy on 3 June, Finland would recall its ambassador.",
            "SANCTION hypothetical",
            id="a condition has no day",
        ),
        pytest.param(
            "On the eve of the vote Finland expelled a Norwegian diplomat.",
            "SANCTION occurred",
            id="a day counted from an event untold stays open",
        ),
        pytest.param(
            "Norway terminated the 1996 treaty with Finland in January.",
            "SANCTION occurred 2019-01-01 2019-01-31",
            id="the year of a treaty is not that of the act",
        ),
        pytest.param(
            "The ministers of Norway and Finland telephoned three times in a fortnight.",
            "CONSULT occurred 2019-04-25 2019-05-09",
            id="so many times in a stretch",
        ),
        pytest.param(
            "Norway and Finland held talks in Oslo in March and April.",
            "CONSULT occurred 2019-03-01 2019-04-30",
            id="two months joined",
        ),
    ],
)
def test_when_an_act_took_place(dates, text, row):
    assert row in dates(text)
