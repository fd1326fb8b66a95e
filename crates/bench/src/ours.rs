//! Bindery's own work, as cases.

use std::hint::black_box;

use bindery_bench::{Case, calls, sample};
use bindery_runtime::decode;
use serde::de::DeserializeOwned;
use uuid::Uuid;

/// The requested account, which does not affect the response.
const ID: Uuid = Uuid::from_u128(0x7194af6f_1285_4295_94aa_ceed7ea2d792);

pub fn cases() -> Vec<Case> {
    use bindery_activeplatform::types as activeplatform;
    use bindery_metallic::types as metallic;
    use bindery_sakari::types as sakari;
    use bindery_sequence::types as sequence;
    use bindery_twosms::types as twosms;

    let mut cases = vec![Case::new("xml/bindery", xml::<twosms::AccountResponse>)];
    cases.extend(json::<activeplatform::Account>("activeplatform"));
    cases.extend(json::<metallic::AccountResponse>("metallic"));
    cases.extend(json::<sakari::AccountResponse>("sakari"));
    cases.extend(json::<sequence::Account>("sequence"));
    cases.extend(json::<twosms::AccountResponse>("twosms"));
    cases.extend(calls("bindery", client, call));
    cases
}

/// The runtime's own path, and the same types by serde_json.
fn json<T: DeserializeOwned>(provider: &str) -> [Case; 2] {
    let body = sample(provider);
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
    let body = include_bytes!("../../../specs/twosms/samples/get_account.xml");
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

async fn call(client: bindery_twosms::Client) {
    let answer = client.get_account(black_box(&ID)).await;
    decoded(answer);
}
