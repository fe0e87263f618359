"""From a file, a page or a text to a document: all cleaning happens here, before there are offsets."""

from summitry.read.intake.load import Intake, from_bytes, from_text, list_files, load, read_published

__all__ = ["Intake", "from_bytes", "from_text", "list_files", "load", "read_published"]
