"""s3-bucket-settings-valid: S3 settings of CORS, websites, object lock and acceleration must be valid."""

from datetime import datetime, timezone

from policypack.aws import s3
from policypack.constraint import Constraint, Inputs, argument, fits, of_text, one_of, ordered
from policypack.fix import Blank, Remove, Set, fix, note
from policypack.model.conditions import Condition
from policypack.model.values import Plain
from policypack.rule import constraints_rule

CORS = "https://docs.aws.amazon.com/AmazonS3/latest/userguide/ManageCorsUsing.html"
ORIGIN = "https://github.com/versity/versitygw/issues/1870"
HEADER = "https://docs.aws.amazon.com/AmazonS3/latest/API/API_CORSRule.html"
METHOD = "https://github.com/noobaa/noobaa-core/pull/8901"
EXPOSED = "https://github.com/google/neuroglancer/issues/788"
WEBSITE = "https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketWebsite.html"
INDEX = "https://docs.aws.amazon.com/AmazonS3/latest/API/API_IndexDocument.html"
REDIRECT = "https://docs.aws.amazon.com/AmazonS3/latest/API/API_Redirect.html"
RETENTION = "https://docs.aws.amazon.com/AmazonS3/latest/API/API_DefaultRetention.html"
ACCELERATION = "https://github.com/hashicorp/terraform-provider-aws/issues/25048"
MALFORMED = "MalformedXML: The XML you provided was not well-formed or did not validate against our published schema"
METHODS = ("GET", "PUT", "POST", "DELETE", "HEAD")
CORS_CONFIGURATION = (
    "aws:s3/bucketCorsConfiguration:BucketCorsConfiguration",
    "aws:s3/bucketCorsConfigurationV2:BucketCorsConfigurationV2",
)
WEBSITE_CONFIGURATION = (
    "aws:s3/bucketWebsiteConfiguration:BucketWebsiteConfiguration",
    "aws:s3/bucketWebsiteConfigurationV2:BucketWebsiteConfigurationV2",
)
OBJECT_LOCK_CONFIGURATION = (
    "aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration",
    "aws:s3/bucketObjectLockConfigurationV2:BucketObjectLockConfigurationV2",
)
TIERING = ("aws:s3/bucketIntelligentTieringConfiguration:BucketIntelligentTieringConfiguration",)
ACCELERATE_CONFIGURATION = (
    "aws:s3/bucketAccelerateConfiguration:BucketAccelerateConfiguration",
    "aws:s3/bucketAccelerateConfigurationV2:BucketAccelerateConfigurationV2",
)
RULE_OF_CORS: Inputs = {"allowedMethods": ["GET"], "allowedOrigins": ["https://www.example.com"]}


def each_of(path: str, complement: str, most_wildcards: int) -> Condition:
    """Each text of the list has at most so many asterisks."""

    def find(texts: Plain) -> str | None:
        wrong = [one for one in texts if str(one).count("*") > most_wildcards] if isinstance(texts, list) else []
        return f"{wrong[0]!r} has {str(wrong[0]).count('*')} wildcards" if wrong else None

    own = argument(path)
    return fits(own, complement, find, own.whole)


def unknown_method(methods: Plain) -> str | None:
    """A method that a CORS rule cannot allow."""
    wrong = [one for one in methods if one not in METHODS] if isinstance(methods, list) else []
    return f"{wrong[0]!r} is not {', '.join(METHODS[:-1])} or {METHODS[-1]}" if wrong else None


def known_methods(methods: Plain) -> Plain:
    """Those of the methods that a CORS rule can allow; all of them for a wildcard."""
    if not isinstance(methods, list):
        return None
    return [*METHODS] if "*" in methods else [one for one in methods if one in METHODS] or None


