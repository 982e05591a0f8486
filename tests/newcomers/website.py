"""A website: a public bucket with an ACL, a distribution with names and no certificate, a queue with a bad name."""

import json

import pulumi
import pulumi_aws as aws

site = aws.s3.Bucket("site", bucket="My_Website", acl="public-read")
aws.s3.BucketWebsiteConfiguration("site", bucket=site.id, index_document={"suffix": "/index.html"})
aws.s3.BucketPolicy(
    "site",
    bucket=site.id,
    policy=json.dumps(
        {
            "Version": "2012-10-18",
            "Statement": [
                {"Effect": "Allow", "Principal": "*", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::My_Website/*"}
            ],
        }
    ),
)
aws.s3.BucketCorsConfiguration(
    "site",
    bucket=site.id,
    cors_rules=[{"allowed_methods": ["GET", "OPTIONS"], "allowed_origins": ["*"], "expose_headers": ["*"]}],
)
pulumi.export("url", site.website_endpoint)
