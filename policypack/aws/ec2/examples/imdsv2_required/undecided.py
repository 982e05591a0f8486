import pulumi_aws as aws

aws.ec2.Instance("main", launch_template={"name": "shared"})  # undetermined: launchTemplate
