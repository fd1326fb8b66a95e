//! Holds Bindery's own work against instruction counts that were recorded, so that it does not grow heavier unseen.

use std::fs;

use crate::callgrind;
use crate::programs::{Server, ours, package};

/// The guarded work: what is done for every response.
const CASES: [&str; 7] = [
    "json/activeplatform/bindery", "json/metallic/bindery", "json/sakari/bindery",
    "json/sequence/bindery", "json/twosms/bindery", "xml/bindery", "call/bindery",
];

/// The tolerated increase in percent: compilers and libraries differ by less.
const TOLERANCE: u64 = 5;

const RECORD: &str = "baseline.txt";

/// Says what takes more than was recorded, and returns whether nothing does.
pub fn check() -> Result<bool, String> {
    let file = package().join(RECORD);
    let record =
        fs::read_to_string(&file).map_err(|error| format!("{}: {error}", file.display()))?;
    let mut held = true;
    for (case, count) in counts()? {
        let recorded =
            record.lines().find_map(|line| line.strip_prefix(case)?.trim().parse::<u64>().ok());
        let Some(recorded) = recorded else {
            return Err(format!(
                "crates/bench/{RECORD} has no count for {case}; `cargo xtask bench --accept` records it"
            ));
        };
        let hundredths = count * 100 / recorded;
        let line = format!("{case}: {count} instructions, {recorded} recorded");
        if hundredths > 100 + TOLERANCE {
            held = false;
            println!("{line}: {}% more", hundredths - 100);
        } else if hundredths < 100 - TOLERANCE {
            println!("{line}: less; `cargo xtask bench --accept` records it");
        }
    }
    if !held {
        println!(
            "More than {TOLERANCE}% above the record is too much. Find out why; if it has to be (a new compiler, a feature that is worth \
             it), `cargo xtask bench --accept` records it, for review."
        );
    }
    Ok(held)
}

/// Records what everything takes.
pub fn accept() -> Result<(), String> {
    let mut record = "# Instructions of Bindery's own work, as callgrind counts them; written by `cargo xtask bench --accept`.\n".to_owned();
    for (case, count) in counts()? {
        record += &format!("{case} {count}\n");
    }
    let file = package().join(RECORD);
    fs::write(&file, record).map_err(|error| format!("{}: {error}", file.display()))
}

fn counts() -> Result<Vec<(&'static str, u64)>, String> {
    let (program, server) = (ours()?, Server::start()?);
    CASES
        .into_iter()
        .map(|case| Ok((case, callgrind::case(&program, case, &server.address)?.instructions)))
        .collect()
}
