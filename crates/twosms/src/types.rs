// Generated from specs/twosms/openapi.yaml by `cargo xtask regen`; edit the spec, not this file.
//! The types of 2sms's request and response bodies.

use progenitor_client::{Decimal, Extra, Secret, Timestamp, Value};
use uuid::Uuid;

/// An account in its response envelope.
#[derive(::serde::Serialize, Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
#[non_exhaustive]
pub struct AccountResponse {
    /// The error. Null or absent on success.
    ///
    /// On the wire: `Error`.
    #[serde(rename = "Error", skip_serializing_if = "Option::is_none")]
    pub error: Option<ErrorDetail>,
    /// The result. Null or absent on failure.
    ///
    /// On the wire: `ResponseData`.
    #[serde(rename = "ResponseData", skip_serializing_if = "Option::is_none")]
    pub response_data: Option<ResponseData>,
    /// Undocumented fields, as they were sent.
    #[serde(flatten)]
    pub extra: Extra,
}

progenitor_client::object! {
    AccountResponse: "an object that holds secrets" {
        error = "Error",
        response_data = "ResponseData" as secret,
    }
}

impl ::progenitor_client::Answer for AccountResponse {
    fn is_error(&self) -> bool {
        (self.error.is_some()
            || self.extra.get("Error").is_some_and(|value| !value.is_null()))
            && !(self.response_data.is_some()
                || self.extra.get("ResponseData").is_some_and(|value| !value.is_null()))
    }
    fn is_blank(&self) -> bool {
        self.extra.stands_alone()
    }
}

/// Code and message of an error.
#[derive(::serde::Serialize, Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
#[non_exhaustive]
pub struct ErrorDetail {
    /// 2sms's error code. There is no published list.
    ///
    /// On the wire: `ErrorCode`.
    #[serde(rename = "ErrorCode", skip_serializing_if = "Option::is_none")]
    pub error_code: Option<String>,
    /// Human-readable error message.
    ///
    /// On the wire: `ErrorReason`.
    #[serde(rename = "ErrorReason", skip_serializing_if = "Option::is_none")]
    pub error_reason: Option<String>,
    /// Undocumented fields, as they were sent.
    #[serde(flatten)]
    pub extra: Extra,
}

progenitor_client::object! {
    ErrorDetail: "an object" {
        error_code = "ErrorCode",
        error_reason = "ErrorReason",
    }
}

/// An account, with the user who requested it.
#[derive(::serde::Serialize, Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
#[non_exhaustive]
pub struct ResponseData {
    /// The user who sent the request.
    ///
    /// On the wire: `Identification`.
    #[serde(rename = "Identification", skip_serializing_if = "Option::is_none")]
    pub identification: Option<Identification>,
    /// Outcome of the request. Possible values are undocumented.
    ///
    /// On the wire: `Result`.
    #[serde(rename = "Result", skip_serializing_if = "Option::is_none")]
    pub result: Option<String>,
    /// The account.
    ///
    /// On the wire: `Detail`.
    #[serde(rename = "Detail", skip_serializing_if = "Option::is_none")]
    pub detail: Option<Account>,
    /// Undocumented fields, as they were sent.
    #[serde(flatten)]
    pub extra: Extra,
}

progenitor_client::object! {
    ResponseData: "an object that holds secrets" {
        identification = "Identification",
        result = "Result",
        detail = "Detail" as secret,
    }
}

/// The user who sent the request.
#[derive(::serde::Serialize, Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
#[non_exhaustive]
pub struct Identification {
    /// ID of the user who sent the request.
    ///
    /// On the wire: `UserId`.
    #[serde(rename = "UserId", skip_serializing_if = "Option::is_none")]
    pub user_id: Option<String>,
    /// Undocumented fields, as they were sent.
    #[serde(flatten)]
    pub extra: Extra,
}

progenitor_client::object! {
    Identification: "an object" {
        user_id = "UserId",
    }
}