methods = argument("allowedMethods")
CORS_ROWS = tuple(
    row.inside("corsRules[]", RULE_OF_CORS)
    for row in (
        Constraint(
            demand=each_of("allowedOrigins", "origins with one wildcard at most", 1),
            error='InvalidRequest: AllowedOrigin "https://*.*.example.com" can not have more than one wildcard.',
            source=ORIGIN,
            fix=fix(Set("allowedOrigins", [Blank("origins with one wildcard each, at most")])),
            invalid={"allowedOrigins": ["https://www.example.com", "https://*.*.example.com"]},
            valid={"allowedOrigins": ["https://*.example.com", "*"]},
        ),
        Constraint(
            demand=each_of("allowedHeaders", "headers with one wildcard at most", 1),
            error='InvalidRequest: AllowedHeader "x-*-*" can not have more than one wildcard.',
            source=HEADER,
            fix=fix(Set("allowedHeaders", ["*"])),
            invalid={"allowedHeaders": ["x-*-*"]},
            valid={"allowedHeaders": ["*"]},
        ),
        Constraint(
            demand=each_of("exposeHeaders", "headers without a wildcard", 0),
            error='InvalidRequest: ExposeHeader "*" contains wildcard. We currently do not support wildcard for'
            " ExposeHeader.",
            source=EXPOSED,
            fix=fix(Set("exposeHeaders", [Blank("names of headers")])),
            invalid={"exposeHeaders": ["*"]},
            valid={"exposeHeaders": ["ETag"]},
        ),
        Constraint(
            demand=fits(
                methods,
                "a list of GET, PUT, POST, DELETE or HEAD",
                unknown_method,
                methods.whole,
            ),
            error="InvalidRequest: Found unsupported HTTP method in CORS config. Unsupported method is OPTIONS",
            source=METHOD,
            fix=fix(Set("allowedMethods", Blank(f"some of {', '.join(METHODS)}"))),
            correct=known_methods,
            invalid=({"allowedMethods": ["GET", "OPTIONS"]}, {"allowedMethods": ["*"]}),
            valid={"allowedMethods": list(METHODS)},
        ),
    )
)
rules = argument("corsRules")
MANY_RULES = Constraint(
    demand=rules.has_at_most(100),
    when=rules.is_given().unsaid(),
    error=MALFORMED,
    source=CORS,
    fix=note("join rules that differ only in their origins"),
    invalid={"corsRules": [dict(RULE_OF_CORS) for _ in range(101)]},
    valid={"corsRules": [dict(RULE_OF_CORS) for _ in range(100)]},
)
INDEX_DOCUMENT = {"indexDocument": {"suffix": "index.html"}}
suffix = argument("indexDocument.suffix")
redirect_all = argument("redirectAllRequestsTo")
WEBSITE_ROWS = (
    Constraint(
        demand=argument("indexDocument.suffix").is_present() | redirect_all.is_present(),
        at="indexDocument",
        error="InvalidArgument: A value for IndexDocument Suffix must be provided if RedirectAllRequestsTo is empty",
        source="https://github.com/versity/versitygw/issues/2260",
        fix=fix(Set("indexDocument", {"suffix": Blank("the name of the index page")})),
        invalid={"indexDocument": None, "errorDocument": {"key": "error.html"}},
        valid=(INDEX_DOCUMENT, {"indexDocument": None, "redirectAllRequestsTo": {"hostName": "www.example.com"}}),
    ),
    Constraint(
        demand=suffix.lacks("/", "slash"),
        when=suffix.is_given().unsaid(),
        error="InvalidArgument: The IndexDocument Suffix is not well formed",
        source=INDEX,
        fix=fix(Set("indexDocument.suffix", Blank("a file name"))),
        correct=of_text(lambda text: text.rpartition("/")[2]),
        invalid=({"indexDocument": {"suffix": "/index.html"}}, {"indexDocument": {"suffix": "site/index.html"}}),
        valid=INDEX_DOCUMENT,
    ),
    *(
        Constraint(
            demand=argument(path).is_empty(),
            when=redirect_all.is_given(),
            error="MalformedXML, for RedirectAllRequestsTo with another element: If you specify this property, you"
            " can't specify any other property.",
            source="https://docs.aws.amazon.com/AmazonS3/latest/API/API_WebsiteConfiguration.html",
            fix=fix(Remove(path)),
            invalid={"indexDocument": None, "redirectAllRequestsTo": {"hostName": "www.example.com"}, path: value},
            valid={"indexDocument": None, "redirectAllRequestsTo": {"hostName": "www.example.com"}},
        )
        for path, value in (
            ("indexDocument", {"suffix": "index.html"}),
            ("errorDocument", {"key": "error.html"}),
            ("routingRules", [{"redirect": {"hostName": "www.example.com"}}]),
        )
    ),
)
HTTP_CODES = tuple(
    row.inside("routingRules[]", {"redirect": {"hostName": "www.example.com"}})
    for row in (
        Constraint(
            demand=argument("redirect.replaceKeyWith").is_empty(),
            when=argument("redirect.replaceKeyPrefixWith").is_given(),
            error="InvalidRequest, for a Redirect with ReplaceKeyWith and ReplaceKeyPrefixWith: Can be present only if"
            " ReplaceKeyPrefixWith is not provided.",
            source=REDIRECT,
            fix=fix(Remove("redirect.replaceKeyWith"), otherwise=Remove("redirect.replaceKeyPrefixWith")),
            invalid={"redirect": {"replaceKeyWith": "error.html", "replaceKeyPrefixWith": "new/"}},
            valid={"redirect": {"replaceKeyPrefixWith": "new/"}},
        ),
    )
)
LOCKED: Inputs = {"rule": {"defaultRetention": {"mode": "GOVERNANCE", "days": 30}}}
days, years = argument("rule.defaultRetention.days"), argument("rule.defaultRetention.years")
LOCK_ROWS = (
    Constraint(
        demand=days.is_empty(),
        when=years.is_given(),
        error=f"{MALFORMED} (for a DefaultRetention with Days and Years)",
        source=RETENTION,
        fix=fix(Remove("rule.defaultRetention.days"), otherwise=Remove("rule.defaultRetention.years")),
        invalid={"rule": {"defaultRetention": {"mode": "GOVERNANCE", "days": 30, "years": 1}}},
        valid={"rule": {"defaultRetention": {"mode": "GOVERNANCE", "years": 1}}},
    ),
    Constraint(
        demand=days.is_present() | years.is_present(),
        when=argument("rule.defaultRetention.mode").is_given(),
        at="rule.defaultRetention",
        error=f"{MALFORMED} (for a DefaultRetention without Days and Years)",
        source=RETENTION,
        fix=fix(Set("rule.defaultRetention.days", Blank("1 to 36,500 days"))),
        invalid={"rule": {"defaultRetention": {"mode": "GOVERNANCE"}}},
        valid=LOCKED,
    ),
    one_of(
        "rule.defaultRetention.mode",
        "GOVERNANCE",
        "COMPLIANCE",
        but_not="GOVERNED",
        error=MALFORMED,
        source=RETENTION,
    ),
)
TIERS = {"ARCHIVE_ACCESS": 90, "DEEP_ARCHIVE_ACCESS": 180}
"""The days after which an object may be archived, at least."""
TIER_ROWS = tuple(
    Constraint(
        demand=argument("days").between(least, 730),
        when=argument("accessTier").equals(tier) & argument("days").is_given().unsaid(),
        error=f"InvalidArgument: {tier}: the number of consecutive days of no access must be at least {least} days and"
        " at most 730 days.",
        source="https://docs.aws.amazon.com/AmazonS3/latest/API/API_Tiering.html",
        fix=fix(Set("days", least)),
        invalid=({"accessTier": tier, "days": least - 1}, {"accessTier": tier, "days": 731}),
        valid={"accessTier": tier, "days": least},
    ).inside("tierings[]")
    for tier, least in TIERS.items()
)
ELEMENTS = "https://docs.aws.amazon.com/AmazonS3/latest/userguide/intro-lifecycle-rules.html"
OBSERVED = "https://github.com/badmintoncryer/cdk-preflight/blob/main/rules/s3"
EXPIRING: Inputs = {"status": "Enabled", "filter": {"prefix": "logs/"}}


