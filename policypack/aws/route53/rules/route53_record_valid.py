"""route53-record-valid: DNS records must have valid names and values."""

from collections.abc import Callable, Iterator
from functools import partial

from policypack.aws import route53, s3
from policypack.aws.common.computed import comes_from, is_made_elsewhere
from policypack.aws.route53.record_values import FORMS, Form
from policypack.check import (
    Fact,
    Resource,
    Stack,
    Value,
    Verdict,
    all_of,
    any_fact,
    any_of,
    is_not,
    known,
    require,
    together,
)
from policypack.constraint import Constraint, Inputs, Table, argument, distinct, form, joined, length, within
from policypack.fix import Blank, Fix, Remove, Set, fix, note
from policypack.model.conditions import any_condition
from policypack.model.links import ANSWERING, NATIVE
from policypack.model.values import Plain, text_of
from policypack.rule import Rejection, StackContext, StackRule

RECORD_TYPES = "https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/ResourceRecordTypes.html"
ALIAS: Plain = {
    "name": "web-0123456789.us-east-1.elb.amazonaws.com",
    "zoneId": "Z35SXDOTRQ7X7K",
    "evaluateTargetHealth": True,
}
CNAME_AT_APEX = Rejection(
    service="Route 53",
    condition="A CNAME has the name of its zone",
    error="InvalidChangeBatch: The DNS protocol does not allow you to create a CNAME record for the top node of a DNS"
    " namespace, also known as the zone apex.",
    source="https://github.com/aws/aws-sdk-java/issues/1996",
    invalid="apex",
    valid="alias",
)
CNAME_BESIDE_OTHERS = Rejection(
    service="Route 53",
    condition="A CNAME and a record of another type have the same name",
    error="InvalidChangeBatch: RRSet of type A with DNS name www.dev.xxx.ge. is not permitted because a conflicting"
    " RRSet of type CNAME with the same DNS name already exists in zone dev.xxx.ge.",
    source="https://github.com/RJPearson94/terraform-aws-open-next/issues/24",
    invalid="www",
    valid="shop",
)
LONG_STRING = Rejection(
    service="Route 53",
    condition="A string of a TXT record has over 255 characters",
    error="InvalidChangeBatch: Invalid Resource Record: FATAL problem: CharacterStringTooLong (Value is too long)",
    source="https://github.com/boto/boto3/issues/1462",
    invalid="long",
    valid="longest",
)
NO_ADDRESS = Rejection(
    service="Route 53",
    condition="The value of an A record is not an IPv4 address",
    error="InvalidChangeBatch: Invalid Resource Record: FATAL problem: ARRDATAIllegalIPv4Address (Value is not a valid"
    " IPv4 address) encountered with 'ns-738.awsdns-28.net.'",
    source="https://github.com/gomodules/dns/issues/7",
    invalid="name-as-address",
    valid="address",
)

BUCKET_AS_WEBSITE = Rejection(
    service="Route 53",
    condition="An alias is of a bucket and not of the bucket's website",
    error="InvalidChangeBatch: [Tried to create an alias that targets website.s3.amazonaws.com., type A in zone"
    " Z1BKCTXD74EZPE, but the alias target name does not lie within the target zone]",
    source="https://github.com/hashicorp/terraform/issues/21021",
    invalid="bucket-alias",
    valid="website-alias",
)


