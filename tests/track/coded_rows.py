"""Rows of coded event data in the forms of their publishers; what they tell is invented or common knowledge."""

from pathlib import Path

from summitry.track.importing.gdelt import COLUMNS

ICEWS = (
    *(
        "Event ID",
        "Event Date",
        "Source Name",
        "Source Sectors",
        "Source Country",
        "Event Text",
        "CAMEO Code",
        "Intensity",
    ),
    *(
        "Target Name",
        "Target Sectors",
        "Target Country",
        "Story ID",
        "Sentence Number",
        "Publisher",
        "City",
        "District",
    ),
    *("Province", "Country", "Latitude", "Longitude"),
)
POLECAT = (
    *("Event ID", "Event Date", "Event Type", "Event Mode", "Intensity", "Quad Code", "Contexts", "Actor Name"),
    *("Actor Country", "Actor COW", "Primary Actor Sector", "Actor Sectors", "Actor Title", "Actor Name Raw"),
    *("Wikipedia Actor ID", "Recipient Name", "Recipient Country", "Recipient COW", "Primary Recipient Sector"),
    *("Recipient Sectors", "Recipient Title", "Recipient Name Raw", "Wikipedia Recipient ID", "Placename", "City"),
    *("District", "Province", "Country", "Latitude", "Longitude", "GeoNames ID", "Raw Placename", "Feature Type"),
    *("Source", "Publication Date", "Story People", "Story Organizations", "Story Locations", "Language", "Version"),
)
COLT = (
    *("LeaderCountryISO", "LeaderCountryOrIGO", "LeaderFullName", "LeaderRole", "CountryVisited", "CityVisited"),
    *("TripStartDate", "TripEndDate", "TripYear", "TripDuration", "AttendedMultilatEvent", "MetHostHoGS"),
)


def gdelt(width: int = 61, **cells: object) -> str:
    """Return a line of GDELT; what is not given is that of a meeting."""
    row = {
        "GLOBALEVENTID": "412", "SQLDATE": "20140208", "MonthYear": "201402", "Year": "2014", "FractionDate": "2014.1041",
        "Actor1Code": "JPNGOV", "Actor1Name": "SHINZO ABE", "Actor1CountryCode": "JPN", "Actor1Type1Code": "GOV",
        "Actor2Code": "RUSGOV", "Actor2Name": "VLADIMIR PUTIN", "Actor2CountryCode": "RUS", "Actor2Type1Code": "GOV",
        "IsRootEvent": "1", "EventCode": "040", "EventBaseCode": "040", "EventRootCode": "04", "QuadClass": "1",
        "GoldsteinScale": "1.0", "NumMentions": "10", "NumSources": "2", "NumArticles": "10", "AvgTone": "1.5",
        "ActionGeo_Type": "4", "ActionGeo_FullName": "Sochi, Krasnodarskiy Kray, Russia", "ActionGeo_CountryCode": "RS",
        "ActionGeo_Lat": "43.6", "ActionGeo_Long": "39.73", "DATEADDED": "20140209",
        "SOURCEURL": "http://www.example.org/a/1",
    } | cells  # fmt: skip
    return "\t".join(str(row.get(name, "")) for name in COLUMNS[width])


def icews(**cells: object) -> str:
    row = {
        "Event ID": "20718170", "Event Date": "2014-02-08", "Source Name": "Shinzo Abe",
        "Source Sectors": "Executive,Executive Office,Government", "Source Country": "Japan",
        "Event Text": "Meet at a 'third' location", "CAMEO Code": "44", "Intensity": "2.5", "Target Name": "Vladimir Putin",
        "Target Sectors": "Executive,Government", "Target Country": "Russian Federation", "Story ID": "31",
        "Sentence Number": "2", "Publisher": "Harbour Wire", "City": "Sochi", "Country": "Russian Federation",
        "Latitude": "43.6", "Longitude": "39.73",
    } | {name.replace("_", " "): cell for name, cell in cells.items()}  # fmt: skip
    return "\t".join(str(row.get(name, "")) for name in ICEWS)


def polecat(**cells: object) -> str:
    row = {
        "Event ID": "P1", "Event Date": "2018-09-10", "Event Type": "CONSULT", "Event Mode": "visit", "Intensity": "4.0",
        "Contexts": "diplomatic;territory;unheard of", "Actor Name": "Shinzo Abe", "Actor Country": "JPN",
        "Primary Actor Sector": "GOV", "Recipient Name": "Russia", "Recipient Country": "RUS",
        "Primary Recipient Sector": "GOV", "Placename": "Vladivostok", "City": "Vladivostok", "Country": "RUS",
        "Latitude": "43.12", "Longitude": "131.9", "Source": "Harbour Wire", "Publication Date": "2018-09-11",
        "Story People": "None", "Language": "English", "Version": "1.2",
    } | {name.replace("_", " "): cell for name, cell in cells.items()}  # fmt: skip
    return "\t".join(str(row.get(name, "")) for name in POLECAT)


def colt(**cells: object) -> str:
    row = {
        "LeaderCountryISO": "JPN", "LeaderCountryOrIGO": "Japan", "LeaderFullName": "Shinzo Abe", "LeaderRole": "G",
        "CountryVisited": "Russia", "CityVisited": "Sochi", "TripStartDate": "2/7/2014", "TripEndDate": "2/9/2014",
        "TripYear": "2014", "TripDuration": "3", "AttendedMultilatEvent": "0", "MetHostHoGS": "1",
    } | cells  # fmt: skip
    return ",".join(f'"{row.get(name, "")}"' for name in COLT)


HEADS = {"gdelt": (), "icews": ("\t".join(ICEWS),), "polecat": ("\t".join(POLECAT),), "colt": (",".join(COLT),)}
ROWS = {"gdelt": gdelt, "icews": icews, "polecat": polecat, "colt": colt}


def write(file: Path, form: str, *lines: str) -> Path:
    file.write_text("".join(f"{line}\n" for line in (*HEADS[form], *lines)), encoding="utf-8", newline="")
    return file
