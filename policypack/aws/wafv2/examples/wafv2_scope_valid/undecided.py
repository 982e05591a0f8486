# config: aws:region=eu-west-1
import pulumi_aws as aws

old = aws.cloudformation.Stack("old", template_url="https://example.com/old.yaml")
aws.wafv2.IpSet("office", scope=old.outputs["Scope"], ip_address_version="IPV4", addresses=[])  # undetermined: scope
