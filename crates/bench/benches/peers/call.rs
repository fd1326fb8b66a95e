//! Calls the usual way: reqwest, and `.json()` into structs written by hand.

use std::hint::black_box;
use std::sync::Arc;

use bindery_bench::{Case, concurrently, runtime};
use reqwest::header::ACCEPT;
use reqwest::{Client, Result};
use uuid::{Uuid, uuid};

use crate::hand::twosms::AccountResponse;

/// The account that is asked for: what the server answers does not depend on it.
const ID: Uuid = uuid!("7194af6f-1285-4295-94aa-ceed7ea2d792");

pub fn cases() -> Vec<Case> {
    let mut cases = vec![Case::prepared("call/reqwest", |server| {
        let (runtime, client, server) = (runtime(), Client::new(), server.to_owned());
        Box::new(move || runtime.block_on(call(&client, &server)))
    })];
    cases.extend([1, 16, 64].map(|at_once| {
        Case::prepared(format!("calls-{at_once}/reqwest"), move |server| {
            let (runtime, client, server) = (runtime(), Client::new(), Arc::from(server));
            Box::new(move || {
                let (client, server) = (client.clone(), Arc::clone(&server));
                runtime.block_on(concurrently(at_once, move || {
                    let (client, server) = (client.clone(), Arc::clone(&server));
                    async move { call(&client, &server).await }
                }));
            })
        })
    }));
    cases
}

async fn call(client: &Client, server: &str) {
    let answer = get_account(client, server, black_box(&ID)).await;
    let account = answer.expect("the server answers with an account");
    assert!(account.response_data.is_some(), "the answer is empty");
    black_box(&account);
}

async fn get_account(client: &Client, server: &str, id: &Uuid) -> Result<AccountResponse> {
    client
        .get(format!("{server}/api/v2/admin/accounts/{id}"))
        .bearer_auth("token")
        .header(ACCEPT, "application/json")
        .send()
        .await?
        .error_for_status()?
        .json()
        .await
}
