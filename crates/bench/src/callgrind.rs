//! Counting by valgrind's callgrind: instructions and allocations, which do not depend on how busy the machine is.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;

/// The cost of a piece of work.
#[derive(Clone, Copy)]
pub struct Count {
    pub instructions: u64,
    pub allocations: u64,
}

/// Counts what a program's case takes.
pub fn case(program: &Path, name: &str, server: &str) -> Result<Count, String> {
    let counted = |times| {
        let mut command = Command::new(program);
        command.args(["count", name, server, times]);
        let only = ["--toggle-collect=bindery_bench::counted"];
        count(&command, &only).map_err(|error| format!("{name}: {error}"))
    };
    // It counts calls outside of `counted` as well, and so allocations; only what ten times more add is the case's.
    let (once, more) = (counted("1")?, counted("11")?);
    Ok(Count {
        instructions: (more.instructions - once.instructions) / 10,
        allocations: (more.allocations - once.allocations) / 10,
    })
}

/// Runs a command under callgrind.
pub fn count(command: &Command, options: &[&str]) -> Result<Count, String> {
    let folder = tempfile::tempdir().map_err(|error| error.to_string())?;
    let file = folder.path().join("callgrind.out");
    let mut all = Command::new("valgrind");
    all.arg("--tool=callgrind")
        .arg(format!("--callgrind-out-file={}", file.display()))
        .args(options)
        .arg(command.get_program())
        .args(command.get_args());
    for (name, value) in command.get_envs() {
        all.env(name, value.unwrap_or_default());
    }
    let output = all
        .output()
        .map_err(|error| format!("valgrind cannot be started ({error}); install it"))?;
    let profile = fs::read_to_string(&file).unwrap_or_default();
    let counted = read(&profile).filter(|count| output.status.success() && count.instructions > 0);
    counted.ok_or_else(|| {
        let log = String::from_utf8_lossy(&output.stderr);
        format!("callgrind counted nothing:\n{log}")
    })
}

/// The totals of a profile in callgrind's format. A function has its name at its first occurrence, and then a number:
/// `cfn=(12) malloc`, then `cfn=(12)`; the line after a callee has the number of calls.
fn read(profile: &str) -> Option<Count> {
    let mut instructions = None;
    let mut allocations = 0;
    let mut allocators = BTreeSet::new();
    let mut callee = "";
    for line in profile.lines() {
        if let Some(total) = line.strip_prefix("summary: ") {
            instructions = total.trim().parse().ok();
        } else if let Some(function) = line.strip_prefix("cfn=").or(line.strip_prefix("fn=")) {
            let (number, name) = function.split_once(' ').unwrap_or((function, ""));
            if matches!(name, "malloc" | "calloc" | "realloc" | "posix_memalign") {
                allocators.insert(number);
            }
            callee = number;
        } else if let Some(calls) = line.strip_prefix("calls=")
            && allocators.contains(callee)
        {
            let often = calls.split(' ').next().and_then(|often| often.parse().ok());
            allocations += often.unwrap_or(0);
        }
    }
    Some(Count { instructions: instructions?, allocations })
}