def not_midnight(date: Plain) -> str | None:
    """A time of RFC 3339 that is not at midnight in UTC; a text of another form passes."""
    try:
        time = datetime.fromisoformat(str(date).replace("Z", "+00:00"))
    except ValueError:
        return None
    if time.tzinfo is None:
        return None
    clock = time.astimezone(timezone.utc).time().replace(tzinfo=None)
    return f"it is {clock:%H:%M:%S} in UTC" if any((clock.hour, clock.minute, clock.second)) else None


expires = argument("expiration.date")
LIFECYCLE_ROWS = (
    ordered(
        "filter.and.objectSizeGreaterThan",
        "filter.and.objectSizeLessThan",
        low=500,
        high=1000,
        strictly=True,
        beside={**EXPIRING, "filter": {"and": {"prefix": "logs/"}}, "expiration": {"days": 7}},
        error="InvalidRequest: 'ObjectSizeLessThan' has to be a value greater than 'ObjectSizeGreaterThan'.",
        source=ELEMENTS,
    ).inside("rules[]"),
    Constraint(
        demand=fits(expires, "midnight in UTC", not_midnight),
        when=expires.is_given().unsaid(),
        error="InvalidArgument: 'Date' must be at midnight GMT",
        source=ELEMENTS,
        fix=fix(Set("expiration.date", Blank("a day, such as 2030-01-01T00:00:00Z"))),
        invalid={**EXPIRING, "expiration": {"date": "2030-01-01T12:00:00Z"}},
        valid=tuple(
            {**EXPIRING, "expiration": {"date": date}} for date in ("2030-01-01T00:00:00Z", "2030-01-01T01:00:00+01:00")
        ),
    ).inside("rules[]"),
)
NO_KEY = Constraint(
    demand=argument("kmsMasterKeyId").is_empty(),
    when=argument("sseAlgorithm").equals("AES256"),
    error="InvalidArgument: a KMSMasterKeyID is not applicable if the default sse algorithm is not aws:kms or"
    " aws:kms:dsse",
    source=f"{OBSERVED}/pf-s3-encryption-kms-key-with-aes256/meta.yaml",
    fix=fix(Remove("kmsMasterKeyId"), note="or another sseAlgorithm"),
    invalid={"sseAlgorithm": "AES256", "kmsMasterKeyId": "alias/orders"},
    valid=({"sseAlgorithm": "aws:kms", "kmsMasterKeyId": "alias/orders"}, {"sseAlgorithm": "AES256"}),
)
REPLICA: Inputs = {"status": "Enabled", "destination": {"bucket": "arn:aws:s3:::orders-copy"}}
METRICS = {"status": "Enabled", "eventThreshold": {"minutes": 15}}


