// Generated from specs/twosms/openapi.yaml by `cargo xtask regen`; edit the spec, not this file.
#![cfg_attr(rustfmt, rustfmt_skip)]
//! 2sms: your own `reqwest::Client` beneath.
//!
//! `cargo run --example twosms_custom_http_client --features mock [id]`

use std::time::Duration;

use bindery_twosms::ClientBuilder;
use bindery_twosms::mock::Mock;
use bindery_twosms::runtime::{redirects, reqwest};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    // Whatever reqwest can do: proxies, root certificates, DNS. `redirects()` keeps credentials from travelling to another host.
    let http = reqwest::Client::builder()
        .user_agent("my-company/1.0")
        .pool_idle_timeout(Duration::from_secs(20))
        .redirect(redirects())
        .build()?;

    // With credentials in the environment, 2sms itself; without, a mock on this machine.
    let mock = Mock::start().await?;
    let builder = match ClientBuilder::from_env() {
        Ok(builder) => builder,
        Err(reason) => {
            eprintln!("{reason}; calling a mock instead");
            mock.builder()?
        }
    };
    let twosms = builder
        .http_client(http)
        .timeout(Duration::from_secs(20))
        .attempts(2)
        .build()?;

    let id = std::env::args().nth(1).unwrap_or_else(|| "7194af6f-1285-4295-94aa-ceed7ea2d792".to_owned()).parse()?;
    let answer = twosms.get_account(&id).await?;
    println!("{answer:#?}");
    Ok(())
}
