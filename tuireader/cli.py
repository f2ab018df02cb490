"""The command line: thin, one function a command."""


def main() -> int:
    """Run the command line; return the exit status."""
    return 0
