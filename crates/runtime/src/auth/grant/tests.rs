//! What a token request says, and how long a token is good for.

use serde_json::json;

use super::*;

#[test]
fn the_body_of_a_token_request_is_written_as_the_spec_says() {
    static SCOPED: TokenRequest =
        TokenRequest::new("/token").basic().fields(&[("scope", "read"), ("audience", "api")]);
    let url = Url::parse("https://h.example/token").unwrap();
    let names = vec!["client_id", "client_secret"];
    let exchange = Exchange::new(&SCOPED, url, names, "m e", "hu:sh");
    let own = [("scope".to_owned(), "read write".to_owned())];
    assert_eq!(
        exchange.body(&own).1,
        "grant_type=client_credentials&audience=api&scope=read+write"
    );
    assert_eq!(STANDARD.decode(exchange.basic_pair()).unwrap(), b"m+e:hu%3Ash");
}

#[test]
fn seconds_come_as_numbers_and_as_text() {
    let secs = |n| Some(Duration::from_secs(n));
    for (value, expected) in [
        (json!(28_800), secs(28_800)),
        (json!("3600"), secs(3600)),
        (json!(1.5), Some(Duration::from_millis(1500))),
        (json!(0), None),
        (json!(-1), None),
        (json!(1e300), None),
        (json!("NaN"), None),
        (json!("soon"), None),
        (json!(null), None),
    ] {
        assert_eq!(seconds(&value.clone().into()), expected, "{value}");
    }
}

#[test]
fn a_jwt_tells_its_life_and_nothing_else_does() {
    let now = SystemTime::UNIX_EPOCH + Duration::from_secs(1_000);
    let jwt = |claims: &str| format!("h.{}.s", URL_SAFE_NO_PAD.encode(claims));
    let secs = |n| Some(Duration::from_secs(n));
    for (token, expected) in [
        (jwt(r#"{"exp":1060}"#), secs(60)),
        (jwt(r#"{"iat":500,"exp":560}"#), secs(60)),
        (jwt(r#"{"iat":5000,"exp":5060}"#), secs(60)),
        (jwt(r#"{"exp":1060}"#) + "==", secs(60)),
        (jwt(r#"{"exp":1000}"#), None),
        (jwt(r#"{"exp":900}"#), None),
        (jwt(r#"{"exp":"1060"}"#), None),
        (jwt(r#"{"exp":1e300}"#), None),
        (jwt(r#"{"sub":"7"}"#), None),
        (jwt("[]"), None),
        (jwt("{"), None),
        ("h.!.s".to_owned(), None),
        ("opaque".to_owned(), None),
        (String::new(), None),
    ] {
        assert_eq!(jwt_lifetime(&token, now), expected, "{token}");
    }
}
