"""The failures that Summitry foresees, as one tree.

::

    SummitryError                 anything below; the command line prints it as one line and exits with 1
    ├── IntakeError               a source could not be turned into a document
    ├── RecordError               a readout does not keep the contract: names the row, the field and the way out
    │   └── EvidenceError         a span lies outside the document it points into
    ├── DateError                 a date is not a date, or starts after it ends
    ├── TableError                a packaged or replaced table is malformed: names the file and the row
    ├── LedgerError               a ledger cannot be opened, is of a newer version, or has no such row
    ├── ModelError                a language pipeline is missing or does not fit the installed version
    ├── ScenarioError             a negotiation scenario cannot be used: names the file, the line and the key
    └── SettingsError             a setting has a value that it cannot have

"Not known" is never an error: it is ``None`` or an empty tuple.
"""


class SummitryError(Exception):
    """Base of every failure that a user can do something about."""


class IntakeError(SummitryError):
    """A source (file, standard input, text) could not be turned into a document."""


class RecordError(SummitryError):
    """A readout does not keep the contract."""


class EvidenceError(RecordError):
    """A span lies outside the document it points into."""


class DateError(SummitryError):
    """A date is not a date, or starts after it ends."""


class TableError(SummitryError):
    """A table is malformed."""


class LedgerError(SummitryError):
    """A ledger cannot be opened or does not hold what was asked for."""


class ModelError(SummitryError):
    """A language pipeline is missing or does not fit."""


class ScenarioError(SummitryError):
    """A negotiation scenario, its tables or its conflict cannot be used."""


class SettingsError(SummitryError):
    """A setting has a value that it cannot have."""
