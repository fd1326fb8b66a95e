// Generated from specs/sakari/openapi.yaml by `cargo xtask regen`; edit the spec, not this file.
//! The types of Sakari's request and response bodies.

use progenitor_client::{Decimal, Extra, Object, Secret, Timestamp};

/// An account in its response envelope.
#[derive(::serde::Serialize, Clone, Debug, PartialEq)]
#[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
#[non_exhaustive]
pub struct AccountResponse {
    /// Whether the request succeeded.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub success: Option<bool>,
    /// The account.
    pub data: Account,
    /// Undocumented fields, as they were sent.
    #[serde(flatten)]
    pub extra: Extra,
}

impl AccountResponse {
    /// Creates a value with the required fields.
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

/// One page of accounts.
#[derive(::serde::Serialize, Clone, Debug, PartialEq)]
#[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
#[non_exhaustive]
pub struct AccountList {
    /// Whether the request succeeded.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub success: Option<bool>,
    /// Position of the page in the list.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pagination: Option<Pagination>,
    /// The accounts of the page.
    pub data: Vec<Account>,
    /// Undocumented fields, as they were sent.
    #[serde(flatten)]
    pub extra: Extra,
}

impl AccountList {
    /// Creates a value with the required fields.
    #[must_use]
    pub fn new(data: Vec<Account>) -> Self {
        Self {
            success: None,
            pagination: None,
            data,
            extra: Extra::default(),
        }
    }
}

progenitor_client::object! {
    AccountList: "an object that holds secrets" {
        success = "success",
        pagination = "pagination",
        data = "data" as secret,
    }
}

impl ::progenitor_client::Answer for AccountList {
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

/// Position of a page in its list.
#[derive(::serde::Serialize, Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
#[non_exhaustive]
pub struct Pagination {
    /// Number of items on all pages.
    ///
    /// On the wire: `totalCount`.
    #[serde(rename = "totalCount", skip_serializing_if = "Option::is_none")]
    pub total_count: Option<i64>,
    /// Maximum number of items on a page.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub limit: Option<i64>,
    /// Number of items before the page.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub offset: Option<i64>,
    /// Whether more items follow.
    ///
    /// On the wire: `hasNext`.
    #[serde(rename = "hasNext", skip_serializing_if = "Option::is_none")]
    pub has_next: Option<bool>,
    /// Undocumented fields, as they were sent.
    #[serde(flatten)]
    pub extra: Extra,
}

progenitor_client::object! {
    Pagination: "an object" {
        total_count = "totalCount",
        limit = "limit",
        offset = "offset",
        has_next = "hasNext",
    }
}

/// A plan in its response envelope.
#[derive(::serde::Serialize, Clone, Debug, PartialEq)]
#[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
#[non_exhaustive]
pub struct PlanResponse {
    /// Whether the request succeeded.
    pub success: bool,
    /// The plan.
    pub data: Plan,
    /// Undocumented fields, as they were sent.
    #[serde(flatten)]
    pub extra: Extra,
}

impl PlanResponse {
    /// Creates a value with the required fields.
    #[must_use]
    pub fn new(success: bool, data: Plan) -> Self {
        Self {
            success,
            data,
            extra: Extra::default(),
        }
    }
}

progenitor_client::object! {
    PlanResponse: "an object" {
        success = "success",
        data = "data",
    }
}

impl ::progenitor_client::Answer for PlanResponse {
    fn is_error(&self) -> bool {
        !self.success
    }
    fn is_blank(&self) -> bool {
        self.extra.stands_alone()
    }
}

/// A change of plan.
#[derive(::serde::Serialize, Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
#[non_exhaustive]
pub struct UpdatePlan {
    /// Name of the plan.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Amount that the customer agrees to spend.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub commitment: Option<Decimal>,
    /// Billing frequency. The page does not list the values.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub frequency: Option<String>,
    /// Undocumented fields, as they were sent.
    #[serde(flatten)]
    pub extra: Extra,
}

impl UpdatePlan {
    /// Creates a value without optional fields.
    #[must_use]
    pub fn new() -> Self {
        Self {
            name: None,
            commitment: None,
            frequency: None,
            extra: Extra::default(),
        }
    }
    /// Sets `name`.
    #[must_use]
    pub fn name(mut self, name: impl Into<String>) -> Self {
        self.name = Some(name.into());
        self
    }
    /// Sets `commitment`.
    #[must_use]
    pub fn commitment(mut self, commitment: Decimal) -> Self {
        self.commitment = Some(commitment);
        self
    }
    /// Sets `frequency`.
    #[must_use]
    pub fn frequency(mut self, frequency: impl Into<String>) -> Self {
        self.frequency = Some(frequency.into());
        self
    }
}

progenitor_client::object! {
    UpdatePlan: "an object" {
        name = "name",
        commitment = "commitment",
        frequency = "frequency",
    }
}

impl ::progenitor_client::Answer for UpdatePlan {
    fn is_blank(&self) -> bool {
        self.extra.stands_alone()
    }
}

/// A Sakari account.
#[derive(::serde::Serialize, Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
#[non_exhaustive]
pub struct Account {
    /// ID of the account, usually 24 hexadecimal digits.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// API credentials of the account. May be absent for users with fewer permissions.
    ///
    /// On the wire: `apiCredentials`.
    #[serde(rename = "apiCredentials", skip_serializing_if = "Option::is_none")]
    pub api_credentials: Option<ApiCredentials>,
    /// Name of the account.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The account's plan.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub plan: Option<Plan>,
    /// Remaining credit in US dollars. Negative if the account is overdrawn.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub balance: Option<Decimal>,
    /// Defaults for messages and contacts.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub defaults: Option<Defaults>,
    /// Promotion code used to open the account.
    ///
    /// On the wire: `promoCode`.
    #[serde(rename = "promoCode", skip_serializing_if = "Option::is_none")]
    pub promo_code: Option<String>,
    /// The paid period of the plan.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub subscription: Option<Subscription>,
    /// Date of the next bill. The format is undocumented, so the value is a string.
    ///
    /// On the wire: `nextBillingDate`.
    #[serde(rename = "nextBillingDate", skip_serializing_if = "Option::is_none")]
    pub next_billing_date: Option<String>,
    /// End of the free trial.
    ///
    /// On the wire: `trialExpiry`.
    #[serde(rename = "trialExpiry", skip_serializing_if = "Option::is_none")]
    pub trial_expiry: Option<Timestamp>,
    /// The customer's replies to a questionnaire, in an undocumented form. The spelling is Sakari's; `questionnaire` is another field.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub questionare: Option<Object>,
    /// Person or site that referred the customer to Sakari.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub referrer: Option<String>,
    /// Name shown to people outside the account.
    ///
    /// On the wire: `externalName`.
    #[serde(rename = "externalName", skip_serializing_if = "Option::is_none")]
    pub external_name: Option<String>,
    /// Legal name of the customer.
    ///
    /// On the wire: `legalName`.
    #[serde(rename = "legalName", skip_serializing_if = "Option::is_none")]
    pub legal_name: Option<String>,
    /// Contact details of the customer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub info: Option<Info>,
    /// Settings of the account.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub options: Option<Options>,
    /// Connected third-party products, in an undocumented form.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub integrations: Option<Object>,
    /// The customer's application to become a Sakari partner.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub partner: Option<Partner>,
    /// Code with which this account refers new customers.
    ///
    /// On the wire: `referralCode`.
    #[serde(rename = "referralCode", skip_serializing_if = "Option::is_none")]
    pub referral_code: Option<String>,
    /// The customer's replies to a questionnaire, in an undocumented form. `questionare` is another field.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub questionnaire: Option<Object>,
    /// Billing contact and address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub billing: Option<Billing>,
    /// Creation of the account.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub created: Option<Created>,
    /// Suspension of the account. Null or absent if the account is not suspended.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub suspended: Option<Suspended>,
    /// The caller's role in the account.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub user: Option<AccountUser>,
    /// Undocumented fields, as they were sent.
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

/// API credentials of an account.
#[derive(::serde::Serialize, Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
#[non_exhaustive]
pub struct ApiCredentials {
    /// Client ID.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// Client secret.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub secret: Option<Secret>,
    /// Undocumented fields, as they were sent.
    #[serde(flatten)]
    pub extra: Extra,
}

progenitor_client::object! {
    ApiCredentials: "an object that holds secrets" {
        id = "id",
        secret = "secret" as secret,
    }
}

/// A plan. The currency is undocumented; Sakari's other amounts are in US dollars.
#[derive(::serde::Serialize, Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
#[non_exhaustive]
pub struct Plan {
    /// ID of the plan.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// Name of the plan.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Price for one billing period.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub price: Option<Decimal>,
    /// Amount that the customer has committed to spend.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub commitment: Option<Decimal>,
    /// Credit included in the plan.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub credit: Option<Decimal>,
    /// Largest commitment that the plan allows.
    ///
    /// On the wire: `maxCommitment`.
    #[serde(rename = "maxCommitment", skip_serializing_if = "Option::is_none")]
    pub max_commitment: Option<Decimal>,
    /// Smallest commitment that the plan allows.
    ///
    /// On the wire: `minCommitment`.
    #[serde(rename = "minCommitment", skip_serializing_if = "Option::is_none")]
    pub min_commitment: Option<Decimal>,
    /// Whether the account is eligible for a plan that passes carrier fees through.
    ///
    /// On the wire: `passThroughPlanEligible`.
    #[serde(rename = "passThroughPlanEligible", skip_serializing_if = "Option::is_none")]
    pub pass_through_plan_eligible: Option<bool>,
    /// Billing frequency of the plan.
    ///
    /// On the wire: `billingFrequency`.
    ///
    /// Differs from the provider's page: the page lists no values; its sample has `monthly` where other strings are placeholders.
    #[serde(rename = "billingFrequency", skip_serializing_if = "Option::is_none")]
    pub billing_frequency: Option<BillingFrequency>,
    /// Prices of messages, in an undocumented form; possibly by country.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pricing: Option<Object>,
    /// Codes of the countries whose phone numbers the plan includes.
    ///
    /// On the wire: `includedPhoneNumberCountries`.
    #[serde(
        rename = "includedPhoneNumberCountries",
        skip_serializing_if = "Option::is_none"
    )]
    pub included_phone_number_countries: Option<Vec<String>>,
    /// Undocumented fields, as they were sent.
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
    /// Billing frequency of a plan. Only `monthly` is documented, although annual plans exist.
    pub enum BillingFrequency {
        /// `monthly`
        Monthly = "monthly",
    }
}

/// Defaults of an account.
#[derive(::serde::Serialize, Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
#[non_exhaustive]
pub struct Defaults {
    /// Country assumed for phone numbers without a country code.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub country: Option<DefaultCountry>,
    /// Undocumented fields, as they were sent.
    #[serde(flatten)]
    pub extra: Extra,
}

progenitor_client::object! {
    Defaults: "an object" {
        country = "country",
    }
}

/// Code and name of a country. Addresses have the longer form `Country`.
#[derive(::serde::Serialize, Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
#[non_exhaustive]
pub struct DefaultCountry {
    /// Country code.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
    /// Country name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Undocumented fields, as they were sent.
    #[serde(flatten)]
    pub extra: Extra,
}

progenitor_client::object! {
    DefaultCountry: "an object" {
        code = "code",
        name = "name",
    }
}

/// The paid period of a plan.
#[derive(::serde::Serialize, Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
#[non_exhaustive]
pub struct Subscription {
    /// End of the paid period. The format is undocumented, so the value is a string.
    ///
    /// On the wire: `activeUntil`.
    #[serde(rename = "activeUntil", skip_serializing_if = "Option::is_none")]
    pub active_until: Option<String>,
    /// Undocumented fields, as they were sent.
    #[serde(flatten)]
    pub extra: Extra,
}

progenitor_client::object! {
    Subscription: "an object" {
        active_until = "activeUntil",
    }
}

/// Contact details of a customer.
#[derive(::serde::Serialize, Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
#[non_exhaustive]
pub struct Info {
    /// Website of the customer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub website: Option<String>,
    /// Phone number of the customer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
    /// Email address of the customer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// Postal address of the customer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub address: Option<Address>,
    /// Undocumented fields, as they were sent.
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
    /// Second address line.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line2: Option<String>,
    /// City.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub city: Option<String>,
    /// State or region.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub state: Option<String>,
    /// Country. Sakari may send an empty object.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub country: Option<Country>,
    /// Postal code. A string, because it may have leading zeros or letters.
    ///
    /// On the wire: `postalCode`.
    #[serde(rename = "postalCode", skip_serializing_if = "Option::is_none")]
    pub postal_code: Option<String>,
    /// Undocumented fields, as they were sent.
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

/// A country and the features that Sakari supports there.
#[derive(::serde::Serialize, Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
#[non_exhaustive]
pub struct Country {
    /// Country code.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
    /// Flag of the country. Whether this is an emoji or an image URL is undocumented.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub flag: Option<String>,
    /// Dialling code of the country. Whether it has a leading plus sign is undocumented.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub dialing: Option<String>,
    /// Country name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Other names of the country. The spelling is Sakari's.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub aliass: Option<Vec<String>>,
    /// Continent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub continent: Option<String>,
    /// Whether Sakari can send messages to the country.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub supported: Option<bool>,
    /// Whether alphanumeric sender IDs are allowed in the country.
    ///
    /// On the wire: `alphaNumericSenderId`.
    #[serde(rename = "alphaNumericSenderId", skip_serializing_if = "Option::is_none")]
    pub alpha_numeric_sender_id: Option<bool>,
    /// Types of tax number in the country.
    ///
    /// On the wire: `taxTypes`.
    #[serde(rename = "taxTypes", skip_serializing_if = "Option::is_none")]
    pub tax_types: Option<Vec<TaxType>>,
    /// Undocumented fields, as they were sent.
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

/// A type of tax number.
#[derive(::serde::Serialize, Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
#[non_exhaustive]
pub struct TaxType {
    /// Type of the tax number. Possible values are undocumented.
    ///
    /// On the wire: `type`.
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    pub type_: Option<String>,
    /// Display name of the tax number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Example of such a tax number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub example: Option<String>,
    /// Undocumented fields, as they were sent.
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

/// Settings of an account.
#[derive(::serde::Serialize, Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
#[non_exhaustive]
pub struct Options {
    /// Whether picture messages are also sent to countries without MMS.
    ///
    /// On the wire: `universalMMS`.
    #[serde(rename = "universalMMS", skip_serializing_if = "Option::is_none")]
    pub universal_mms: Option<bool>,
    /// Whether Sakari checks that a number is a mobile number before sending.
    ///
    /// On the wire: `verifyNumberType`.
    #[serde(rename = "verifyNumberType", skip_serializing_if = "Option::is_none")]
    pub verify_number_type: Option<bool>,
    /// Whether links in messages are shortened.
    ///
    /// On the wire: `autoLinkShorten`.
    #[serde(rename = "autoLinkShorten", skip_serializing_if = "Option::is_none")]
    pub auto_link_shorten: Option<bool>,
    /// Automatic purchase of credit.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub autotopup: Option<AutoTopUp>,
    /// Automatic enrolment of users by email domain.
    ///
    /// On the wire: `autoEnroll`.
    #[serde(rename = "autoEnroll", skip_serializing_if = "Option::is_none")]
    pub auto_enroll: Option<AutoEnroll>,
    /// Custom domain for shortened links.
    ///
    /// On the wire: `customDomain`.
    #[serde(rename = "customDomain", skip_serializing_if = "Option::is_none")]
    pub custom_domain: Option<CustomDomain>,
    /// Undocumented fields, as they were sent.
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

/// Automatic purchase of credit.
#[derive(::serde::Serialize, Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
#[non_exhaustive]
pub struct AutoTopUp {
    /// Amount of each purchase.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub amount: Option<Decimal>,
    /// Balance below which credit is purchased.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub below: Option<Decimal>,
    /// Undocumented fields, as they were sent.
    #[serde(flatten)]
    pub extra: Extra,
}

progenitor_client::object! {
    AutoTopUp: "an object" {
        amount = "amount",
        below = "below",
    }
}

/// Automatic enrolment of users by email domain.
#[derive(::serde::Serialize, Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
#[non_exhaustive]
pub struct AutoEnroll {
    /// Email domain whose users are enrolled.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub domain: Option<String>,
    /// Role of enrolled users. Possible values are undocumented.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub role: Option<String>,
    /// Email address to notify. May contain several addresses.
    ///
    /// On the wire: `notifyEmail`.
    #[serde(rename = "notifyEmail", skip_serializing_if = "Option::is_none")]
    pub notify_email: Option<String>,
    /// Undocumented fields, as they were sent.
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

/// A custom domain for shortened links.
#[derive(::serde::Serialize, Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
#[non_exhaustive]
pub struct CustomDomain {
    /// ID of the custom domain.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// Domain name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub domain: Option<String>,
    /// Renewal date of the domain. The format is undocumented, so the value is a string.
    ///
    /// On the wire: `renewAt`.
    #[serde(rename = "renewAt", skip_serializing_if = "Option::is_none")]
    pub renew_at: Option<String>,
    /// Verification state of the domain. A string whose possible values are undocumented.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub verified: Option<String>,
    /// Time and author of the addition.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub created: Option<CustomDomainCreated>,
    /// Undocumented fields, as they were sent.
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

/// Time and author of the addition of a custom domain.
#[derive(::serde::Serialize, Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
#[non_exhaustive]
pub struct CustomDomainCreated {
    /// Time of the event.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub at: Option<Timestamp>,
    /// User who added the domain.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub by: Option<Creator>,
    /// Undocumented fields, as they were sent.
    #[serde(flatten)]
    pub extra: Extra,
}

progenitor_client::object! {
    CustomDomainCreated: "an object" {
        at = "at",
        by = "by",
    }
}

/// A user who created an object. Often only the name is present.
#[derive(::serde::Serialize, Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
#[non_exhaustive]
pub struct Creator {
    /// ID of the user.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// Full name of the user.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Given name of the user.
    ///
    /// On the wire: `firstName`.
    #[serde(rename = "firstName", skip_serializing_if = "Option::is_none")]
    pub first_name: Option<String>,
    /// Family name of the user.
    ///
    /// On the wire: `lastName`.
    #[serde(rename = "lastName", skip_serializing_if = "Option::is_none")]
    pub last_name: Option<String>,
    /// Email address of the user.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// Source of the change. Possible values are undocumented.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// Source of the change within `source`. Possible values are undocumented.
    ///
    /// On the wire: `subSource`.
    #[serde(rename = "subSource", skip_serializing_if = "Option::is_none")]
    pub sub_source: Option<String>,
    /// Undocumented fields, as they were sent.
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

/// An application to become a Sakari partner.
#[derive(::serde::Serialize, Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
#[non_exhaustive]
pub struct Partner {
    /// PayPal address to which commissions are paid.
    ///
    /// On the wire: `paypalEmail`.
    #[serde(rename = "paypalEmail", skip_serializing_if = "Option::is_none")]
    pub paypal_email: Option<String>,
    /// Time of the application.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub submitted: Option<Timestamp>,
    /// Time of the approval. Null or absent if the application is not approved.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub approved: Option<Timestamp>,
    /// Time of the rejection. Null or absent if the application is not rejected.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rejected: Option<Timestamp>,
    /// Contact person for the application.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub contact: Option<String>,
    /// Undocumented fields, as they were sent.
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

/// Billing contact and address.
#[derive(::serde::Serialize, Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
#[non_exhaustive]
pub struct Billing {
    /// Name on the bills.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Email address of the billing contact.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// Address on the bills.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub address: Option<Address>,
    /// Tax number of the customer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tax: Option<Tax>,
    /// Undocumented fields, as they were sent.
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
    /// Type of the tax number, as in the country's `taxTypes`.
    ///
    /// On the wire: `type`.
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    pub type_: Option<String>,
    /// Tax number. A string, because it may contain letters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// Undocumented fields, as they were sent.
    #[serde(flatten)]
    pub extra: Extra,
}

progenitor_client::object! {
    Tax: "an object" {
        type_ = "type",
        id = "id",
    }
}

/// Creation of an account.
#[derive(::serde::Serialize, Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
#[non_exhaustive]
pub struct Created {
    /// Time of the event.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub at: Option<Timestamp>,
    /// Undocumented fields, as they were sent.
    #[serde(flatten)]
    pub extra: Extra,
}

progenitor_client::object! {
    Created: "an object" {
        at = "at",
    }
}

/// Suspension of an account.
#[derive(::serde::Serialize, Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
#[non_exhaustive]
pub struct Suspended {
    /// Time of the event.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub at: Option<Timestamp>,
    /// Undocumented fields, as they were sent.
    #[serde(flatten)]
    pub extra: Extra,
}

progenitor_client::object! {
    Suspended: "an object" {
        at = "at",
    }
}

/// The caller's role in an account.
#[derive(::serde::Serialize, Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
#[non_exhaustive]
pub struct AccountUser {
    /// Role of the caller. Possible values are undocumented.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub role: Option<String>,
    /// Time at which the caller confirmed how long messages are split and billed.
    ///
    /// On the wire: `segmentUnderstanding`.
    #[serde(rename = "segmentUnderstanding", skip_serializing_if = "Option::is_none")]
    pub segment_understanding: Option<Timestamp>,
    /// Undocumented fields, as they were sent.
    #[serde(flatten)]
    pub extra: Extra,
}

progenitor_client::object! {
    AccountUser: "an object" {
        role = "role",
        segment_understanding = "segmentUnderstanding",
    }
}

/// An error response.
#[derive(::serde::Serialize, Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
#[non_exhaustive]
pub struct ErrorResponse {
    /// Always `false` in an error response.
    ///
    /// Not on the provider's page: the page shows no error body; Sakari's older OpenAPI document does.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub success: Option<bool>,
    /// The error.
    ///
    /// Not on the provider's page: the page shows no error body; Sakari's older OpenAPI document does.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub error: Option<ErrorDetail>,
    /// Undocumented fields, as they were sent.
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

/// Code and message of an error.
#[derive(::serde::Serialize, Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
#[non_exhaustive]
pub struct ErrorDetail {
    /// Sakari's error code, such as `CONT-001`. There is no published list.
    ///
    /// Not on the provider's page: the page shows no error body; Sakari's older OpenAPI document does.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
    /// Human-readable error message.
    ///
    /// Not on the provider's page: the page shows no error body; Sakari's older OpenAPI document does.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub message: Option<String>,
    /// Undocumented fields, as they were sent.
    #[serde(flatten)]
    pub extra: Extra,
}

progenitor_client::object! {
    ErrorDetail: "an object" {
        code = "code",
        message = "message",
    }
}
