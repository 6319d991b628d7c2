"""The settings of the documentation site: `sphinx-build -W -b html docs FOLDER`."""

import sys
from pathlib import Path

import model

sys.path.insert(0, str(Path(__file__).parent))  # the extensions `generated` and `mathml` stand beside this file

project = "Roulement"
version = release = model.__version__
copyright = "Roulement contributors"  # noqa: A001  (the builder's own name for it)
extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon", "generated", "mathml"]

myst_heading_anchors = 3
default_role = "code"  # docstrings write `name`, as Markdown does
autodoc_member_order = "bysource"
autodoc_typehints_format = "short"
autodoc_preserve_defaults = True

html_theme = "furo"
html_title = f"Roulement {release}"
html_static_path = ["static"]
html_css_files = ["site.css"]
html_copy_source = False
html_math_renderer = "mathml"
