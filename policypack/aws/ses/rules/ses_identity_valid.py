"""ses-identity-valid: Identities, MAIL FROM domains and event destinations of SES must fit together."""

from policypack.aws.ses import EMAIL_IDENTITY, EVENT_DESTINATION, EVENT_DESTINATION_V2, MAIL_FROM, MAIL_FROM_V2
from policypack.constraint import Blank, Constraint, Inputs, Remove, Set, argument, fits, fix, note
from policypack.model.conditions import Condition, Words, any_condition, listed
from policypack.rule import constraints_rule

API = "https://docs.aws.amazon.com/ses/latest/APIReference"
API_V2 = "https://docs.aws.amazon.com/ses/latest/APIReference-V2"
OF_DOMAIN = "https://docs.aws.amazon.com/ses/latest/dg/mail-from.html"
OF_DKIM = f"{API_V2}/API_DkimSigningAttributes.html"
ONE_ONLY = "When you create an event destination, you must provide one, and only one, destination."
EVENTS = ("send", "reject", "bounce", "complaint", "delivery", "open", "click", "renderingFailure")
TOPIC = "arn:aws:sns:us-east-1:123456789012:orders"
STREAM: Inputs = {
    "roleArn": "arn:aws:iam::123456789012:role/events",
    "streamArn": "arn:aws:firehose:us-east-1:123456789012:deliverystream/events",
}
TO_TOPIC: Inputs = {"snsDestination": {"topicArn": TOPIC}}
TO_STREAM: Inputs = {"kinesisDestination": STREAM}
V2 = "eventDestination"
TO_TOPIC_V2: Inputs = {V2: {"matchingEventTypes": ["SEND"], "snsDestination": {"topicArn": TOPIC}}}
DESTINATIONS = ("cloudwatchDestinations", "kinesisDestination", "snsDestination")
DESTINATIONS_V2 = tuple(
    f"{V2}.{kind}Destination" for kind in ("cloudWatch", "eventBridge", "kinesisFirehose", "pinpoint", "sns")
)

selector = argument("dkimSigningAttributes.domainSigningSelector")
private_key = argument("dkimSigningAttributes.domainSigningPrivateKey")
key_length = argument("dkimSigningAttributes.nextSigningKeyLength")


def elsewhere(identity: str | None, mail_from: str | None) -> str | None:
    """The domain is not below the one of the identity, or below its parent, of which SES takes it, too."""
    domain = str(identity or "").rpartition("@")[2].lower().strip(".")
    own = str(mail_from or "").lower().strip(".")
    parent = domain.partition(".")[2]
    if not domain or not own or own.endswith(f".{domain}") or ("." in parent and own.endswith(f".{parent}")):
        return None
    return f"it is not a subdomain of {domain}"


def below(identity: str, path: str) -> Constraint:
    """The MAIL FROM domain of an identity."""
    return Constraint(
        demand=fits(
            argument(path), "a subdomain of the identity's domain", elsewhere, argument(identity).of, argument(path).of
        ),
        when=argument(path).is_given().unsaid(),
        error="InvalidParameterValue: Provided MAIL-FROM domain <mail.example.net> is not subdomain of the domain of"
        " the identity <example.com>.",
        source=OF_DOMAIN,
        fix=fix(Set(path, Blank("a subdomain of the identity's domain"))),
        invalid=({path: "mail.example.net"}, {path: "example.com"}),
        valid=({path: "mail.example.com"}, {identity: "shop.example.com", path: "mail.example.com"}),
        condition=f"{path} is not a subdomain of the domain in {identity}",
    )


def one_of_all(paths: tuple[str, ...], none: Inputs, some: Inputs, source: str) -> Constraint:
    """There is a destination."""
    return Constraint(
        demand=any_condition(argument(path).is_given() for path in paths).called(
            "there is a destination", "there must be a destination", fails="there is no destination"
        ),
        error=ONE_ONLY,
        source=source,
        at=paths[-1],
        fix=note("one destination, such as a topic"),
        invalid=none,
        valid=some,
        condition=f"None of {', '.join(paths)} is set",
    )


