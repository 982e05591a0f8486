"""The user data of instances and launch templates, as text and in base64."""

from __future__ import annotations

import base64
import binascii

from policypack.model.values import Plain

LONGEST_USER_DATA = 16_384
"""Bytes of user data before encoding.

https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/instancedata-add-user-data.html, read in November 2026.
"""
NOT_BASE64 = r"[^A-Za-z0-9+/=_\-\s]"
"""A character that base64 does not have. EC2 accepts some text that is not base64, so only these decide."""


def size_error(text: Plain) -> str | None:
    """What is wrong with the size of the user data; None where nothing is, and for a text that is not base64."""
    try:
        size = len(base64.b64decode("".join(str(text).split()), validate=True))
    except (binascii.Error, ValueError):
        return None
    return f"userData has {size:,} bytes; EC2 allows {LONGEST_USER_DATA:,}" if size > LONGEST_USER_DATA else None
