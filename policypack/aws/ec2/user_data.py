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


def user_data_fault(text: object) -> str | None:
    """What EC2 has against a launch template's user data; None where it has nothing.

    EC2 takes some text that is not base64, so only characters that base64 does not have tell.
    """
    wrong = _OTHER_CHARACTER.search(str(text))
    if wrong:
        return f"holds {wrong.group()!r}, which base64 does not have"
    size = _decoded_size(str(text))
    return f"has {size:,} bytes; EC2 takes {LONGEST_USER_DATA:,}" if size > LONGEST_USER_DATA else None


def _decoded_size(text: str) -> int:
    """Bytes of what the text encodes; 0 where it is not base64."""
    try:
        return len(base64.b64decode("".join(text.split()), validate=True))
    except (binascii.Error, ValueError):
        return 0
