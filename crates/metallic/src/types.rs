// Generated from specs/metallic/openapi.yaml by `cargo xtask regen`; edit the spec, not this file.
//! The types of Metallic's request and response bodies.

use progenitor_client::{Extra, Timestamp};
use uuid::Uuid;

/// An account in its response envelope.
#[derive(::serde::Serialize, Clone, Debug, PartialEq)]
#[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
#[non_exhaustive]
pub struct AccountResponse {
    /// The account.
    ///
    /// Not on the provider's page: the page's table lists the account's fields at the root; only its sample shows the envelope.
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

/// One page of accounts.
#[derive(::serde::Serialize, Clone, Debug, PartialEq)]
#[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
#[non_exhaustive]
pub struct AccountList {
    /// The accounts of the page.
    pub data: Vec<Account>,
    /// Filter, order and position of the page.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub metadata: Option<ListMetadata>,
    /// Undocumented fields, as they were sent.
    #[serde(flatten)]
    pub extra: Extra,
}

impl AccountList {
    /// Creates a value with the required fields.
    #[must_use]
    pub fn new(data: Vec<Account>) -> Self {
        Self {
            data,
            metadata: None,
            extra: Extra::default(),
        }
    }
}

progenitor_client::object! {
    AccountList: "an object" {
        data = "data",
        metadata = "metadata",
    }
}

impl ::progenitor_client::Answer for AccountList {
    fn is_blank(&self) -> bool {
        self.extra.stands_alone()
    }
}

/// Filter, order and position of a page.
#[derive(::serde::Serialize, Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
#[non_exhaustive]
pub struct ListMetadata {
    /// Filter that the page was made with.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub filter: Option<String>,
    /// Order that the page was made with.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sort: Option<String>,
    /// Position of the page in the list.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pagination: Option<Pagination>,
    /// Undocumented fields, as they were sent.
    #[serde(flatten)]
    pub extra: Extra,
}

progenitor_client::object! {
    ListMetadata: "an object" {
        filter = "filter",
        sort = "sort",
        pagination = "pagination",
    }
}

/// Position of a page in its list.
#[derive(::serde::Serialize, Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
#[non_exhaustive]
pub struct Pagination {
    /// Number of the page, from 0.
    ///
    /// On the wire: `pageNumber`.
    #[serde(rename = "pageNumber", skip_serializing_if = "Option::is_none")]
    pub page_number: Option<i32>,
    /// Maximum number of items on a page.
    ///
    /// On the wire: `pageSize`.
    #[serde(rename = "pageSize", skip_serializing_if = "Option::is_none")]
    pub page_size: Option<i32>,
    /// Number of items on all pages.
    ///
    /// On the wire: `totalRecords`.
    #[serde(rename = "totalRecords", skip_serializing_if = "Option::is_none")]
    pub total_records: Option<i32>,
    /// Undocumented fields, as they were sent.
    #[serde(flatten)]
    pub extra: Extra,
}

progenitor_client::object! {
    Pagination: "an object" {
        page_number = "pageNumber",
        page_size = "pageSize",
        total_records = "totalRecords",
    }
}

/// A Metallic account of a partner's customer.
#[derive(::serde::Serialize, Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
#[non_exhaustive]
pub struct Account {
    /// ID of the account.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<Uuid>,
    /// Status of the account.
    ///
    /// Differs from the provider's page: the page refers to a list of values that it does not contain; `active` is from its sample.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<AccountStatus>,
    /// Creation time of the account, without an offset. Probably UTC, although this is undocumented.
    ///
    /// On the wire: `insertTs`.
    ///
    /// Differs from the provider's page: the page says timestamp; its sample has no time zone, which a full date-time needs.
    #[serde(rename = "insertTs", skip_serializing_if = "Option::is_none")]
    pub insert_ts: Option<Timestamp>,
    /// Time of the last change, without an offset, like `insertTs`.
    ///
    /// On the wire: `updateTs`.
    ///
    /// Differs from the provider's page: the page says timestamp; its sample has no time zone, which a full date-time needs.
    #[serde(rename = "updateTs", skip_serializing_if = "Option::is_none")]
    pub update_ts: Option<Timestamp>,
    /// The partner's ID for the account, as given in the order. Absent if none was given.
    ///
    /// On the wire: `externalId`.
    #[serde(rename = "externalId", skip_serializing_if = "Option::is_none")]
    pub external_id: Option<String>,
    /// Name of the customer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Website of the customer, often without a scheme, such as `www.acme.com`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub website: Option<String>,
    /// Name of the country in which the account is provisioned, such as `United States`.
    ///
    /// On the wire: `provisionCountry`.
    #[serde(rename = "provisionCountry", skip_serializing_if = "Option::is_none")]
    pub provision_country: Option<String>,
    /// Contacts. Currently one contact per account.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub contacts: Option<Vec<Contact>>,
    /// Current subscriptions of the customer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub services: Option<Vec<Service>>,
    /// Features that are disabled. Only present for a deactivated account.
    ///
    /// On the wire: `deactivatedOptions`.
    #[serde(rename = "deactivatedOptions", skip_serializing_if = "Option::is_none")]
    pub deactivated_options: Option<DeactivatedOptions>,
    /// Purpose of the account. Only present for accounts of managed service providers (MSPs).
    ///
    /// On the wire: `type`.
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    pub type_: Option<AccountType>,
    /// Undocumented fields, as they were sent.
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
    /// Status of an account. Only `active` is documented; expect others, for example for deactivated or deleted accounts.
    pub enum AccountStatus {
        /// `active`
        Active = "active",
    }
}

/// A contact person.
#[derive(::serde::Serialize, Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
#[non_exhaustive]
pub struct Contact {
    /// Role of the contact.
    ///
    /// On the wire: `type`.
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    pub type_: Option<ContactType>,
    /// Email address of the contact.
    ///
    /// Not on the provider's page: the page's row for it has lost the field's name; only the sample shows it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// Given name of the contact.
    ///
    /// On the wire: `firstName`.
    #[serde(rename = "firstName", skip_serializing_if = "Option::is_none")]
    pub first_name: Option<String>,
    /// Family name of the contact.
    ///
    /// On the wire: `lastName`.
    #[serde(rename = "lastName", skip_serializing_if = "Option::is_none")]
    pub last_name: Option<String>,
    /// Postal address of the contact.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub address: Option<Address>,
    /// Phone number of the contact, as entered, including spaces and dashes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
    /// Undocumented fields, as they were sent.
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
    /// Role of a contact. Only `admin` is documented.
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
    /// Second address line. Absent if empty.
    ///
    /// On the wire: `addressLine2`.
    #[serde(rename = "addressLine2", skip_serializing_if = "Option::is_none")]
    pub address_line2: Option<String>,
    /// City.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub city: Option<String>,
    /// State or region, as a name or a code.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub state: Option<String>,
    /// Country, as a name or a code.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub country: Option<String>,
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
        address_line1 = "addressLine1",
        address_line2 = "addressLine2",
        city = "city",
        state = "state",
        country = "country",
        postal_code = "postalCode",
    }
}

