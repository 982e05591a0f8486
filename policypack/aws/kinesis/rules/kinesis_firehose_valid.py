"""kinesis-firehose-valid: Firehose names, buffering, prefixes, processors and keys must be valid."""

import re
from collections.abc import Callable, Mapping

from policypack.aws.kinesis import DELIVERY_STREAM
from policypack.constraint import (
    Blank,
    Condition,
    Constraint,
    Inputs,
    Ref,
    Remove,
    Set,
    Witness,
    argument,
    fits,
    fix,
    form,
    joined,
    length,
    note,
)
from policypack.model.conditions import Argument, known_or_not
from policypack.model.values import Plain
from policypack.rule import constraints_rule

CREATE = "https://docs.aws.amazon.com/firehose/latest/APIReference/API_CreateDeliveryStream.html"
CONVERSION = "https://docs.aws.amazon.com/firehose/latest/dev/record-format-conversion.html"
PARTITIONING = "https://docs.aws.amazon.com/firehose/latest/dev/dynamic-partitioning.html"
ENCRYPTION = (
    "https://docs.aws.amazon.com/firehose/latest/APIReference/API_DeliveryStreamEncryptionConfigurationInput.html"
)
NAME = (
    "ValidationException: 1 validation error detected: Value at 'deliveryStreamName' failed to satisfy constraint:"
    " Member must "
)
ROLE = "arn:aws:iam::123456789012:role/firehose"
S3, ENCRYPTED = "extendedS3Configuration", "serverSideEncryption"
SIZE, COMPRESSION, CONVERSION_BLOCK = (
    f"{S3}.bufferingSize",
    f"{S3}.compressionFormat",
    f"{S3}.dataFormatConversionConfiguration",
)
LEAST_BUFFER = 64
"""Megabytes that Firehose buffers at least where it partitions or converts records."""
CUSTOMER_KEY = "CUSTOMER_MANAGED_CMK"

PARTITIONED: Inputs = {
    f"{S3}.dynamicPartitioningConfiguration.enabled": True,
    f"{S3}.prefix": "orders/!{partitionKeyFromQuery:customer}/",
    f"{S3}.errorOutputPrefix": "errors/",
}
CONVERTED: Inputs = {
    f"{CONVERSION_BLOCK}.inputFormatConfiguration.deserializer": {"openXJsonSerDe": {}},
    f"{CONVERSION_BLOCK}.outputFormatConfiguration.serializer": {"parquetSerDe": {"compression": "GZIP"}},
    f"{CONVERSION_BLOCK}.schemaConfiguration": {"databaseName": "orders", "tableName": "orders", "roleArn": ROLE},
}
ENABLED: Inputs = {f"{ENCRYPTED}.enabled": True}
KEY: Inputs = {f"{ENCRYPTED}.keyArn": Ref("key", "arn")}

