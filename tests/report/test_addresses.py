"""Addresses that reports lead to."""

from __future__ import annotations

import pytest

from reg7check.report.addresses import web_address


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("https://example.org/a b?q=ü#x", "https://example.org/a%20b?q=%C3%BC#x"),
        ("http://example.org:8080/50%", "http://example.org:8080/50%25"),
        ("https://example.org/%41[1]", "https://example.org/%41%5B1%5D"),
        ("javascript:alert(1)", None),
        (" https://example.org", None),
        ("JAVASCRIPT:alert(1)//https://example.org", None),
        ("data:text/html,x", None),
        ("ftp://example.org/x", None),
        ("file:///etc/passwd", None),
        ("//example.org/x", None),
        ("https://", None),
        ("https://user:secret@example.org/", None),
        ("https://[::1", None),
        ("https://exa mple.org/", None),
        ("https://example.org/\u202egpj.exe", None),
        ("https://example.org/\nx", None),
        ("https://bücher.example/", None),
        ("https://example.org/" + "x" * 2000, None),
    ],
)
def test_a_link_leads_to_the_web_alone_and_any_program_can_open_it(written: str, address: str | None) -> None:
    assert web_address(written) == address
