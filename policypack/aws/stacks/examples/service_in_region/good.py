"""Regions that have the services; most services are everywhere."""

# config: aws:region=eu-south-2

import pulumi
import pulumi_aws as aws

aws.sqs.Queue("orders", name="orders")
aws.codestarconnections.Connection("ireland", name="shop", provider_type="GitHub", region="eu-west-1")
ireland = aws.Provider("ireland", region="eu-west-1")
aws.amplify.App("site", name="site", opts=pulumi.ResourceOptions(provider=ireland))