size, compression = argument(SIZE), argument(COMPRESSION)
key_type, key = argument(f"{ENCRYPTED}.keyType"), argument(f"{ENCRYPTED}.keyArn")
partitions = argument(f"{S3}.dynamicPartitioningConfiguration.enabled").is_true()
converts = (argument(CONVERSION_BLOCK).is_given() & ~argument(f"{CONVERSION_BLOCK}.enabled").equals(False)).called(
    "records are converted", "records must be converted"
)
encrypts = argument(f"{ENCRYPTED}.enabled").is_true()
MADE = "https://github.com/badmintoncryer/cdk-preflight/blob/main/rules/firehose"
PREFIXES = "https://docs.aws.amazon.com/firehose/latest/dev/s3-prefixes.html"
API = "https://docs.aws.amazon.com/firehose/latest/APIReference"
DOMAIN = "arn:aws:es:us-east-1:123456789012:domain/orders"
BUCKET = "arn:aws:s3:::orders"
TO_BUCKET = {"bucketArn": BUCKET, "roleArn": ROLE}
SECRET = {
    "enabled": True,
    "roleArn": ROLE,
    "secretArn": "arn:aws:secretsmanager:us-east-1:123456789012:secret:orders-0a1b2c",
}
DESTINATIONS: dict[str, tuple[str, dict[str, Plain]]] = {
    "redshift": (
        "redshiftConfiguration",
        {
            "clusterJdbcurl": "jdbc:redshift://orders.us-east-1.redshift.amazonaws.com:5439/orders",
            "dataTableName": "orders",
            "roleArn": ROLE,
            "secretsManagerConfiguration": SECRET,
        },
    ),
    "elasticsearch": ("elasticsearchConfiguration", {"domainArn": DOMAIN, "indexName": "orders", "roleArn": ROLE}),
    "opensearch": ("opensearchConfiguration", {"domainArn": DOMAIN, "indexName": "orders", "roleArn": ROLE}),
    "opensearchserverless": (
        "opensearchserverlessConfiguration",
        {"collectionEndpoint": "https://0a1b2c.us-east-1.aoss.amazonaws.com", "indexName": "orders", "roleArn": ROLE},
    ),
    "splunk": (
        "splunkConfiguration",
        {"hecEndpoint": "https://splunk.example.com:8088", "secretsManagerConfiguration": SECRET},
    ),
    "http_endpoint": ("httpEndpointConfiguration", {"url": "https://orders.example.com"}),
    "iceberg": (
        "icebergConfiguration",
        {"catalogArn": "arn:aws:glue:us-east-1:123456789012:catalog", "roleArn": ROLE},
    ),
    "snowflake": (
        "snowflakeConfiguration",
        {
            "accountUrl": "https://orders.snowflakecomputing.com",
            "database": "orders",
            "schema": "orders",
            "table": "orders",
            "roleArn": ROLE,
            "secretsManagerConfiguration": SECRET,
        },
    ),
}
"""The destinations besides S3: the block of each, and what it must have besides a bucket for what fails."""
SIZES = {
    "elasticsearch": (1, 100),
    "opensearch": (1, 100),
    "opensearchserverless": (1, 100),
    "splunk": (1, 5),
    "http_endpoint": (1, 64),
    "snowflake": (1, 128),
}
"""Megabytes that are buffered for a destination, by botocore's model of November 2026."""
LONGEST_INTERVALS = {**dict.fromkeys(SIZES, 900), "splunk": 60}
NAMESPACES = ("firehose", "timestamp", "partitionKeyFromQuery", "partitionKeyFromLambda")
PROCESSING = f"{S3}.processingConfiguration"
RETRIES = ("NumberOfRetries", 0, 300, "Number of retries for lambda must be between 0 and 300.", "retries-range")
BUFFERED = ("BufferSizeInMBs", 0.2, 3, "A Lambda processor buffers between 0.2 and 3 MB", "buffer-size-range")
WAITING = (
    "BufferIntervalInSeconds",
    0,
    900,
    "A Lambda processor buffers for 0 to 900 seconds",
    "buffer-interval-range",
)
FUNCTION = {
    "parameterName": "LambdaArn",
    "parameterValue": "arn:aws:lambda:us-east-1:123456789012:function:orders:$LATEST",
}
JQ = {"parameterName": "JsonParsingEngine", "parameterValue": "JQ-1.6"}
QUERY = {"parameterName": "MetadataExtractionQuery", "parameterValue": "{customer: .customer}"}

prefix, error_prefix = argument(f"{S3}.prefix"), argument(f"{S3}.errorOutputPrefix")
processes = argument(f"{PROCESSING}.enabled").is_true().unsaid()


def to(destination: str, **own: Plain) -> Inputs:
    """A stream to another destination than S3."""
    block, required = DESTINATIONS[destination]
    given = {**required, "s3Configuration": TO_BUCKET, **own}
    return {
        "destination": destination,
        S3: None,
        block: {name: value for name, value in given.items() if value is not None},
    }


def processing(type_: str, *parameters: dict[str, str]) -> Inputs:
    """A stream whose records a processor of this type works on."""
    return {PROCESSING: {"enabled": True, "processors": [{"type": type_, "parameters": list(parameters)}]}}


def named(name: str, value: str) -> dict[str, str]:
    return {"parameterName": name, "parameterValue": value}


def namespace_error(text: Plain) -> str | None:
    """Each expression is of a namespace that Firehose has."""
    found = re.findall(r"!\{([^:}]*):", str(text or ""))
    return next((f'"{one}" is no namespace of an expression' for one in found if one not in NAMESPACES), None)


