import pulumi_aws as aws

aws.ec2.SecurityGroup("sgx")
aws.ec2.SecurityGroup("web", name="web-sg-1")
aws.ec2.SecurityGroup("signs", description="Web. _-:/()#,@[]+=&;{}!$*")
aws.ec2.SecurityGroup("longest", description="a" * 255)
