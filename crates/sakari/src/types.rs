// Generated from specs/sakari/openapi.yaml by `cargo xtask regen`; edit the spec, not this file.
//! The types of Sakari's request and response bodies.

use progenitor_client::{Decimal, Extra, Object, Secret, Timestamp};

/// The envelope around an account.
#[derive(::serde::Serialize, Clone, Debug, PartialEq)]
#[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
#[non_exhaustive]
pub struct AccountResponse {
    /// Whether Sakari did what was asked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub success: Option<bool>,
    /// The account itself.
    pub data: Account,
    /// The fields that the documentation does not have, as they were sent.
    #[serde(flatten)]
    pub extra: Extra,
}

impl AccountResponse {
    /// With the required fields.
    #[must_use]
    pub fn new(data: Account) -> Self {
        Self {
            success: None,
            data,
            extra: Extra::default(),
        }
    }
}

progenitor_client::object! {
    AccountResponse: "an object that holds secrets" {
        success = "success",
        data = "data" as secret,
    }
}

impl ::progenitor_client::Answer for AccountResponse {
    fn is_error(&self) -> bool {
        self.success == Some(false)
            || self
                .extra
                .get("success")
                .is_some_and(|value| value.as_bool() == Some(false))
    }
    fn is_blank(&self) -> bool {
        self.extra.stands_alone()
    }
}

/// A customer's account with Sakari.
#[derive(::serde::Serialize, Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
#[non_exhaustive]
pub struct Account {
    /// Identifies the account. Usually 24 hexadecimal digits.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// What a program needs to sign in as this account. May be missing for users with fewer rights.
    ///
    /// On the wire: `apiCredentials`.
    #[serde(rename = "apiCredentials", skip_serializing_if = "Option::is_none")]
    pub api_credentials: Option<ApiCredentials>,
    /// What the account is called.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// What the account pays for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub plan: Option<Plan>,
    /// The credit that is left, in US dollars. Negative when the account has overdrawn it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub balance: Option<Decimal>,
    /// What applies where a message or a contact does not say otherwise.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub defaults: Option<Defaults>,
    /// The promotion that the account was opened with.
    ///
    /// On the wire: `promoCode`.
    #[serde(rename = "promoCode", skip_serializing_if = "Option::is_none")]
    pub promo_code: Option<String>,
    /// How long the plan is paid for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub subscription: Option<Subscription>,
    /// When the next bill is due. Its format is not documented, so it is kept as text.
    ///
    /// On the wire: `nextBillingDate`.
    #[serde(rename = "nextBillingDate", skip_serializing_if = "Option::is_none")]
    pub next_billing_date: Option<String>,
    /// When the free trial ends, or ended.
    ///
    /// On the wire: `trialExpiry`.
    #[serde(rename = "trialExpiry", skip_serializing_if = "Option::is_none")]
    pub trial_expiry: Option<Timestamp>,
    /// Answers to questions put to the customer, in no documented form. Misspelt by Sakari, and not the same field as `questionnaire`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub questionare: Option<Object>,
    /// Who or what sent the customer to Sakari.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub referrer: Option<String>,
    /// The name that people outside the account get to see.
    ///
    /// On the wire: `externalName`.
    #[serde(rename = "externalName", skip_serializing_if = "Option::is_none")]
    pub external_name: Option<String>,
    /// The customer's name in law.
    ///
    /// On the wire: `legalName`.
    #[serde(rename = "legalName", skip_serializing_if = "Option::is_none")]
    pub legal_name: Option<String>,
    /// How to reach the customer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub info: Option<Info>,
    /// What is switched on, and how.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub options: Option<Options>,
    /// Other products that the account is connected to, in no documented form.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub integrations: Option<Object>,
    /// The customer's request to become a partner of Sakari.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub partner: Option<Partner>,
    /// The code with which this account recommends Sakari to others.
    ///
    /// On the wire: `referralCode`.
    #[serde(rename = "referralCode", skip_serializing_if = "Option::is_none")]
    pub referral_code: Option<String>,
    /// Answers to questions put to the customer, in no documented form. Not the same field as `questionare`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub questionnaire: Option<Object>,
    /// Who gets the bills.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub billing: Option<Billing>,
    /// When the account was made.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub created: Option<Created>,
    /// When the account was suspended. Null or absent unless it was.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub suspended: Option<Suspended>,
    /// The caller's own place in the account.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub user: Option<AccountUser>,
    /// The fields that the documentation does not have, as they were sent.
    #[serde(flatten)]
    pub extra: Extra,
}

