"""The letters of the explorer's pages, as a style sheet that holds them: Streamlit brings them along."""

import base64
from functools import cache
from importlib.util import find_spec
from pathlib import Path

FILES = {"Source Sans": "SourceSansVF-Upright*.woff2", "Source Serif": "SourceSerifVariable-Roman*.woff2"}
"""The names of files of letters in Streamlit's wheel, by family."""


@cache
def fonts() -> str:
    """Return the letters as a style sheet; without those that Streamlit's release does not have."""
    spec = find_spec("streamlit")
    folders = [Path(folder) for folder in spec.submodule_search_locations or []] if spec else []
    faces = [
        _face(family, file)
        for family, name in FILES.items()
        for folder in folders
        for file in sorted(folder.glob(f"static/**/{name}"))[:1]
    ]
    return "".join(faces)


def _face(family: str, file: Path) -> str:
    data = base64.b64encode(file.read_bytes()).decode()
    return (
        f'@font-face {{ font-family: "{family}"; font-weight: 200 900; '
        f"src: url(data:font/woff2;base64,{data}) format('woff2'); }}\n"
    )
