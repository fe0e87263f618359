"""A ledger for briefs: two states whose invented leaders speak in several scripts."""

from datetime import date, timedelta

from readouts import LEADERS, make_actors, meet

from summitry.records import Coder, Document, Readout, Span, Statement, StatementKind
from summitry.track.ledger import Ledger, open_ledger

QUOTATIONS = {
    "Latin": "Cañadas y fjørde – “naïve” façades, 50 % of it; fi, fl & <b>more</b> #let x = 1",
    "Cyrillic": "Река принадлежит обоим народам, и мы её сохраним — ещё на века",
    "CJK": "この川は両国のものです。水を分け合いましょう、朋友們、한강처럼",
    "Arabic": "النهر ملك للشعبين وسوف نتقاسم الماء معا",
}
LAST = date(2014, 5, 3)


def speak(text: str, day: date, number: int = 0, kind: StatementKind = StatementKind.DIRECT) -> Readout:
    """Return a readout of one quotation, the second sentence of its document."""
    words = f"The river talks went on, part {number}. “{text}”, said President Vidal to President Quispe."
    document = Document.from_text(words, published=day.isoformat(), publisher="Harbour Bulletin", title="River talks")
    start = words.index("“") + 1
    span = (Span(start, start + len(text)),)
    said = Statement("s-1", LEADERS[1], kind, text, span, 0.9, issues=("water",), addressees=(LEADERS[0],))
    return Readout(document, make_actors(), statements=(said,), coder=Coder("test", "1"))


def make_book(url: str = ":memory:", quotations=None) -> Ledger:
    """Return the ledger: two meetings of leaders, and the quotations."""
    quotations = QUOTATIONS.values() if quotations is None else quotations
    ledger = open_ledger(url)
    ledger.add(meet(date(2014, 2, 8)), meet(LAST, place="Cusco", publisher="Andes Daily"))
    days = (LAST + timedelta(days=20 + number) for number in range(len(quotations)))
    ledger.add(*(speak(text, day, number) for number, (text, day) in enumerate(zip(quotations, days, strict=True))))
    return ledger
