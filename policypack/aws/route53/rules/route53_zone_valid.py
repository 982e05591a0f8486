"""route53-zone-valid: Hosted zones must have names of domains, and logs in us-east-1."""

from ipaddress import ip_network

from policypack.aws.route53 import ZONE
from policypack.constraint import Blank, Constraint, Set, argument, fits, fix, form, of_text
from policypack.model.values import Plain
from policypack.rule import constraints_rule

CREATE = "https://docs.aws.amazon.com/Route53/latest/APIReference/API_CreateHostedZone.html"
NAMES = "https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/DomainNameFormat.html"
LOGS = "https://docs.aws.amazon.com/Route53/latest/APIReference/API_CreateQueryLoggingConfig.html"
CIDRS = "https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resource-record-sets-creating-cidr-collection.html"
OBSERVED = "https://github.com/badmintoncryer/cdk-preflight/blob/main/rules/route53"
QUERY_LOG = ("aws:route53/queryLog:QueryLog",)
LOCATION = ("aws:route53/cidrLocation:CidrLocation",)
NAME = fix(Set("name", Blank("the name of a domain")))

LONGEST = {4: 24, 6: 48}
"""The bits of the smallest network that a location has, by the version of IP."""

name, blocks = argument("name"), argument("cidrBlocks")


def small_network(plain: Plain) -> str | None:
    """A network that is too small for a location."""
    for one in plain if isinstance(plain, list) else []:
        try:
            network = ip_network(one, strict=False)
        except (TypeError, ValueError):
            continue
        if network.prefixlen > LONGEST[network.version]:
            return f"{one} is smaller than a /{LONGEST[network.version]}"
    return None


RULE = constraints_rule(
    id="route53-zone-valid",
    service="Route 53",
    summary="Hosted zones must have names of domains, and logs in us-east-1",
    rationale="""
        The name of a hosted zone is that of a domain: labels of up to 63 characters, without a wildcard, a space or a
        letter with an accent, which Punycode has another spelling for. Route 53 writes query logs to us-east-1 only.
        IP-based routing knows networks of up to /24, or /48 of IPv6.
    """,
    since="0.2.0",
    constraints={
        ZONE: (
            Constraint(
                demand=name.lacks(r"(?<![^.])[^.]{64,}", "label of more than 63 characters"),
                when=name.is_given().unsaid(),
                error="InvalidDomainName: FATAL problem: DomainLabelTooLong (Domain label is too long)",
                source=f"{OBSERVED}/pf-route53-hostedzone-name-label-63/meta.yaml",
                fix=NAME,
                invalid={"name": "a" * 64 + ".example.com"},
                valid={"name": "a" * 63 + ".example.com."},
            ),
            Constraint(
                demand=~name.starts_with("*."),
                when=name.is_given().unsaid(),
                error="InvalidDomainName: Creation of hosted zone with a wildcard domain name is not supported.",
                source=f"{OBSERVED}/pf-route53-hostedzone-name-wildcard-label/meta.yaml",
                fix=NAME,
                correct=of_text(lambda text: text.removeprefix("*.")),
                invalid={"name": "*.example.com"},
                valid={"name": "example.com"},
            ),
            Constraint(
                demand=name.lacks(r"[^!-~]", "space, and no character outside of ASCII"),
                when=name.is_given().unsaid(),
                error="InvalidDomainName: FATAL problem: UnsupportedCharacter (Value contains unsupported characters)",
                source=NAMES,
                fix=fix(Set("name", Blank("the name in Punycode, such as xn--bcher-kva.example"))),
                invalid=({"name": "bücher.example"}, {"name": "my shop.example.com"}),
                valid={"name": "xn--bcher-kva.example"},
            ),
        ),
        QUERY_LOG: (
            form(
                "cloudwatchLogGroupArn",
                r"arn:aws:logs:us-east-1:.*|(?!arn:aws:logs:).*",
                "the ARN of a log group in us-east-1",
                invalid="arn:aws:logs:eu-west-1:123456789012:log-group:/aws/route53/example.com",
                valid="arn:aws:logs:us-east-1:123456789012:log-group:/aws/route53/example.com",
                error="InvalidInput: You must create the log group in the us-east-1 region.",
                source=LOGS,
            ),
        ),
        LOCATION: (
            Constraint(
                demand=fits(
                    blocks,
                    "networks of up to /24, or /48 of IPv6",
                    small_network,
                    blocks.whole,
                ),
                when=blocks.is_given().unsaid(),
                error="InvalidInput: IPv4 cidr block 192.0.2.0/25 has network prefix length greater than"
                " account limit of 24",
                source=CIDRS,
                fix=fix(Set("cidrBlocks", [Blank("networks of up to /24, or /48 of IPv6")])),
                invalid=({"cidrBlocks": ["192.0.2.0/25"]}, {"cidrBlocks": ["2001:db8::/49"]}),
                valid={"cidrBlocks": ["192.0.2.0/24", "2001:db8::/48"]},
            ),
        ),
    },
    base={
        QUERY_LOG[0]: {"zoneId": "Z0123456789ABCDEFGHIJ"},
        LOCATION[0]: {"cidrCollectionId": "orders", "name": "office"},
    },
    references=(CREATE, NAMES),
)
