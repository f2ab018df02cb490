"""``python -m tuireader``: the same as the ``tuireader`` command."""

from tuireader.cli import main

if __name__ == "__main__":
    raise SystemExit(main())