progenitor_client::object! {
    Account: "an object that holds secrets" {
        id = "id",
        api_credentials = "apiCredentials" as secret,
        name = "name",
        plan = "plan",
        balance = "balance",
        defaults = "defaults",
        promo_code = "promoCode",
        subscription = "subscription",
        next_billing_date = "nextBillingDate",
        trial_expiry = "trialExpiry",
        questionare = "questionare",
        referrer = "referrer",
        external_name = "externalName",
        legal_name = "legalName",
        info = "info",
        options = "options",
        integrations = "integrations",
        partner = "partner",
        referral_code = "referralCode",
        questionnaire = "questionnaire",
        billing = "billing",
        created = "created",
        suspended = "suspended",
        user = "user",
    }
}

/// What a program needs to sign in as an account.
#[derive(::serde::Serialize, Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
#[non_exhaustive]
pub struct ApiCredentials {
    /// The client id.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// The client secret. Keep it out of logs.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub secret: Option<Secret>,
    /// The fields that the documentation does not have, as they were sent.
    #[serde(flatten)]
    pub extra: Extra,
}

progenitor_client::object! {
    ApiCredentials: "an object that holds secrets" {
        id = "id",
        secret = "secret" as secret,
    }
}

/// What an account pays for. No field names a currency; Sakari counts in US dollars elsewhere.
#[derive(::serde::Serialize, Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
#[non_exhaustive]
pub struct Plan {
    /// Identifies the plan.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// What the plan is called.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The price of the plan for one billing period.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub price: Option<Decimal>,
    /// What the customer agreed to spend.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub commitment: Option<Decimal>,
    /// The credit that comes with the plan.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub credit: Option<Decimal>,
    /// The most that the customer can agree to spend on this plan.
    ///
    /// On the wire: `maxCommitment`.
    #[serde(rename = "maxCommitment", skip_serializing_if = "Option::is_none")]
    pub max_commitment: Option<Decimal>,
    /// The least that the customer has to agree to spend on this plan.
    ///
    /// On the wire: `minCommitment`.
    #[serde(rename = "minCommitment", skip_serializing_if = "Option::is_none")]
    pub min_commitment: Option<Decimal>,
    /// Whether the account could move to a plan that passes carriers' fees through.
    ///
    /// On the wire: `passThroughPlanEligible`.
    #[serde(rename = "passThroughPlanEligible", skip_serializing_if = "Option::is_none")]
    pub pass_through_plan_eligible: Option<bool>,
    /// How often the plan is billed.
    ///
    /// On the wire: `billingFrequency`.
    ///
    /// Differs from the provider's page: the page lists no words; its sample has `monthly` where other texts are placeholders.
    #[serde(rename = "billingFrequency", skip_serializing_if = "Option::is_none")]
    pub billing_frequency: Option<BillingFrequency>,
    /// Prices of single messages, in no documented form; perhaps by country.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pricing: Option<Object>,
    /// Countries whose phone numbers the plan includes, as codes.
    ///
    /// On the wire: `includedPhoneNumberCountries`.
    #[serde(
        rename = "includedPhoneNumberCountries",
        skip_serializing_if = "Option::is_none"
    )]
    pub included_phone_number_countries: Option<Vec<String>>,
    /// The fields that the documentation does not have, as they were sent.
    #[serde(flatten)]
    pub extra: Extra,
}

progenitor_client::object! {
    Plan: "an object" {
        id = "id",
        name = "name",
        price = "price",
        commitment = "commitment",
        credit = "credit",
        max_commitment = "maxCommitment",
        min_commitment = "minCommitment",
        pass_through_plan_eligible = "passThroughPlanEligible",
        billing_frequency = "billingFrequency",
        pricing = "pricing",
        included_phone_number_countries = "includedPhoneNumberCountries",
    }
}

