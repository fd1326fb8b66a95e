// Generated from specs/activeplatform/openapi.yaml by `cargo xtask regen`; edit the spec, not this file.
#![cfg_attr(rustfmt, rustfmt_skip)]
//! ActivePlatform: your own `reqwest::Client` beneath.
//!
//! `cargo run --example activeplatform_custom_http_client --features mock [account_id]`

use std::time::Duration;

use bindery_activeplatform::ClientBuilder;
use bindery_activeplatform::mock::Mock;
use bindery_activeplatform::runtime::{redirects, reqwest};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    // Whatever reqwest can do: proxies, root certificates, DNS. `redirects()` keeps credentials from travelling to another host.
    let http = reqwest::Client::builder()
        .user_agent("my-company/1.0")
        .pool_idle_timeout(Duration::from_secs(20))
        .redirect(redirects())
        .build()?;

    // With credentials in the environment, ActivePlatform itself; without, a mock on this machine.
    let mock = Mock::start().await?;
    let builder = match ClientBuilder::from_env() {
        Ok(builder) => builder,
        Err(reason) => {
            eprintln!("{reason}; calling a mock instead");
            mock.builder()?
        }
    };
    let activeplatform = builder
        .http_client(http)
        .timeout(Duration::from_secs(20))
        .attempts(2)
        .build()?;

    let id = std::env::args().nth(1).unwrap_or_else(|| "431".to_owned()).parse()?;
    let answer = activeplatform.get_account(id).await?;
    println!("{answer:#?}");
    Ok(())
}
