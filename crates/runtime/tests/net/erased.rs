//! A provider without its types.

use bindery_runtime::erased::{self, Answer, CallError, Endpoint, Entry, Settings};
use bindery_runtime::{Api, CallOptions, Transport};

use crate::api::{Account, Oauth, Refusal};
use crate::server::{Server, json, refuse};

/// As the generated registry has it.
const ENTRY: Entry = Entry::new(Oauth::PROVIDER, ENDPOINTS, erased::connect::<Oauth>);

const ENDPOINTS: &[Endpoint] = &[Endpoint::new(
    &Oauth::PROVIDER.operations[1],
    erased::decode::<Account>,
    erased::decode::<Refusal>,
    get_account,
)];

fn get_account(transport: &Transport, arguments: &[String]) -> Answer {
    let client = Oauth::from_transport(transport.clone());
    let arguments = arguments.to_vec();
    Box::pin(async move {
        let id: String = erased::argument("accountId", &arguments, 0)?;
        erased::answer(client.get_account(&id).await)
    })
}

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
    };
    let token = |name: &str| (name == "OAUTH_TOKEN").then(|| "t".to_owned());
    let transport = (ENTRY.connect)(&token, settings).unwrap();
    let endpoint = &ENTRY.endpoints[0];

    let account = (endpoint.call)(&transport, &["7".to_owned()])
        .await
        .unwrap();
    let inspection = account.inspect();
    assert_eq!(inspection.json["secret"], "[redacted]");
    assert_eq!(inspection.unknown_fields, ["new"]);
    assert_eq!(account.reveal()["secret"], "hush");

    let CallError::Call(error) = (endpoint.call)(&transport, &["8".to_owned()])
        .await
        .unwrap_err()
    else {
        panic!()
    };
    assert!(error.is_not_found());
    assert_eq!(error.error_body().unwrap().reveal()["error"]["code"], "C-1");

    let error = (endpoint.call)(&transport, &[]).await.unwrap_err();
    assert_eq!(error.to_string(), "accountId: it is missing");
    let error = erased::argument::<i64>("accountId", &["x".to_owned()], 0).unwrap_err();
    assert_eq!(
        error.to_string(),
        "accountId: \"x\" does not fit: invalid digit found in string"
    );

    assert!((endpoint.decode)(None, b"[]").is_err());
    assert!((endpoint.decode_error)(None, br#"{"error":{"code":"1"}}"#).is_ok());
    assert!((ENTRY.connect)(&|_| None, Settings::default()).is_err());
}
