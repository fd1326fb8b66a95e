// Generated from specs/sakari/openapi.yaml by `cargo xtask regen`; edit the spec, not this file.
#![cfg_attr(rustfmt, rustfmt_skip)]
//! Sakari: one call.
//!
//! `cargo run --example sakari_fetch_one --features mock [accountId]`

use bindery_sakari::Client;
use bindery_sakari::mock::Mock;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    // With credentials in the environment, Sakari itself; without, a mock on this machine.
    let mock = Mock::start().await?;
    let sakari = match Client::from_env() {
        Ok(client) => client,
        Err(reason) => {
            eprintln!("{reason}; calling a mock instead");
            mock.client()?
        }
    };

    let id = std::env::args().nth(1).unwrap_or_else(|| "your accountId".to_owned());
    let answer = sakari.get_account(&id).await?;
    println!("{answer:#?}");
    Ok(())
}
