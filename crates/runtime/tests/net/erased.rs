//! A provider without its types.

use std::collections::BTreeMap;
use std::fmt::Debug;

use bindery_runtime::erased::{self, Arguments, CallError, Endpoint, Entry, Settings, Status};
use bindery_runtime::{Api, CallOptions, Decimal, ErrorKind, Secret, Timestamp};
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::api::{Account, Oauth, Refusal};
use crate::server::{Server, json, refuse};

/// As the generated registry has it.
const ENTRY: Entry = Entry::new(Oauth::PROVIDER, ENDPOINTS, erased::connect::<Oauth>);

const ENDPOINTS: &[Endpoint] =
    &[Endpoint::new(&Oauth::PROVIDER.operations[1], |transport, arguments| {
        let client = Oauth::from_transport(transport.clone());
        let arguments = arguments.clone();
        Box::pin(async move {
            let id: String = arguments.required("accountId")?;
            erased::answer(client.get_account(&id).await)
        })
    })
    .responses(&[
        (Status::Code(200), Some(erased::decode::<Account>)),
        (Status::Range(4), Some(erased::decode::<Refusal>)),
    ])];

#[tokio::test]
async fn an_entry_connects_calls_and_decodes() {
    let server = Server::start(|seen| match seen.path() {
        "/v1/accounts/7" => json(200, r#"{"id":"7","secret":"hush","new":1}"#),
        _ => refuse(404),
    })
    .await;
    let settings = Settings {
        base_url: Some(server.url.clone()),
        options: CallOptions::new().attempts(1),
        ..Settings::default()
    };
    let token = |name: &str| (name == "OAUTH_TOKEN").then(|| "t".to_owned());
    let transport = (ENTRY.connect)(&token, settings).unwrap();
    let endpoint = &ENTRY.endpoints[0];

    let with = |id: &str| Arguments::new().parameter("accountId", id);
    let account = endpoint.decoded(&transport, &with("7")).await.unwrap();
    let inspection = account.inspect();
    assert_eq!(inspection.json["secret"], "[redacted]");
    assert_eq!(inspection.unknown_fields, ["new"]);
    assert_eq!(account.reveal()["secret"], "hush");

    let CallError::Call(error) = endpoint.decoded(&transport, &with("8")).await.unwrap_err() else {
        panic!()
    };
    assert_eq!(error.kind(), ErrorKind::NotFound);
    assert_eq!(error.error_body().unwrap().reveal()["error"]["code"], "C-1");

    let error = endpoint.decoded(&transport, &Arguments::new()).await.unwrap_err();
    assert_eq!(error.to_string(), "accountId: it is missing");
    let unknown = with("7").parameter("accountID", "8");
    assert_eq!(unknown.unknown(endpoint.operation), Some("accountID"));

    let decode = |status: u16, body: &[u8]| Some(endpoint.decoder(status)?(None, body).is_ok());
    assert_eq!(decode(200, b"[]"), Some(false));
    assert_eq!(decode(404, br#"{"error":{"code":"1"}}"#), Some(true));
    assert_eq!(decode(500, b"{}"), None);
    assert!((ENTRY.connect)(&|_| None, Settings::default()).is_err());
}

/// The arguments of one parameter as a type, in `{:?}`, or the error.
#[track_caller]
fn check<T: DeserializeOwned + Debug>(values: &[&str], expected: &str) {
    let arguments =
        values.iter().fold(Arguments::new(), |arguments, value| arguments.parameter("p", *value));
    let found = match arguments.required::<T>("p") {
        Ok(value) => format!("{value:?}"),
        Err(error) => error.to_string(),
    };
    assert_eq!(found, expected);
}

#[test]
fn an_argument_is_read_as_its_type() {
    check::<String>(&["a,b"], "\"a,b\"");
    check::<bool>(&["true"], "true");
    check::<bool>(&["yes"], "p: expected true or false, found \"yes\"");
    check::<i64>(&["-7"], "-7");
    check::<i32>(&["2147483648"], "p: expected a whole number, found \"2147483648\"");
    check::<f64>(&["4.5"], "4.5");
    check::<Decimal>(&["4.50"], "4.50");
    check::<Timestamp>(&["2026-01-31T12:00:00Z"], "2026-01-31T12:00:00Z");
    check::<Secret>(&["hush"], "[redacted]");
    check::<Option<i64>>(&["7"], "Some(7)");
    check::<Vec<String>>(&["a,b"], "[\"a\", \"b\"]");
    check::<Vec<String>>(&["a,b", "c"], "[\"a,b\", \"c\"]");
    check::<Vec<i64>>(&["1,2"], "[1, 2]");
    check::<i64>(&["1", "2"], "p: expected one value, found 2");
    check::<BTreeMap<String, i64>>(&[r#"{"a":1}"#], "{\"a\": 1}");
    check::<Value>(&["7"], "String(\"7\")");
    check::<i64>(&[], "p: it is missing");
}

#[test]
fn a_request_body_is_read_by_its_media_type() {
    let arguments = Arguments::new().body("application/json", r#"{"a":1}"#);
    let body: BTreeMap<String, i64> = arguments.request_body().unwrap();
    assert_eq!(body["a"], 1);
    let missing = Arguments::new().request_body::<Value>().unwrap_err();
    assert_eq!(missing.to_string(), "body: it is missing");
    assert_eq!(Arguments::new().optional_request_body::<Value>().unwrap(), None);
}
