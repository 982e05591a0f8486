"""apigateway-stage-valid: Stages, usage plans and domains of REST APIs must have logs, quotas and policies that fit."""

from policypack.aws.apigateway.rest import (
    DOCUMENTATION_PART,
    DOMAIN_NAME,
    GATEWAY_RESPONSE,
    METHOD_SETTINGS,
    STAGE,
    USAGE_PLAN,
    VERBS,
)
from policypack.constraint import Blank, Constraint, Inputs, Map, Remove, Set, argument, fix, form, note, within
from policypack.model.conditions import all_conditions
from policypack.rule import constraints_rule

API = "https://docs.aws.amazon.com/apigateway/latest/api"
LOGGING = "https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-logging.html"
CREATE_STAGE, CREATE_PLAN = f"{API}/API_CreateStage.html", f"{API}/API_CreateUsagePlan.html"
GROUP = "arn:aws:logs:us-east-1:123456789012:log-group:orders"
STREAMS = "arn:aws:firehose:us-east-1:123456789012:deliverystream"
LOGGED: Inputs = {"destinationArn": GROUP, "format": "$context.requestId"}
OFFSETS = {"DAY": 0, "WEEK": 6, "MONTH": 27}
"""By period of a quota, the last day on which it can begin."""

destination, log_format = argument("accessLogSettings.destinationArn"), argument("accessLogSettings.format")
period, offset = argument("quotaSettings.period"), argument("quotaSettings.offset")

