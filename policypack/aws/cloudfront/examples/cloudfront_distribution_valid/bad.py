# config: aws:region=eu-south-2

import json

import pulumi
import pulumi_aws as aws

certificate = aws.acm.Certificate("regional", domain_name="example.com", validation_method="DNS")
validation = aws.acm.CertificateValidation("regional", certificate_arn=certificate.arn)
arn = "arn:aws:acm:eu-south-2:123456789012:certificate/0a1b2c3d-0000-0000-0000-000000000000"


CUSTOM = {
    "http_port": 80,
    "https_port": 443,
    "origin_protocol_policy": "https-only",
    "origin_ssl_protocols": ["TLSv1.2"],
}


def distribution(
    logical,
    domain="orders.s3.amazonaws.com",
    target="web",
    viewer=None,
    aliases=None,
    custom=None,
    errors=None,
    acl=None,
    **behavior,
):
    aws.cloudfront.Distribution(
        logical,
        enabled=True,
        origins=[{"origin_id": "web", "domain_name": domain, "custom_origin_config": custom}],
        custom_error_responses=errors,
        aliases=aliases,
        web_acl_id=acl,
        default_cache_behavior={
            "target_origin_id": target,
            "allowed_methods": ["GET", "HEAD"],
            "cached_methods": ["GET", "HEAD"],
            "viewer_protocol_policy": "redirect-to-https",
            "forwarded_values": {"query_string": False, "cookies": {"forward": "none"}},
            **behavior,
        },
        restrictions={"geo_restriction": {"restriction_type": "none"}},
        viewer_certificate=viewer or {"cloudfront_default_certificate": True},
    )


distribution("regional-certificate", viewer={"acm_certificate_arn": certificate.arn})
distribution("validated", viewer={"acm_certificate_arn": validation.certificate_arn})
distribution("written", viewer={"acm_certificate_arn": arn})
distribution("names", aliases=["example.com"])
distribution("no-origin", target="site")
distribution("times", min_ttl=60, default_ttl=0)
distribution("website", "orders.s3-website.eu-south-2.amazonaws.com")
distribution("url", "https://api.example.com")
distribution("balancer", "orders-123456.us-east-1.elb.amazonaws.com")
distribution("custom-url", "https://api.example.com", custom=CUSTOM)


def function(logical, *services, **more):
    trust = {
        "Effect": "Allow",
        "Principal": {"Service": [f"{service}.amazonaws.com" for service in services]},
        "Action": "sts:AssumeRole",
    }
    role = aws.iam.Role(logical, assume_role_policy=json.dumps({"Version": "2012-10-17", "Statement": [trust]}))
    made = aws.lambda_.Function(
        logical,
        role=role.arn,
        runtime="nodejs24.x",
        handler="main.handler",
        publish=True,
        code=pulumi.AssetArchive({"main.js": pulumi.StringAsset("exports.handler = async () => null")}),
        region="us-east-1",
        **more,
    )
    return [{"event_type": "viewer-request", "lambda_arn": made.qualified_arn}]


distribution(
    "edge-variables",
    lambda_function_associations=function(
        "variables", "lambda", "edgelambda", environment={"variables": {"STAGE": "live"}}
    ),
)
distribution("edge-role", lambda_function_associations=function("role", "lambda"))
distribution("half-error-page", errors=[{"error_code": 404, "response_page_path": "/404.html"}])

acl = aws.wafv2.WebAcl(
    "regional",
    scope="REGIONAL",
    default_action={"allow": {}},
    visibility_config={
        "cloudwatch_metrics_enabled": True,
        "metric_name": "regional",
        "sampled_requests_enabled": True,
    },
)
distribution(
    "no-version",
    lambda_function_associations=[
        {
            "event_type": "viewer-request",
            "lambda_arn": "arn:aws:lambda:us-east-1:123456789012:function:edge:$LATEST",
        }
    ],
)
distribution("regional-acl", acl=acl.arn)
distribution("written-acl", acl="arn:aws:wafv2:us-east-1:123456789012:regional/webacl/orders/0e1f2a3b")

# finds regional-certificate: viewerCertificate
# finds validated: viewerCertificate
# finds written: viewerCertificate
# finds names: aliases
# finds no-origin: defaultCacheBehavior
# finds times: defaultCacheBehavior
# finds website: origins
# finds url: origins
# finds balancer: origins
# finds custom-url: origins
# finds half-error-page: customErrorResponses
# finds edge-variables: defaultCacheBehavior
# finds edge-role: defaultCacheBehavior
# finds no-version: defaultCacheBehavior
# finds regional-acl: webAclId
# finds written-acl: webAclId
