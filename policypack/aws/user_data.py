"""The user data of instances, as launch templates take it: in base64."""

from __future__ import annotations

import base64
import binascii
import re

LONGEST_USER_DATA = 16_384
"""Bytes of user data before encoding.

https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/instancedata-add-user-data.html, read in November 2026.
"""
_OTHER_CHARACTER = re.compile(r"[^A-Za-z0-9+/=_\-\s]")


def encoding_fault(text: object) -> str | None:
    """Why the text cannot be base64; None where it can be. AWS takes some text that is none, so only characters that
    base64 does not have tell."""
    wrong = _OTHER_CHARACTER.search(str(text))
    return f"holds {wrong.group()!r}, which base64 does not have" if wrong else None


def size_fault(text: object) -> str | None:
    """Why the decoded text is too long; None where it is not, or is not base64."""
    try:
        size = len(base64.b64decode(str(text), validate=True))
    except (binascii.Error, ValueError):
        return None
    return f"has {size:,} bytes; EC2 takes {LONGEST_USER_DATA:,}" if size > LONGEST_USER_DATA else None
