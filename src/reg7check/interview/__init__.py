"""The interview: what is asked next, in which words, and what an answer does. Fronts show it; files keep it."""

from reg7check.interview.beginning import ask_kind, ask_name
from reg7check.interview.record import Record
from reg7check.interview.screens import Command, Front, Menu, Option, Part, Request, Screen, Typed
from reg7check.interview.session import Session
from reg7check.interview.talk import Interview, Stopped

__all__ = [
    "Command",
    "Front",
    "Interview",
    "Menu",
    "Option",
    "Part",
    "Record",
    "Request",
    "Screen",
    "Session",
    "Stopped",
    "Typed",
    "ask_kind",
    "ask_name",
]
