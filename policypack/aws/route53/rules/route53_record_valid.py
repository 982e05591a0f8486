"""route53-record-valid: DNS records must have valid names and values."""

from collections.abc import Callable, Iterator

from policypack.aws import route53
from policypack.aws.common.computed import is_made_elsewhere
from policypack.check import Fact, Resource, Value, Verdict, all_of, any_fact, any_of, is_not, require, together
from policypack.rule import Rejection, StackContext, StackRule


def check(record: Resource, context: StackContext[None]) -> Iterator[Verdict]:
    """A CNAME is alone at its name, which is not the zone's, and values are of the record's type."""
    if route53.validates_a_certificate(context.stack, record):
        return
    yield from cname_stands_alone(record, context)
    values, type_ = record["records"], record["type"]
    yield require(
        are_sound(record, lambda value: value.as_text().test(lambda text: not route53.has_long_string(text))),
        when=type_.is_in(("TXT", "SPF")),
        at=values,
        problem=f"records are {values}; a string in one has over {route53.LONGEST_STRING} characters: FATAL problem:"
        " CharacterStringTooLong (Value is too long).",
        fix="records=[first_255 + '\" \"' + rest]  # several strings in one record",
    )
    yield require(
        are_sound(record, lambda value: value.as_text().test(route53.is_ipv4)),
        when=type_.equals("A"),
        at=values,
        problem=f"records are {values}: FATAL problem: ARRDATAIllegalIPv4Address (Value is not a valid IPv4 address).",
        fix='records=["192.0.2.10"]  # or type="CNAME" for a name',
    )


def cname_stands_alone(record: Resource, context: StackContext[None]) -> Iterator[Verdict]:
    """The zone's own name has records already, and other names get one CNAME and nothing else."""
    name = record["name"]
    is_judged = all_of(route53.is_cname(record), is_not(is_made_elsewhere(name, record, "name")))
    yield require(
        is_not(route53.zones_of(context.stack, record).any(lambda zone: route53.is_apex(record, zone))),
        when=is_judged,
        at=name,
        problem=f"RRSet of type CNAME with DNS name {name} is not permitted at apex in its zone.",
        fix='type="A", aliases=[{"name": target, "zone_id": target_zone, "evaluate_target_health": True}]',
    )
    yield require(
        is_not(has_company(record, context)),
        when=is_judged,
        at=name,
        problem=f"name is {name}, and so is another record's: it is not permitted because a conflicting RRSet of type"
        " CNAME with the same DNS name already exists.",
        fix='type="A", aliases=[...]  # which stands beside others, or another name',
    )


def has_company(record: Resource, context: StackContext[None]) -> Fact:
    """A record of another type stands at the same name of the same zone."""

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


def are_sound(record: Resource, is_sound: Callable[[Value], Fact]) -> Fact:
    """Each value is sound, or another resource's."""
    return record["records"].all(lambda value: any_of(is_made_elsewhere(value, record, "records"), is_sound(value)))


_TYPES = "https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/ResourceRecordTypes.html"


def _rejection(condition: str, error: str, source: str, refused: str, accepted: str) -> Rejection:
    return Rejection(
        service="Route 53",
        condition=condition,
        error=f"InvalidChangeBatch: {error}",
        source=source,
        invalid=refused,
        valid=accepted,
    )


RULE = StackRule(
    id="route53-record-valid",
    summary="DNS records must have valid names and values",
    rationale="""
        A name with a CNAME has nothing else, and the zone's own name always has something: there, only an alias leads
        elsewhere. One string of a TXT value has up to 255 characters, and several make a longer value. Names and values
        that another resource makes, and those of ACM's validation, are not judged; nor are zones of elsewhere.
    """,
    level="mandatory",
    consequence="deployment fails",
    since="0.1.0",
    applies_to=route53.RECORD,
    references=(_TYPES, "https://repost.aws/knowledge-center/troubleshoot-route53-resource-record"),
    rejections=(
        _rejection(
            "A CNAME has the name of its zone",
            "The DNS protocol does not allow you to create a CNAME record for the top node of a DNS namespace, also"
            " known as the zone apex.",
            "https://github.com/aws/aws-sdk-java/issues/1996",
            "apex",
            "alias",
        ),
        _rejection(
            "A CNAME and a record of another type have the same name",
            "RRSet of type A with DNS name www.dev.xxx.ge. is not permitted because a conflicting RRSet of type CNAME"
            " with the same DNS name already exists in zone dev.xxx.ge.",
            "https://github.com/RJPearson94/terraform-aws-open-next/issues/24",
            "www",
            "shop",
        ),
        _rejection(
            "A string of a TXT record has over 255 characters",
            "Invalid Resource Record: FATAL problem: CharacterStringTooLong (Value is too long)",
            "https://github.com/boto/boto3/issues/1462",
            "long",
            "longest",
        ),
        _rejection(
            "The value of an A record is no IPv4 address",
            "Invalid Resource Record: FATAL problem: ARRDATAIllegalIPv4Address (Value is not a valid IPv4 address)"
            " encountered with 'ns-738.awsdns-28.net.'",
            "https://github.com/gomodules/dns/issues/7",
            "name-as-address",
            "address",
        ),
    ),
    check=check,
)
