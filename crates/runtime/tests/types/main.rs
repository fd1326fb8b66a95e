//! Generated types at work: `types.rs` is what the generator makes of `openapi.yaml` beside it.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

extern crate bindery_runtime as progenitor_client;

#[allow(dead_code, reason = "a test uses a part of it")]
#[rustfmt::skip]
mod types;

use std::fmt::Debug;

use bindery_runtime::{Date, decode, inspect};
use serde::Serialize;
use serde::de::DeserializeOwned;
use types::{
    AccountChange, AccountRequest, ListPaymentsResponse, OwnerRequest, Payment, Shapes, Values,
};

/// Decodes a body, with and without our own deserializer, and encodes it again.
#[track_caller]
fn check<T: DeserializeOwned + Serialize + Debug + PartialEq>(body: &str, debug: &str) -> T {
    let decoded: T = decode(None, body.as_bytes()).unwrap();
    assert_eq!(format!("{decoded:?}"), debug);
    let encoded = serde_json::to_string(&decoded).unwrap();
    assert_eq!(encoded, body);
    assert_eq!(decode::<T>(None, encoded.as_bytes()).unwrap(), decoded);
    assert_eq!(serde_json::from_str::<T>(body).unwrap(), decoded);
    decoded
}

#[test]
fn scalars_of_every_format() {
    let body = r#"{"date":"2024-03-28","seconds":1711612814,"milliseconds":1711612814.25,"bytes":"aGk=","secret":"s","amount":0.1234567890123456789,"float":0.1,"double":0.1,"unsigned":18446744073709551615,"other":"red","level":-1,"share":0.5}"#;
    let values: Values = check(
        body,
        "Values { date: Some(2024-03-28), seconds: Some(1711612814), milliseconds: Some(1711612814.25), bytes: Some(aGk=), secret: Some([redacted]), amount: Some(0.1234567890123456789), float: Some(0.1), double: Some(0.1), unsigned: Some(18446744073709551615), other: Some(\"red\"), level: Some(Minus1), share: Some(X05), extra: {} }",
    );
    assert_eq!(inspect(&values).json.to_string(), body.replace("\"s\"", "\"[redacted]\""));
    // What does not fit is kept, and the rest is read.
    let found: Values =
        decode(None, br#"{"date":"28.03.","level":7,"share":0.1,"bytes":"!","double":1}"#).unwrap();
    assert_eq!(inspect(&found).misfits, ["date", "bytes"]);
    assert_eq!(inspect(&found).unknown_values.len(), 2);
    assert_eq!(
        serde_json::to_string(&found).unwrap(),
        r#"{"double":1.0,"level":7,"share":0.1,"date":"28.03.","bytes":"!"}"#
    );
}

#[cfg(feature = "xml")]
#[test]
fn scalars_in_xml() {
    let values: Values = decode(
        None,
        b"<Values><date> 2024-03-28 </date><seconds>12.5</seconds><bytes>aG\nk=</bytes><level>2</level><share>-0.75</share></Values>",
    )
    .unwrap();
    assert_eq!(
        serde_json::to_string(&values).unwrap(),
        r#"{"date":"2024-03-28","seconds":12.5,"bytes":"aGk=","level":2,"share":-0.75}"#
    );
}

#[test]
fn a_union_with_a_discriminator() {
    let page: ListPaymentsResponse = check(
        r#"{"items":[{"kind":"credit_card","amount":1.1,"number":"4711"},{"kind":"transfer","due":"2024-03-28","replaces":{"kind":"coins","value":1.50}},{"kind":"coins"}]}"#,
        "ListPaymentsResponse { items: [Card(Card { kind: \"credit_card\", amount: Some(1.1), number: Some([redacted]), extra: {} }), Transfer(Transfer { kind: \"transfer\", due: Some(2024-03-28), replaces: Some(Unknown([redacted])), extra: {} }), Unknown([redacted])], extra: {} }",
    );
    assert_eq!(inspect(&page).misfits, ["items[1].replaces", "items[2]"]);
    assert!(matches!(page.items.first(), Some(Payment::Card(card)) if card.number.is_some()));
}

#[test]
fn a_union_without_one() {
    let figure = |figure: &str, debug: &str| {
        let body = format!("{{\"figure\":{figure}}}");
        let debug = format!(
            "Shapes {{ figure: Some({debug}), parent: None, groups: None, holes: None, free: None, any: None, named: None, extra: {{}} }}"
        );
        check::<Shapes>(&body, &debug);
    };
    figure(
        r#"{"radius":0.10000000000000000001}"#,
        "Circle(ShapesFigureCircle { radius: 0.10000000000000000001, extra: {} })",
    );
    figure(
        r#"{"width":1,"depth":2}"#,
        "Rectangle(ShapesFigureRectangle { width: 1, height: None, extra: {\"depth\": 2} })",
    );
    figure(r#""unit_circle""#, "Enum(UnitCircle)");
    figure(r#""unit_cube""#, r#"String("unit_cube")"#);
    figure(r#"["a"]"#, r#"Array(["a"])"#);
    figure("true", "Unknown(true)");
    figure(r#"{"sides":[1.50]}"#, r#"Unknown({"sides":[1.50]})"#);
}

#[test]
fn objects_lists_and_maps() {
    check::<Shapes>(
        r#"{"parent":{"holes":[1,null]},"groups":{"a":{"b":0.1234567890123456789}},"free":{"z":null,"a":1e400},"any":[1.50],"named":{"name":"n","color":"red"}}"#,
        "Shapes { figure: None, parent: Some(Shapes { figure: None, parent: None, groups: None, holes: Some([Some(1), None]), free: None, any: None, named: None, extra: {} }), groups: Some({\"a\": {\"b\": 0.1234567890123456789}}), holes: None, free: Some({\"z\": null, \"a\": 1e400}), any: Some([1.50]), named: Some(ShapesNamed { name: \"n\", color: Some(\"red\"), extra: {} }), extra: {} }",
    );
}

#[test]
fn a_request_has_no_read_only_fields() {
    let request = AccountRequest::new("Ann", OwnerRequest::new().email("ann@example.com"))
        .password("swordfish".into());
    assert_eq!(
        serde_json::to_string(&request).unwrap(),
        r#"{"name":"Ann","password":"swordfish","owner":{"email":"ann@example.com"}}"#
    );
    let day: Date = "2024-03-28".parse().unwrap();
    let owner: types::Owner = check(
        r#"{"since":"2024-03-28"}"#,
        "Owner { email: None, since: Some(2024-03-28), extra: {} }",
    );
    assert_eq!(owner.since, Some(day));
}

#[test]
fn a_patch_tells_null_from_absent() {
    let change = AccountChange::new()
        .nickname(None)
        .parent(Some(AccountChange::new().tags(Some(vec!["a".into()]))));
    let body = r#"{"nickname":null,"parent":{"tags":["a"]}}"#;
    assert_eq!(serde_json::to_string(&change).unwrap(), body);
    let decoded: AccountChange = check(
        body,
        "AccountChange { name: None, nickname: Some(None), tags: None, parent: Some(Some(AccountChange { name: None, nickname: None, tags: Some(Some([\"a\"])), parent: None, extra: {} })), extra: {} }",
    );
    assert_eq!(decoded, change);
}
