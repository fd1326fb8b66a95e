#![cfg_attr(rustfmt, rustfmt_skip)]
//! Builds a client on top of your own `reqwest::Client`.
//!
//! `cargo run --example {{ target }} --features mock{% if id %} [ID]{% endif %}`

use std::time::Duration;

use {{ module }}::ClientBuilder;
use {{ module }}::mock::Mock;
use {{ module }}::runtime::{redirects, reqwest};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    // All options of reqwest: proxies, root certificates, DNS. `redirects()` never sends credentials to another host.
    let http = reqwest::Client::builder()
        .user_agent("my-company/1.0")
        .pool_idle_timeout(Duration::from_secs(20))
        .redirect(redirects())
        .build()?;

    // Calls the provider if there are credentials in the environment, and a local mock server otherwise.
    let mock = Mock::start().await?;
    let builder = match ClientBuilder::from_env() {
        Ok(builder) => builder,
        Err(error) => {
            eprintln!("{error}; calling a mock server instead");
            mock.builder()?
        }
    };
    let client = builder
        .http_client(http)
        .timeout(Duration::from_secs(20))
        .attempts(2)
        .build()?;

{% include "id" %}
    let response = {{ call }}.await?;
    println!("{response:#?}");
    Ok(())
}
