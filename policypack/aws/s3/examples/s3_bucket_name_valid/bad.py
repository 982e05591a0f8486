import pulumi_aws as aws

aws.s3.Bucket("short", bucket="ab")  # finds: bucket
aws.s3.Bucket("long", bucket="a" * 64)  # finds: bucket
aws.s3.Bucket("underscore", bucket="orders_assets")  # finds: bucket
aws.s3.Bucket("my_assets")  # finds: bucket
aws.s3.Bucket("hyphen", bucket="orders-assets-")  # finds: bucket
aws.s3.Bucket("periods", bucket="assets..example.com")  # finds: bucket
aws.s3.Bucket("address", bucket="192.168.5.4")  # finds: bucket
aws.s3.Bucket("reserved-start", bucket="sthree-assets")  # finds: bucket
aws.s3.Bucket("reserved-end", bucket="assets--x-s3")  # finds: bucket