def processors_of(plain: Plain) -> list[tuple[str, dict[str, str]]]:
    """The type and the parameters of each processor."""
    return [
        (
            str(one.get("type")),
            {
                str(each.get("parameterName")): str(each.get("parameterValue"))
                for each in listed_in(one.get("parameters"))
                if isinstance(each, Mapping)
            },
        )
        for one in listed_in(plain)
        if isinstance(one, Mapping)
    ]


def listed_in(plain: object) -> list[object]:
    """The elements of a list; none of what is no list."""
    return plain if isinstance(plain, list) else []


def without_function(plain: Plain) -> str | None:
    """A processor of the type Lambda has a function."""
    functions = (own for type_, own in processors_of(plain) if type_ == "Lambda")
    return next(
        ("a processor of the type Lambda has no LambdaArn" for own in functions if "LambdaArn" not in own), None
    )


def second_function(plain: Plain) -> str | None:
    """There is one processor of the type Lambda at most."""
    number = sum(type_ == "Lambda" for type_, _ in processors_of(plain))
    return f"{number} processors are of the type Lambda" if number > 1 else None


def without_engine(plain: Plain) -> str | None:
    """What extracts metadata names the engine that reads the query."""
    for type_, own in processors_of(plain):
        if type_ == "MetadataExtraction" and own.get("JsonParsingEngine") != "JQ-1.6":
            return f"its JsonParsingEngine is {own.get('JsonParsingEngine', 'not set')}, and must be JQ-1.6"
    return None


def extraction(plain: Plain) -> str | None:
    """Nothing extracts metadata."""
    types = [type_ for type_, _ in processors_of(plain)]
    return "a processor is of the type MetadataExtraction" if "MetadataExtraction" in types else None


def other_records(plain: Plain) -> str | None:
    """The records inside of a record are JSON, or between delimiters."""
    types = [own["SubRecordType"] for _, own in processors_of(plain) if "SubRecordType" in own]
    return next((f"SubRecordType is {one}" for one in types if one not in ("JSON", "DELIMITED")), None)


def out_of_range(name: str, low: float, high: float) -> Callable[[Plain], str | None]:
    """A parameter of a processor is a number from ``low`` to ``high``."""

    def error(plain: Plain) -> str | None:
        for _, own in processors_of(plain):
            text = own.get(name, "")
            if re.fullmatch(r"-?\d+(\.\d+)?", text) and not low <= float(text) <= high:
                return f"{name} is {text}, and must be {low:g} to {high:g}"
        return None

    return error


def of_processors(
    words: str,
    find: Callable[[Plain], str | None],
    *,
    error: str,
    page: str,
    condition: str,
    invalid: Inputs,
    valid: Inputs,
) -> Constraint:
    """A row about the processors of a stream to S3."""
    processors = argument(f"{PROCESSING}.processors")
    return Constraint(
        demand=fits(
            processors,
            words,
            find,
            lambda it: known_or_not(processors.of(it).map(without_arns)),
        ),
        when=processes & argument(f"{PROCESSING}.processors").is_given().unsaid(),
        at=S3,
        error=f"InvalidArgumentException: {error}",
        source=f"{MADE}/pf-firehose-{page}/meta.yaml",
        fix=note(words),
        condition=condition,
        invalid=invalid,
        valid=valid,
    )


def without_arns(processors: Plain) -> Plain:
    """The processors without the ARNs of their functions and roles, which a preview does not know."""
    if isinstance(processors, list):
        return [without_arns(one) for one in processors]
    if not isinstance(processors, dict):
        return processors
    if processors.get("parameterName") in ("LambdaArn", "RoleArn"):
        return {**processors, "parameterValue": ""}
    return {key: without_arns(one) for key, one in processors.items()}


def of_prefix(
    own: Argument, demand: Condition, when: Condition, *, error: str, condition: str, invalid: Inputs, valid: Witness
) -> Constraint:
    """A row about the prefix of objects, or of objects with errors."""
    return Constraint(
        demand=demand,
        when=when,
        at=S3,
        error=f"InvalidArgumentException: {error}",
        source=PREFIXES,
        fix=fix(Set(own.path, Blank("the corrected prefix"))),
        condition=condition,
        invalid=invalid,
        valid=valid,
    )