/// A 2sms account.
#[derive(::serde::Serialize, Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
#[non_exhaustive]
pub struct Account {
    /// Dialling code of the country, not its ISO code. A string, because it may have a leading plus sign or zeros.
    ///
    /// On the wire: `CountryCode`.
    #[serde(rename = "CountryCode", skip_serializing_if = "Option::is_none")]
    pub country_code: Option<String>,
    /// Prefix for calls within the country (national direct dialling).
    ///
    /// On the wire: `NDD`.
    #[serde(rename = "NDD", skip_serializing_if = "Option::is_none")]
    pub ndd: Option<String>,
    /// Prefix for calls abroad (international direct dialling).
    ///
    /// On the wire: `IDD`.
    #[serde(rename = "IDD", skip_serializing_if = "Option::is_none")]
    pub idd: Option<String>,
    /// Timeout of an idle session. The unit is undocumented, probably minutes.
    ///
    /// On the wire: `Timeout`.
    #[serde(rename = "Timeout", skip_serializing_if = "Option::is_none")]
    pub timeout: Option<i64>,
    /// Type of the account, which determines its rights over its child accounts. Possible values are undocumented.
    ///
    /// On the wire: `Type`.
    #[serde(rename = "Type", skip_serializing_if = "Option::is_none")]
    pub type_: Option<String>,
    /// ID of the account.
    ///
    /// On the wire: `ID`.
    #[serde(rename = "ID", skip_serializing_if = "Option::is_none")]
    pub id: Option<Uuid>,
    /// ID of the parent account. The account's own ID is `ID`.
    ///
    /// On the wire: `AccountID`.
    #[serde(rename = "AccountID", skip_serializing_if = "Option::is_none")]
    pub account_id: Option<Uuid>,
    /// Postal address of the customer, as one string.
    ///
    /// On the wire: `Address`.
    #[serde(rename = "Address", skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
    /// Remaining balance for use at any time. Whether in credits or in money is undocumented.
    ///
    /// On the wire: `AnyTimeBalance`.
    #[serde(rename = "AnyTimeBalance", skip_serializing_if = "Option::is_none")]
    pub any_time_balance: Option<Decimal>,
    /// Contact phone number of the customer. The difference from `PhoneNumber` is undocumented.
    ///
    /// On the wire: `ContactNumber`.
    #[serde(rename = "ContactNumber", skip_serializing_if = "Option::is_none")]
    pub contact_number: Option<String>,
    /// Phone number of the customer. The difference from `ContactNumber` is undocumented.
    ///
    /// On the wire: `PhoneNumber`.
    #[serde(rename = "PhoneNumber", skip_serializing_if = "Option::is_none")]
    pub phone_number: Option<String>,
    /// Creation time of the account, with up to seven fractional digits of a second and possibly without an offset.
    ///
    /// On the wire: `DateCreated`.
    #[serde(rename = "DateCreated", skip_serializing_if = "Option::is_none")]
    pub date_created: Option<Timestamp>,
    /// Time of the last change, in the format of `DateCreated`.
    ///
    /// On the wire: `DateModified`.
    #[serde(rename = "DateModified", skip_serializing_if = "Option::is_none")]
    pub date_modified: Option<Timestamp>,
    /// Disclaimer that is added to messages.
    ///
    /// On the wire: `Disclaimer`.
    #[serde(rename = "Disclaimer", skip_serializing_if = "Option::is_none")]
    pub disclaimer: Option<String>,
    /// Whether the disclaimer is removed.
    ///
    /// On the wire: `DisclaimerRemove`.
    ///
    /// Not on the provider's page: only the XML sample shows it.
    #[serde(rename = "DisclaimerRemove", skip_serializing_if = "Option::is_none")]
    pub disclaimer_remove: Option<bool>,
    /// Email address of the customer.
    ///
    /// On the wire: `EmailAddress`.
    #[serde(rename = "EmailAddress", skip_serializing_if = "Option::is_none")]
    pub email_address: Option<String>,
    /// Whether the account is enabled.
    ///
    /// On the wire: `Enabled`.
    ///
    /// Not on the provider's page: only the XML sample shows it.
    #[serde(rename = "Enabled", skip_serializing_if = "Option::is_none")]
    pub enabled: Option<bool>,
    /// Given name of the contact person.
    ///
    /// On the wire: `FirstName`.
    #[serde(rename = "FirstName", skip_serializing_if = "Option::is_none")]
    pub first_name: Option<String>,
    /// Default sender of messages.
    ///
    /// On the wire: `Defaultheader`.
    #[serde(rename = "Defaultheader", skip_serializing_if = "Option::is_none")]
    pub defaultheader: Option<String>,
    /// ID of the portal's language. Probably all zeros if none is selected.
    ///
    /// On the wire: `LanguageID`.
    #[serde(rename = "LanguageID", skip_serializing_if = "Option::is_none")]
    pub language_id: Option<Uuid>,
    /// Name of the portal's language.
    ///
    /// On the wire: `LanguageName`.
    #[serde(rename = "LanguageName", skip_serializing_if = "Option::is_none")]
    pub language_name: Option<String>,
    /// Family name of the contact person.
    ///
    /// On the wire: `LastName`.
    #[serde(rename = "LastName", skip_serializing_if = "Option::is_none")]
    pub last_name: Option<String>,
    /// Country name of the customer.
    ///
    /// On the wire: `Location`.
    #[serde(rename = "Location", skip_serializing_if = "Option::is_none")]
    pub location: Option<String>,
    /// Logo of the customer as a base64 image. May be several megabytes long.
    ///
    /// On the wire: `Logo`.
    #[serde(rename = "Logo", skip_serializing_if = "Option::is_none")]
    pub logo: Option<String>,
    /// Whether the logo was removed.
    ///
    /// On the wire: `LogoRemoved`.
    ///
    /// Not on the provider's page: only the XML sample shows it.
    #[serde(rename = "LogoRemoved", skip_serializing_if = "Option::is_none")]
    pub logo_removed: Option<bool>,
    /// File name of the logo.
    ///
    /// On the wire: `LogoName`.
    #[serde(rename = "LogoName", skip_serializing_if = "Option::is_none")]
    pub logo_name: Option<String>,
    /// Company name of the customer.
    ///
    /// On the wire: `Name`.
    #[serde(rename = "Name", skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Remaining balance for use at off-peak times. Whether in credits or in money is undocumented.
    ///
    /// On the wire: `OffPeakBalance`.
    #[serde(rename = "OffPeakBalance", skip_serializing_if = "Option::is_none")]
    pub off_peak_balance: Option<Decimal>,
    /// Portal preferences of the account. An update replaces the whole list.
    ///
    /// On the wire: `Preferences`.
    ///
    /// Differs from the provider's page: the page's JSON sample has the integer 0, its XML sample the string ALL.
    #[serde(rename = "Preferences", skip_serializing_if = "Option::is_none")]
    pub preferences: Option<Vec<AccountPreferences>>,
    /// Whether users are managed by the customer's directory over SCIM.
    ///
    /// On the wire: `SCIMEnabled`.
    #[serde(rename = "SCIMEnabled", skip_serializing_if = "Option::is_none")]
    pub scim_enabled: Option<bool>,
    /// Password for sending messages.
    ///
    /// On the wire: `SMSPassword`.
    #[serde(rename = "SMSPassword", skip_serializing_if = "Option::is_none")]
    pub sms_password: Option<Secret>,
    /// User name for sending messages.
    ///
    /// On the wire: `SMSUsername`.
    #[serde(rename = "SMSUsername", skip_serializing_if = "Option::is_none")]
    pub sms_username: Option<String>,
    /// Time zone of the customer. The format is undocumented.
    ///
    /// On the wire: `TimeZone`.
    #[serde(rename = "TimeZone", skip_serializing_if = "Option::is_none")]
    pub time_zone: Option<String>,
    /// Whether users need a second factor to sign in. Probably null if not configured.
    ///
    /// On the wire: `TwoFactorEnabled`.
    #[serde(rename = "TwoFactorEnabled", skip_serializing_if = "Option::is_none")]
    pub two_factor_enabled: Option<bool>,
    /// URL, probably of the account's portal. The customer's own site is `Website`.
    ///
    /// On the wire: `URL`.
    #[serde(rename = "URL", skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// Users of the account.
    ///
    /// On the wire: `Users`.
    ///
    /// Not on the provider's page: only the XML sample shows it.
    #[serde(rename = "Users", skip_serializing_if = "Option::is_none")]
    pub users: Option<Vec<AccountUserInfo>>,
    /// Whether 2sms has validated the account.
    ///
    /// On the wire: `Validated`.
    ///
    /// Not on the provider's page: only the XML sample shows it.
    #[serde(rename = "Validated", skip_serializing_if = "Option::is_none")]
    pub validated: Option<bool>,
    /// Website of the customer.
    ///
    /// On the wire: `Website`.
    #[serde(rename = "Website", skip_serializing_if = "Option::is_none")]
    pub website: Option<String>,
    /// Undocumented fields, as they were sent.
    #[serde(flatten)]
    pub extra: Extra,
}