progenitor_client::open_enum! {
    /// How often a plan is billed. One word is known; plans billed by the year exist too.
    pub enum BillingFrequency {
        /// `monthly`
        Monthly = "monthly",
    }
}

/// What applies where nothing else is said.
#[derive(::serde::Serialize, Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
#[non_exhaustive]
pub struct Defaults {
    /// The country of a phone number that does not name one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub country: Option<DefaultCountry>,
    /// The fields that the documentation does not have, as they were sent.
    #[serde(flatten)]
    pub extra: Extra,
}

progenitor_client::object! {
    Defaults: "an object" {
        country = "country",
    }
}

/// A country, in short. Addresses hold a longer form.
#[derive(::serde::Serialize, Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
#[non_exhaustive]
pub struct DefaultCountry {
    /// The country's code.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
    /// The country's name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The fields that the documentation does not have, as they were sent.
    #[serde(flatten)]
    pub extra: Extra,
}

progenitor_client::object! {
    DefaultCountry: "an object" {
        code = "code",
        name = "name",
    }
}

/// How long a plan is paid for.
#[derive(::serde::Serialize, Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
#[non_exhaustive]
pub struct Subscription {
    /// When the paid time ends. Its format is not documented, so it is kept as text.
    ///
    /// On the wire: `activeUntil`.
    #[serde(rename = "activeUntil", skip_serializing_if = "Option::is_none")]
    pub active_until: Option<String>,
    /// The fields that the documentation does not have, as they were sent.
    #[serde(flatten)]
    pub extra: Extra,
}

progenitor_client::object! {
    Subscription: "an object" {
        active_until = "activeUntil",
    }
}

/// How to reach a customer.
#[derive(::serde::Serialize, Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
#[non_exhaustive]
pub struct Info {
    /// The customer's web site.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub website: Option<String>,
    /// The customer's telephone number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
    /// The customer's e-mail address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// The customer's postal address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub address: Option<Address>,
    /// The fields that the documentation does not have, as they were sent.
    #[serde(flatten)]
    pub extra: Extra,
}

progenitor_client::object! {
    Info: "an object" {
        website = "website",
        phone = "phone",
        email = "email",
        address = "address",
    }
}

/// A postal address.
#[derive(::serde::Serialize, Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
#[non_exhaustive]
pub struct Address {
    /// Street and number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line1: Option<String>,
    /// What the first line had no room for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line2: Option<String>,
    /// The town or city.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub city: Option<String>,
    /// The state or region.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub state: Option<String>,
    /// The country. Sakari may send an empty object.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub country: Option<Country>,
    /// The postal code. Text, since it may start with zeros or hold letters.
    ///
    /// On the wire: `postalCode`.
    #[serde(rename = "postalCode", skip_serializing_if = "Option::is_none")]
    pub postal_code: Option<String>,
    /// The fields that the documentation does not have, as they were sent.
    #[serde(flatten)]
    pub extra: Extra,
}

progenitor_client::object! {
    Address: "an object" {
        line1 = "line1",
        line2 = "line2",
        city = "city",
        state = "state",
        country = "country",
        postal_code = "postalCode",
    }
}

/// A country, with what Sakari can do there.
#[derive(::serde::Serialize, Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
#[non_exhaustive]
pub struct Country {
    /// The country's code.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
    /// The country's flag. Whether as an emoji or as the address of a picture is not documented.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub flag: Option<String>,
    /// The code to dial for the country. Text; whether it starts with a plus sign is not documented.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub dialing: Option<String>,
    /// The country's name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Other names of the country. Misspelt by Sakari.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub aliass: Option<Vec<String>>,
    /// The continent that the country is on.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub continent: Option<String>,
    /// Whether Sakari can send messages there.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub supported: Option<bool>,
    /// Whether a sender may be a name there instead of a number.
    ///
    /// On the wire: `alphaNumericSenderId`.
    #[serde(rename = "alphaNumericSenderId", skip_serializing_if = "Option::is_none")]
    pub alpha_numeric_sender_id: Option<bool>,
    /// The kinds of tax number that the country has.
    ///
    /// On the wire: `taxTypes`.
    #[serde(rename = "taxTypes", skip_serializing_if = "Option::is_none")]
    pub tax_types: Option<Vec<TaxType>>,
    /// The fields that the documentation does not have, as they were sent.
    #[serde(flatten)]
    pub extra: Extra,
}

