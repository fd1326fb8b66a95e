//! Calls the usual way: reqwest, and `.json()` into structs written by hand.

use std::hint::black_box;
use std::sync::Arc;

use bindery_bench::{Case, calls};
use reqwest::header::ACCEPT;
use reqwest::{Client, Result};
use uuid::{Uuid, uuid};

use crate::hand::twosms::AccountResponse;

/// The requested account, which does not affect the response.
const ID: Uuid = uuid!("7194af6f-1285-4295-94aa-ceed7ea2d792");

pub fn cases() -> Vec<Case> {
    calls("reqwest", |server| (Client::new(), Arc::from(server)), call)
}

async fn call((client, server): (Client, Arc<str>)) {
    let answer = get_account(&client, &server, black_box(&ID)).await;
    let account = answer.expect("the server returns an account");
    assert!(account.response_data.is_some(), "the response is empty");
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