progenitor_client::object! {
    Account: "an object that holds secrets" {
        country_code = "CountryCode",
        ndd = "NDD",
        idd = "IDD",
        timeout = "Timeout",
        type_ = "Type",
        id = "ID",
        account_id = "AccountID",
        address = "Address",
        any_time_balance = "AnyTimeBalance",
        contact_number = "ContactNumber",
        phone_number = "PhoneNumber",
        date_created = "DateCreated",
        date_modified = "DateModified",
        disclaimer = "Disclaimer",
        disclaimer_remove = "DisclaimerRemove",
        email_address = "EmailAddress",
        enabled = "Enabled",
        first_name = "FirstName",
        defaultheader = "Defaultheader",
        language_id = "LanguageID",
        language_name = "LanguageName",
        last_name = "LastName",
        location = "Location",
        logo = "Logo",
        logo_removed = "LogoRemoved",
        logo_name = "LogoName",
        name = "Name",
        off_peak_balance = "OffPeakBalance",
        preferences = "Preferences",
        scim_enabled = "SCIMEnabled",
        sms_password = "SMSPassword" as secret,
        sms_username = "SMSUsername",
        time_zone = "TimeZone",
        two_factor_enabled = "TwoFactorEnabled",
        url = "URL",
        users = "Users",
        validated = "Validated",
        website = "Website",
    }
}

