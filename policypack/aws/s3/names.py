"""Which names S3 gives to buckets.

https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html, read in November 2026.
"""

from __future__ import annotations

import re

SHORTEST, LONGEST = 3, 63
RESERVED_PREFIXES = ("xn--", "sthree-", "amzn-s3-demo-")
RESERVED_SUFFIXES = ("-s3alias", "--ol-s3", ".mrap", "--x-s3", "--table-s3")


def name_fault(name: object) -> str | None:
    """What S3 has against the name of a new general purpose bucket; None where it has nothing."""
    text = str(name)
    if not SHORTEST <= len(text) <= LONGEST:
        return f"has {len(text)} characters; S3 takes {SHORTEST} to {LONGEST}"
    wrong = re.search(r"[^a-z0-9.-]", text)
    if wrong:
        return f"holds {wrong.group()!r}; S3 takes lowercase letters, digits, hyphens and periods"
    if not (text[0].isalnum() and text[-1].isalnum()):
        return "does not begin and end with a letter or a digit"
    if ".." in text:
        return "holds two periods in a row"
    if re.fullmatch(r"\d+\.\d+\.\d+\.\d+", text):
        return "is written as an IP address"
    reserved = [part for part in RESERVED_PREFIXES if text.startswith(part)]
    reserved += [part for part in RESERVED_SUFFIXES if text.endswith(part)]
    return f"has {reserved[0]!r}, which S3 keeps for itself" if reserved else None
