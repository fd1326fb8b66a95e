//! The traps in the providers' pages, each by name: what a body that looks harmless must come to.
//!
//! Each test names its provider as a string only, so that a spec can be deleted together with its traps.

use std::path::Path;

use bindery_runtime::erased::{Decoded, Endpoint};
use serde_json::{Value, json};

use crate::registry::{decode, provider};
use crate::values::differences;

/// The operation that reads an account; none if the provider's spec was deleted, and with it all that a trap could be about.
fn get_account(name: &str) -> Option<&'static Endpoint> {
    let Some(entry) = provider(name) else {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../specs").join(name);
        assert!(!folder.exists(), "specs/{name} is not in the registry: run `cargo xtask regen`");
        return None;
    };
    let endpoint = entry.endpoints.iter().find(|endpoint| endpoint.operation.id == "get_account");
    Some(endpoint.unwrap_or_else(|| panic!("{name} has no get_account")))
}

/// Decodes a body that must lose nothing, and hold these texts in its `Debug` form. Gives what no spec knows in it.
#[track_caller]
fn check(
    endpoint: &Endpoint,
    body: &Value,
    holds: &[&str],
) -> (Vec<String>, Vec<(String, String)>) {
    let decoded: Box<dyn Decoded> =
        endpoint.decoder(200).unwrap()(Some("application/json"), body.to_string().as_bytes())
            .unwrap();
    assert_eq!(differences(&body.clone().into(), &decoded.reveal()), [""; 0]);
    let text = format!("{decoded:?}");
    for part in holds {
        assert!(text.contains(part), "{part} is not in {text}");
    }
    let inspection = decoded.inspect();
    (inspection.unknown_fields, inspection.unknown_values)
}

/// A body in which the spec knows everything.
#[track_caller]
fn known(provider: &str, body: &Value, holds: &[&str]) {
    if let Some(endpoint) = get_account(provider) {
        assert_eq!(check(endpoint, body, holds), (vec![], vec![]));
    }
}

/// A body with one undocumented enum value.
#[track_caller]
fn unknown_word(provider: &str, body: &Value, holds: &[&str], path: &str, word: &str) {
    if let Some(endpoint) = get_account(provider) {
        assert_eq!(
            check(endpoint, body, holds),
            (vec![], vec![(path.to_owned(), word.to_owned())])
        );
    }
}

/// Sequence's list: the 249 codes of ISO 3166-1, and `XK` for Kosovo, which ISO leaves to its users.
const COUNTRIES: &str = "
    AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ
    CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR
    GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT
    JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY
    MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM
    PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ
    TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS XK YE YT ZA ZM ZW";

fn in_country(code: &str) -> Value {
    json!({
        "id": "3f0d1c52", "createdAt": "2023-11-06T10:15:30Z", "sequenceOrganisationId": "8c2e4b90", "companyName": "Example",
        "companyNumber": "1", "country": code, "sendCustomerNotifications": true, "alertEmailAddresses": []
    })
}

#[test]
fn the_250_country_codes_of_sequence_with_kosovo_and_norway() {
    let codes: Vec<_> = COUNTRIES.split_whitespace().collect();
    assert_eq!(codes.len(), 250);
    assert!(codes.contains(&"XK") && codes.contains(&"NO"));
    for code in codes {
        known("sequence", &in_country(code), &[]);
    }
    known("sequence", &in_country("XK"), &["country: Xk"]);
    known("sequence", &in_country("NO"), &["country: No"]);
    unknown_word("sequence", &in_country("ZZ"), &["country: Unknown(\"ZZ\")"], "country", "ZZ");
    unknown_word("sequence", &in_country("no"), &["country: Unknown(\"no\")"], "country", "no");
}

#[test]
fn a_status_that_nobody_documented() {
    let body = json!({"data": {"status": "frozen"}});
    unknown_word(
        "metallic",
        &body,
        &["status: Some(Unknown(\"frozen\"))"],
        "data.status",
        "frozen",
    );
    let body = json!({"status": "credit hold"});
    unknown_word(
        "activeplatform",
        &body,
        &["status: Some(Unknown(\"credit hold\"))"],
        "status",
        "credit hold",
    );
    known("activeplatform", &json!({"status": "credit_hold"}), &["status: Some(CreditHold)"]);
}

#[test]
fn questionare_beside_questionnaire() {
    let body =
        json!({"success": true, "data": {"questionare": {"a": 1}, "questionnaire": {"b": 2}}});
    known("sakari", &body, &["questionare: Some({\"a\": 1})", "questionnaire: Some({\"b\": 2})"]);
}