progenitor_client::open_enum! {
    /// A portal preference. A string in XML and an integer in JSON; only `ALL` is documented.
    pub enum AccountPreferences {
        /// `ALL`
        All = "ALL" | 0,
    }
}

/// A user of an account.
#[derive(::serde::Serialize, Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
#[non_exhaustive]
pub struct AccountUserInfo {
    /// ID of the user.
    ///
    /// On the wire: `UserID`.
    ///
    /// Not on the provider's page: only the XML sample shows it.
    #[serde(rename = "UserID", skip_serializing_if = "Option::is_none")]
    pub user_id: Option<Uuid>,
    /// Name of the user.
    ///
    /// On the wire: `Name`.
    ///
    /// Not on the provider's page: only the XML sample shows it.
    #[serde(rename = "Name", skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Permission level of the user.
    ///
    /// On the wire: `PermissionLevel`.
    ///
    /// Not on the provider's page: only the XML sample shows it.
    #[serde(rename = "PermissionLevel", skip_serializing_if = "Option::is_none")]
    pub permission_level: Option<PermissionLevel>,
    /// Undocumented fields, as they were sent.
    #[serde(flatten)]
    pub extra: Extra,
}

progenitor_client::object! {
    AccountUserInfo: "an object" {
        user_id = "UserID",
        name = "Name",
        permission_level = "PermissionLevel",
    }
}

progenitor_client::open_enum! {
    /// Permission level of a user. A string in XML and an integer in JSON; only `STANDARD_USER` is documented.
    pub enum PermissionLevel {
        /// `STANDARD_USER`
        StandardUser = "STANDARD_USER" | 0,
    }
}

