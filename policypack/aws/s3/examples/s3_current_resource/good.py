import pulumi_aws as aws

assets = aws.s3.Bucket("assets", force_destroy=False, tags={"Owner": "web"})
aws.s3.BucketVersioning("assets", bucket=assets.id, versioning_configuration={"status": "Enabled"})
aws.s3.BucketObjectv2("index", bucket=assets.id, content="<p>Hello</p>", content_type="text/html")
