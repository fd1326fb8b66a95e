//! Bindery's own work, as cases.

use std::hint::black_box;

use bindery_bench::{Case, concurrently, runtime, same_type};
use bindery_runtime::decode;
use serde::de::DeserializeOwned;
use uuid::Uuid;

/// A sample body, by its path below specs/.
macro_rules! sample {
    ($path:literal) => {
        include_bytes!(concat!("../../../specs/", $path))
    };
}

/// The account that is asked for: what the server answers does not depend on it.
const ID: Uuid = Uuid::from_u128(0x7194af6f_1285_4295_94aa_ceed7ea2d792);

pub fn cases() -> Vec<Case> {
    use bindery_activeplatform::types as activeplatform;
    use bindery_metallic::types as metallic;
    use bindery_sakari::types as sakari;
    use bindery_sequence::types as sequence;
    use bindery_twosms::types as twosms;

    let mut cases = vec![
        Case::new("xml/bindery", xml::<same_type::AccountResponse>),
        Case::new("xml/generated", xml::<twosms::AccountResponse>),
        Case::prepared("call/bindery", |server| {
            let (runtime, client) = (runtime(), client(server));
            Box::new(move || runtime.block_on(call(&client)))
        }),
    ];
    cases.extend(json::<activeplatform::Account>(
        "activeplatform",
        sample!("activeplatform/samples/get_account.json"),
    ));
    cases.extend(json::<metallic::AccountResponse>(
        "metallic",
        sample!("metallic/samples/get_account.json"),
    ));
    cases.extend(json::<sakari::AccountResponse>(
        "sakari",
        sample!("sakari/samples/get_account.json"),
    ));
    cases.extend(json::<sequence::Account>(
        "sequence",
        sample!("sequence/samples/get_account.json"),
    ));
    cases.extend(json::<twosms::AccountResponse>(
        "twosms",
        sample!("twosms/samples/get_account.json"),
    ));
    cases.extend([1, 16, 64].map(|at_once| {
        Case::prepared(format!("calls-{at_once}/bindery"), move |server| {
            let (runtime, client) = (runtime(), client(server));
            Box::new(move || {
                let client = client.clone();
                runtime.block_on(concurrently(at_once, move || {
                    let client = client.clone();
                    async move { call(&client).await }
                }));
            })
        })
    }));
    cases
}

/// The runtime's own path, and the same types by serde_json.
fn json<T: DeserializeOwned>(provider: &str, body: &'static [u8]) -> [Case; 2] {
    [
        Case::prepared(format!("json/{provider}/bindery"), move |_| {
            Box::new(move || decoded(decode::<T>(Some("application/json"), black_box(body))))
        }),
        Case::prepared(format!("json/{provider}/serde_json"), move |_| {
            Box::new(move || decoded(serde_json::from_slice::<T>(black_box(body))))
        }),
    ]
}

fn xml<T: DeserializeOwned>() {
    let body = sample!("twosms/samples/get_account.xml");
    decoded(decode::<T>(Some("application/xml"), black_box(body)));
}

fn decoded<T, E: std::fmt::Display>(result: Result<T, E>) {
    if let Err(error) = black_box(&result) {
        panic!("the sample does not decode: {error}");
    }
}

fn client(server: &str) -> bindery_twosms::Client {
    bindery_twosms::Client::builder()
        .client_credentials("id", "secret")
        .base_url(server)
        .build()
        .expect("a client for the server on this machine")
}

async fn call(client: &bindery_twosms::Client) {
    let answer = client.get_account(black_box(&ID)).await;
    decoded(answer);
}