/// The users of an account in their response envelope.
#[derive(::serde::Serialize, Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
#[non_exhaustive]
pub struct UserList {
    /// The error. Null or absent on success.
    ///
    /// On the wire: `Error`.
    #[serde(rename = "Error", skip_serializing_if = "Option::is_none")]
    pub error: Option<ErrorDetail>,
    /// The response. Null or absent if there is an error.
    ///
    /// On the wire: `ResponseData`.
    #[serde(rename = "ResponseData", skip_serializing_if = "Option::is_none")]
    pub response_data: Option<UserListData>,
    /// Undocumented fields, as they were sent.
    #[serde(flatten)]
    pub extra: Extra,
}

progenitor_client::object! {
    UserList: "an object that holds secrets" {
        error = "Error",
        response_data = "ResponseData" as secret,
    }
}

impl ::progenitor_client::Answer for UserList {
    fn is_error(&self) -> bool {
        (self.error.is_some()
            || self.extra.get("Error").is_some_and(|value| !value.is_null()))
            && !(self.response_data.is_some()
                || self.extra.get("ResponseData").is_some_and(|value| !value.is_null()))
    }
    fn is_blank(&self) -> bool {
        self.extra.stands_alone()
    }
}

/// The users of an account, with the user who requested them.
#[derive(::serde::Serialize, Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
#[non_exhaustive]
pub struct UserListData {
    /// The user who sent the request.
    ///
    /// On the wire: `Identification`.
    #[serde(rename = "Identification", skip_serializing_if = "Option::is_none")]
    pub identification: Option<Identification>,
    /// Result of the request. Possible values are undocumented.
    ///
    /// On the wire: `Result`.
    #[serde(rename = "Result", skip_serializing_if = "Option::is_none")]
    pub result: Option<String>,
    /// The users.
    ///
    /// On the wire: `Detail`.
    #[serde(rename = "Detail", skip_serializing_if = "Option::is_none")]
    pub detail: Option<Vec<User>>,
    /// Undocumented fields, as they were sent.
    #[serde(flatten)]
    pub extra: Extra,
}

progenitor_client::object! {
    UserListData: "an object that holds secrets" {
        identification = "Identification",
        result = "Result",
        detail = "Detail" as secret,
    }
}