FORM = Rejection(
    service="Route 53",
    condition="The value of an MX, SRV or AAAA record has not the form of its type",
    error="InvalidChangeBatch: Invalid Resource Record: FATAL problem: UnexpectedEOF (Value is missing fields)"
    " encountered with 'mail.example.com'",
    source=RECORD_TYPES,
    invalid="mail",
    valid="mail-exchange",
)
ADDRESS: Inputs = {"ttl": 300, "records": ["192.0.2.1"]}
FAILOVER: Inputs = {"setIdentifier": "main", "failoverRoutingPolicies": [{"type": "PRIMARY"}]}
ONE_OF_SEVERAL: Inputs = {"setIdentifier": "main", "weightedRoutingPolicies": [{"weight": 10}]}
CHECKED: Inputs = {"healthCheckId": "0123456789abcdef"}
has_policy = any_condition(
    (
        argument("multivalueAnswerRoutingPolicy").is_true(),
        *(
            argument(path).is_given()
            for path in (
                *(f"{kind}RoutingPolicies" for kind in ("failover", "geolocation", "latency", "weighted")),
                *("cidrRoutingPolicy", "geoproximityRoutingPolicy"),
            )
        ),
    )
).called(
    "the record has a routing policy",
    "the record must have a routing policy",
    fails="the record has no routing policy",
    ban="the record must have no routing policy",
)
type_of_record, health_check = argument("type"), argument("healthCheckId")
is_primary = argument("failoverRoutingPolicies").has_element("type", "PRIMARY")
OF_SETS = "https://docs.aws.amazon.com/Route53/latest/APIReference/API_ResourceRecordSet.html"
GEOLOCATION = "geolocationRoutingPolicies[]"
NAMED: Inputs = {**ADDRESS, "setIdentifier": "main"}
OF_NAMES = "https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/DomainNameFormat.html"
OF_POLICIES = "https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/routing-policy.html"
OF_LOCATIONS = "https://docs.aws.amazon.com/Route53/latest/APIReference/API_ChangeCidrCollection.html"
OBSERVED = "https://github.com/badmintoncryer/cdk-preflight/blob/main/rules/route53"
OTHER_ZONE = Rejection(
    service="Route 53",
    condition="An alias of a distribution or an accelerator has another hosted zone than theirs",
    error="InvalidChangeBatch: Tried to create an alias that targets d111111abcdef8.cloudfront.net., type A in zone"
    " Z14GRHDCWA56QT, but the alias target name does not lie within the target zone",
    source=f"{OBSERVED}/pf-route53-alias-cloudfront-zone-id/meta.yaml",
    invalid="other-zone",
    valid="distribution",
)
NO_ZONE = Rejection(
    service="Route 53",
    condition="The zone of an alias is over 32 characters, which no ID is: it is a name",
    error="InvalidInput: Invalid XML ; cvc-maxLength-valid: Value 'orders.us-east-1.elb.amazonaws.com' with length ="
    " '34' is not facet-valid with respect to maxLength '32' for type 'ResourceId'.",
    source="https://github.com/hashicorp/terraform-provider-aws/issues/882",
    invalid="named-zone",
    valid="distribution",
)
OF_FORMS = {
    form: Rejection(
        service="Route 53",
        condition=f"The value of a record of the type {form.type} has not the form of its type",
        error=f"InvalidChangeBatch: Invalid Resource Record: FATAL problem: {form.error}",
        source=RECORD_TYPES,
        invalid=f"{form.type.lower()}-0",
        valid=f"{form.type.lower()}-right",
    )
    for form in FORMS
}
LONG_LABEL = Rejection(
    service="Route 53",
    condition="A label of a record's name has over 63 characters",
    error="InvalidChangeBatch: FATAL problem: DomainLabelTooLong (Domain label is too long)",
    source=OF_NAMES,
    invalid="long-label",
    valid="longest-label",
)
SPACE = Rejection(
    service="Route 53",
    condition="A record's name has white space",
    error="InvalidChangeBatch: FATAL problem: UnsupportedCharacter (Value contains unsupported characters) encountered"
    " with ' '",
    source=OF_NAMES,
    invalid="space",
    valid="address",
)
zone_group = argument("geoproximityRoutingPolicy.localZoneGroup")
PLACE: Inputs = {"latitude": "51.51", "longitude": "-0.13"}


def is_up_to(most: float, number: float) -> bool:
    return -most <= number <= most


