"""Arguments that a resource of their own replaces."""

import pulumi_aws as aws

aws.s3.Bucket("assets", acl="private", versioning={"enabled": True})  # finds: acl, versioning
