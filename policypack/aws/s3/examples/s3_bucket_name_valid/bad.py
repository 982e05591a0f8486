"""The logical name is part of the automatic name"""

import pulumi_aws as aws

aws.s3.Bucket("my_assets")  # finds: bucket