POLICY_ROWS = (
    Constraint(
        demand=health_check.is_present(),
        when=is_primary & argument("records").is_given(),
        error="InvalidChangeBatch: A non-alias primary ResourceRecordSet must have an associated health check.",
        source=f"{OBSERVED}/pf-route53-failover-requires-health-check/meta.yaml",
        fix=fix(Set("healthCheckId", Blank("the ID of a health check"))),
        invalid={**ADDRESS, **FAILOVER},
        valid=({**ADDRESS, **FAILOVER, **CHECKED}, {**FAILOVER, "aliases": [ALIAS]}),
    ),
    Constraint(
        demand=~argument("aliases").has_element("evaluateTargetHealth", False) | health_check.is_present().unsaid(),
        when=is_primary,
        at="aliases",
        error="InvalidChangeBatch: RRSet with DNS name www.example.com., type A, SetIdentifier main cannot be a primary"
        " without EvaluateTargetHealth set to true or an associated health check as a secondary would never be"
        " returned.",
        source=f"{OBSERVED}/pf-route53-failover-alias-evaluate-target-health/meta.yaml",
        fix=fix(Set("aliases[0].evaluateTargetHealth", True)),
        invalid={**FAILOVER, "aliases": [{**ALIAS, "evaluateTargetHealth": False}]},
        valid=(
            {**FAILOVER, "aliases": [ALIAS]},
            {**FAILOVER, **CHECKED, "aliases": [{**ALIAS, "evaluateTargetHealth": False}]},
        ),
    ),
    Constraint(
        demand=~has_policy,
        when=type_of_record.one_of("NS", "SOA"),
        at="type",
        error="InvalidChangeBatch: RRSet with DNS name www.example.com., type NS, SetIdentifier one cannot be created"
        " because this type of RRSet is not supported",
        source=f"{OBSERVED}/pf-route53-record-type-routing-policy/meta.yaml",
        fix=fix(Remove("setIdentifier"), Remove("weightedRoutingPolicies"), note="and any other routing policy"),
        invalid={"ttl": 300, "records": ["ns.example.com."], "type": "NS", **ONE_OF_SEVERAL},
        valid=({"ttl": 300, "records": ["ns.example.com."], "type": "NS"}, {**ADDRESS, **ONE_OF_SEVERAL}),
    ),
    Constraint(
        demand=~argument("multivalueAnswerRoutingPolicy").is_true(),
        when=type_of_record.equals("CNAME"),
        error="InvalidChangeBatch: RRSet with DNS name www.example.com., type CNAME, SetIdentifier one cannot be"
        " created because this type of RRSet is not supported",
        source=f"{OBSERVED}/pf-route53-record-type-routing-policy/meta.yaml",
        fix=fix(Remove("multivalueAnswerRoutingPolicy"), Remove("setIdentifier")),
        invalid={
            "ttl": 300,
            "records": ["a.example.com"],
            "type": "CNAME",
            "setIdentifier": "one",
            "multivalueAnswerRoutingPolicy": True,
        },
        valid={"ttl": 300, "records": ["a.example.com"], "type": "CNAME"},
    ),
    Constraint(
        demand=has_policy,
        when=health_check.is_given(),
        at="healthCheckId",
        error="InvalidChangeBatch: DNS name must have alternate ResourceRecordSet responses configured via a routing"
        " policy (e.g., Weight, Region, etc.) if a health check is attached.",
        source=f"{OBSERVED}/pf-route53-private-zone-health-check-policy/meta.yaml",
        fix=fix(Remove("healthCheckId"), note="or a routing policy and a setIdentifier"),
        invalid={**ADDRESS, **CHECKED},
        valid={**ADDRESS, **CHECKED, **ONE_OF_SEVERAL},
    ),
    Constraint(
        demand=has_policy,
        when=argument("setIdentifier").is_given(),
        at="setIdentifier",
        error="InvalidInput: Expected exactly one of [Weight, Region, Failover, GeoLocation, MultiValueAnswer,"
        " GeoProximityLocation, or CidrRoutingConfig], but found none",
        source=f"{OBSERVED}/pf-route53-set-identifier-pairing/meta.yaml",
        fix=fix(Remove("setIdentifier")),
        invalid={**ADDRESS, "setIdentifier": "main"},
        valid=(ADDRESS, {**ADDRESS, **ONE_OF_SEVERAL}),
    ),
    Constraint(
        demand=argument("country").one_of("US", "UA"),
        when=argument("subdivision").is_given(),
        error="InvalidInput: Cannot find location: 'country = CA subdivision = ON'. No changes made.",
        source=f"{OBSERVED}/pf-route53-geolocation-subdivision-requires-us/meta.yaml",
        fix=fix(Remove("subdivision")),
        invalid={"country": "CA", "subdivision": "ON"},
        valid=({"country": "US", "subdivision": "WA"}, {"country": "CA"}),
        condition="a geolocation has a subdivision of another country than US or UA",
    ).inside(GEOLOCATION),
    within(
        "weight",
        0,
        255,
        error="InvalidInput: Value at 'resourceRecordSet.weight' failed to satisfy constraint: Member must have value"
        " less than or equal to 255",
        source=OF_SETS,
    ).inside("weightedRoutingPolicies[]"),
    within(
        "geoproximityRoutingPolicy.bias",
        -99,
        99,
        given={"geoproximityRoutingPolicy.awsRegion": "us-east-1", "setIdentifier": "main"},
        error="InvalidInput: Value at 'resourceRecordSet.geoProximityLocation.bias' failed to satisfy constraint:"
        " Member must have value less than or equal to 99",
        source="https://docs.aws.amazon.com/Route53/latest/APIReference/API_GeoProximityLocation.html",
    ),
    within(
        "ttl",
        0,
        2_147_483_647,
        given={"records": ["192.0.2.1"]},
        error="InvalidInput: Value at 'resourceRecordSet.tTL' failed to satisfy constraint: Member must have value less"
        " than or equal to 2147483647",
        source=OF_SETS,
    ),
    length(
        "setIdentifier",
        128,
        given={"weightedRoutingPolicies": [{"weight": 10}]},
        error="InvalidInput: Value at 'resourceRecordSet.setIdentifier' failed to satisfy constraint: Member must have"
        " length less than or equal to 128",
        source=OF_SETS,
    ),
    Constraint(
        demand=argument("continent").one_of("AF", "AN", "AS", "EU", "NA", "OC", "SA"),
        when=argument("continent").is_given().unsaid(),
        error="InvalidInput: Cannot find location: 'continent = XX'. No changes made.",
        source="https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resource-record-sets-values-geo.html",
        fix=fix(Set("continent", Blank("AF, AN, AS, EU, NA, OC or SA"))),
        invalid={"continent": "XX"},
        valid={"continent": "EU"},
    ).inside(GEOLOCATION),
    Constraint(
        demand=argument("country").matches(r"[A-Z]{2}|\*", "a country of two capital letters, or *"),
        when=argument("country").is_given().unsaid(),
        error="InvalidInput: Cannot find location: 'country = USA'. No changes made.",
        source="https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resource-record-sets-values-geo.html",
        fix=fix(Set("country", Blank("the code of the country, such as FR"))),
        invalid={"country": "USA"},
        valid=({"country": "FR"}, {"country": "*"}),
    ).inside(GEOLOCATION),
    Constraint(
        demand=~argument("country").one_of("BV", "CX", "EH", "HM"),
        when=argument("country").is_given().unsaid(),
        error="InvalidInput: Cannot find location: 'country = BV'. No changes made.",
        source=f"{OBSERVED}/pf-route53-geolocation-unsupported-country/meta.yaml",
        fix=fix(Set("country", Blank("another country, or * for all others"))),
        invalid={"country": "BV"},
        valid={"country": "NO"},
        condition="a geolocation is one of the four countries of which Route 53 knows no addresses: BV, CX, EH, HM",
    ).inside(GEOLOCATION),
    Constraint(
        demand=zone_group.matches(r"[a-z]{2}(?:-[a-z]+)+-\d+-[a-z]{3}-\d+", "the group of a local zone"),
        when=zone_group.is_given().unsaid(),
        error="InvalidInput: Cannot find GeoProximityLocation with LocalZoneGroup",
        source="https://docs.aws.amazon.com/Route53/latest/DeveloperGuide"
        "/resource-record-sets-values-geoproximity.html",
        fix=fix(Set(zone_group.path, Blank("the group without the zone's letter, such as us-west-2-den-1"))),
        invalid={**NAMED, zone_group.path: "us-west-2-den-1a"},
        valid={**NAMED, zone_group.path: "us-west-2-den-1"},
    ),
    *(
        Constraint(
            demand=argument(name).is_number(f"-{most} to {most}", partial(is_up_to, most)),
            when=argument(name).is_given().unsaid(),
            error=f"InvalidInput: {name}: the value must be between -{most} and {most}",
            source="https://docs.aws.amazon.com/Route53/latest/APIReference/API_Coordinates.html",
            fix=fix(Set(name, Blank(f"-{most} to {most}"))),
            invalid={**PLACE, name: f"{most + 1}"},
            valid={**PLACE, name: "-0.13"},
        )
        .inside("geoproximityRoutingPolicy.coordinates[]")
        .beside(NAMED)
        for name, most in (("latitude", 90), ("longitude", 180))
    ),
    Constraint(
        demand=argument("continent").is_empty(),
        when=argument("country").is_given(),
        error="InvalidInput: Cannot find location: 'continent = NA country = CA'. No changes made.",
        source="https://docs.aws.amazon.com/Route53/latest/APIReference/API_GeoLocation.html",
        fix=fix(Remove("continent")),
        invalid={"country": "CA", "continent": "NA"},
        valid=({"country": "CA"}, {"continent": "NA"}),
    ).inside(GEOLOCATION),
)
TABLE = Table(
    "Route 53",
    {
        route53.RECORD: (
            Constraint(
                demand=argument("aliases").is_empty(),
                when=argument("records").is_given(),
                error="InvalidInput: Invalid request: Expected exactly one of [AliasTarget, all of [TTL, and"
                " ResourceRecords], or TrafficPolicyInstanceId], but found more than one in Change",
                source="https://github.com/ansible-collections/community.aws/issues/545",
                fix=fix(Remove("aliases"), otherwise=Remove("records")),
                invalid={"ttl": 300, "records": ["192.0.2.1"], "aliases": [ALIAS]},
                valid={"ttl": 300, "records": ["192.0.2.1"]},
            ),
            Constraint(
                demand=argument("ttl").is_present(),
                when=argument("records").is_given(),
                error="InvalidInput: Invalid request: Expected exactly one of [AliasTarget, all of [TTL, and"
                " ResourceRecords], or TrafficPolicyInstanceId], but found none in Change",
                source="https://github.com/ministryofjustice/modernisation-platform/pull/10072",
                fix=fix(Set("ttl", 300)),
                invalid={"records": ["192.0.2.1"]},
                valid=({"ttl": 300, "records": ["192.0.2.1"]}, {"aliases": [ALIAS]}),
            ),
            *POLICY_ROWS,
        ),
        route53.CIDR_LOCATION: (
            form(
                "name",
                r"[0-9A-Za-z_-]{1,16}",
                "up to 16 letters, digits, underscores and hyphens",
                invalid=("*", "all of our offices"),
                valid="office",
                correct=joined("0-9A-Za-z_-", 16),
                error="InvalidInput: Value at 'changes.1.member.locationName' failed to satisfy constraint: Member must"
                " satisfy regular expression pattern: [0-9A-Za-z_\\-]+",
                source=OF_LOCATIONS,
            ),
            distinct(
                "cidrBlocks",
                "",
                items=("192.0.2.0/24", "198.51.100.0/24"),
                error="CidrBlockInUseException: This CIDR block is already in use.",
                source=OF_LOCATIONS,
            ),
            Constraint(
                demand=argument("cidrBlocks").elements_match(r".*(?<!/0)", "blocks with a prefix of their own, not /0"),
                when=argument("cidrBlocks").is_given().unsaid(),
                error="InvalidInput: Cidr prefix length must not be 0",
                source=f"{OBSERVED}/pf-route53-cidrcollection-zero-prefix-default-location/meta.yaml",
                fix=fix(Set("cidrBlocks", [Blank("a block; what is in none has the location *")])),
                invalid={"cidrBlocks": ["0.0.0.0/0"]},
                valid={"cidrBlocks": ["192.0.2.0/24"]},
            ),
        ),
    },
    base={
        route53.RECORD[0]: {"zoneId": "Z0123456789ABCDEFGHIJ", "name": "www.example.com", "type": "A"},
        route53.CIDR_LOCATION[0]: {
            "cidrCollectionId": "0a1b2c3d4e5f6071",
            "name": "office",
            "cidrBlocks": ["192.0.2.0/24"],
        },
    },
)


