import pulumi
import pulumi_aws as aws

assets = aws.s3.Bucket("assets")
deny_http = {
    "Effect": "Deny",
    "Principal": "*",
    "Action": "s3:*",
    "Resource": [assets.arn, pulumi.Output.concat(assets.arn, "/*")],
    "Condition": {"Bool": {"aws:SecureTransport": "false"}},
}
aws.s3.BucketPolicy(
    "assets", bucket=assets.id, policy=pulumi.Output.json_dumps({"Version": "2012-10-17", "Statement": [deny_http]})
)
site = aws.s3.Bucket("site")
aws.s3.BucketWebsiteConfiguration("site", bucket=site.id, index_document={"suffix": "index.html"})
aws.s3.BucketV2("old-site", websites=[{"index_document": "index.html"}])
