// Generated from specs/metallic/openapi.yaml by `cargo xtask regen`; edit the spec, not this file.
//! The types of Metallic's request and response bodies.

use progenitor_client::{Extra, Timestamp};
use uuid::Uuid;

/// The envelope around an account.
#[derive(::serde::Serialize, Clone, Debug, PartialEq)]
#[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
#[non_exhaustive]
pub struct AccountResponse {
    /// The account itself.
    ///
    /// Not on the provider's page: the page's table lists the account's fields at the root; only its sample shows the envelope.
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
            data,
            extra: Extra::default(),
        }
    }
}

progenitor_client::object! {
    AccountResponse: "an object" {
        data = "data",
    }
}

impl ::progenitor_client::Answer for AccountResponse {
    fn is_blank(&self) -> bool {
        self.extra.stands_alone()
    }
}

/// A customer's account with Metallic.
#[derive(::serde::Serialize, Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
#[non_exhaustive]
pub struct Account {
    /// Identifies the account. Written in small or in capital letters; both mean the same account.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<Uuid>,
    /// Where the account is in its life.
    ///
    /// Differs from the provider's page: the page refers to a list of words that it does not contain; `active` is from its sample.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<AccountStatus>,
    /// When the account was made. It comes without a time zone; UTC is likely, but not documented.
    ///
    /// On the wire: `insertTs`.
    ///
    /// Differs from the provider's page: the page says timestamp; its sample has no time zone, which a full date-time needs.
    #[serde(rename = "insertTs", skip_serializing_if = "Option::is_none")]
    pub insert_ts: Option<Timestamp>,
    /// When the account last changed. Without a time zone, as `insertTs`.
    ///
    /// On the wire: `updateTs`.
    ///
    /// Differs from the provider's page: the page says timestamp; its sample has no time zone, which a full date-time needs.
    #[serde(rename = "updateTs", skip_serializing_if = "Option::is_none")]
    pub update_ts: Option<Timestamp>,
    /// The partner's own id for this account, as it was given when the account was ordered. Any text; absent if none was given.
    ///
    /// On the wire: `externalId`.
    #[serde(rename = "externalId", skip_serializing_if = "Option::is_none")]
    pub external_id: Option<String>,
    /// The customer's name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The customer's web site, often without a scheme, as in `www.acme.com`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub website: Option<String>,
    /// Where the account was set up. A country's name, such as `United States`, rather than its code.
    ///
    /// On the wire: `provisionCountry`.
    #[serde(rename = "provisionCountry", skip_serializing_if = "Option::is_none")]
    pub provision_country: Option<String>,
    /// People to turn to. A list that holds one contact today.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub contacts: Option<Vec<Contact>>,
    /// What the customer subscribes to at present.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub services: Option<Vec<Service>>,
    /// What is switched off. Only a deactivated account has it.
    ///
    /// On the wire: `deactivatedOptions`.
    #[serde(rename = "deactivatedOptions", skip_serializing_if = "Option::is_none")]
    pub deactivated_options: Option<DeactivatedOptions>,
    /// The purpose of the account. Only given to accounts of managed service providers (MSPs).
    ///
    /// On the wire: `type`.
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    pub type_: Option<AccountType>,
    /// The fields that the documentation does not have, as they were sent.
    #[serde(flatten)]
    pub extra: Extra,
}

progenitor_client::object! {
    Account: "an object" {
        id = "id",
        status = "status",
        insert_ts = "insertTs",
        update_ts = "updateTs",
        external_id = "externalId",
        name = "name",
        website = "website",
        provision_country = "provisionCountry",
        contacts = "contacts",
        services = "services",
        deactivated_options = "deactivatedOptions",
        type_ = "type",
    }
}

progenitor_client::open_enum! {
    /// Where an account is in its life. One word is known; expect others, such as those for deactivated or deleted accounts.
    pub enum AccountStatus {
        /// `active`
        Active = "active",
    }
}

/// A person to turn to.
#[derive(::serde::Serialize, Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
#[non_exhaustive]
pub struct Contact {
    /// What the person is to the account.
    ///
    /// On the wire: `type`.
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    pub type_: Option<ContactType>,
    /// The person's e-mail address.
    ///
    /// Not on the provider's page: the page's row for it has lost the field's name; only the sample shows it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// The person's given name.
    ///
    /// On the wire: `firstName`.
    #[serde(rename = "firstName", skip_serializing_if = "Option::is_none")]
    pub first_name: Option<String>,
    /// The person's family name.
    ///
    /// On the wire: `lastName`.
    #[serde(rename = "lastName", skip_serializing_if = "Option::is_none")]
    pub last_name: Option<String>,
    /// The person's postal address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub address: Option<Address>,
    /// The person's telephone number, as it was typed; spaces and dashes included.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
    /// The fields that the documentation does not have, as they were sent.
    #[serde(flatten)]
    pub extra: Extra,
}

