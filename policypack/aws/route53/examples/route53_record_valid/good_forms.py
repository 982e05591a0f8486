"""Values in the form of their type"""

import pulumi_aws as aws


def record(logical, name, type_, *values):
    aws.route53.Record(logical, zone_id="Z0123456789ABCDEFGHIJ", name=name, type=type_, ttl=300, records=list(values))


record(
    "caa-right",
    "caa.example.com",
    "CAA",
    '0 issue "ca.example.com"',
    '128 tbs "Unknown"',
    '0 iodef "mailto:security@example.com"',
    '0 issuewild ";"',
)
record("ds-right", "ds.example.com", "DS", "2371 13 2 1f987cc6583e92df0890718c42")
record(
    "naptr-right",
    "naptr.example.com",
    "NAPTR",
    '100 100 "u" "E2U+sip" "!^(\\\\+441632960083)$!sip:\\\\1@example.com!" .',
)
record("sshfp-right", "sshfp.example.com", "SSHFP", "2 1 123456789abcdef67890123456789abcdef67890")
record("tlsa-right", "tlsa.example.com", "TLSA", "3 1 1 0c72ac70", "3 1 0 0C72AC70")
record("https-right", "https.example.com", "HTTPS", "0 example.com.", '1 . alpn="h2,h3"')
record("svcb-right", "svcb.example.com", "SVCB", "0 example.com.", '1 . alpn="h2,h3"')
record("longest-label", "a" * 63 + ".example.com", "A", "192.0.2.1")
record("any-name", "*.example.com", "A", "192.0.2.1")
aws.route53.Record(
    "distribution",
    zone_id="Z0123456789ABCDEFGHIJ",
    name="shop.example.com",
    type="A",
    aliases=[{"name": "d111111abcdef8.cloudfront.net", "zone_id": "Z2FDTNDATAQYW2", "evaluate_target_health": False}],
)
