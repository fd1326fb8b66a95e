// Generated from specs/activeplatform/openapi.yaml by `cargo xtask regen`; edit the spec, not this file.
//! The types of ActivePlatform's request and response bodies.

use progenitor_client::{Decimal, Extra, Timestamp, Value};

/// An account of an operator's customer. Amounts are in the operator's currency. Strings without a value are often empty rather than null.
#[derive(::serde::Serialize, Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
#[non_exhaustive]
pub struct Account {
    /// ID of the account.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<i64>,
    /// Name of the account, which the platform derives from other fields.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// ID of the account class, which sets the account's limits.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub account_class_id: Option<i64>,
    /// Name of the account class. Classes differ between operators; compare `account_class_id` instead.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub account_class: Option<String>,
    /// Name of the company. Empty for a private person.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub primary_name: Option<String>,
    /// Given name of the contact person.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub first_name: Option<String>,
    /// Middle name or patronymic of the contact person. Empty if there is none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub middle_name: Option<String>,
    /// Family name of the contact person.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_name: Option<String>,
    /// Country of the address, as an ISO 3166-1 alpha-2 code.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub country: Option<String>,
    /// Region of the address, as a lower-case code.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub region: Option<String>,
    /// City, as entered.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub city: Option<String>,
    /// Street.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub street: Option<String>,
    /// House or building. Empty if there is none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub building: Option<String>,
    /// Office or flat. Empty if there is none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub office: Option<String>,
    /// Postal code. A string, because it may have leading zeros.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub zip: Option<String>,
    /// Phone number with its country code after `+` or `00`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
    /// Email address of the contact person.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// Status of the account.
    ///
    /// Differs from the provider's page: the page's list has the values with spaces; its sample has them with underscores.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<AccountStatus>,
    /// Balance of the account. Negative if the customer owes money. Sent as a string, unlike the other amounts.
    ///
    /// Differs from the provider's page: the page's table says float; its sample sends the string "453.2".
    #[serde(skip_serializing_if = "Option::is_none")]
    pub balance: Option<Decimal>,
    /// ID of the account type.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub account_type_id: Option<i64>,
    /// Name of the account type. Types differ between operators; compare `account_type_id` instead.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub account_type: Option<String>,
    /// Payment model of new services, as set by the account class.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub default_payment_model: Option<PaymentModel>,
    /// Debt of the customer for postpaid services.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub current_debt: Option<Decimal>,
    /// Whether `financial_blocking_threshold` comes from the class (true) or was set for this account (false).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub financial_blocking_threshold_use_system: Option<bool>,
    /// Amount at which the platform blocks the account.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub financial_blocking_threshold: Option<Decimal>,
    /// Whether `subscription_credit_limit` comes from the class (true) or was set for this account (false).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub subscription_credit_limit_use_system: Option<bool>,
    /// Credit limit for subscriptions.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub subscription_credit_limit: Option<Decimal>,
    /// ID of the operator's employee who manages the account. Null if there is none. Not a user ID.
    ///
    /// Differs from the provider's page: the page does not say that it may be null; its sample sends null.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub manager_id: Option<i64>,
    /// ID of the user who owns the account.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub owner_id: Option<i64>,
    /// A parameter of account creation. Null in the documented sample.
    ///
    /// Not on the provider's page: only the sample shows it, as null.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub new_owner_first_name: Option<String>,
    /// A parameter of account creation. Null in the documented sample.
    ///
    /// Not on the provider's page: only the sample shows it, as null.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub new_owner_last_name: Option<String>,
    /// A parameter of account creation. Null in the documented sample.
    ///
    /// Not on the provider's page: only the sample shows it, as null.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub new_owner_middle_name: Option<String>,
    /// A parameter of account creation. Null in the documented sample.
    ///
    /// Not on the provider's page: only the sample shows it, as null.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub new_owner_email: Option<String>,
    /// ID of the technical contact user.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tech_user_id: Option<i64>,
    /// ID of the billing contact user.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bill_user_id: Option<i64>,
    /// Custom fields of the operator. May contain personal data and passwords; do not log them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub custom_attributes: Option<Vec<CustomAttribute>>,
    /// Creation time of the account, with milliseconds and the offset of the operator's time zone.
    ///
    /// Differs from the provider's page: the page's table says date; its sample sends a date with time and offset.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub created_at: Option<Timestamp>,
    /// Time of the last change, in the format of `created_at`.
    ///
    /// Differs from the provider's page: the page's table says date; its sample sends a date with time and offset.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub updated_at: Option<Timestamp>,
    /// Undocumented fields, as they were sent.
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
    /// Status of an account: usable (`active`), blocked by an employee (`administrative_hold`), blocked until its debt is paid (`credit_hold`), or `deleted`.
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
    /// Payment of a service before its use (`prepay`) or after it (`postpay`).
    pub enum PaymentModel {
        /// `prepay`
        Prepay = "prepay",
        /// `postpay`
        Postpay = "postpay",
    }
}

/// A custom field of an operator. It has no key, only a display name.
#[derive(::serde::Serialize, Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
#[non_exhaustive]
pub struct CustomAttribute {
    /// Display name of the field, in the operator's language. Not necessarily unique.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Value of the field. Any JSON value, depending on the field; the sample has dates as strings such as `10.08.2016`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<Value>,
    /// Undocumented fields, as they were sent.
    #[serde(flatten)]
    pub extra: Extra,
}

progenitor_client::object! {
    CustomAttribute: "an object" {
        name = "name",
        value = "value",
    }
}

/// An error response. None of its properties is documented.
#[derive(::serde::Serialize, Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
#[non_exhaustive]
pub struct ErrorResponse {
    /// Undocumented fields, as they were sent.
    #[serde(flatten)]
    pub extra: Extra,
}

progenitor_client::object! {
    ErrorResponse: "an object" {
    }
}

impl ::progenitor_client::Answer for ErrorResponse {}
