//! Decoding into structs as one writes them by hand, by three libraries.
#![allow(dead_code, reason = "the fields are decoded to be measured; nothing reads them")]

use std::fmt::Debug;
use std::hint::black_box;

use bindery_bench::Case;
use serde::de::DeserializeOwned;

pub fn cases() -> Vec<Case> {
    [
        json::<activeplatform::Account>("activeplatform", 5),
        json::<metallic::AccountResponse>("metallic", 1),
        json::<sakari::AccountResponse>("sakari", 0),
        json::<sequence::Account>("sequence", 0),
        json::<twosms::AccountResponse>("twosms", 5),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// The provider's sample has null for `absent` of the documented fields, or does not have them.
fn json<T: DeserializeOwned + Debug + 'static>(provider: &str, absent: usize) -> [Case; 3] {
    let body = bindery_bench::sample(provider);
    [
        Case::prepared(format!("json/{provider}/serde"), move |_| {
            check(from_serde_json::<T>(body), absent);
            Box::new(move || {
                black_box(&from_serde_json::<T>(black_box(body)));
            })
        }),
        Case::prepared(format!("json/{provider}/simd-json"), move |_| {
            // It writes into what it reads, so each work copies the body. A program that decodes many bodies has a
            // place for that already.
            let mut buffer = Vec::with_capacity(body.len());
            check(from_simd_json::<T>(body, &mut buffer), absent);
            Box::new(move || {
                black_box(&from_simd_json::<T>(black_box(body), &mut buffer));
            })
        }),
        Case::prepared(format!("json/{provider}/sonic-rs"), move |_| {
            check(from_sonic_rs::<T>(body), absent);
            Box::new(move || {
                black_box(&from_sonic_rs::<T>(black_box(body)));
            })
        }),
    ]
}

fn from_serde_json<T: DeserializeOwned>(body: &[u8]) -> T {
    serde_json::from_slice(body).expect("serde_json decodes the sample")
}

fn from_simd_json<T: DeserializeOwned>(body: &[u8], buffer: &mut Vec<u8>) -> T {
    buffer.clear();
    buffer.extend_from_slice(body);
    simd_json::serde::from_slice(buffer).expect("simd-json decodes the sample")
}

fn from_sonic_rs<T: DeserializeOwned>(body: &[u8]) -> T {
    sonic_rs::from_slice(body).expect("sonic-rs decodes the sample")
}

/// A misspelt field would be None, in silence.
fn check(value: impl Debug, absent: usize) {
    let printed = format!("{value:?}");
    assert_eq!(printed.matches("None").count(), absent, "fields without a value in {printed}");
}

mod activeplatform {
    use chrono::{DateTime, Utc};
    use serde::Deserialize;
    use serde_json::Value;

    #[derive(Debug, Deserialize)]
    pub struct Account {
        pub id: Option<i64>,
        pub name: Option<String>,
        pub account_class_id: Option<i64>,
        pub account_class: Option<String>,
        pub primary_name: Option<String>,
        pub first_name: Option<String>,
        pub middle_name: Option<String>,
        pub last_name: Option<String>,
        pub country: Option<String>,
        pub region: Option<String>,
        pub city: Option<String>,
        pub street: Option<String>,
        pub building: Option<String>,
        pub office: Option<String>,
        pub zip: Option<String>,
        pub phone: Option<String>,
        pub email: Option<String>,
        pub status: Option<String>,
        pub balance: Option<String>,
        pub account_type_id: Option<i64>,
        pub account_type: Option<String>,
        pub default_payment_model: Option<String>,
        pub current_debt: Option<f64>,
        pub financial_blocking_threshold_use_system: Option<bool>,
        pub financial_blocking_threshold: Option<f64>,
        pub subscription_credit_limit_use_system: Option<bool>,
        pub subscription_credit_limit: Option<f64>,
        pub manager_id: Option<i64>,
        pub owner_id: Option<i64>,
        pub new_owner_first_name: Option<String>,
        pub new_owner_last_name: Option<String>,
        pub new_owner_middle_name: Option<String>,
        pub new_owner_email: Option<String>,
        pub tech_user_id: Option<i64>,
        pub bill_user_id: Option<i64>,
        pub custom_attributes: Option<Vec<CustomAttribute>>,
        pub created_at: Option<DateTime<Utc>>,
        pub updated_at: Option<DateTime<Utc>>,
    }

    #[derive(Debug, Deserialize)]
    pub struct CustomAttribute {
        pub name: Option<String>,
        pub value: Option<Value>,
    }
}

mod metallic {
    use chrono::NaiveDateTime;
    use serde::Deserialize;
    use uuid::Uuid;

    #[derive(Debug, Deserialize)]
    pub struct AccountResponse {
        pub data: Account,
    }

    #[derive(Debug, Deserialize)]
    #[serde(rename_all = "camelCase")]
    pub struct Account {
        pub id: Option<Uuid>,
        pub status: Option<String>,
        pub insert_ts: Option<NaiveDateTime>,
        pub update_ts: Option<NaiveDateTime>,
        pub external_id: Option<String>,
        pub name: Option<String>,
        pub website: Option<String>,
        pub provision_country: Option<String>,
        pub contacts: Option<Vec<Contact>>,
        pub services: Option<Vec<Service>>,
        pub deactivated_options: Option<DeactivatedOptions>,
        #[serde(rename = "type")]
        pub type_: Option<String>,
    }

    #[derive(Debug, Deserialize)]
    #[serde(rename_all = "camelCase")]
    pub struct Contact {
        #[serde(rename = "type")]
        pub type_: Option<String>,
        pub email: Option<String>,
        pub first_name: Option<String>,
        pub last_name: Option<String>,
        pub address: Option<Address>,
        pub phone: Option<String>,
    }

    #[derive(Debug, Deserialize)]
    #[serde(rename_all = "camelCase")]
    pub struct Address {
        #[serde(rename = "addressLine1")]
        pub address_line_1: Option<String>,
        #[serde(rename = "addressLine2")]
        pub address_line_2: Option<String>,
        pub city: Option<String>,
        pub state: Option<String>,
        pub country: Option<String>,
        pub postal_code: Option<String>,
    }

    #[derive(Debug, Deserialize)]
    pub struct Service {
        pub sku: Option<String>,
    }

    #[derive(Debug, Deserialize)]
    #[serde(rename_all = "camelCase")]
    pub struct DeactivatedOptions {
        pub disable_login: Option<bool>,
        pub disable_backup: Option<bool>,
        pub disable_restore: Option<bool>,
    }
}

mod sakari;

mod sequence {
    use chrono::{DateTime, Utc};
    use serde::Deserialize;

    #[derive(Debug, Deserialize)]
    #[serde(rename_all = "camelCase")]
    pub struct Account {
        pub id: String,
        pub created_at: DateTime<Utc>,
        pub sequence_organisation_id: String,
        pub company_name: String,
        pub company_number: String,
        pub country: String,
        pub send_customer_notifications: bool,
        pub alert_email_addresses: Vec<String>,
    }
}

pub mod twosms {
    use chrono::{DateTime, Utc};
    use serde::Deserialize;
    use uuid::Uuid;

    #[derive(Debug, Deserialize)]
    #[serde(rename_all = "PascalCase")]
    pub struct AccountResponse {
        pub error: Option<ErrorDetail>,
        pub response_data: Option<ResponseData>,
    }

    #[derive(Debug, Deserialize)]
    #[serde(rename_all = "PascalCase")]
    pub struct ErrorDetail {
        pub error_code: Option<String>,
        pub error_reason: Option<String>,
    }

    #[derive(Debug, Deserialize)]
    #[serde(rename_all = "PascalCase")]
    pub struct ResponseData {
        pub identification: Option<Identification>,
        pub result: Option<String>,
        pub detail: Option<Account>,
    }

    #[derive(Debug, Deserialize)]
    #[serde(rename_all = "PascalCase")]
    pub struct Identification {
        pub user_id: Option<String>,
    }

    #[derive(Debug, Deserialize)]
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
        pub any_time_balance: Option<f64>,
        pub contact_number: Option<String>,
        pub phone_number: Option<String>,
        pub date_created: Option<DateTime<Utc>>,
        pub date_modified: Option<DateTime<Utc>>,
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
        pub off_peak_balance: Option<f64>,
        pub preferences: Option<Vec<i64>>,
        #[serde(rename = "SCIMEnabled")]
        pub scim_enabled: Option<bool>,
        #[serde(rename = "SMSPassword")]
        pub sms_password: Option<String>,
        #[serde(rename = "SMSUsername")]
        pub sms_username: Option<String>,
        pub time_zone: Option<String>,
        pub two_factor_enabled: Option<bool>,
        #[serde(rename = "URL")]
        pub url: Option<String>,
        pub users: Option<Vec<AccountUserInfo>>,
        pub validated: Option<bool>,
        pub website: Option<String>,
    }

    #[derive(Debug, Deserialize)]
    #[serde(rename_all = "PascalCase")]
    pub struct AccountUserInfo {
        #[serde(rename = "UserID")]
        pub user_id: Option<Uuid>,
        pub name: Option<String>,
        pub permission_level: Option<i64>,
    }
}