progenitor_client::object! {
    Country: "an object" {
        code = "code",
        flag = "flag",
        dialing = "dialing",
        name = "name",
        aliass = "aliass",
        continent = "continent",
        supported = "supported",
        alpha_numeric_sender_id = "alphaNumericSenderId",
        tax_types = "taxTypes",
    }
}

/// A kind of tax number.
#[derive(::serde::Serialize, Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
#[non_exhaustive]
pub struct TaxType {
    /// Identifies the kind. Its words are not documented.
    ///
    /// On the wire: `type`.
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    pub type_: Option<String>,
    /// What the number is called, for a person to read.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// What such a number looks like.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub example: Option<String>,
    /// The fields that the documentation does not have, as they were sent.
    #[serde(flatten)]
    pub extra: Extra,
}

progenitor_client::object! {
    TaxType: "an object" {
        type_ = "type",
        name = "name",
        example = "example",
    }
}

/// What an account has switched on.
#[derive(::serde::Serialize, Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
#[non_exhaustive]
pub struct Options {
    /// Whether picture messages go to countries without MMS as well. The MMS is in capitals.
    ///
    /// On the wire: `universalMMS`.
    #[serde(rename = "universalMMS", skip_serializing_if = "Option::is_none")]
    pub universal_mms: Option<bool>,
    /// Whether Sakari finds out if a number is a mobile one before it sends.
    ///
    /// On the wire: `verifyNumberType`.
    #[serde(rename = "verifyNumberType", skip_serializing_if = "Option::is_none")]
    pub verify_number_type: Option<bool>,
    /// Whether links in messages are shortened.
    ///
    /// On the wire: `autoLinkShorten`.
    #[serde(rename = "autoLinkShorten", skip_serializing_if = "Option::is_none")]
    pub auto_link_shorten: Option<bool>,
    /// When to buy credit, and how much. All in small letters, unlike the other options.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub autotopup: Option<AutoTopUp>,
    /// Who joins the account without an invitation.
    ///
    /// On the wire: `autoEnroll`.
    #[serde(rename = "autoEnroll", skip_serializing_if = "Option::is_none")]
    pub auto_enroll: Option<AutoEnroll>,
    /// The account's own domain for shortened links.
    ///
    /// On the wire: `customDomain`.
    #[serde(rename = "customDomain", skip_serializing_if = "Option::is_none")]
    pub custom_domain: Option<CustomDomain>,
    /// The fields that the documentation does not have, as they were sent.
    #[serde(flatten)]
    pub extra: Extra,
}

progenitor_client::object! {
    Options: "an object" {
        universal_mms = "universalMMS",
        verify_number_type = "verifyNumberType",
        auto_link_shorten = "autoLinkShorten",
        autotopup = "autotopup",
        auto_enroll = "autoEnroll",
        custom_domain = "customDomain",
    }
}

/// When to buy credit, and how much.
#[derive(::serde::Serialize, Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
#[non_exhaustive]
pub struct AutoTopUp {
    /// How much credit to buy at a time.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub amount: Option<Decimal>,
    /// The balance under which it is bought.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub below: Option<Decimal>,
    /// The fields that the documentation does not have, as they were sent.
    #[serde(flatten)]
    pub extra: Extra,
}

progenitor_client::object! {
    AutoTopUp: "an object" {
        amount = "amount",
        below = "below",
    }
}

/// Who joins an account without an invitation.
#[derive(::serde::Serialize, Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
#[non_exhaustive]
pub struct AutoEnroll {
    /// The e-mail domain whose people may join.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub domain: Option<String>,
    /// The role that they get. Its words are not documented.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub role: Option<String>,
    /// Who hears of it. Text as Sakari keeps it; it may hold several addresses.
    ///
    /// On the wire: `notifyEmail`.
    #[serde(rename = "notifyEmail", skip_serializing_if = "Option::is_none")]
    pub notify_email: Option<String>,
    /// The fields that the documentation does not have, as they were sent.
    #[serde(flatten)]
    pub extra: Extra,
}