def check(record: Resource, context: StackContext[None]) -> Iterator[Verdict]:
    """A CNAME is the only record of its name, which is not the zone's, and values have the record type's form."""
    if record.type not in route53.RECORD or route53.validates_a_certificate(context.stack, record):
        return
    yield from cname_is_alone(record, context)
    yield from is_a_name(record)
    for alias in record["aliases"].elements():
        yield require(
            is_not(is_bucket(alias["name"], record, context.stack)),
            at="aliases",
            problem=f"{alias.path}.name is {alias['name']}, a bucket: Route 53 leads to its website,"
            " s3-website.REGION.amazonaws.com.",
            fix=fix(Set(f"{alias.path}.name", Blank("the websiteDomain of the bucket's website"))),
            rejects=BUCKET_AS_WEBSITE,
        )
        yield require(
            any_of(is_made_elsewhere(alias["zoneId"], record, "aliases"), alias["zoneId"].matches(route53.ZONE_ID)),
            when=alias["zoneId"].is_set(),
            at="aliases",
            problem=f"{alias.path}.zoneId is {alias['zoneId']}, which is longer than the ID of a hosted zone.",
            fix=fix(Set(f"{alias.path}.zoneId", Blank("the zone ID of the alias's target, such as Z35SXDOTRQ7X7K"))),
            rejects=NO_ZONE,
        )
        for domain, zone in route53.ZONES_OF_SERVICES.items():
            is_of_service = alias["name"].as_text().test(partial(route53.is_below, domain=domain))
            yield require(
                alias["zoneId"].equals(zone),
                when=all_of(is_not(is_made_elsewhere(alias["name"], record, "aliases")), is_of_service),
                at="aliases",
                problem=f"{alias.path}.zoneId is {alias['zoneId']}, and names below {domain} are in the hosted zone"
                f" {zone}.",
                fix=fix(Set(f"{alias.path}.zoneId", Blank(f"the hosted zone of {domain}"))),
                rejects=OTHER_ZONE,
            )
    values, type_ = record["records"], record["type"]
    yield require(
        all_valid(record, lambda value: value.as_text().test(lambda text: not route53.has_long_string(text))),
        when=type_.is_in(("TXT", "SPF")),
        at=values,
        problem=f"records are {values}: a string in one of them has more than {route53.LONGEST_STRING} characters.",
        fix=split_strings(values),
        rejects=LONG_STRING,
    )
    yield require(
        all_valid(record, lambda value: value.as_text().test(route53.is_ipv4)),
        when=type_.equals("A"),
        at=values,
        problem=f"records are {values}, and type is A: one of them is not an IPv4 address.",
        fix=fix(Set("records", [Blank("IPv4 addresses")]), note="an alias or a CNAME can lead to a host name"),
        rejects=NO_ADDRESS,
    )
    yield require(
        together(values_fit, values.complete(), type_),
        when=all_of(values.is_set(), type_.is_in(route53.FORMS)),
        at=values,
        problem=f"records are {values}, and type is {type_}: one of them has not the form "
        + type_.as_text().say(lambda text: route53.FORMS.get(text, ("", ""))[1], "")
        + ".",
        fix=fix(Set("records", [Blank("values in the form of the type")])),
        rejects=FORM,
    )

    for own, rejection in OF_FORMS.items():
        yield require(
            all_valid(record, is_of(own)),
            when=type_.equals(own.type),
            at=values,
            problem=f"records are {values}: one of them has not the form {own.words}.",
            fix=fix(Set("records", [Blank(f"values of the form {own.words}")])),
            rejects=rejection,
        )


