"""tuireader: a newspaper in the terminal that is whole without a network."""

__version__ = "0.1.0"
