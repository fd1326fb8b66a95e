// Generated from specs/sakari/openapi.yaml by `cargo xtask regen`; edit the spec, not this file.
#![cfg_attr(rustfmt, rustfmt_skip)]
//! Builds a client on top of your own `reqwest::Client`.
//!
//! `cargo run --example sakari_custom_http_client --features mock [ID]`

use std::time::Duration;

use bindery_sakari::ClientBuilder;
use bindery_sakari::mock::Mock;
use bindery_sakari::runtime::{redirects, reqwest};

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

    let id = std::env::args().nth(1).unwrap_or_else(|| "your accountId".to_owned());
    let response = client.get_account(&id).await?;
    println!("{response:#?}");
    Ok(())
}
