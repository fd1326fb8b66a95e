//! Sakari's, which programs/by-hand decodes as well.

use chrono::{DateTime, Utc};
use serde::Deserialize;
use serde_json::{Map, Value};

#[derive(Debug, Deserialize)]
pub struct AccountResponse {
    pub success: Option<bool>,
    pub data: Account,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Account {
    pub id: Option<String>,
    pub api_credentials: Option<ApiCredentials>,
    pub name: Option<String>,
    pub plan: Option<Plan>,
    pub balance: Option<f64>,
    pub defaults: Option<Defaults>,
    pub promo_code: Option<String>,
    pub subscription: Option<Subscription>,
    pub next_billing_date: Option<String>,
    pub trial_expiry: Option<DateTime<Utc>>,
    pub questionare: Option<Map<String, Value>>,
    pub referrer: Option<String>,
    pub external_name: Option<String>,
    pub legal_name: Option<String>,
    pub info: Option<Info>,
    pub options: Option<Options>,
    pub integrations: Option<Map<String, Value>>,
    pub partner: Option<Partner>,
    pub referral_code: Option<String>,
    pub questionnaire: Option<Map<String, Value>>,
    pub billing: Option<Billing>,
    pub created: Option<Created>,
    pub suspended: Option<Suspended>,
    pub user: Option<AccountUser>,
}

#[derive(Debug, Deserialize)]
pub struct ApiCredentials {
    pub id: Option<String>,
    pub secret: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Plan {
    pub id: Option<String>,
    pub name: Option<String>,
    pub price: Option<f64>,
    pub commitment: Option<f64>,
    pub credit: Option<f64>,
    pub max_commitment: Option<f64>,
    pub min_commitment: Option<f64>,
    pub pass_through_plan_eligible: Option<bool>,
    pub billing_frequency: Option<String>,
    pub pricing: Option<Map<String, Value>>,
    pub included_phone_number_countries: Option<Vec<String>>,
}

#[derive(Debug, Deserialize)]
pub struct Defaults {
    pub country: Option<DefaultCountry>,
}

#[derive(Debug, Deserialize)]
pub struct DefaultCountry {
    pub code: Option<String>,
    pub name: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Subscription {
    pub active_until: Option<String>,
}

#[derive(Debug, Deserialize)]
pub struct Info {
    pub website: Option<String>,
    pub phone: Option<String>,
    pub email: Option<String>,
    pub address: Option<Address>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Address {
    pub line1: Option<String>,
    pub line2: Option<String>,
    pub city: Option<String>,
    pub state: Option<String>,
    pub country: Option<Country>,
    pub postal_code: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Country {
    pub code: Option<String>,
    pub flag: Option<String>,
    pub dialing: Option<String>,
    pub name: Option<String>,
    pub aliass: Option<Vec<String>>,
    pub continent: Option<String>,
    pub supported: Option<bool>,
    pub alpha_numeric_sender_id: Option<bool>,
    pub tax_types: Option<Vec<TaxType>>,
}

#[derive(Debug, Deserialize)]
pub struct TaxType {
    #[serde(rename = "type")]
    pub type_: Option<String>,
    pub name: Option<String>,
    pub example: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Options {
    #[serde(rename = "universalMMS")]
    pub universal_mms: Option<bool>,
    pub verify_number_type: Option<bool>,
    pub auto_link_shorten: Option<bool>,
    pub autotopup: Option<AutoTopUp>,
    pub auto_enroll: Option<AutoEnroll>,
    pub custom_domain: Option<CustomDomain>,
}

#[derive(Debug, Deserialize)]
pub struct AutoTopUp {
    pub amount: Option<f64>,
    pub below: Option<f64>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct AutoEnroll {
    pub domain: Option<String>,
    pub role: Option<String>,
    pub notify_email: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct CustomDomain {
    pub id: Option<String>,
    pub domain: Option<String>,
    pub renew_at: Option<String>,
    pub verified: Option<String>,
    pub created: Option<CustomDomainCreated>,
}

#[derive(Debug, Deserialize)]
pub struct CustomDomainCreated {
    pub at: Option<DateTime<Utc>>,
    pub by: Option<Creator>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Creator {
    pub id: Option<String>,
    pub name: Option<String>,
    pub first_name: Option<String>,
    pub last_name: Option<String>,
    pub email: Option<String>,
    pub source: Option<String>,
    pub sub_source: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Partner {
    pub paypal_email: Option<String>,
    pub submitted: Option<DateTime<Utc>>,
    pub approved: Option<DateTime<Utc>>,
    pub rejected: Option<DateTime<Utc>>,
    pub contact: Option<String>,
}

#[derive(Debug, Deserialize)]
pub struct Billing {
    pub name: Option<String>,
    pub email: Option<String>,
    pub address: Option<Address>,
    pub tax: Option<Tax>,
}

#[derive(Debug, Deserialize)]
pub struct Tax {
    #[serde(rename = "type")]
    pub type_: Option<String>,
    pub id: Option<String>,
}

#[derive(Debug, Deserialize)]
pub struct Created {
    pub at: Option<DateTime<Utc>>,
}

#[derive(Debug, Deserialize)]
pub struct Suspended {
    pub at: Option<DateTime<Utc>>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct AccountUser {
    pub role: Option<String>,
    pub segment_understanding: Option<DateTime<Utc>>,
}