RULE = constraints_rule(
    id="apigateway-stage-valid",
    service="API Gateway",
    summary="Stages, usage plans and domains of REST APIs must have what fits together",
    rationale="""
        Each line of an access log has the identifier of its request, and the log goes to CloudWatch Logs or to a
        Firehose stream whose name says that it is for it. A quota begins within its period. A client is known by its
        certificate only over TLS 1.2 or later.
    """,
    since="0.2.0",
    references=(CREATE_STAGE, CREATE_PLAN, LOGGING),
    constraints={
        STAGE: (
            Constraint(
                demand=log_format.matches(
                    r"(?s).*\$context\.(?:requestId|extendedRequestId)(?![A-Za-z]).*",
                    "a text with $context.requestId or $context.extendedRequestId",
                ),
                when=log_format.is_given().unsaid(),
                error="BadRequestException: Access Log format must include either $context.requestId or"
                " $context.extendedRequestId : '$context.status'",
                source=LOGGING,
                fix=fix(Set("accessLogSettings.format", Blank("the present format and $context.requestId"))),
                invalid={"accessLogSettings": {**LOGGED, "format": "$context.status"}},
                valid=(
                    {"accessLogSettings": LOGGED},
                    {"accessLogSettings": {**LOGGED, "format": '{"id":"$context.extendedRequestId"}'}},
                ),
            ),
            Constraint(
                demand=destination.matches(
                    r"arn:[\w-]+:(?:logs|firehose):.+", "the ARN of a log group or of a Firehose stream"
                ),
                when=destination.is_given().unsaid(),
                error="BadRequestException: Invalid ARN specified in the request. The ARN must be a valid CloudWatch"
                " Logs log group or Kinesis Data Firehose delivery stream",
                source=LOGGING,
                fix=fix(Set("accessLogSettings.destinationArn", Blank("the ARN of a log group"))),
                invalid={"accessLogSettings": {**LOGGED, "destinationArn": "arn:aws:s3:::orders-logs"}},
                valid={"accessLogSettings": LOGGED},
            ),
            Constraint(
                demand=destination.matches(
                    r"arn:[\w-]+:firehose:.+:deliverystream/amazon-apigateway-.*",
                    "the ARN of a stream whose name begins with amazon-apigateway-",
                ),
                when=destination.matches(r"arn:[\w-]+:firehose:.+", "the ARN of a Firehose stream"),
                error="BadRequestException: Kinesis Firehose delivery stream name must begin with the characters"
                " 'amazon-apigateway-'",
                source=LOGGING,
                fix=fix(
                    Set(
                        "accessLogSettings.destinationArn",
                        Blank("the ARN of a stream whose name begins with amazon-apigateway-"),
                    )
                ),
                invalid={
                    "accessLogSettings": {
                        **LOGGED,
                        "destinationArn": f"{STREAMS}/orders",
                    }
                },
                valid={
                    "accessLogSettings": {
                        **LOGGED,
                        "destinationArn": f"{STREAMS}/amazon-apigateway-orders",
                    }
                },
            ),
            Constraint(
                demand=argument("variables").keys_match(r"\w+", "letters, digits and underscores"),
                when=argument("variables").is_given().unsaid(),
                error="BadRequestException: Invalid stage variable name: order-table. Please use names with only word"
                " characters.",
                source=CREATE_STAGE,
                fix=note("names of variables with letters, digits and underscores"),
                invalid={"variables": Map({"order-table": "orders"})},
                valid={"variables": Map({"order_table": "orders"})},
            ),
            Constraint(
                demand=argument("variables").values_match(
                    r"[A-Za-z0-9 ._:/?&=,-]*", "letters, digits, spaces and the signs - . _ : / ? & = ,"
                ),
                when=argument("variables").is_given().unsaid(),
                error="BadRequestException: Invalid stage variable value of key table. Please use values with"
                " alphanumeric characters and the symbols ' ', -', '.', '_', ':', '/', '?', '&', '=', and ','.",
                source=CREATE_STAGE,
                fix=note("values of letters, digits, spaces and - . _ : / ? & = ,"),
                invalid={"variables": Map({"table": "orders#1"})},
                valid=(
                    {"variables": Map({"table": "orders-1"})},
                    {"variables": Map({"url": "https://api.example.com/x?y=1"})},
                ),
            ),
        ),
        METHOD_SETTINGS: (
            within(
                "settings.cacheTtlInSeconds",
                0,
                3600,
                error="BadRequestException: Invalid time-to-live setting, must be an integer no greater than 3600",
                source=f"{API}/API_UpdateStage.html",
            ),
        ),
        USAGE_PLAN: (
            *(
                Constraint(
                    demand=offset.between(0, last),
                    when=period.equals(length) & offset.is_given().unsaid(),
                    error=f"BadRequestException: Usage Plan quota offset must be between 0 and {last} inclusive in the"
                    f" {length} period",
                    source=f"{API}/API_QuotaSettings.html",
                    fix=fix(Set("quotaSettings.offset", Blank(f"0 to {last}") if last else 0)),
                    invalid={"quotaSettings": {"limit": 100, "period": length, "offset": last + 1}},
                    valid={"quotaSettings": {"limit": 100, "period": length, "offset": last}},
                )
                for length, last in OFFSETS.items()
            ),
            Constraint(
                demand=argument("quotaSettings.limit").at_least(1),
                when=argument("quotaSettings.limit").is_given().unsaid(),
                error="BadRequestException: Usage Plan quota limit must be a non-negative numeric",
                source=f"{API}/API_QuotaSettings.html",
                fix=fix(Set("quotaSettings.limit", Blank("how many requests there may be"))),
                invalid={"quotaSettings": {"limit": 0, "period": "DAY"}},
                valid={"quotaSettings": {"limit": 1, "period": "DAY"}},
            ),
            form(
                "path",
                rf"/.*/(?:{'|'.join(VERBS)}|\*)",
                "a path and a method, such as /orders/GET",
                invalid=("/orders", "GET /orders"),
                valid=("/orders/GET", "//GET"),
                error="BadRequestException: Invalid method {resourcePath: /orders,method: } specified",
                source=CREATE_PLAN,
            ).inside("apiStages[].throttles[]"),
        ),
        GATEWAY_RESPONSE: (
            form(
                "statusCode",
                r"[1-5]\d\d",
                "three digits, from 100 to 599",
                invalid=("5XX", "999"),
                valid="504",
                error="Value '999' at 'putGatewayResponseInput.statusCode' failed to satisfy constraint: Member must"
                " satisfy regular expression pattern: [1-5]\\d\\d",
                source=f"{API}/API_PutGatewayResponse.html",
            ),
        ),
        DOCUMENTATION_PART: (
            Constraint(
                demand=all_conditions(
                    argument(f"location.{name}").is_empty() for name in ("path", "method", "statusCode", "name")
                ).called(
                    "the location has a type only",
                    "the location must have a type only",
                    fails="the location has more than its type",
                ),
                when=argument("location.type").equals("API"),
                at="location",
                error="BadRequestException: [Location type: API cannot have path, method, statusCode or name defined.]",
                source=f"{API}/API_DocumentationPartLocation.html",
                fix=fix(Set("location", {"type": "API"})),
                invalid={"location": {"type": "API", "path": "/orders"}},
                valid={"location": {"type": "API"}},
            ),
        ),
        DOMAIN_NAME: (
            Constraint(
                demand=~argument("securityPolicy").equals("TLS_1_0"),
                when=argument("mutualTlsAuthentication").is_given(),
                error="BadRequestException: Mutual TLS authentication is only supported with TLS 1.2.",
                source=f"{API}/API_CreateDomainName.html",
                fix=fix(Set("securityPolicy", "TLS_1_2")),
                invalid={
                    "mutualTlsAuthentication": {"truststoreUri": "s3://orders-trust/clients.pem"},
                    "securityPolicy": "TLS_1_0",
                },
                valid={
                    "mutualTlsAuthentication": {"truststoreUri": "s3://orders-trust/clients.pem"},
                    "securityPolicy": "TLS_1_2",
                },
            ),
            Constraint(
                demand=argument("certificateArn").is_empty(),
                when=argument("endpointConfiguration.types").equals("REGIONAL"),
                error="BadRequestException: Invalid request provided: Cannot import certificates for EDGE while"
                " REGIONAL is active.",
                source=f"{API}/API_CreateDomainName.html",
                fix=fix(
                    Set("regionalCertificateArn", Blank("the ARN of the certificate")),
                    Remove("certificateArn"),
                ),
                invalid={
                    "endpointConfiguration": {"types": "REGIONAL"},
                    "certificateArn": "arn:aws:acm:us-east-1:123456789012:certificate/0a1b2c3d",
                },
                valid={
                    "endpointConfiguration": {"types": "REGIONAL"},
                    "regionalCertificateArn": "arn:aws:acm:us-east-1:123456789012:certificate/0a1b2c3d",
                },
            ),
        ),
    },
    base={
        STAGE[0]: {"restApi": "abc123", "deployment": "def456", "stageName": "live"},
        METHOD_SETTINGS[0]: {"restApi": "abc123", "stageName": "live", "methodPath": "*/*"},
        GATEWAY_RESPONSE[0]: {"restApiId": "abc123", "responseType": "INTEGRATION_TIMEOUT"},
        DOCUMENTATION_PART[0]: {"restApiId": "abc123", "properties": "{}"},
        DOMAIN_NAME[0]: {"domainName": "orders.example.com"},
    },
)
