#![cfg_attr(rustfmt, rustfmt_skip)]
//! Decodes saved responses without a client.
//!
//! `cargo run --example {{ target }} --no-default-features [FILE…]`

use {{ module }}::types::{{ decoded }};
use {{ module }}::{decode, inspect};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut files: Vec<String> = std::env::args().skip(1).collect();
    if files.is_empty() {
        files.push(concat!(env!("CARGO_MANIFEST_DIR"), "/samples/", {{ sample }}).to_owned());
    }
    for file in files {
        match decode::<{{ decoded }}>(Some("application/json"), &std::fs::read(&file)?) {
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
