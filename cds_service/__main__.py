"""`python -m cds_service` and the console script `cachexia-cds`."""

from cds_service.cli import commands


def main() -> None:
    """Run the command line."""
    commands(prog_name="cachexia-cds")


if __name__ == "__main__":
    main()
