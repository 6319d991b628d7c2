"""Run docs/example.ipynb and keep its output: `python tests/support/notebook.py`; it takes nbclient and ipykernel."""

from pathlib import Path

FILE = Path(__file__).parents[2] / "docs/example.ipynb"


def main() -> None:
    """Run the cells one after another, and write the notebook without the times of this run."""
    import nbformat  # noqa: PLC0415  (the tests do without it)
    from nbclient import NotebookClient  # noqa: PLC0415

    notebook = nbformat.read(FILE, as_version=4)
    NotebookClient(notebook, record_timing=False, resources={"metadata": {"path": FILE.parent}}).execute()
    notebook.metadata["language_info"] = {"name": "python"}  # without the version of this machine
    nbformat.write(notebook, FILE)


if __name__ == "__main__":
    main()
