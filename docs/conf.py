"""How the documentation is built: Sphinx with MyST, warnings as errors (`make docs`)."""

import summitry

project = "Summitry"
author = "The Summitry maintainers"
copyright = "2026, The Summitry maintainers"
version = release = summitry.__version__

extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon"]
source_suffix = {".md": "markdown"}
exclude_patterns = ["_build"]
myst_enable_extensions = ["colon_fence", "deflist"]
myst_heading_anchors = 3
autodoc_member_order = "bysource"
autodoc_typehints = "description"
html_theme = "alabaster"
html_theme_options = {"description": "Diplomatic news as evidenced records", "fixed_sidebar": True}
html_title = "Summitry"
suppress_warnings = ["ref.python"]  # records re-exported by the package have two names
