"""The two themes of our own, and the colours that every theme gives to what news is made of.

A theme may set any of them; Textual's own themes get them from their palette.
"""

from __future__ import annotations

from textual.color import Color
from textual.theme import Theme

_DEFAULTS = {
    "headline": ("foreground", 100),
    "kicker": ("accent", 100),
    "meta": ("foreground", 62),
    "quotation": ("primary", 100),
    "speaker": ("primary", 100),
    "caption": ("foreground", 72),
    "credit": ("foreground", 58),
    "rule-line": ("foreground", 30),
    "unread": ("accent", 100),
    "star": ("warning", 100),
    "complete": ("success", 100),
    "partial": ("warning", 100),
    "cursor-background": ("primary", 25),
    "cursor-background-blurred": ("foreground", 9),
    "pane-line": ("foreground", 20),
}
"""Theme variables of tuireader: the colour of the theme's palette that each is, and its percentage over the background."""
_FAINT = 40
"""Below this percentage a colour is hardly more than the background; a terminal's own sixteen colours can't be mixed."""


def default_variables(theme: Theme) -> dict[str, str]:
    """Return values for the variables of tuireader that ``theme`` doesn't set itself, from its palette.

    The colours are mixed here and not left to transparency, so that they are the same in every widget and in terminals with few colours.
    """
    palette = theme.to_color_system().generate()
    variables = {}
    for name, (base, percent) in _DEFAULTS.items():
        if theme.ansi:
            faint = "ansi_bright_black" if name.endswith("line") else palette["surface"]
            variables[name] = faint if percent < _FAINT else palette[base]
        else:
            background, colour = Color.parse(palette["background"]), Color.parse(palette[base])
            variables[name] = background.blend(colour, percent / 100).hex6
    return variables


PAPER = Theme(
    name="paper",
    primary="#8a3324",
    secondary="#1f4e79",
    accent="#8a3324",
    warning="#9a6a00",
    error="#a3262a",
    success="#3d6b35",
    foreground="#25211c",
    background="#f6f1e7",
    surface="#f6f1e7",
    panel="#ebe4d5",
    dark=False,
    variables={
        "quotation": "#1f4e79",
        "speaker": "#1f4e79",
        "caption": "#5d5548",
        "credit": "#7d7465",
        "meta": "#6f6759",
        "rule-line": "#c9bfab",
        "pane-line": "#d6ccb9",
        "unread": "#a3392a",
        "star": "#9a6a00",
        "cursor-background": "#e6d9bf",
        "cursor-background-blurred": "#ece4d3",
        "kicker": "#8a3324",
        "headline": "#16130f",
        "footer-key-foreground": "#8a3324",
    },
)
"""Ink on newsprint."""

NIGHT = Theme(
    name="night",
    primary="#d9a05b",
    secondary="#8fb8de",
    accent="#d9a05b",
    warning="#e0b54f",
    error="#e06c6c",
    success="#8fbf7f",
    foreground="#d8d4cc",
    background="#15171b",
    surface="#15171b",
    panel="#1d2026",
    dark=True,
    variables={
        "quotation": "#9cc4e8",
        "speaker": "#7fa9cf",
        "caption": "#aba393",
        "credit": "#857e71",
        "meta": "#8f897d",
        "rule-line": "#3a3d44",
        "pane-line": "#2b2e35",
        "unread": "#e3a857",
        "star": "#e8c15a",
        "cursor-background": "#2b3038",
        "cursor-background-blurred": "#20242a",
        "kicker": "#d9a05b",
        "headline": "#f2eee6",
        "footer-key-foreground": "#d9a05b",
    },
)
"""Lamplight."""

CONTRAST = Theme(
    name="contrast",
    primary="#ffff00",
    secondary="#00ffff",
    accent="#ffff00",
    warning="#ffff00",
    error="#ff8080",
    success="#80ff80",
    foreground="#ffffff",
    background="#000000",
    surface="#000000",
    panel="#000000",
    dark=True,
    variables={
        "quotation": "#00ffff",
        "speaker": "#00ffff",
        "caption": "#ffffff",
        "credit": "#ffffff",
        "meta": "#ffffff",
        "rule-line": "#ffffff",
        "pane-line": "#ffffff",
        "cursor-background": "#00318c",
        "cursor-background-blurred": "#333333",
        "footer-key-foreground": "#ffff00",
    },
)
"""Nothing fainter than 7:1 (WCAG 2.1, contrast enhanced)."""

THEMES = (NIGHT, PAPER, CONTRAST)