PLAIN_ERRORS = {f"{S3}.errorOutputPrefix": "errors/"}
TYPED_ERRORS = {f"{S3}.errorOutputPrefix": "errors/!{firehose:error-output-type}/"}
BY_YEAR = {f"{S3}.prefix": "orders/!{timestamp:yyyy}/"}
BY_CUSTOMER = {f"{S3}.prefix": "orders/!{partitionKeyFromQuery:customer}/"}


def value_error(text: Plain) -> str | None:
    """What is of the stream itself is a random text, or the type of an error."""
    found = re.findall(r"!\{firehose:([^}]*)\}", str(text or ""))
    return next((f'"firehose:{one}" does not exist' for one in found if one not in OF_FIREHOSE), None)


OF_FIREHOSE = ("error-output-type", "random-string")
OF_PREFIXES = (
    of_prefix(
        prefix,
        fits(prefix, "a prefix with expressions that Firehose has", value_error),
        prefix.is_given().unsaid(),
        error="Invalid conversion character used in the value of the expression in Prefix",
        condition="an expression of a prefix is firehose: and something that does not exist",
        invalid={f"{S3}.prefix": "orders/!{firehose:date}/", **PLAIN_ERRORS},
        valid={f"{S3}.prefix": "orders/!{firehose:random-string}/", **PLAIN_ERRORS},
    ),
    of_prefix(
        error_prefix,
        error_prefix.is_present(),
        prefix.matches(r"(?s:.*!\{.*)", "a text with expressions"),
        error="ErrorOutputPrefix cannot be null or empty when Prefix contains expressions",
        condition="a prefix has expressions, and there is no errorOutputPrefix",
        invalid=BY_YEAR,
        valid={**BY_YEAR, **PLAIN_ERRORS},
    ),
    of_prefix(
        error_prefix,
        error_prefix.matches(r"(?s:.*!\{firehose:error-output-type\}.*)", "a text with !{firehose:error-output-type}"),
        error_prefix.matches(r"(?s:.*!\{.*)", "a text with expressions"),
        error="ErrorOutputPrefix must contain at least one occurrence of !{firehose:error-output-type}",
        condition="an errorOutputPrefix has expressions, and none of them is firehose:error-output-type",
        invalid={f"{S3}.errorOutputPrefix": "errors/!{timestamp:yyyy}/"},
        valid=(TYPED_ERRORS, PLAIN_ERRORS),
    ),
    of_prefix(
        prefix,
        fits(prefix, "a prefix whose expressions are of a namespace of Firehose", namespace_error),
        prefix.is_given().unsaid(),
        error="Namespace to the left of colon (bogus) is an invalid keyword!",
        condition="an expression of a prefix is of a namespace that does not exist",
        invalid={f"{S3}.prefix": "orders/!{time:yyyy}/", **PLAIN_ERRORS},
        valid={**BY_YEAR, **PLAIN_ERRORS},
    ),
    of_prefix(
        prefix,
        prefix.lacks(r"!\{firehose:error-output-type\}", "type of an error"),
        prefix.is_given().unsaid(),
        error="Prefix must not contain any occurrence of !{firehose:error-output-type}",
        condition="a prefix has firehose:error-output-type",
        invalid={f"{S3}.prefix": "orders/!{firehose:error-output-type}/", **PLAIN_ERRORS},
        valid={**BY_YEAR, **TYPED_ERRORS},
    ),
    of_prefix(
        error_prefix,
        error_prefix.lacks(r"!\{partitionKeyFrom", "key of a partition"),
        error_prefix.is_given().unsaid(),
        error="Partition namespaces cannot appear in an ErrorOutputPrefix",
        condition="an errorOutputPrefix has the key of a partition",
        invalid={f"{S3}.errorOutputPrefix": "errors/!{firehose:error-output-type}/!{partitionKeyFromQuery:customer}/"},
        valid=TYPED_ERRORS,
    ),
    of_prefix(
        prefix,
        prefix.lacks(r"!\{partitionKeyFrom", "key of a partition"),
        prefix.is_given().unsaid() & ~partitions,
        error="Dynamic Partitioning Namespaces can only be part of a prefix expression when Dynamic Partitioning is"
        " enabled.",
        condition="a prefix has the key of a partition, and the stream does not partition records",
        invalid={**BY_CUSTOMER, **PLAIN_ERRORS},
        valid=({**PARTITIONED, SIZE: LEAST_BUFFER}, {**BY_YEAR, **PLAIN_ERRORS}),
    ),
    of_prefix(
        prefix,
        prefix.matches(r"(?s:.*!\{partitionKeyFrom.*)", "a text with the key of a partition"),
        partitions,
        error="S3 Prefix should contain Dynamic Partitioning namespaces when Dynamic Partitioning is enabled",
        condition="a stream partitions records, and its prefix has no key of a partition",
        invalid={**PARTITIONED, SIZE: LEAST_BUFFER, f"{S3}.prefix": "orders/"},
        valid={**PARTITIONED, SIZE: LEAST_BUFFER, **BY_CUSTOMER, **PLAIN_ERRORS},
    ),
)
OF_PROCESSORS = (
    of_processors(
        "processors of the type Lambda with a LambdaArn",
        without_function,
        error="LambdaArn is required when Lambda processor is used.",
        page="processor-lambda-arn",
        condition="a processor of the type Lambda has no LambdaArn",
        invalid=processing("Lambda", named("NumberOfRetries", "3")),
        valid=processing("Lambda", FUNCTION),
    ),
    of_processors(
        "one processor of the type Lambda at most",
        second_function,
        error="Cannot have more than 1 Lambda processor.",
        page="processor-duplicate-type",
        condition="two processors are of the type Lambda",
        invalid={
            PROCESSING: {
                "enabled": True,
                "processors": [
                    {"type": "Lambda", "parameters": [named("LambdaArn", f"{FUNCTION['parameterValue']}{number}")]}
                    for number in range(2)
                ],
            }
        },
        valid=processing("Lambda", FUNCTION),
    ),
    of_processors(
        "processors whose JsonParsingEngine is JQ-1.6 where they extract metadata",
        without_engine,
        error="MetaDataExtraction JSON Parsing Engine has to be one of JQ-1.6",
        page="processor-metadata-params",
        condition="a processor extracts metadata with another engine than JQ-1.6",
        invalid={
            **PARTITIONED,
            SIZE: LEAST_BUFFER,
            **BY_CUSTOMER,
            **PLAIN_ERRORS,
            **processing("MetadataExtraction", QUERY),
        },
        valid={
            **PARTITIONED,
            SIZE: LEAST_BUFFER,
            **BY_CUSTOMER,
            **PLAIN_ERRORS,
            **processing("MetadataExtraction", QUERY, JQ),
        },
    ),
    of_processors(
        "processors that do not extract metadata, as the stream does not partition records",
        extraction,
        error="class com.amazonaws.services.firehose.internal.model.MetadataExtractionProcessor can only be present"
        " when Dynamic Partitioning is enabled.",
        page="metadata-extraction-dp-only",
        condition="a processor extracts metadata, and the stream does not partition records",
        invalid=processing("MetadataExtraction", QUERY, JQ),
        valid=processing("Lambda", FUNCTION),
    ).also_when(~partitions),
    *(
        of_processors(
            f"processors whose {name} is {low:g} to {high:g}",
            out_of_range(name, low, high),
            error=error,
            page=f"processor-{page}",
            condition=f"{name} of a processor is not {low:g} to {high:g}",
            invalid=processing("Lambda", FUNCTION, named(name, f"{high + 1:g}")),
            valid=processing("Lambda", FUNCTION, named(name, f"{high:g}")),
        )
        for name, low, high, error, page in (RETRIES, BUFFERED, WAITING)
    ),
    of_processors(
        "processors whose SubRecordType is JSON or DELIMITED",
        other_records,
        error="SubRecordType is JSON or DELIMITED",
        page="processor-subrecord-type",
        condition="SubRecordType of a processor is neither JSON nor DELIMITED",
        invalid={**PARTITIONED, SIZE: LEAST_BUFFER, **processing("RecordDeAggregation", named("SubRecordType", "XML"))},
        valid={**PARTITIONED, SIZE: LEAST_BUFFER, **processing("RecordDeAggregation", named("SubRecordType", "JSON"))},
    ),
)
OF_DESTINATIONS = (
    *(
        Constraint(
            demand=argument(block).is_present(),
            when=argument("destination").equals(destination),
            error="A delivery stream takes exactly one destination configuration",
            source=f"{MADE}/pf-firehose-one-destination/meta.yaml",
            fix=fix(Set(block, Blank(f"what the destination {destination} needs"))),
            invalid={**(to(destination) if destination in DESTINATIONS else {}), block: None},
            valid=to(destination) if destination in DESTINATIONS else {},
        )
        for destination, block in (("extended_s3", S3), *((name, block) for name, (block, _) in DESTINATIONS.items()))
    ),
    *(
        Constraint(
            demand=argument(f"{DESTINATIONS[name][0]}.{field}").between(low, high),
            when=argument(f"{DESTINATIONS[name][0]}.{field}").is_given().unsaid(),
            at=DESTINATIONS[name][0],
            error=f"ValidationException: Value at 'bufferingHints.{api}' failed to satisfy constraint: Member must have"
            f" value less than or equal to {high}",
            source=f"{API}/API_BufferingHints.html",
            fix=fix(Set(f"{DESTINATIONS[name][0]}.{field}", high)),
            invalid=to(name, **{field: high + 1}),
            valid=to(name, **{field: high}),
        )
        for field, api, bounds in (
            ("bufferingSize", "sizeInMBs", SIZES),
            ("bufferingInterval", "intervalInSeconds", {name: (0, most) for name, most in LONGEST_INTERVALS.items()}),
        )
        for name, (low, high) in bounds.items()
    ),
    Constraint(
        demand=argument("redshiftConfiguration.s3Configuration.compressionFormat").one_of("UNCOMPRESSED", "GZIP"),
        when=argument("redshiftConfiguration.s3Configuration.compressionFormat").is_given().unsaid(),
        at="redshiftConfiguration",
        error="InvalidArgumentException: Only the following compression formats are allowed when using Redshift:"
        " [UNCOMPRESSED, GZIP]",
        source=f"{API}/API_RedshiftDestinationConfiguration.html",
        fix=fix(Set("redshiftConfiguration.s3Configuration.compressionFormat", "GZIP")),
        invalid=to("redshift", s3Configuration={**TO_BUCKET, "compressionFormat": "ZIP"}),
        valid=to("redshift", s3Configuration={**TO_BUCKET, "compressionFormat": "GZIP"}),
    ),
    *(
        Constraint(
            demand=argument(f"{block}.domainArn").is_present() | argument(f"{block}.clusterEndpoint").is_present(),
            when=argument(block).is_given().unsaid(),
            at=block,
            error="An OpenSearch destination needs a domain ARN or an endpoint",
            source=f"{MADE}/pf-firehose-opensearch-endpoint-required/meta.yaml",
            fix=fix(Set(f"{block}.domainArn", Blank("the ARN of a domain"))),
            condition=f"{block} has neither domainArn nor clusterEndpoint",
            invalid=to(name, domainArn=None),
            valid=(to(name), to(name, domainArn=None, clusterEndpoint="https://orders.us-east-1.es.amazonaws.com")),
        )
        for name, block in ((one, DESTINATIONS[one][0]) for one in ("elasticsearch", "opensearch"))
    ),
    form(
        "splunkConfiguration.hecEndpoint",
        "(?is:https://.+)",
        "a URL that begins with https://",
        invalid="http://splunk.example.com:8088",
        valid="https://splunk.example.com:8088",
        error="A Splunk HEC endpoint must be an HTTPS URL",
        source=f"{MADE}/pf-firehose-splunk-hec-endpoint-https/meta.yaml",
    ).beside(to("splunk")),
    Constraint(
        demand=argument("redshiftConfiguration.s3Configuration.prefix").lacks(r"!\{", "expression"),
        when=argument("redshiftConfiguration.s3Configuration.prefix").is_given().unsaid(),
        at="redshiftConfiguration",
        error="A Redshift destination takes no prefix expressions",
        source=f"{MADE}/pf-firehose-redshift-prefix-no-expression/meta.yaml",
        fix=fix(Set("redshiftConfiguration.s3Configuration.prefix", Blank("a prefix without expressions"))),
        invalid=to("redshift", s3Configuration={**TO_BUCKET, "prefix": "orders/!{timestamp:yyyy}/"}),
        valid=to("redshift", s3Configuration={**TO_BUCKET, "prefix": "orders/"}),
    ),
    Constraint(
        demand=prefix.no_longer_than(512),
        when=prefix.is_given().unsaid() & ~prefix.matches(r"(?s:.*!\{.*)", "a text with expressions").unsaid(),
        at=S3,
        error="An evaluated S3 prefix cannot exceed 512 characters",
        source=f"{MADE}/pf-firehose-prefix-length/meta.yaml",
        fix=fix(Set(f"{S3}.prefix", Blank("at most 512 characters"))),
        invalid={f"{S3}.prefix": "a" * 513},
        valid={f"{S3}.prefix": "a" * 512},
    ),
    Constraint(
        demand=~argument("icebergConfiguration.s3BackupMode").equals("AllData"),
        when=argument("icebergConfiguration").is_given().unsaid(),
        at="icebergConfiguration",
        error="S3BackupMode: Currently, S3 backup only supports FailedDataOnly.",
        source=f"{API}/API_IcebergDestinationConfiguration.html",
        fix=fix(Remove("icebergConfiguration.s3BackupMode")),
        invalid=to("iceberg", s3BackupMode="AllData"),
        valid=to("iceberg", s3BackupMode="FailedDataOnly"),
    ),
    *(
        Constraint(
            demand=argument(f"{block}.s3BackupConfiguration").is_present(),
            when=argument(f"{block}.s3BackupMode").equals("Enabled"),
            at=block,
            error="Enabling S3 backup needs S3BackupConfiguration",
            source=f"{MADE}/pf-firehose-s3-backup-config/meta.yaml",
            fix=fix(
                Set(
                    f"{block}.s3BackupConfiguration",
                    {"bucketArn": Blank("the ARN of a bucket"), "roleArn": Blank("the ARN of a role")},
                )
            ),
            invalid=backing,
            valid={**backing, f"{block}.s3BackupConfiguration": TO_BUCKET},
        )
        for block, backing in (
            (S3, {f"{S3}.s3BackupMode": "Enabled"}),
            ("redshiftConfiguration", to("redshift", s3BackupMode="Enabled")),
        )
    ),
    *(
        Constraint(
            demand=argument(f"{block}.bucketArn").matches(r"arn:[^:]*:s3:::[\w.-]{1,255}", "the ARN of a bucket"),
            when=argument(f"{block}.bucketArn").is_given().unsaid(),
            at=block.partition(".")[0],
            error="ValidationException: Value at 'bucketARN' failed to satisfy constraint: Member must satisfy regular"
            r" expression pattern: arn:.*:s3:::[\w\.\-]{1,255}",
            source=f"{API}/API_S3DestinationConfiguration.html",
            fix=fix(Set(f"{block}.bucketArn", Blank("the ARN of a bucket, arn:aws:s3:::NAME"))),
            invalid={**beside, f"{block}.bucketArn": "orders"},
            valid={**beside, f"{block}.bucketArn": BUCKET},
        )
        for block, beside in (
            (S3, {}),
            *((f"{block}.s3Configuration", to(name)) for name, (block, _) in DESTINATIONS.items()),
        )
    ),
)

