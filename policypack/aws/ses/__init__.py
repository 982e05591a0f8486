"""The nouns of SES, of both of its APIs."""

EMAIL_IDENTITY = ("aws:sesv2/emailIdentity:EmailIdentity",)
EVENT_DESTINATION = ("aws:ses/eventDestination:EventDestination",)
EVENT_DESTINATION_V2 = ("aws:sesv2/configurationSetEventDestination:ConfigurationSetEventDestination",)
MAIL_FROM = ("aws:ses/mailFrom:MailFrom",)
MAIL_FROM_V2 = ("aws:sesv2/emailIdentityMailFromAttributes:EmailIdentityMailFromAttributes",)
