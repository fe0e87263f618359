"""Dates as news gives them: found in running text and resolved against the day of the document."""

from summitry.dates.find import find_dates
from summitry.dates.published import find_published, parse_date
from summitry.dates.when import DateSpan, Hemisphere, Precision, Tense, When

__all__ = ["DateSpan", "Hemisphere", "Precision", "Tense", "When", "find_dates", "find_published", "parse_date"]
