// Generated from specs/activeplatform/openapi.yaml by `cargo xtask regen`; edit the spec, not this file.
//! The types of ActivePlatform's request and response bodies.

use progenitor_client::{Decimal, Extra, Timestamp, Value};

/// A customer's account with an operator. Amounts name no currency; it is the operator's. Texts without a value are often empty rather than null.
#[derive(::serde::Serialize, Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
#[non_exhaustive]
pub struct Account {
    /// Identifies the account.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<i64>,
    /// The account's name, which the platform makes up from other fields.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Identifies the class, which sets the account's limits.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub account_class_id: Option<i64>,
    /// The name of the class. Each operator has its own classes, so compare `account_class_id`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub account_class: Option<String>,
    /// The company's name. Empty for a person.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub primary_name: Option<String>,
    /// The given name of the person to turn to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub first_name: Option<String>,
    /// The person's middle name or patronymic. Empty if there is none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub middle_name: Option<String>,
    /// The person's family name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_name: Option<String>,
    /// The country of the address, as two capital letters (ISO 3166-1 alpha-2).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub country: Option<String>,
    /// The region of the address. A code in small letters rather than a name for people.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub region: Option<String>,
    /// The town or city. The platform keeps the spelling it was given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub city: Option<String>,
    /// The street.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub street: Option<String>,
    /// The house or building. Empty if there is none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub building: Option<String>,
    /// The office or flat. Empty if there is none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub office: Option<String>,
    /// The postal code. Text, since it may start with zeros.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub zip: Option<String>,
    /// The telephone number with its country code, which follows either `+` or `00`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
    /// The person's e-mail address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// Whether the account can be used.
    ///
    /// Differs from the provider's page: the page's list writes the words with spaces; its sample writes them with underscores.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<AccountStatus>,
    /// What the account holds; negative when it owes. Sent as text, unlike the other amounts.
    ///
    /// Differs from the provider's page: the page's table says float; its sample sends the string "453.2".
    #[serde(skip_serializing_if = "Option::is_none")]
    pub balance: Option<Decimal>,
    /// Identifies the account's type.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub account_type_id: Option<i64>,
    /// The name of the type. Each operator has its own types, in any script, so compare `account_type_id`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub account_type: Option<String>,
    /// How new services are paid for, as the account's class says.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub default_payment_model: Option<PaymentModel>,
    /// What the customer owes for services that are paid for afterwards.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub current_debt: Option<Decimal>,
    /// Whether `financial_blocking_threshold` comes from the class (true) or was set for this account (false).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub financial_blocking_threshold_use_system: Option<bool>,
    /// The amount at which the platform blocks the account.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub financial_blocking_threshold: Option<Decimal>,
    /// Whether `subscription_credit_limit` comes from the class (true) or was set for this account (false).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub subscription_credit_limit_use_system: Option<bool>,
    /// How far the customer may go into debt for subscriptions.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub subscription_credit_limit: Option<Decimal>,
    /// The operator's employee who looks after the account. Null if there is none. Not in the same series as user ids.
    ///
    /// Differs from the provider's page: the page does not say that it may be null; its sample sends null.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub manager_id: Option<i64>,
    /// The user who owns the account on the customer's side.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub owner_id: Option<i64>,
    /// An argument of account creation. Null in the only answer shown.
    ///
    /// Not on the provider's page: only the sample shows it, as null.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub new_owner_first_name: Option<String>,
    /// An argument of account creation. Null in the only answer shown.
    ///
    /// Not on the provider's page: only the sample shows it, as null.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub new_owner_last_name: Option<String>,
    /// An argument of account creation. Null in the only answer shown.
    ///
    /// Not on the provider's page: only the sample shows it, as null.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub new_owner_middle_name: Option<String>,
    /// An argument of account creation. Null in the only answer shown.
    ///
    /// Not on the provider's page: only the sample shows it, as null.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub new_owner_email: Option<String>,
    /// The user to ask about technical matters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tech_user_id: Option<i64>,
    /// The user to ask about bills.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bill_user_id: Option<i64>,
    /// What the operator wants to know besides. May hold personal data and passwords; keep it out of logs.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub custom_attributes: Option<Vec<CustomAttribute>>,
    /// When the account was made, with thousandths of a second and the offset of the operator's time zone.
    ///
    /// Differs from the provider's page: the page's table says date; its sample sends a date with time and offset.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub created_at: Option<Timestamp>,
    /// When the account last changed, written as `created_at`.
    ///
    /// Differs from the provider's page: the page's table says date; its sample sends a date with time and offset.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub updated_at: Option<Timestamp>,
    /// The fields that the documentation does not have, as they were sent.
    #[serde(flatten)]
    pub extra: Extra,
}