progenitor_client::object! {
    AutoEnroll: "an object" {
        domain = "domain",
        role = "role",
        notify_email = "notifyEmail",
    }
}

/// An account's own domain for shortened links.
#[derive(::serde::Serialize, Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
#[non_exhaustive]
pub struct CustomDomain {
    /// Identifies the domain within Sakari.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// The domain's name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub domain: Option<String>,
    /// When the domain has to be renewed. Its format is not documented, so it is kept as text.
    ///
    /// On the wire: `renewAt`.
    #[serde(rename = "renewAt", skip_serializing_if = "Option::is_none")]
    pub renew_at: Option<String>,
    /// Whether, or when, the domain was found to be the customer's. Text, with no documented words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub verified: Option<String>,
    /// When the domain was added, and by whom.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub created: Option<CustomDomainCreated>,
    /// The fields that the documentation does not have, as they were sent.
    #[serde(flatten)]
    pub extra: Extra,
}

progenitor_client::object! {
    CustomDomain: "an object" {
        id = "id",
        domain = "domain",
        renew_at = "renewAt",
        verified = "verified",
        created = "created",
    }
}

/// When a custom domain was added, and by whom.
#[derive(::serde::Serialize, Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
#[non_exhaustive]
pub struct CustomDomainCreated {
    /// When that was.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub at: Option<Timestamp>,
    /// Who did it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub by: Option<Creator>,
    /// The fields that the documentation does not have, as they were sent.
    #[serde(flatten)]
    pub extra: Extra,
}

progenitor_client::object! {
    CustomDomainCreated: "an object" {
        at = "at",
        by = "by",
    }
}

/// Who made something. Often no more than a name.
#[derive(::serde::Serialize, Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
#[non_exhaustive]
pub struct Creator {
    /// Identifies the user.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// The user's whole name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The user's given name.
    ///
    /// On the wire: `firstName`.
    #[serde(rename = "firstName", skip_serializing_if = "Option::is_none")]
    pub first_name: Option<String>,
    /// The user's family name.
    ///
    /// On the wire: `lastName`.
    #[serde(rename = "lastName", skip_serializing_if = "Option::is_none")]
    pub last_name: Option<String>,
    /// The user's e-mail address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// Where the change came from. Its words are not documented.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// Where within `source` the change came from. Its words are not documented.
    ///
    /// On the wire: `subSource`.
    #[serde(rename = "subSource", skip_serializing_if = "Option::is_none")]
    pub sub_source: Option<String>,
    /// The fields that the documentation does not have, as they were sent.
    #[serde(flatten)]
    pub extra: Extra,
}

progenitor_client::object! {
    Creator: "an object" {
        id = "id",
        name = "name",
        first_name = "firstName",
        last_name = "lastName",
        email = "email",
        source = "source",
        sub_source = "subSource",
    }
}

/// A request to become a partner of Sakari, and what became of it.
#[derive(::serde::Serialize, Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
#[non_exhaustive]
pub struct Partner {
    /// The PayPal account that commissions are paid to.
    ///
    /// On the wire: `paypalEmail`.
    #[serde(rename = "paypalEmail", skip_serializing_if = "Option::is_none")]
    pub paypal_email: Option<String>,
    /// When the request was made.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub submitted: Option<Timestamp>,
    /// When Sakari said yes. Null or absent otherwise.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub approved: Option<Timestamp>,
    /// When Sakari said no. Null or absent otherwise.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rejected: Option<Timestamp>,
    /// Whom Sakari talks to about it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub contact: Option<String>,
    /// The fields that the documentation does not have, as they were sent.
    #[serde(flatten)]
    pub extra: Extra,
}

progenitor_client::object! {
    Partner: "an object" {
        paypal_email = "paypalEmail",
        submitted = "submitted",
        approved = "approved",
        rejected = "rejected",
        contact = "contact",
    }
}

