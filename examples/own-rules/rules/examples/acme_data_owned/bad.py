import pulumi_aws as aws

aws.s3.Bucket("exports")  # finds: tags.data-owner
aws.s3.Bucket("reports", tags={"data-owner": "nobody"})  # finds: tags.data-owner