#[test]
fn an_object_that_the_page_shows_empty_keeps_its_content() {
    let content = json!({"GB": {"out": 0.032, "in": null, "list": [{}]}, "none": null});
    let data = json!({
        "plan": {"pricing": content}, "integrations": content, "questionare": content, "questionnaire": content
    });
    let body = json!({"data": data});
    known("sakari", &body, &[]);
    if let Some(endpoint) = get_account("sakari") {
        let decoded = endpoint.decoder(200).unwrap()(None, body.to_string().as_bytes()).unwrap();
        // To the letter: a null in a free-form object is content, not a member left out.
        assert_eq!(decoded.reveal(), body);
    }
}

#[test]
fn the_email_row_that_lost_its_name() {
    let body = json!({"data": {"contacts": [{"email": "tada@acme.com"}]}});
    known("metallic", &body, &["email: Some(\"tada@acme.com\")"]);
}

#[test]
fn a_time_without_a_zone_and_one_at_three_hours_east() {
    known(
        "metallic",
        &json!({"data": {"insertTs": "2021-06-07T21:16:48"}}),
        &["insert_ts: Some(2021-06-07T21:16:48)"],
    );
    let east = json!({"data": {"insertTs": "2021-06-07T21:16:48+03:00"}});
    known("metallic", &east, &["insert_ts: Some(2021-06-07T21:16:48+03:00)"]);
    let body = json!({"created_at": "2019-01-15T14:58:22.830+03:00"});
    known("activeplatform", &body, &["created_at: Some(2019-01-15T14:58:22.830+03:00)"]);
}

#[test]
fn seven_digits_of_a_second() {
    let body =
        json!({"ResponseData": {"Detail": {"DateCreated": "2024-03-28T08:00:14.9946756+00:00"}}});
    known("twosms", &body, &["date_created: Some(2024-03-28T08:00:14.9946756+00:00)"]);
}

#[test]
fn a_balance_in_quotes_beside_numbers() {
    let body =
        json!({"balance": "453.2", "current_debt": 24.0, "financial_blocking_threshold": 100});
    known(
        "activeplatform",
        &body,
        &[
            "balance: Some(453.2)",
            "current_debt: Some(24.0)",
            "financial_blocking_threshold: Some(100)",
        ],
    );
}

#[test]
fn a_manager_that_is_null() {
    known("activeplatform", &json!({"manager_id": null}), &["manager_id: None"]);
    known("activeplatform", &json!({"manager_id": 7}), &["manager_id: Some(7)"]);
}

#[test]
fn the_new_owner_that_only_the_sample_has() {
    let fields =
        ["new_owner_first_name", "new_owner_last_name", "new_owner_middle_name", "new_owner_email"];
    for field in fields {
        known("activeplatform", &json!({field: null}), &[&format!("{field}: None")]);
        known("activeplatform", &json!({field: "a"}), &[&format!("{field}: Some(\"a\")")]);
    }
}

#[test]
fn null_for_each_optional_list() {
    let country = json!({"aliass": null, "taxTypes": null});
    let body = json!({"data": {
        "plan": {"includedPhoneNumberCountries": null},
        "info": {"address": {"country": country}},
        "billing": {"address": {"country": country}}
    }});
    known(
        "sakari",
        &body,
        &["included_phone_number_countries: None", "aliass: None", "tax_types: None"],
    );
    known(
        "metallic",
        &json!({"data": {"contacts": null, "services": null}}),
        &["contacts: None", "services: None"],
    );
    known(
        "twosms",
        &json!({"ResponseData": {"Detail": {"Preferences": null}}}),
        &["preferences: None"],
    );
    known("activeplatform", &json!({"custom_attributes": null}), &["custom_attributes: None"]);
}

#[test]
fn the_secrets_that_two_providers_send() {
    let body = json!({"data": {"apiCredentials": {"id": "a", "secret": "b"}}});
    known("sakari", &body, &["secret: Some([redacted])"]);
    let body = json!({"ResponseData": {"Detail": {"SMSPassword": "b"}}});
    known("twosms", &body, &["sms_password: Some([redacted])"]);
}

#[test]
fn the_five_members_that_only_xml_has() {
    let Some(endpoint) = get_account("twosms") else {
        return;
    };
    let page = |name: &str| {
        let sample = endpoint.samples.iter().find(|sample| sample.name == name).unwrap();
        let decoded = decode(endpoint, sample, sample.body).unwrap();
        serde_json::to_value(decoded.reveal()).unwrap()
    };
    let (mut xml, json) = (page("get_account.xml"), page("get_account"));
    let detail = xml.pointer_mut("/ResponseData/Detail").unwrap().as_object_mut().unwrap();
    assert_eq!(detail.len(), 38);
    for name in ["DisclaimerRemove", "Enabled", "LogoRemoved", "Users", "Validated"] {
        assert!(detail.remove(name).is_some_and(|value| !value.is_null()), "{name}");
    }
    // All else is the same, to the letter: times, GUIDs, decimals, and `ALL`, which JSON writes as 0.
    assert_eq!(xml, json);
}