/// A subscription of a customer.
#[derive(::serde::Serialize, Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
#[non_exhaustive]
pub struct Service {
    /// Commvault's SKU of the service, such as `MTL-EP-USRO-NC`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sku: Option<String>,
    /// Undocumented fields, as they were sent.
    #[serde(flatten)]
    pub extra: Extra,
}

progenitor_client::object! {
    Service: "an object" {
        sku = "sku",
    }
}

/// Features that are disabled for a deactivated account.
#[derive(::serde::Serialize, Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
#[non_exhaustive]
pub struct DeactivatedOptions {
    /// Whether users cannot sign in.
    ///
    /// On the wire: `disableLogin`.
    #[serde(rename = "disableLogin", skip_serializing_if = "Option::is_none")]
    pub disable_login: Option<bool>,
    /// Whether backups are disabled.
    ///
    /// On the wire: `disableBackup`.
    #[serde(rename = "disableBackup", skip_serializing_if = "Option::is_none")]
    pub disable_backup: Option<bool>,
    /// Whether restores are disabled.
    ///
    /// On the wire: `disableRestore`.
    #[serde(rename = "disableRestore", skip_serializing_if = "Option::is_none")]
    pub disable_restore: Option<bool>,
    /// Undocumented fields, as they were sent.
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
    /// Purpose of an account: proof of concept (`POC`), internal use, or production.
    pub enum AccountType {
        /// `POC`
        Poc = "POC",
        /// `Internal`
        Internal = "Internal",
        /// `Production`
        Production = "Production",
    }
}

/// An error response. Documented for status 404; other errors may have another form.
#[derive(::serde::Serialize, Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
#[non_exhaustive]
pub struct ErrorResponse {
    /// The error.
    ///
    /// Not on the provider's page: the page shows no error body; the page on reading a reseller does.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub error: Option<ErrorDetail>,
    /// Undocumented fields, as they were sent.
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

/// Code and message of an error.
#[derive(::serde::Serialize, Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
#[non_exhaustive]
pub struct ErrorDetail {
    /// Metallic's error code, which is not the HTTP status. `1006` means that the record does not exist.
    ///
    /// Not on the provider's page: the page shows no error body; the page on reading a reseller does.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub code: Option<i32>,
    /// Human-readable error message.
    ///
    /// Not on the provider's page: the page shows no error body; the page on reading a reseller does.
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
