"""The two themes of our own, and the colours that every theme gives to what news is made of.

A theme may set any of the variables of :data:`DEFAULTS`; Textual's own themes get them from their palette.
"""

from __future__ import annotations

from textual.theme import Theme

DEFAULTS = {
    "headline": "$foreground",
    "kicker": "$accent",
    "meta": "$foreground 60%",
    "quotation": "$secondary",
    "speaker": "$secondary",
    "caption": "$foreground 70%",
    "credit": "$foreground 55%",
    "rule-line": "$foreground 30%",
    "unread": "$primary",
    "star": "$warning",
    "cursor-background": "$primary 22%",
    "cursor-background-blurred": "$foreground 8%",
    "pane-line": "$foreground 18%",
}
"""Theme variables of tuireader, with the value that a theme without its own takes."""

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
