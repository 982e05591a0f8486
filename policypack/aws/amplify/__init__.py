"""The nouns of Amplify Hosting."""

APP = ("aws:amplify/app:App",)
BRANCH = ("aws:amplify/branch:Branch",)
DOMAIN = ("aws:amplify/domainAssociation:DomainAssociation",)