def replica(minutes: int | None = None, **fields: Plain) -> Inputs:
    """A replication rule, with a replication time of so many minutes."""
    time = {"replicationTime": {"status": "Enabled", "time": {"minutes": minutes}}, "metrics": METRICS}
    destination = {"bucket": "arn:aws:s3:::orders-copy", **(time if minutes else {}), **fields}
    return {"status": "Enabled", "destination": destination}


def prioritized(prefix: str, priority: int) -> Inputs:
    """A replication rule for a prefix, of this priority."""
    markers = {"deleteMarkerReplication": {"status": "Disabled"}}
    return {**replica(), **markers, "id": prefix, "filter": {"prefix": prefix}, "priority": priority}


REPLICATION_ROWS = tuple(
    row.inside("rules[]")
    for row in (
        Constraint(
            demand=argument("destination.replicationTime.time.minutes").equals(15),
            when=argument("destination.replicationTime.status").equals("Enabled")
            & argument("destination.replicationTime.time.minutes").is_set().unsaid(),
            error="InvalidRequest: Invalid time minute value",
            source=f"{OBSERVED}/pf-s3-replication-rtc-minutes-15/meta.yaml",
            fix=fix(Set("destination.replicationTime.time.minutes", 15)),
            invalid=replica(30),
            valid=replica(15),
        ),
        Constraint(
            demand=argument("destination.account").is_present(),
            when=argument("destination.accessControlTranslation.owner").is_given(),
            error="InvalidRequest: Account must be specified if the Owner in AccessControlTranslation has a value",
            source=f"{OBSERVED}/pf-s3-replication-acl-translation-needs-account/meta.yaml",
            fix=fix(Set("destination.account", Blank("the account of the destination"))),
            invalid=replica(accessControlTranslation={"owner": "Destination"}),
            valid=replica(accessControlTranslation={"owner": "Destination"}, account="123456789012"),
        ),
    )
)
replications = argument("rules")


