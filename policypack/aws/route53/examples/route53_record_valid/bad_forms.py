"""Values and names that are no DNS values and names"""

import pulumi_aws as aws


def record(logical, name, type_, *values):
    aws.route53.Record(logical, zone_id="Z0123456789ABCDEFGHIJ", name=name, type=type_, ttl=300, records=list(values))


record("caa-0", "caa-0.example.com", "CAA", '0 issuer "ca.example.com"')
record("ds-0", "ds-0.example.com", "DS", "2371 13 2")
record("naptr-0", "naptr-0.example.com", "NAPTR", '100 50 u "SIP+D2U" "" _sip._udp.example.com.')
record("naptr-1", "naptr-1.example.com", "NAPTR", '65536 50 "s" "SIP+D2U" "" _sip._udp.example.com.')
record("sshfp-0", "sshfp-0.example.com", "SSHFP", "2 1")
record("sshfp-1", "sshfp-1.example.com", "SSHFP", "2 3 12ab")
record("sshfp-2", "sshfp-2.example.com", "SSHFP", "2 1 xyz")
record("tlsa-0", "tlsa-0.example.com", "TLSA", "4 1 1 0c72ac70")
record("tlsa-1", "tlsa-1.example.com", "TLSA", "3 1 1")
record("tlsa-2", "tlsa-2.example.com", "TLSA", "3 2 1 0c72ac70")
record("https-0", "https-0.example.com", "HTTPS", "example.com.")
record("https-1", "https-1.example.com", "HTTPS", "32768 example.com.")
record("svcb-0", "svcb-0.example.com", "SVCB", "example.com.")
record("svcb-1", "svcb-1.example.com", "SVCB", "32768 example.com.")
record("long-label", "a" * 64 + ".example.com", "A", "192.0.2.1")
record("space", "my orders.example.com", "A", "192.0.2.1")
aws.route53.Record(
    "other-zone",
    zone_id="Z0123456789ABCDEFGHIJ",
    name="shop.example.com",
    type="A",
    aliases=[{"name": "d111111abcdef8.cloudfront.net", "zone_id": "Z35SXDOTRQ7X7K", "evaluate_target_health": False}],
)
aws.route53.Record(
    "named-zone",
    zone_id="Z0123456789ABCDEFGHIJ",
    name="named.example.com",
    type="A",
    aliases=[
        {
            "name": "orders-0123456789.us-east-1.elb.amazonaws.com",
            "zone_id": "orders-0123456789.us-east-1.elb.amazonaws.com",
            "evaluate_target_health": False,
        },
    ],
)

# finds caa-0: records
# finds ds-0: records
# finds naptr-0: records
# finds naptr-1: records
# finds sshfp-0: records
# finds sshfp-1: records
# finds sshfp-2: records
# finds tlsa-0: records
# finds tlsa-1: records
# finds tlsa-2: records
# finds https-0: records
# finds https-1: records
# finds svcb-0: records
# finds svcb-1: records
# finds long-label: name
# finds space: name
# finds other-zone: aliases
# finds named-zone: aliases
