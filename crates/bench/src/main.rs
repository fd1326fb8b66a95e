//! What Bindery's work costs, beside its peers: `cargo xtask bench` builds and starts this. It prints the table, or holds
//! the work against its record; and it is started by itself, to do one case's work or to serve.

mod callgrind;
mod footprint;
mod generation;
mod guard;
mod ours;
mod programs;
mod server;
mod table;
mod work;

use std::process::ExitCode;

use crate::table::Table;

/// The parts of the table, in order.
const PARTS: [(&str, Part); 4] = [
    ("decoding", work::decoding),
    ("calls", work::calls),
    ("footprint", footprint::footprint),
    ("generation", generation::generation),
];

type Part = fn(&mut Table) -> Result<(), String>;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let fits = match arguments.first().map(String::as_str) {
        Some("--check") => guard::check(),
        Some("--accept") => guard::accept().map(|()| true),
        Some("serve") => server::serve().map(|()| true).map_err(|error| error.to_string()),
        Some("count" | "time") => return bindery_bench::run(&ours::cases(), &arguments),
        _ => table(&arguments),
    };
    match fits {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::from(1),
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::from(2)
        }
    }
}

/// A reference for a row that misses its goal.
const WHY: &str = "crates/bench/README.md says which is known to, why, and what was tried";

/// Prints the table, or those parts of it; whether every row is reached.
fn table(named: &[String]) -> Result<bool, String> {
    if let Some(unknown) = named.iter().find(|name| PARTS.iter().all(|(part, _)| part != name)) {
        let parts = PARTS.map(|(part, _)| part).join(", ");
        return Err(format!("the table has no part {unknown:?}: its parts are {parts}"));
    }
    let mut table = Table::start();
    for (name, part) in PARTS {
        if named.is_empty() || named.iter().any(|named| named == name) {
            part(&mut table)?;
        }
    }
    match table.short() {
        0 => println!("\nEvery row is reached."),
        1 => println!("\nOne row falls short; {WHY}."),
        short => println!("\n{short} rows fall short; {WHY}."),
    }
    Ok(table.short() == 0)
}
