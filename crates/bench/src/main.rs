//! What Bindery's work costs in instructions, beside its peers: `cargo run --release -p bindery-bench`.
//!
//! Counts come from callgrind, so they do not drift with the machine's load; they differ a little from compiler to
//! compiler, which is why every ratio is taken within one run.

#[expect(dead_code, reason = "its fields are decoded, and not looked at")]
mod plain;

use std::hint::black_box;
use std::process::{Command, ExitCode};

use bindery_runtime::decode;

const XML: &[u8] = include_bytes!("../../../specs/twosms/samples/get_account.xml");

/// One thing to measure, and what to divide its count by.
struct Case {
    name: &'static str,
    base: &'static str,
    run: fn(),
}

const QUICK_XML: &str = "2sms XML, plain type, quick_xml::de";

/// In the order of the table.
const CASES: &[Case] = &[
    Case {
        name: QUICK_XML,
        base: QUICK_XML,
        run: quick_xml_de,
    },
    Case {
        name: "2sms XML, plain type, Bindery",
        base: QUICK_XML,
        run: bindery::<plain::AccountResponse>,
    },
    Case {
        name: "2sms XML, generated type, Bindery",
        base: QUICK_XML,
        run: bindery::<bindery_twosms::types::AccountResponse>,
    },
    Case {
        name: "2sms XML, bare events of quick-xml",
        base: QUICK_XML,
        run: events,
    },
];

fn main() -> ExitCode {
    match std::env::args().nth(1) {
        // Run by this program itself, under callgrind.
        Some(name) => {
            for case in CASES.iter().filter(|case| case.name == name) {
                // Once for what is set up on first use, and once to be counted.
                (case.run)();
                counted(case.run);
            }
            ExitCode::SUCCESS
        }
        None => match table() {
            Ok(table) => {
                print!("{table}");
                ExitCode::SUCCESS
            }
            Err(error) => {
                eprintln!("error: {error}");
                ExitCode::FAILURE
            }
        },
    }
}

/// Callgrind counts inside of this function only.
#[inline(never)]
fn counted(run: fn()) {
    run();
    // So that the call above is no jump, which callgrind would not see the end of.
    black_box(());
}

/// The counts as Markdown.
fn table() -> Result<String, String> {
    let counts = CASES
        .iter()
        .map(|case| Ok((case.name, count(case)?)))
        .collect::<Result<Vec<_>, String>>()?;
    let mut table = "| Work | Instructions | Ratio |\n|---|---:|---:|\n".to_owned();
    for (case, (name, instructions)) in CASES.iter().zip(&counts) {
        let base = counts
            .iter()
            .find(|(name, _)| *name == case.base)
            .map_or(0, |(_, base)| *base);
        table += &format!(
            "| {name} | {instructions} | {:.2} |\n",
            *instructions as f64 / base as f64
        );
    }
    Ok(table)
}

/// How many instructions a case takes.
fn count(case: &Case) -> Result<u64, String> {
    let program = std::env::current_exe().map_err(|error| error.to_string())?;
    let output = Command::new("valgrind")
        .args([
            "--tool=callgrind",
            "--callgrind-out-file=/dev/null",
            "--toggle-collect=bindery_bench::counted",
        ])
        .arg(program)
        .arg(case.name)
        .output()
        .map_err(|error| format!("valgrind cannot be started ({error}); install it"))?;
    let log = String::from_utf8_lossy(&output.stderr);
    let collected = log
        .lines()
        .find_map(|line| line.split_once("Collected :")?.1.trim().parse().ok());
    collected
        .filter(|&count| count > 0)
        .ok_or_else(|| format!("{}: callgrind counted nothing:\n{log}", case.name))
}

fn quick_xml_de() {
    let text = str::from_utf8(black_box(XML)).map_err(|error| error.to_string());
    let account = text.and_then(|text| {
        quick_xml::de::from_str::<plain::AccountResponse>(text).map_err(|e| e.to_string())
    });
    assert!(
        black_box(account).is_ok(),
        "quick_xml::de does not decode the sample"
    );
}

fn bindery<T: serde::de::DeserializeOwned>() {
    let account = decode::<T>(Some("application/xml"), black_box(XML));
    assert!(black_box(account).is_ok(), "the sample does not decode");
}

fn events() {
    let text = str::from_utf8(black_box(XML)).unwrap_or_default();
    let mut reader = quick_xml::Reader::from_str(text);
    while let Ok(event) = reader.read_event() {
        if matches!(black_box(event), quick_xml::events::Event::Eof) {
            break;
        }
    }
}
