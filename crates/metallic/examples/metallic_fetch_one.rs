// Generated from specs/metallic/openapi.yaml by `cargo xtask regen`; edit the spec, not this file.
#![cfg_attr(rustfmt, rustfmt_skip)]
//! Makes one call.
//!
//! `cargo run --example metallic_fetch_one --features mock [ID]`

use bindery_metallic::Client;
use bindery_metallic::mock::Mock;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    // Calls the provider if there are credentials in the environment, and a local mock server otherwise.
    let mock = Mock::start().await?;
    let client = match Client::from_env() {
        Ok(client) => client,
        Err(error) => {
            eprintln!("{error}; calling a mock server instead");
            mock.client()?
        }
    };
    let id = std::env::args().nth(1).unwrap_or_else(|| "67e55044-10b1-426f-9247-bb680e5fe0c8".to_owned()).parse()?;
    let response = client.get_account(&id).await?;
    println!("{response:#?}");
    Ok(())
}
