//! The 2sms body as types that `quick_xml::de` can decode as well: what the generated ones are, with helpers for what it
//! does otherwise (wrapped lists, and types that are not plain text to it).

use bindery_runtime::{Decimal, Extra, Secret, Timestamp, unwrapped};
use serde::{Deserialize, Deserializer};
use uuid::Uuid;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(crate) struct AccountResponse {
    pub(crate) error: Option<ErrorDetail>,
    pub(crate) response_data: Option<ResponseData>,
    #[serde(flatten)]
    pub(crate) extra: Extra,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(crate) struct ErrorDetail {
    pub(crate) error_code: Option<String>,
    pub(crate) error_reason: Option<String>,
    #[serde(flatten)]
    pub(crate) extra: Extra,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(crate) struct ResponseData {
    pub(crate) identification: Option<Identification>,
    pub(crate) result: Option<String>,
    pub(crate) detail: Option<Account>,
    #[serde(flatten)]
    pub(crate) extra: Extra,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(crate) struct Identification {
    pub(crate) user_id: Option<String>,
    #[serde(flatten)]
    pub(crate) extra: Extra,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(crate) struct Account {
    pub(crate) country_code: Option<String>,
    #[serde(rename = "NDD")]
    pub(crate) ndd: Option<String>,
    #[serde(rename = "IDD")]
    pub(crate) idd: Option<String>,
    pub(crate) timeout: Option<i64>,
    #[serde(rename = "Type")]
    pub(crate) type_: Option<String>,
    #[serde(rename = "ID")]
    pub(crate) id: Option<Uuid>,
    #[serde(rename = "AccountID")]
    pub(crate) account_id: Option<Uuid>,
    pub(crate) address: Option<String>,
    #[serde(default, deserialize_with = "decimal")]
    pub(crate) any_time_balance: Option<Decimal>,
    pub(crate) contact_number: Option<String>,
    pub(crate) phone_number: Option<String>,
    pub(crate) date_created: Option<Timestamp>,
    pub(crate) date_modified: Option<Timestamp>,
    pub(crate) disclaimer: Option<String>,
    pub(crate) disclaimer_remove: Option<bool>,
    pub(crate) email_address: Option<String>,
    pub(crate) enabled: Option<bool>,
    pub(crate) first_name: Option<String>,
    pub(crate) defaultheader: Option<String>,
    #[serde(rename = "LanguageID")]
    pub(crate) language_id: Option<Uuid>,
    pub(crate) language_name: Option<String>,
    pub(crate) last_name: Option<String>,
    pub(crate) location: Option<String>,
    pub(crate) logo: Option<String>,
    pub(crate) logo_removed: Option<bool>,
    pub(crate) logo_name: Option<String>,
    pub(crate) name: Option<String>,
    #[serde(default, deserialize_with = "decimal")]
    pub(crate) off_peak_balance: Option<Decimal>,
    pub(crate) preferences: Option<Preferences>,
    #[serde(rename = "SCIMEnabled")]
    pub(crate) scim_enabled: Option<bool>,
    #[serde(default, rename = "SMSPassword", deserialize_with = "secret")]
    pub(crate) sms_password: Option<Secret>,
    #[serde(rename = "SMSUsername")]
    pub(crate) sms_username: Option<String>,
    pub(crate) time_zone: Option<String>,
    pub(crate) two_factor_enabled: Option<bool>,
    #[serde(rename = "URL")]
    pub(crate) url: Option<String>,
    pub(crate) users: Option<Users>,
    pub(crate) validated: Option<bool>,
    pub(crate) website: Option<String>,
    #[serde(flatten)]
    pub(crate) extra: Extra,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(crate) struct Preferences {
    #[serde(default, deserialize_with = "siblings")]
    pub(crate) account_preferences: Vec<AccountPreferences>,
}

#[derive(Debug, Deserialize)]
#[serde(from = "String")]
pub(crate) struct AccountPreferences(pub(crate) bindery_twosms::types::AccountPreferences);

impl From<String> for AccountPreferences {
    fn from(word: String) -> Self {
        Self(word.into())
    }
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(crate) struct Users {
    #[serde(default, deserialize_with = "siblings")]
    pub(crate) account_user_info: Vec<AccountUserInfo>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(crate) struct AccountUserInfo {
    #[serde(rename = "UserID")]
    pub(crate) user_id: Option<Uuid>,
    pub(crate) name: Option<String>,
    pub(crate) permission_level: Option<PermissionLevel>,
    #[serde(flatten)]
    pub(crate) extra: Extra,
}

#[derive(Debug, Deserialize)]
#[serde(from = "String")]
pub(crate) struct PermissionLevel(pub(crate) bindery_twosms::types::PermissionLevel);

impl From<String> for PermissionLevel {
    fn from(word: String) -> Self {
        Self(word.into())
    }
}

fn siblings<'de, D: Deserializer<'de>, T: Deserialize<'de>>(
    deserializer: D,
) -> Result<Vec<T>, D::Error> {
    unwrapped(deserializer)
}

fn decimal<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Decimal>, D::Error> {
    let text = Option::<String>::deserialize(deserializer)?;
    text.map(|text| text.parse().map_err(serde::de::Error::custom))
        .transpose()
}

fn secret<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Secret>, D::Error> {
    Ok(Option::<String>::deserialize(deserializer)?.map(Secret::from))
}