progenitor_client::object! {
    Account: "an object" {
        id = "id",
        name = "name",
        account_class_id = "account_class_id",
        account_class = "account_class",
        primary_name = "primary_name",
        first_name = "first_name",
        middle_name = "middle_name",
        last_name = "last_name",
        country = "country",
        region = "region",
        city = "city",
        street = "street",
        building = "building",
        office = "office",
        zip = "zip",
        phone = "phone",
        email = "email",
        status = "status",
        balance = "balance",
        account_type_id = "account_type_id",
        account_type = "account_type",
        default_payment_model = "default_payment_model",
        current_debt = "current_debt",
        financial_blocking_threshold_use_system = "financial_blocking_threshold_use_system",
        financial_blocking_threshold = "financial_blocking_threshold",
        subscription_credit_limit_use_system = "subscription_credit_limit_use_system",
        subscription_credit_limit = "subscription_credit_limit",
        manager_id = "manager_id",
        owner_id = "owner_id",
        new_owner_first_name = "new_owner_first_name",
        new_owner_last_name = "new_owner_last_name",
        new_owner_middle_name = "new_owner_middle_name",
        new_owner_email = "new_owner_email",
        tech_user_id = "tech_user_id",
        bill_user_id = "bill_user_id",
        custom_attributes = "custom_attributes",
        created_at = "created_at",
        updated_at = "updated_at",
    }
}

impl ::progenitor_client::Answer for Account {
    fn is_blank(&self) -> bool {
        self.extra.stands_alone()
    }
}

progenitor_client::open_enum! {
    /// Whether an account can be used: freely (`active`), not since an employee stopped it (`administrative_hold`), not until its debt is paid (`credit_hold`), or never again (`deleted`).
    pub enum AccountStatus {
        /// `active`
        Active = "active",
        /// `administrative_hold`
        AdministrativeHold = "administrative_hold",
        /// `credit_hold`
        CreditHold = "credit_hold",
        /// `deleted`
        Deleted = "deleted",
    }
}

progenitor_client::open_enum! {
    /// When a service is paid for, before its use (`prepay`) or after it (`postpay`).
    pub enum PaymentModel {
        /// `prepay`
        Prepay = "prepay",
        /// `postpay`
        Postpay = "postpay",
    }
}

/// A field that an operator added. It has no key, only a name to show.
#[derive(::serde::Serialize, Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
#[non_exhaustive]
pub struct CustomAttribute {
    /// What the field is called, in the operator's language. Two may have the same name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// What was filled in. Any JSON value, depending on the field; dates have come as text, day first, as in `10.08.2016`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<Value>,
    /// The fields that the documentation does not have, as they were sent.
    #[serde(flatten)]
    pub extra: Extra,
}

progenitor_client::object! {
    CustomAttribute: "an object" {
        name = "name",
        value = "value",
    }
}

/// What ActivePlatform answers when it refuses a request. No property of it is documented, so this is whatever object came.
#[derive(::serde::Serialize, Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
#[non_exhaustive]
pub struct ErrorResponse {
    /// The fields that the documentation does not have, as they were sent.
    #[serde(flatten)]
    pub extra: Extra,
}

progenitor_client::object! {
    ErrorResponse: "an object" {
    }
}

impl ::progenitor_client::Answer for ErrorResponse {}
