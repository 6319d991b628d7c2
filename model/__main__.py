"""`python -m model` is the same program as `roulement`."""

from model.cli import interrupts


def main() -> None:
    """Run the command under watch from its first moment: nothing else is imported before."""
    interrupts.watched(_command)


def _command() -> None:
    from model.cli.app import main as command  # noqa: PLC0415  (half a second, which an interrupt may end)

    command()


if __name__ == "__main__":
    main()
