import pulumi_aws as aws

aws.ec2.SecurityGroup("sg")  # finds: name
aws.ec2.SecurityGroup("named", name="sg-web")  # finds: name
aws.ec2.SecurityGroup("prefix", name_prefix="sg-")  # finds: namePrefix
aws.ec2.SecurityGroup("apostrophe", description="The team's database")  # finds: description
aws.ec2.SecurityGroup("accent", description="Accès à la base")  # finds: description
aws.ec2.SecurityGroup("long", description="a" * 256)  # finds: description
