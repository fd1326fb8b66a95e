//! The 2sms body as types that the XML libraries can decode: the generated ones, with helpers for what the libraries do
//! otherwise (wrapped lists, and types that are not plain text to them).

use bindery_runtime::{Decimal, Extra, Secret, Timestamp};
use serde::{Deserialize, Deserializer};
use uuid::Uuid;

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct AccountResponse {
    pub error: Option<ErrorDetail>,
    pub response_data: Option<ResponseData>,
    #[serde(flatten)]
    pub extra: Extra,
}

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct ErrorDetail {
    pub error_code: Option<String>,
    pub error_reason: Option<String>,
    #[serde(flatten)]
    pub extra: Extra,
}

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct ResponseData {
    pub identification: Option<Identification>,
    pub result: Option<String>,
    pub detail: Option<Account>,
    #[serde(flatten)]
    pub extra: Extra,
}

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Identification {
    pub user_id: Option<String>,
    #[serde(flatten)]
    pub extra: Extra,
}

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Account {
    pub country_code: Option<String>,
    #[serde(rename = "NDD")]
    pub ndd: Option<String>,
    #[serde(rename = "IDD")]
    pub idd: Option<String>,
    pub timeout: Option<i64>,
    #[serde(rename = "Type")]
    pub type_: Option<String>,
    #[serde(rename = "ID")]
    pub id: Option<Uuid>,
    #[serde(rename = "AccountID")]
    pub account_id: Option<Uuid>,
    pub address: Option<String>,
    #[serde(default, deserialize_with = "decimal")]
    pub any_time_balance: Option<Decimal>,
    pub contact_number: Option<String>,
    pub phone_number: Option<String>,
    pub date_created: Option<Timestamp>,
    pub date_modified: Option<Timestamp>,
    pub disclaimer: Option<String>,
    pub disclaimer_remove: Option<bool>,
    pub email_address: Option<String>,
    pub enabled: Option<bool>,
    pub first_name: Option<String>,
    pub defaultheader: Option<String>,
    #[serde(rename = "LanguageID")]
    pub language_id: Option<Uuid>,
    pub language_name: Option<String>,
    pub last_name: Option<String>,
    pub location: Option<String>,
    pub logo: Option<String>,
    pub logo_removed: Option<bool>,
    pub logo_name: Option<String>,
    pub name: Option<String>,
    #[serde(default, deserialize_with = "decimal")]
    pub off_peak_balance: Option<Decimal>,
    pub preferences: Option<Preferences>,
    #[serde(rename = "SCIMEnabled")]
    pub scim_enabled: Option<bool>,
    #[serde(default, rename = "SMSPassword", deserialize_with = "secret")]
    pub sms_password: Option<Secret>,
    #[serde(rename = "SMSUsername")]
    pub sms_username: Option<String>,
    pub time_zone: Option<String>,
    pub two_factor_enabled: Option<bool>,
    #[serde(rename = "URL")]
    pub url: Option<String>,
    pub users: Option<Users>,
    pub validated: Option<bool>,
    pub website: Option<String>,
    #[serde(flatten)]
    pub extra: Extra,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Preferences {
    #[serde(default)]
    pub account_preferences: Vec<AccountPreferences>,
}

#[derive(Debug, Deserialize)]
#[serde(from = "String")]
pub struct AccountPreferences(pub bindery_twosms::types::AccountPreferences);

impl From<String> for AccountPreferences {
    fn from(word: String) -> Self {
        Self(word.into())
    }
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Users {
    #[serde(default)]
    pub account_user_info: Vec<AccountUserInfo>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct AccountUserInfo {
    #[serde(rename = "UserID")]
    pub user_id: Option<Uuid>,
    pub name: Option<String>,
    pub permission_level: Option<PermissionLevel>,
    #[serde(flatten)]
    pub extra: Extra,
}

#[derive(Debug, Deserialize)]
#[serde(from = "String")]
pub struct PermissionLevel(pub bindery_twosms::types::PermissionLevel);

impl From<String> for PermissionLevel {
    fn from(word: String) -> Self {
        Self(word.into())
    }
}

fn decimal<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Decimal>, D::Error> {
    let text = Option::<String>::deserialize(deserializer)?;
    text.map(|text| text.parse().map_err(serde::de::Error::custom)).transpose()
}

fn secret<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Secret>, D::Error> {
    Ok(Option::<String>::deserialize(deserializer)?.map(Secret::from))
}