SNOWFLAKE = "snowflakeConfiguration"
OF_SNOWFLAKE = tuple(
    Constraint(
        demand=argument(f"{SNOWFLAKE}.{name}").is_empty(),
        when=argument(f"{SNOWFLAKE}.dataLoadingOption").equals("JSON_MAPPING"),
        error=f"InvalidArgumentException: Can't configure {member} when Data Loading Option is not"
        " VARIANT_CONTENT_MAPPING or VARIANT_CONTENT_AND_METADATA_MAPPING",
        source=f"{API}/API_SnowflakeDestinationConfiguration.html",
        fix=fix(Remove(f"{SNOWFLAKE}.{name}")),
        invalid=to("snowflake", dataLoadingOption="JSON_MAPPING", **{name: "orders"}),
        valid=to("snowflake", dataLoadingOption="JSON_MAPPING"),
    )
    for name, member in (("contentColumnName", "ContentColumnName"), ("metadataColumnName", "MetaDataColumnName"))
)

RULE = constraints_rule(
    id="kinesis-firehose-valid",
    service="Firehose",
    summary="Firehose names, buffering, prefixes, processors and keys must be valid",
    rationale="""
        Firehose partitions and converts records in batches of 64 MB and more; it rejects the provider's default of
        5 MB. Converted records are compressed by their serializer, not by the destination. A key's ARN goes with a
        customer managed key, and only with one. A prefix with expressions needs one for errors, and a stream that
        partitions records names the key in its prefix. Prefixes and processors are checked of deliveries to S3 only.
    """,
    since="0.1.0",
    constraints={
        DELIVERY_STREAM: (
            *OF_SNOWFLAKE,
            form(
                "name",
                r"[A-Za-z0-9_.-]+",
                "letters, digits, hyphens, underscores and periods",
                invalid="orders/created",
                valid="orders-created_1.0",
                correct=joined("A-Za-z0-9_.-"),
                error=f"{NAME}satisfy regular expression pattern: [a-zA-Z0-9_.-]+",
                source=CREATE,
            ),
            length("name", 64, error=f"{NAME}have length less than or equal to 64", source=CREATE),
            Constraint(
                demand=size.at_least(LEAST_BUFFER),
                when=partitions,
                at=S3,
                error="InvalidArgumentException: BufferingHints.SizeInMBs must be at least 64 when Dynamic Partitioning"
                " is enabled.",
                source=PARTITIONING,
                fix=fix(Set(SIZE, LEAST_BUFFER)),
                invalid=({**PARTITIONED, SIZE: LEAST_BUFFER - 1}, PARTITIONED),
                valid={**PARTITIONED, SIZE: LEAST_BUFFER},
            ),
            Constraint(
                demand=size.at_least(LEAST_BUFFER),
                when=converts,
                at=S3,
                error="InvalidArgumentException: BufferingHints.SizeInMBs must be at least 64 when data format"
                " conversion is enabled.",
                source=CONVERSION,
                fix=fix(Set(SIZE, LEAST_BUFFER)),
                invalid=({**CONVERTED, SIZE: LEAST_BUFFER - 1}, CONVERTED),
                valid=({**CONVERTED, SIZE: LEAST_BUFFER}, {**CONVERTED, f"{CONVERSION_BLOCK}.enabled": False}),
            ),
            Constraint(
                demand=compression.equals("UNCOMPRESSED"),
                when=converts & compression.is_given().unsaid(),
                at=S3,
                error="InvalidArgumentException: The S3 destination's compression format must be set to UNCOMPRESSED"
                " when data format conversion is enabled",
                source=CONVERSION,
                fix=fix(Set(COMPRESSION, "UNCOMPRESSED"), note="the serializer of the output format compresses"),
                invalid={**CONVERTED, SIZE: LEAST_BUFFER, COMPRESSION: "GZIP"},
                valid={**CONVERTED, SIZE: LEAST_BUFFER, COMPRESSION: "UNCOMPRESSED"},
            ),
            Constraint(
                demand=key.is_present(),
                when=encrypts & key_type.equals(CUSTOMER_KEY),
                at=ENCRYPTED,
                error="InvalidArgumentException: KeyARN has to be specified when KeyType is CUSTOMER_MANAGED_CMK",
                source=ENCRYPTION,
                fix=fix(Set(f"{ENCRYPTED}.keyArn", Blank("the ARN of a KMS key"))),
                invalid={**ENABLED, f"{ENCRYPTED}.keyType": CUSTOMER_KEY},
                valid={**ENABLED, **KEY, f"{ENCRYPTED}.keyType": CUSTOMER_KEY},
            ),
            Constraint(
                demand=key_type.equals(CUSTOMER_KEY),
                when=encrypts & key.is_present(),
                at=ENCRYPTED,
                error="InvalidArgumentException: KeyARN cannot be specified when KeyType is AWS_OWNED_CMK",
                source=ENCRYPTION,
                fix=fix(Set(f"{ENCRYPTED}.keyType", CUSTOMER_KEY), otherwise=Remove(f"{ENCRYPTED}.keyArn")),
                invalid=({**ENABLED, **KEY}, {**ENABLED, **KEY, f"{ENCRYPTED}.keyType": "AWS_OWNED_CMK"}),
                valid=ENABLED,
            ),
            *OF_PREFIXES,
            *OF_PROCESSORS,
            *OF_DESTINATIONS,
        )
    },
    base={
        DELIVERY_STREAM[0]: {
            "destination": "extended_s3",
            f"{S3}.bucketArn": "arn:aws:s3:::orders",
            f"{S3}.roleArn": ROLE,
        }
    },
)
