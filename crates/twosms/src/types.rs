// Generated from specs/twosms/openapi.yaml by `cargo xtask regen`; edit the spec, not this file.
//! The types of 2sms's request and response bodies.

use progenitor_client::{Decimal, Extra, Secret, Timestamp, Value};
use uuid::Uuid;

/// The envelope around an account.
#[derive(::serde::Serialize, Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
#[non_exhaustive]
pub struct AccountResponse {
    /// What went wrong. Null or absent when all is well.
    ///
    /// On the wire: `Error`.
    #[serde(rename = "Error", skip_serializing_if = "Option::is_none")]
    pub error: Option<ErrorDetail>,
    /// The answer. Null or absent when something went wrong.
    ///
    /// On the wire: `ResponseData`.
    #[serde(rename = "ResponseData", skip_serializing_if = "Option::is_none")]
    pub response_data: Option<ResponseData>,
    /// The fields that the documentation does not have, as they were sent.
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

/// One error, for programs and for people.
#[derive(::serde::Serialize, Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
#[non_exhaustive]
pub struct ErrorDetail {
    /// 2sms's own code for the error, as text. There is no published list.
    ///
    /// On the wire: `ErrorCode`.
    #[serde(rename = "ErrorCode", skip_serializing_if = "Option::is_none")]
    pub error_code: Option<String>,
    /// What went wrong, for a person to read.
    ///
    /// On the wire: `ErrorReason`.
    #[serde(rename = "ErrorReason", skip_serializing_if = "Option::is_none")]
    pub error_reason: Option<String>,
    /// The fields that the documentation does not have, as they were sent.
    #[serde(flatten)]
    pub extra: Extra,
}

progenitor_client::object! {
    ErrorDetail: "an object" {
        error_code = "ErrorCode",
        error_reason = "ErrorReason",
    }
}

/// An account, with who asked for it.
#[derive(::serde::Serialize, Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
#[non_exhaustive]
pub struct ResponseData {
    /// Who asked.
    ///
    /// On the wire: `Identification`.
    #[serde(rename = "Identification", skip_serializing_if = "Option::is_none")]
    pub identification: Option<Identification>,
    /// How it went, in a word that is not documented.
    ///
    /// On the wire: `Result`.
    #[serde(rename = "Result", skip_serializing_if = "Option::is_none")]
    pub result: Option<String>,
    /// The account itself.
    ///
    /// On the wire: `Detail`.
    #[serde(rename = "Detail", skip_serializing_if = "Option::is_none")]
    pub detail: Option<Account>,
    /// The fields that the documentation does not have, as they were sent.
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

/// Who asked.
#[derive(::serde::Serialize, Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
#[non_exhaustive]
pub struct Identification {
    /// Identifies the user who asked. Spelt with a small d, unlike `UserID` of a user in the account.
    ///
    /// On the wire: `UserId`.
    #[serde(rename = "UserId", skip_serializing_if = "Option::is_none")]
    pub user_id: Option<String>,
    /// The fields that the documentation does not have, as they were sent.
    #[serde(flatten)]
    pub extra: Extra,
}

progenitor_client::object! {
    Identification: "an object" {
        user_id = "UserId",
    }
}

/// A customer's account with 2sms.
#[derive(::serde::Serialize, Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
#[non_exhaustive]
pub struct Account {
    /// The country's dialling code, not its ISO code. Text; keep a leading plus sign or zeros.
    ///
    /// On the wire: `CountryCode`.
    #[serde(rename = "CountryCode", skip_serializing_if = "Option::is_none")]
    pub country_code: Option<String>,
    /// The digits to dial first for a call within the country (national direct dialling).
    ///
    /// On the wire: `NDD`.
    #[serde(rename = "NDD", skip_serializing_if = "Option::is_none")]
    pub ndd: Option<String>,
    /// The digits to dial first for a call abroad (international direct dialling).
    ///
    /// On the wire: `IDD`.
    #[serde(rename = "IDD", skip_serializing_if = "Option::is_none")]
    pub idd: Option<String>,
    /// When an idle session ends. The unit is not documented; minutes are likely.
    ///
    /// On the wire: `Timeout`.
    #[serde(rename = "Timeout", skip_serializing_if = "Option::is_none")]
    pub timeout: Option<i64>,
    /// What kind of account this is, which decides what it may do to the accounts below it. Its words are not documented.
    ///
    /// On the wire: `Type`.
    #[serde(rename = "Type", skip_serializing_if = "Option::is_none")]
    pub type_: Option<String>,
    /// Identifies the account.
    ///
    /// On the wire: `ID`.
    #[serde(rename = "ID", skip_serializing_if = "Option::is_none")]
    pub id: Option<Uuid>,
    /// Identifies the account above this one. Not the account's own id, which is `ID`.
    ///
    /// On the wire: `AccountID`.
    #[serde(rename = "AccountID", skip_serializing_if = "Option::is_none")]
    pub account_id: Option<Uuid>,
    /// The customer's postal address, in one piece.
    ///
    /// On the wire: `Address`.
    #[serde(rename = "Address", skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
    /// What is left to spend at any hour. Whether in credits or in money is not documented.
    ///
    /// On the wire: `AnyTimeBalance`.
    #[serde(rename = "AnyTimeBalance", skip_serializing_if = "Option::is_none")]
    pub any_time_balance: Option<Decimal>,
    /// A telephone number of the customer. How it differs from `PhoneNumber` is not documented.
    ///
    /// On the wire: `ContactNumber`.
    #[serde(rename = "ContactNumber", skip_serializing_if = "Option::is_none")]
    pub contact_number: Option<String>,
    /// A telephone number of the customer. How it differs from `ContactNumber` is not documented.
    ///
    /// On the wire: `PhoneNumber`.
    #[serde(rename = "PhoneNumber", skip_serializing_if = "Option::is_none")]
    pub phone_number: Option<String>,
    /// When the account was made. With up to seven digits of a second's fraction, and perhaps without an offset.
    ///
    /// On the wire: `DateCreated`.
    #[serde(rename = "DateCreated", skip_serializing_if = "Option::is_none")]
    pub date_created: Option<Timestamp>,
    /// When the account last changed, written as `DateCreated`.
    ///
    /// On the wire: `DateModified`.
    #[serde(rename = "DateModified", skip_serializing_if = "Option::is_none")]
    pub date_modified: Option<Timestamp>,
    /// A text that is added to messages.
    ///
    /// On the wire: `Disclaimer`.
    #[serde(rename = "Disclaimer", skip_serializing_if = "Option::is_none")]
    pub disclaimer: Option<String>,
    /// Whether the disclaimer is taken away.
    ///
    /// On the wire: `DisclaimerRemove`.
    ///
    /// Not on the provider's page: only the XML sample shows it.
    #[serde(rename = "DisclaimerRemove", skip_serializing_if = "Option::is_none")]
    pub disclaimer_remove: Option<bool>,
    /// The customer's e-mail address.
    ///
    /// On the wire: `EmailAddress`.
    #[serde(rename = "EmailAddress", skip_serializing_if = "Option::is_none")]
    pub email_address: Option<String>,
    /// Whether the account may be used.
    ///
    /// On the wire: `Enabled`.
    ///
    /// Not on the provider's page: only the XML sample shows it.
    #[serde(rename = "Enabled", skip_serializing_if = "Option::is_none")]
    pub enabled: Option<bool>,
    /// The given name of the person to turn to.
    ///
    /// On the wire: `FirstName`.
    #[serde(rename = "FirstName", skip_serializing_if = "Option::is_none")]
    pub first_name: Option<String>,
    /// The sender that messages carry unless told otherwise. Its h is small, unlike the other names.
    ///
    /// On the wire: `Defaultheader`.
    #[serde(rename = "Defaultheader", skip_serializing_if = "Option::is_none")]
    pub defaultheader: Option<String>,
    /// Identifies the language of the portal. All zeros, most likely, if none was chosen.
    ///
    /// On the wire: `LanguageID`.
    #[serde(rename = "LanguageID", skip_serializing_if = "Option::is_none")]
    pub language_id: Option<Uuid>,
    /// The name of that language.
    ///
    /// On the wire: `LanguageName`.
    #[serde(rename = "LanguageName", skip_serializing_if = "Option::is_none")]
    pub language_name: Option<String>,
    /// The family name of the person to turn to.
    ///
    /// On the wire: `LastName`.
    #[serde(rename = "LastName", skip_serializing_if = "Option::is_none")]
    pub last_name: Option<String>,
    /// The name of the customer's country.
    ///
    /// On the wire: `Location`.
    #[serde(rename = "Location", skip_serializing_if = "Option::is_none")]
    pub location: Option<String>,
    /// The customer's logo, an image in base64. May run to megabytes.
    ///
    /// On the wire: `Logo`.
    #[serde(rename = "Logo", skip_serializing_if = "Option::is_none")]
    pub logo: Option<String>,
    /// Whether the logo was taken away.
    ///
    /// On the wire: `LogoRemoved`.
    ///
    /// Not on the provider's page: only the XML sample shows it.
    #[serde(rename = "LogoRemoved", skip_serializing_if = "Option::is_none")]
    pub logo_removed: Option<bool>,
    /// The name of the logo's file.
    ///
    /// On the wire: `LogoName`.
    #[serde(rename = "LogoName", skip_serializing_if = "Option::is_none")]
    pub logo_name: Option<String>,
    /// The customer's company name.
    ///
    /// On the wire: `Name`.
    #[serde(rename = "Name", skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// What is left to spend in quiet hours. Whether in credits or in money is not documented.
    ///
    /// On the wire: `OffPeakBalance`.
    #[serde(rename = "OffPeakBalance", skip_serializing_if = "Option::is_none")]
    pub off_peak_balance: Option<Decimal>,
    /// What users of the account see in the portal. 2sms replaces the whole list when it is written.
    ///
    /// On the wire: `Preferences`.
    ///
    /// Differs from the provider's page: the page's JSON sample has the integer 0, its XML sample the word ALL.
    #[serde(rename = "Preferences", skip_serializing_if = "Option::is_none")]
    pub preferences: Option<Vec<AccountPreferences>>,
    /// Whether users are managed by the customer's own directory, over SCIM.
    ///
    /// On the wire: `SCIMEnabled`.
    #[serde(rename = "SCIMEnabled", skip_serializing_if = "Option::is_none")]
    pub scim_enabled: Option<bool>,
    /// The password for sending messages. Keep it out of logs.
    ///
    /// On the wire: `SMSPassword`.
    #[serde(rename = "SMSPassword", skip_serializing_if = "Option::is_none")]
    pub sms_password: Option<Secret>,
    /// The user name for sending messages.
    ///
    /// On the wire: `SMSUsername`.
    #[serde(rename = "SMSUsername", skip_serializing_if = "Option::is_none")]
    pub sms_username: Option<String>,
    /// The customer's time zone. How it is written is not documented.
    ///
    /// On the wire: `TimeZone`.
    #[serde(rename = "TimeZone", skip_serializing_if = "Option::is_none")]
    pub time_zone: Option<String>,
    /// Whether users need a second factor to sign in. Null, most likely, where nobody decided.
    ///
    /// On the wire: `TwoFactorEnabled`.
    #[serde(rename = "TwoFactorEnabled", skip_serializing_if = "Option::is_none")]
    pub two_factor_enabled: Option<bool>,
    /// A web address; of the account's portal, most likely. The customer's own site is `Website`.
    ///
    /// On the wire: `URL`.
    #[serde(rename = "URL", skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// Who may use the account.
    ///
    /// On the wire: `Users`.
    ///
    /// Not on the provider's page: only the XML sample shows it.
    #[serde(rename = "Users", skip_serializing_if = "Option::is_none")]
    pub users: Option<Vec<AccountUserInfo>>,
    /// Whether 2sms has checked the account.
    ///
    /// On the wire: `Validated`.
    ///
    /// Not on the provider's page: only the XML sample shows it.
    #[serde(rename = "Validated", skip_serializing_if = "Option::is_none")]
    pub validated: Option<bool>,
    /// The address of the customer's own web site.
    ///
    /// On the wire: `Website`.
    #[serde(rename = "Website", skip_serializing_if = "Option::is_none")]
    pub website: Option<String>,
    /// The fields that the documentation does not have, as they were sent.
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
    /// Something that users of an account see in the portal. A word in XML and an integer in JSON; one is known.
    pub enum AccountPreferences {
        /// `ALL`
        All = "ALL" | 0,
    }
}

/// Someone who may use an account.
#[derive(::serde::Serialize, Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
#[non_exhaustive]
pub struct AccountUserInfo {
    /// Identifies the user. Spelt with a capital D, unlike `UserId` of the one who asked.
    ///
    /// On the wire: `UserID`.
    ///
    /// Not on the provider's page: only the XML sample shows it.
    #[serde(rename = "UserID", skip_serializing_if = "Option::is_none")]
    pub user_id: Option<Uuid>,
    /// The user's name.
    ///
    /// On the wire: `Name`.
    ///
    /// Not on the provider's page: only the XML sample shows it.
    #[serde(rename = "Name", skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// What the user may do.
    ///
    /// On the wire: `PermissionLevel`.
    ///
    /// Not on the provider's page: only the XML sample shows it.
    #[serde(rename = "PermissionLevel", skip_serializing_if = "Option::is_none")]
    pub permission_level: Option<PermissionLevel>,
    /// The fields that the documentation does not have, as they were sent.
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
    /// What a user may do. A word in XML and an integer in JSON; one is known.
    pub enum PermissionLevel {
        /// `STANDARD_USER`
        StandardUser = "STANDARD_USER" | 0,
    }
}

/// What 2sms answers when it refuses a request. The web framework that it runs on may answer with bodies of another kind.
#[derive(::serde::Serialize, Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
#[non_exhaustive]
pub struct ErrorResponse {
    /// What went wrong.
    ///
    /// On the wire: `Error`.
    ///
    /// Not on the provider's page: the page shows no error body; this is the envelope of its account.
    #[serde(rename = "Error", skip_serializing_if = "Option::is_none")]
    pub error: Option<ErrorDetail>,
    /// Nothing of use beside an error. Any JSON value, usually null or absent.
    ///
    /// On the wire: `ResponseData`.
    ///
    /// Not on the provider's page: the page shows no error body; this is the envelope of its account.
    #[serde(rename = "ResponseData", skip_serializing_if = "Option::is_none")]
    pub response_data: Option<Value>,
    /// The fields that the documentation does not have, as they were sent.
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
