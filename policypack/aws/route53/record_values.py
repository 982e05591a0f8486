"""The forms of the values of records, by the type of the record.

https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/ResourceRecordTypes.html, read in November 2026.
"""

from __future__ import annotations

from policypack.model.records import record

_NUMBER = r"(?:[0-9]{1,4}|[1-5][0-9]{4}|6[0-4][0-9]{3}|65[0-4][0-9]{2}|655[0-2][0-9]|6553[0-5])"
"""From 0 to 65,535."""
_PRIORITY = r"(?:[0-9]{1,4}|[12][0-9]{4}|3[01][0-9]{3}|32[0-6][0-9]{2}|327[0-5][0-9]|3276[0-7])"
"""From 0 to 32,767."""
_TEXT = r'"(?:\\.|[^"\\])*"'


@record(frozen=True, slots=True)
class Form:
    """The form of a value; ``words`` complete "... must be values of the form"."""

    type: str
    pattern: str
    words: str
    error: str
    invalid: tuple[str, ...]
    valid: tuple[str, ...]


FORMS = (
    Form(
        "CAA",
        r"(?:(?:1[3-9][0-9]|12[89]|2[0-9]{2})\s+\S+|[0-9]{1,3}\s+(?i:issue|issuewild|iodef))\s+\S.*",
        'FLAGS TAG "VALUE", with the tag issue, issuewild or iodef',
        "CAARRDATAInvalidTag (Invalid tag) encountered with 'Only issue/issuewild/iodef is allowed for non critical"
        " flags.'",
        ('0 issuer "ca.example.com"',),
        ('0 issue "ca.example.com"', '128 tbs "Unknown"', '0 iodef "mailto:security@example.com"', '0 issuewild ";"'),
    ),
    Form(
        "DS",
        r"\S+(?:\s+\S+){3}",
        "KEY-TAG ALGORITHM DIGEST-TYPE DIGEST",
        "DSRRDATAInvalidValue (Invalid value for field \"RData\") encountered with 'Wrong format or it doesn't contain"
        " all fields.'",
        ("2371 13 2",),
        ("2371 13 2 1f987cc6583e92df0890718c42",),
    ),
    Form(
        "NAPTR",
        rf"{_NUMBER}\s+{_NUMBER}\s+{_TEXT}\s+{_TEXT}\s+{_TEXT}\s+\S+",
        'ORDER PREFERENCE "FLAGS" "SERVICE" "REGEXP" REPLACEMENT',
        "NAPTRRRDATANotValid (Invalid NAPTR record) encountered with '100 50 U \"E2U+sip\" ...'",
        ('100 50 u "SIP+D2U" "" _sip._udp.example.com.', '65536 50 "s" "SIP+D2U" "" _sip._udp.example.com.'),
        (r'100 100 "u" "E2U+sip" "!^(\\+441632960083)$!sip:\\1@example.com!" .',),
    ),
    Form(
        "SSHFP",
        r"[0-9]+\s+[12]\s+[0-9A-Fa-f]+",
        "ALGORITHM TYPE FINGERPRINT, with the type 1 or 2 and a hexadecimal fingerprint",
        "SSHFPMissingFields (Missing fields, needs: algorithm, fingerprint type, fingerprint) encountered with '2 1'",
        ("2 1", "2 3 12ab", "2 1 xyz"),
        ("2 1 123456789abcdef67890123456789abcdef67890",),
    ),
    Form(
        "TLSA",
        r"[0-3]\s+[01]\s+[0-2]\s+\S+",
        "USAGE SELECTOR MATCHING-TYPE DATA, with a usage of 0 to 3, the selector 0 or 1, and a type of 0 to 2",
        'TLSAInvalidValue (Invalid value for field "Certificate Usage") encountered with \'Certificate Usage value not'
        " supported: 4'",
        ("4 1 1 0c72ac70", "3 1 1", "3 2 1 0c72ac70"),
        ("3 1 1 0c72ac70", "3 1 0 0C72AC70"),
    ),
    *(
        Form(
            type_,
            rf"{_PRIORITY}\s+\S.*",
            "PRIORITY TARGET PARAMETERS, with a priority of 0 to 32,767",
            "SVCBIncorrectNumberOfFields (Incorrect number of fields, needs <svc priority>, <target name>. Optional"
            " fields include <svc param>) encountered with '1'",
            ("example.com.", "32768 example.com."),
            ("0 example.com.", '1 . alpn="h2,h3"'),
        )
        for type_ in ("HTTPS", "SVCB")
    ),
)
"""Types whose values no other rule reads."""
