import pulumi_aws as aws

aws.s3.Bucket("plain", bucket="orders-assets")
aws.s3.Bucket("Automatic")
aws.s3.Bucket("prefix", bucket_prefix="orders-")
aws.s3.Bucket("shortest", bucket="abc")
aws.s3.Bucket("longest", bucket="a" * 63)
aws.s3.Bucket("digits", bucket="1-assets-2")
aws.s3.Bucket("period", bucket="assets.example.com")
aws.s3.Bucket("five-numbers", bucket="192.168.5.4.1")
aws.s3.Bucket("near-start", bucket="sthreeassets")
