// Generated from specs/sakari/openapi.yaml by `cargo xtask regen`; edit the spec, not this file.
#![cfg_attr(rustfmt, rustfmt_skip)]
//! Decodes saved responses without a client.
//!
//! `cargo run --example sakari_types_only --no-default-features [FILE…]`

use bindery_sakari::types::AccountResponse;
use bindery_sakari::{decode, inspect};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut files: Vec<String> = std::env::args().skip(1).collect();
    if files.is_empty() {
        files.push(concat!(env!("CARGO_MANIFEST_DIR"), "/samples/", "get_account.creator-with-name-only.json").to_owned());
    }
    for file in files {
        match decode::<AccountResponse>(Some("application/json"), &std::fs::read(&file)?) {
            Ok(body) => {
                println!("{body:#?}");
                // Undocumented fields are kept; these are their paths.
                for path in inspect(&body).unknown_fields {
                    eprintln!("{file}: undocumented field {path}");
                }
            }
            Err(error) => eprintln!("{file}: {error}"),
        }
    }
    Ok(())
}