def is_of(form: Form) -> Callable[[Value], Fact]:
    """Whether a value has the form."""
    return lambda value: value.matches(form.pattern)


def is_a_name(record: Resource) -> Iterator[Verdict]:
    """A name has no white space, and no long label; one that another resource gives is right."""
    name = record["name"]
    for is_wrong, what, rejection in (
        (route53.has_long_label, "a label of more than 63 characters", LONG_LABEL),
        (route53.has_space, "white space", SPACE),
        (is_not_ascii, "letters that are not ASCII, which a DNS name has in Punycode", SPACE),
    ):
        yield require(
            any_of(is_made_elsewhere(name, record, "name"), is_not(name.as_text().test(is_wrong))),
            at=name,
            problem=f"name is {name}: it has {what}.",
            fix=fix(Set("name", Blank("a DNS name"))),
            rejects=rejection,
        )


def is_not_ascii(name: str) -> bool:
    return not name.isascii()


def values_fit(values: Plain, type_: Plain) -> bool:
    """Each value has the form of the type."""
    texts = [one for one in values if isinstance(one, str)] if isinstance(values, list) else []
    return all(route53.has_form(one, str(type_)) for one in texts)


def is_bucket(name: Value, record: Resource, stack: Stack) -> Fact:
    """The name is the domain of a bucket. An output of another resource of AWS than a bucket is none."""
    text = text_of(name)
    if text is not None and text.sole is not None and stack.type_of(text.sole.urn) in s3.BUCKET:
        return known(text.sole.output in route53.BUCKET_DOMAINS)
    return all_of(is_not(comes_from(says_its_own_domain, name, record, "aliases", stack)), is_bucket_domain(name))


