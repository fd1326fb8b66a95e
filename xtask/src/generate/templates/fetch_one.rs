#![cfg_attr(rustfmt, rustfmt_skip)]
//! Makes one call.
//!
//! `cargo run --example {{ target }} --features mock{% if id %} [ID]{% endif %}`

use {{ module }}::Client;
use {{ module }}::mock::Mock;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
{% include "connect" %}
{% include "id" %}
    let response = {{ call }}.await?;
    println!("{response:#?}");
    Ok(())
}