def priority_error(plain: Plain) -> str | None:
    """Two rules of a replication with the same priority."""
    given = [one.get("priority") for one in plain if isinstance(one, dict)] if isinstance(plain, list) else []
    numbers = [one for one in given if isinstance(one, int | float) and not isinstance(one, bool)]
    twice = next((number for number in numbers if numbers.count(number) > 1), None)
    return None if twice is None else f"two rules have the priority {twice:.0f}"


SAME_PRIORITY = Constraint(
    demand=fits(replications, "rules with a priority of their own each", priority_error),
    when=replications.is_given().unsaid(),
    error="InvalidRequest: Found duplicate priority 1.",
    source=f"{OBSERVED}/pf-s3-replication-priority-duplicate/meta.yaml",
    fix=note("a different priority for each rule"),
    invalid={"rules": [prioritized("images/", 1), prioritized("texts/", 1)]},
    valid={"rules": [prioritized("images/", 1), prioritized("texts/", 2)]},
    problem="Two rules have the same priority, which must be different for each rule.",
    condition="two rules of a replication have the same priority",
)
ACCESS_POINT = ("aws:s3/accessPoint:AccessPoint",)
access_point = argument("name")
ALIAS_NAME = Constraint(
    demand=~access_point.ends_with("-s3alias"),
    when=access_point.is_given().unsaid(),
    error="InvalidAccessPointAliasError: The specified access point alias is not valid",
    source=f"{OBSERVED}/pf-s3-ap-name-alias-suffix/meta.yaml",
    fix=fix(Set("name", Blank("a name that does not end with -s3alias"))),
    correct=of_text(lambda text: text.removesuffix("-s3alias")),
    invalid={"name": "orders-s3alias"},
    valid={"name": "orders-s3"},
)
tierings = argument("tierings")


def tier_error(plain: Plain) -> str | None:
    """A tier that is given twice, or a deep archive that comes before the archive."""
    given = [one for one in plain if isinstance(one, dict)] if isinstance(plain, list) else []
    days = {tier: [one.get("days") for one in given if one.get("accessTier") == tier] for tier in TIERS}
    twice = next((tier for tier, found in days.items() if len(found) > 1), None)
    if twice:
        return f"{twice} is given twice"
    first, last = (next(iter(days[tier]), None) for tier in TIERS)
    if isinstance(first, int | float) and isinstance(last, int | float) and last <= first:
        return f"DEEP_ARCHIVE_ACCESS comes after {last:.0f} days, and ARCHIVE_ACCESS after {first:.0f}"
    return None


def tiers(*days: tuple[str, int]) -> Inputs:
    """Tierings of these tiers, each after so many days."""
    return {"tierings": [{"accessTier": tier, "days": after} for tier, after in days]}