def says_its_own_domain(type_: str) -> bool:
    return type_.startswith(NATIVE) and type_ not in (*s3.BUCKET, *ANSWERING)


def is_bucket_domain(name: Value) -> Fact:
    return name.as_text().test(route53.is_bucket)


def cname_is_alone(record: Resource, context: StackContext[None]) -> Iterator[Verdict]:
    """The zone's own name has records already, and any other name has one CNAME and nothing else."""
    name = record["name"]
    is_judged = all_of(route53.is_cname(record), is_not(is_made_elsewhere(name, record, "name")))
    target = {"name": Blank("the target's DNS name"), "zoneId": Blank("the target's hosted zone ID")}
    yield require(
        is_not(route53.zones_of(context.stack, record).any(lambda zone: route53.is_apex(record, zone))),
        when=is_judged,
        at=name,
        problem=f"name is {name}, the name of the hosted zone, and type is CNAME.",
        fix=fix(
            Set("type", "A"),
            Set("aliases", [{**target, "evaluateTargetHealth": True}]),
            Remove("records"),
            Remove("ttl"),
        ),
        rejects=CNAME_AT_APEX,
    )
    yield require(
        is_not(has_company(record, context)),
        when=is_judged,
        at=name,
        problem=f"name is {name}, type is CNAME, and a record of another type has the same name.",
        fix=fix(Set("name", Blank("a name that no other record has"))),
        rejects=CNAME_BESIDE_OTHERS,
    )