RULE = constraints_rule(
    id="ses-identity-valid",
    service="SES",
    summary="Identities, MAIL FROM domains and event destinations of SES must fit together",
    rationale="""
        The domain of MAIL FROM is below the domain of the identity that it is of. An event destination is one thing: a
        topic, a stream, a bus or metrics. Its first API has fewer events than the second. An identity is signed with a
        key of its own and its selector, or with one that SES makes.
    """,
    since="0.2.0",
    constraints={
        MAIL_FROM: (below("domain", "mailFromDomain"),),
        MAIL_FROM_V2: (below("emailIdentity", "mailFromDomain"),),
        EVENT_DESTINATION: (
            Constraint(
                demand=Condition(
                    lambda it: it.at("matchingTypes").all(lambda one: one.is_in(EVENTS)),
                    Words.be("matchingTypes", f"some of {listed(EVENTS)}"),
                    ("matchingTypes",),
                ),
                error="ValidationError: Value at 'eventDestination.matchingEventTypes' failed to satisfy constraint:"
                " Member must satisfy enum value set: [click, bounce, send, open, complaint, delivery,"
                " renderingFailure, reject]",
                source="https://github.com/marckohlbrugge/sessy/issues/190",
                fix=note("the destination of a configuration set of SES v2, which has further events"),
                invalid={**TO_TOPIC, "matchingTypes": ["bounce", "deliveryDelay"]},
                valid={**TO_TOPIC, "matchingTypes": list(EVENTS)},
            ),
            one_of_all(DESTINATIONS, {}, TO_TOPIC, f"{API}/API_EventDestination.html"),
            Constraint(
                demand=argument("kinesisDestination").is_empty(),
                when=argument("snsDestination").is_given(),
                error=ONE_ONLY,
                source=f"{API}/API_EventDestination.html",
                fix=fix(Remove("kinesisDestination")),
                invalid={**TO_TOPIC, **TO_STREAM},
                valid=(TO_TOPIC, TO_STREAM),
            ),
        ),
        EVENT_DESTINATION_V2: (
            one_of_all(
                DESTINATIONS_V2,
                {V2: {"matchingEventTypes": ["SEND"]}},
                TO_TOPIC_V2,
                f"{API_V2}/API_EventDestinationDefinition.html",
            ),
        ),
        EMAIL_IDENTITY: (
            Constraint(
                demand=private_key.is_present(),
                when=selector.is_present(),
                error="DomainSigningPrivateKey: A private key that's used to generate a DKIM signature; it is given"
                " with DomainSigningSelector.",
                source=OF_DKIM,
                fix=fix(Set(private_key.path, Blank("the private key, in base64"))),
                invalid={"dkimSigningAttributes": {"domainSigningSelector": "orders"}},
                valid={
                    "dkimSigningAttributes": {
                        "domainSigningSelector": "orders",
                        "domainSigningPrivateKey": "MIIJKAIBAAKCAgEA2Se7p8zvnI4yh8",
                    }
                },
            ),
            Constraint(
                demand=key_length.is_empty(),
                when=selector.is_present(),
                error="NextSigningKeyLength: [Easy DKIM] The key length of the future DKIM key pair to be generated.",
                source=OF_DKIM,
                fix=fix(Remove(key_length.path)),
                invalid={
                    "dkimSigningAttributes": {
                        "domainSigningSelector": "orders",
                        "domainSigningPrivateKey": "MIIJKAIBAAKCAgEA2Se7p8zvnI4yh8",
                        "nextSigningKeyLength": "RSA_2048_BIT",
                    }
                },
                valid={"dkimSigningAttributes": {"nextSigningKeyLength": "RSA_2048_BIT"}},
            ),
        ),
    },
    base={
        MAIL_FROM[0]: {"domain": "example.com", "mailFromDomain": "mail.example.com"},
        MAIL_FROM_V2[0]: {"emailIdentity": "example.com"},
        EVENT_DESTINATION[0]: {"configurationSetName": "orders", "matchingTypes": ["bounce"]},
        EVENT_DESTINATION_V2[0]: {"configurationSetName": "orders", "eventDestinationName": "events"},
        EMAIL_IDENTITY[0]: {"emailIdentity": "example.com"},
    },
    references=(OF_DOMAIN,),
)