/// A user of an account.
#[derive(::serde::Serialize, Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
#[non_exhaustive]
pub struct User {
    /// ID of the user.
    ///
    /// On the wire: `ID`.
    #[serde(rename = "ID", skip_serializing_if = "Option::is_none")]
    pub id: Option<Uuid>,
    /// Time at which the user agreed to the terms.
    ///
    /// On the wire: `AgreementDate`.
    #[serde(rename = "AgreementDate", skip_serializing_if = "Option::is_none")]
    pub agreement_date: Option<Timestamp>,
    /// Account that the user belongs to.
    ///
    /// On the wire: `AccountID`.
    #[serde(rename = "AccountID", skip_serializing_if = "Option::is_none")]
    pub account_id: Option<Uuid>,
    /// Whether the user is an administrator.
    ///
    /// On the wire: `AdminUser`.
    #[serde(rename = "AdminUser", skip_serializing_if = "Option::is_none")]
    pub admin_user: Option<bool>,
    /// Time of creation.
    ///
    /// On the wire: `DateCreated`.
    #[serde(rename = "DateCreated", skip_serializing_if = "Option::is_none")]
    pub date_created: Option<Timestamp>,
    /// Time of the last change.
    ///
    /// On the wire: `DateModified`.
    #[serde(rename = "DateModified", skip_serializing_if = "Option::is_none")]
    pub date_modified: Option<Timestamp>,
    /// Time at which the user declined the terms. With seven digits of a fraction and an offset.
    ///
    /// On the wire: `DeclineDate`.
    #[serde(rename = "DeclineDate", skip_serializing_if = "Option::is_none")]
    pub decline_date: Option<Timestamp>,
    /// Name that is shown.
    ///
    /// On the wire: `DisplayName`.
    #[serde(rename = "DisplayName", skip_serializing_if = "Option::is_none")]
    pub display_name: Option<String>,
    /// Version of the data processing agreement.
    ///
    /// On the wire: `DPAVersion`.
    #[serde(rename = "DPAVersion", skip_serializing_if = "Option::is_none")]
    pub dpa_version: Option<String>,
    /// Email address of the user.
    ///
    /// On the wire: `EmailAddress`.
    #[serde(rename = "EmailAddress", skip_serializing_if = "Option::is_none")]
    pub email_address: Option<String>,
    /// Whether the user may sign in.
    ///
    /// On the wire: `Enabled`.
    #[serde(rename = "Enabled", skip_serializing_if = "Option::is_none")]
    pub enabled: Option<bool>,
    /// ID of the portal's language.
    ///
    /// On the wire: `LanguageID`.
    #[serde(rename = "LanguageID", skip_serializing_if = "Option::is_none")]
    pub language_id: Option<Uuid>,
    /// Mobile telephone number of the user.
    ///
    /// On the wire: `MobilePhone`.
    #[serde(rename = "MobilePhone", skip_serializing_if = "Option::is_none")]
    pub mobile_phone: Option<String>,
    /// Password of the user.
    ///
    /// On the wire: `Password`.
    #[serde(rename = "Password", skip_serializing_if = "Option::is_none")]
    pub password: Option<Secret>,
    /// PIN of the user.
    ///
    /// On the wire: `Pin`.
    #[serde(rename = "Pin", skip_serializing_if = "Option::is_none")]
    pub pin: Option<Secret>,
    /// Preferences of the user in the portal.
    ///
    /// On the wire: `Preferences`.
    #[serde(rename = "Preferences", skip_serializing_if = "Option::is_none")]
    pub preferences: Option<AccountPreferences>,
    /// Version of the privacy policy.
    ///
    /// On the wire: `PrivacyPolicyVersion`.
    #[serde(rename = "PrivacyPolicyVersion", skip_serializing_if = "Option::is_none")]
    pub privacy_policy_version: Option<String>,
    /// Time zone of the user. The format is undocumented.
    ///
    /// On the wire: `TimeZone`.
    #[serde(rename = "TimeZone", skip_serializing_if = "Option::is_none")]
    pub time_zone: Option<String>,
    /// Name that the user signs in with.
    ///
    /// On the wire: `Username`.
    #[serde(rename = "Username", skip_serializing_if = "Option::is_none")]
    pub username: Option<String>,
    /// Undocumented fields, as they were sent.
    #[serde(flatten)]
    pub extra: Extra,
}

progenitor_client::object! {
    User: "an object that holds secrets" {
        id = "ID",
        agreement_date = "AgreementDate",
        account_id = "AccountID",
        admin_user = "AdminUser",
        date_created = "DateCreated",
        date_modified = "DateModified",
        decline_date = "DeclineDate",
        display_name = "DisplayName",
        dpa_version = "DPAVersion",
        email_address = "EmailAddress",
        enabled = "Enabled",
        language_id = "LanguageID",
        mobile_phone = "MobilePhone",
        password = "Password" as secret,
        pin = "Pin" as secret,
        preferences = "Preferences",
        privacy_policy_version = "PrivacyPolicyVersion",
        time_zone = "TimeZone",
        username = "Username",
    }
}

/// An error response. The web framework of 2sms may send bodies of another form.
#[derive(::serde::Serialize, Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
#[non_exhaustive]
pub struct ErrorResponse {
    /// The error.
    ///
    /// On the wire: `Error`.
    ///
    /// Not on the provider's page: the page shows no error body; this is the envelope of its account.
    #[serde(rename = "Error", skip_serializing_if = "Option::is_none")]
    pub error: Option<ErrorDetail>,
    /// Any JSON value, usually null or absent in an error response.
    ///
    /// On the wire: `ResponseData`.
    ///
    /// Not on the provider's page: the page shows no error body; this is the envelope of its account.
    #[serde(rename = "ResponseData", skip_serializing_if = "Option::is_none")]
    pub response_data: Option<Value>,
    /// Undocumented fields, as they were sent.
    #[serde(flatten)]
    pub extra: Extra,
}

progenitor_client::object! {
    ErrorResponse: "an object" {
        error = "Error",
        response_data = "ResponseData",
    }
}

impl ::progenitor_client::Answer for ErrorResponse {
    fn is_blank(&self) -> bool {
        self.extra.stands_alone()
    }
}