TIERS_IN_ORDER = Constraint(
    demand=fits(tierings, "different tiers, with more days for the deeper", tier_error, tierings.whole),
    error="InvalidArgument: Days specified in DEEP_ARCHIVE_ACCESS should be greater than days specified in"
    " ARCHIVE_ACCESS",
    source=f"{OBSERVED}/pf-s3-intelligent-tiering-archive-before-deep/meta.yaml",
    fix=fix(Set("tierings", [Blank("different tiers, with more days for the deeper")])),
    invalid=(
        tiers(("ARCHIVE_ACCESS", 180), ("DEEP_ARCHIVE_ACCESS", 180)),
        tiers(("ARCHIVE_ACCESS", 100), ("ARCHIVE_ACCESS", 180)),
    ),
    valid=tiers(("ARCHIVE_ACCESS", 179), ("DEEP_ARCHIVE_ACCESS", 180)),
)
name = argument("bucket")
ACCELERATED = Constraint(
    demand=name.lacks(r"\.", "period"),
    when=argument("status").equals("Enabled"),
    error="InvalidRequest: S3 Transfer Acceleration is not supported for buckets with periods (.) in their names",
    source=ACCELERATION,
    fix=note("give the bucket a name without periods, or remove this resource"),
    invalid={"bucket": "media.example.com"},
    valid=({"bucket": "media-example-com"}, {"bucket": "media.example.com", "status": "Suspended"}),
)

RULE = constraints_rule(
    id="s3-bucket-settings-valid",
    service="S3",
    summary="S3 settings of CORS, websites, object lock and acceleration must be valid",
    rationale="""
        A CORS rule allows origins and headers with one wildcard each, exposes headers without one, and allows only the
        methods GET, PUT, POST, DELETE and HEAD: OPTIONS is the browser's own question. A website redirects all requests
        or has an index document, whose name has no slash. Intelligent tiering archives after 90 days or more. A default
        retention is in days or in years. Lifecycle rules expire objects at midnight, and a replication time is 15
        minutes. Transfer acceleration needs a bucket whose name has no period, because the name becomes part of a host
        name.
    """,
    since="0.2.0",
    references=(CORS, WEBSITE),
    constraints={
        (*CORS_CONFIGURATION, *s3.BUCKET): CORS_ROWS,
        CORS_CONFIGURATION: (MANY_RULES,),
        WEBSITE_CONFIGURATION: (*WEBSITE_ROWS, *HTTP_CODES),
        OBJECT_LOCK_CONFIGURATION: LOCK_ROWS,
        ACCELERATE_CONFIGURATION: (ACCELERATED,),
        TIERING: (*TIER_ROWS, TIERS_IN_ORDER),
        s3.LIFECYCLE_CONFIGURATION: LIFECYCLE_ROWS,
        s3.BUCKET_ENCRYPTION: (NO_KEY.inside("rules[].applyServerSideEncryptionByDefault"),),
        s3.BUCKET_REPLICATION: (*REPLICATION_ROWS, SAME_PRIORITY),
        ACCESS_POINT: (ALIAS_NAME,),
    },
    base={
        **{token: {"bucket": "orders", "corsRules": [RULE_OF_CORS]} for token in CORS_CONFIGURATION},
        **{token: {"bucket": "orders", **INDEX_DOCUMENT} for token in WEBSITE_CONFIGURATION},
        **{token: {"bucket": "orders", **LOCKED} for token in OBJECT_LOCK_CONFIGURATION},
        TIERING[0]: {"bucket": "orders", "name": "all"},
        **{token: {"bucket": "orders"} for token in (*s3.LIFECYCLE_CONFIGURATION, *s3.BUCKET_ENCRYPTION)},
        ACCESS_POINT[0]: {"bucket": "orders"},
        s3.BUCKET_REPLICATION[0]: {"bucket": "orders", "role": "arn:aws:iam::123456789012:role/orders"},
        **{token: {"status": "Enabled"} for token in ACCELERATE_CONFIGURATION},
    },
)