progenitor_client::object! {
    Contact: "an object" {
        type_ = "type",
        email = "email",
        first_name = "firstName",
        last_name = "lastName",
        address = "address",
        phone = "phone",
    }
}

progenitor_client::open_enum! {
    /// What a contact is to the account. One word is documented for now.
    pub enum ContactType {
        /// `admin`
        Admin = "admin",
    }
}

/// A postal address.
#[derive(::serde::Serialize, Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
#[non_exhaustive]
pub struct Address {
    /// Street and number.
    ///
    /// On the wire: `addressLine1`.
    #[serde(rename = "addressLine1", skip_serializing_if = "Option::is_none")]
    pub address_line1: Option<String>,
    /// What the first line had no room for. Left out if there is nothing.
    ///
    /// On the wire: `addressLine2`.
    #[serde(rename = "addressLine2", skip_serializing_if = "Option::is_none")]
    pub address_line2: Option<String>,
    /// The town or city.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub city: Option<String>,
    /// The state or region, as a name or as a code.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub state: Option<String>,
    /// The country, as a name or as a code.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub country: Option<String>,
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
        address_line1 = "addressLine1",
        address_line2 = "addressLine2",
        city = "city",
        state = "state",
        country = "country",
        postal_code = "postalCode",
    }
}

/// A service that the customer subscribes to.
#[derive(::serde::Serialize, Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
#[non_exhaustive]
pub struct Service {
    /// Commvault's code for the service, such as `MTL-EP-USRO-NC`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sku: Option<String>,
    /// The fields that the documentation does not have, as they were sent.
    #[serde(flatten)]
    pub extra: Extra,
}

progenitor_client::object! {
    Service: "an object" {
        sku = "sku",
    }
}

/// What a deactivated account can no longer do.
#[derive(::serde::Serialize, Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
#[non_exhaustive]
pub struct DeactivatedOptions {
    /// Whether users are kept from signing in.
    ///
    /// On the wire: `disableLogin`.
    #[serde(rename = "disableLogin", skip_serializing_if = "Option::is_none")]
    pub disable_login: Option<bool>,
    /// Whether new backups are stopped.
    ///
    /// On the wire: `disableBackup`.
    #[serde(rename = "disableBackup", skip_serializing_if = "Option::is_none")]
    pub disable_backup: Option<bool>,
    /// Whether backups can no longer be restored.
    ///
    /// On the wire: `disableRestore`.
    #[serde(rename = "disableRestore", skip_serializing_if = "Option::is_none")]
    pub disable_restore: Option<bool>,
    /// The fields that the documentation does not have, as they were sent.
    #[serde(flatten)]
    pub extra: Extra,
}

progenitor_client::object! {
    DeactivatedOptions: "an object" {
        disable_login = "disableLogin",
        disable_backup = "disableBackup",
        disable_restore = "disableRestore",
    }
}

progenitor_client::open_enum! {
    /// The purpose of an account: a trial (`POC`, proof of concept), the provider's own use, or a customer's real work.
    pub enum AccountType {
        /// `POC`
        Poc = "POC",
        /// `Internal`
        Internal = "Internal",
        /// `Production`
        Production = "Production",
    }
}

/// What Metallic answers when it refuses a request. Published for status 404; other errors may look different.
#[derive(::serde::Serialize, Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
#[non_exhaustive]
pub struct ErrorResponse {
    /// What went wrong.
    ///
    /// Not on the provider's page: the page shows no error body; the page on reading a reseller does.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub error: Option<ErrorDetail>,
    /// The fields that the documentation does not have, as they were sent.
    #[serde(flatten)]
    pub extra: Extra,
}

progenitor_client::object! {
    ErrorResponse: "an object" {
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
    /// Metallic's number for the error, which is not the HTTP status. 1006 means that there is no such record.
    ///
    /// Not on the provider's page: the page shows no error body; the page on reading a reseller does.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub code: Option<i32>,
    /// What went wrong, for a person to read.
    ///
    /// Not on the provider's page: the page shows no error body; the page on reading a reseller does.
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