def has_company(record: Resource, context: StackContext[None]) -> Fact:
    """A record of another type has the same name in the same zone."""

    def is_beside(other: Resource, zone: Resource) -> Fact:
        names = (route53.full_name(record, zone), route53.full_name(other, zone))
        return all_of(
            is_not(is_made_elsewhere(other["name"], other, "name")),
            route53.differs_from_cname(other),
            together(lambda one, two: one == two, *names),
        )

    return route53.zones_of(context.stack, record).any(
        lambda zone: any_fact(
            all_of(fact, is_beside(other, zone))
            for other, fact in route53.records_named(context.stack, zone, route53.full_name(record, zone))
            if other.urn != record.urn
        )
    )


def all_valid(record: Resource, is_valid: Callable[[Value], Fact]) -> Fact:
    """Each value is valid, or an output of another resource."""
    return record["records"].all(lambda value: any_of(is_made_elsewhere(value, record, "records"), is_valid(value)))


def split_strings(values: Value) -> Fix:
    """The values with strings of at most 255 characters; in words where a value is secret or not known."""
    if values.is_secret or not values.is_complete:
        return note(f'split the value into strings of up to {route53.LONGEST_STRING} characters: first" "second')
    return fix(Set("records", [value.as_text().say(route53.in_short_strings, "") for value in values.elements()]))


RULE = StackRule(
    id="route53-record-valid",
    summary="DNS records must have valid names and values",
    rationale="""
        An alias of a bucket is of its website. A name with a CNAME has no other records, and the zone's own name always
        has some: there, only an alias can lead to another name. A string of a TXT value has at most 255 characters, and
        a value can have several strings. NS and SOA records have no routing policy, and a record with a health check
        has one. Names and values that are outputs of other resources, ACM's validation records, and zones outside of
        the stack are not checked.
    """,
    level="mandatory",
    consequence="deployment fails",
    since="0.1.0",
    applies_to=(*route53.RECORD, *route53.CIDR_LOCATION),
    references=(RECORD_TYPES, "https://repost.aws/knowledge-center/troubleshoot-route53-resource-record"),
    rejections=(
        *TABLE.rejections,
        CNAME_AT_APEX,
        CNAME_BESIDE_OTHERS,
        LONG_STRING,
        NO_ADDRESS,
        BUCKET_AS_WEBSITE,
        FORM,
        *OF_FORMS.values(),
        LONG_LABEL,
        SPACE,
        OTHER_ZONE,
        NO_ZONE,
    ),
    table=TABLE,
    check=check,
)