/// Who gets the bills.
#[derive(::serde::Serialize, Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
#[non_exhaustive]
pub struct Billing {
    /// The name on the bills.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Where the bills are sent to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// The address on the bills.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub address: Option<Address>,
    /// The customer's tax number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tax: Option<Tax>,
    /// The fields that the documentation does not have, as they were sent.
    #[serde(flatten)]
    pub extra: Extra,
}

progenitor_client::object! {
    Billing: "an object" {
        name = "name",
        email = "email",
        address = "address",
        tax = "tax",
    }
}

/// A tax number.
#[derive(::serde::Serialize, Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
#[non_exhaustive]
pub struct Tax {
    /// The kind of number, as in a country's `taxTypes`.
    ///
    /// On the wire: `type`.
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    pub type_: Option<String>,
    /// The number itself. Text, since it may hold letters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// The fields that the documentation does not have, as they were sent.
    #[serde(flatten)]
    pub extra: Extra,
}

progenitor_client::object! {
    Tax: "an object" {
        type_ = "type",
        id = "id",
    }
}

/// When an account was made.
#[derive(::serde::Serialize, Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
#[non_exhaustive]
pub struct Created {
    /// When that was.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub at: Option<Timestamp>,
    /// The fields that the documentation does not have, as they were sent.
    #[serde(flatten)]
    pub extra: Extra,
}

progenitor_client::object! {
    Created: "an object" {
        at = "at",
    }
}

/// When an account was suspended.
#[derive(::serde::Serialize, Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
#[non_exhaustive]
pub struct Suspended {
    /// When that was.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub at: Option<Timestamp>,
    /// The fields that the documentation does not have, as they were sent.
    #[serde(flatten)]
    pub extra: Extra,
}

progenitor_client::object! {
    Suspended: "an object" {
        at = "at",
    }
}

/// The caller's own place in an account.
#[derive(::serde::Serialize, Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
#[non_exhaustive]
pub struct AccountUser {
    /// What the caller may do. Its words are not documented.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub role: Option<String>,
    /// When the caller confirmed having understood how a long message is split and billed. A time, not a flag.
    ///
    /// On the wire: `segmentUnderstanding`.
    #[serde(rename = "segmentUnderstanding", skip_serializing_if = "Option::is_none")]
    pub segment_understanding: Option<Timestamp>,
    /// The fields that the documentation does not have, as they were sent.
    #[serde(flatten)]
    pub extra: Extra,
}

progenitor_client::object! {
    AccountUser: "an object" {
        role = "role",
        segment_understanding = "segmentUnderstanding",
    }
}

/// What Sakari answers when it refuses a request.
#[derive(::serde::Serialize, Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
#[non_exhaustive]
pub struct ErrorResponse {
    /// Always false here.
    ///
    /// Not on the provider's page: the page shows no error body; Sakari's older OpenAPI document does.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub success: Option<bool>,
    /// What went wrong.
    ///
    /// Not on the provider's page: the page shows no error body; Sakari's older OpenAPI document does.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub error: Option<ErrorDetail>,
    /// The fields that the documentation does not have, as they were sent.
    #[serde(flatten)]
    pub extra: Extra,
}

progenitor_client::object! {
    ErrorResponse: "an object" {
        success = "success",
        error = "error",
    }
}

impl ::progenitor_client::Answer for ErrorResponse {
    fn is_blank(&self) -> bool {
        self.extra.stands_alone()
    }
}

/// One error, for programs and for people.
#[derive(::serde::Serialize, Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
#[non_exhaustive]
pub struct ErrorDetail {
    /// Sakari's own code for the error, such as `CONT-001`. There is no published list.
    ///
    /// Not on the provider's page: the page shows no error body; Sakari's older OpenAPI document does.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
    /// What went wrong, for a person to read.
    ///
    /// Not on the provider's page: the page shows no error body; Sakari's older OpenAPI document does.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub message: Option<String>,
    /// The fields that the documentation does not have, as they were sent.
    #[serde(flatten)]
    pub extra: Extra,
}

progenitor_client::object! {
    ErrorDetail: "an object" {
        code = "code",
        message = "message",
    }
}
