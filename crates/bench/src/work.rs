//! Rows for decoding and calling.

use bindery_bench::AT_ONCE;

use crate::callgrind::Count;
use crate::programs::Programs;
use crate::table::{Goal, Table, Value};

pub const PROVIDERS: [&str; 5] = ["activeplatform", "metallic", "sakari", "sequence", "twosms"];

/// The number of timed runs of concurrent calls, and the number of times 64 calls in each.
const TURNS: usize = 41;
const TIMES: &str = "60";

/// Instructions for each sample.
pub fn decoding(table: &mut Table) -> Result<(), String> {
    let programs = Programs::start()?;
    json(table, &programs)?;
    xml(table, &programs)
}

/// One call, and many at a time.
pub fn calls(table: &mut Table) -> Result<(), String> {
    let programs = Programs::start()?;
    let against = "reqwest by hand, `.json::<T>()`";
    let ours = programs.count("call/bindery")?;
    let theirs = programs.count("call/reqwest")?;
    table.row(
        "One call, instructions",
        against,
        Value::Ratio(instructions(&ours, &theirs)),
        Goal::AtMost(1.0),
    );
    let allocations = ours.allocations as f64 / theirs.allocations as f64;
    table.row("One call, allocations", against, Value::Ratio(allocations), Goal::AtMost(1.0));
    for at_once in AT_ONCE {
        // In turns, and the middle one: whatever else the machine does meets both alike.
        let mut ratios = (0..TURNS)
            .map(|_| {
                let ours = programs.time(&format!("calls-{at_once}/bindery"), TIMES)?;
                Ok(programs.time(&format!("calls-{at_once}/reqwest"), TIMES)? / ours)
            })
            .collect::<Result<Vec<f64>, String>>()?;
        ratios.sort_by(f64::total_cmp);
        let median = ratios[ratios.len() / 2];
        let work = format!("Calls for the processor's time, {at_once} at a time");
        table.row(&work, against, Value::Ratio(median), Goal::AtLeast(1.0));
    }
    Ok(())
}

fn json(table: &mut Table, programs: &Programs) -> Result<(), String> {
    let ours = PROVIDERS
        .iter()
        .map(|provider| programs.count(&format!("json/{provider}/bindery")))
        .collect::<Result<Vec<_>, _>>()?;
    for (peer, against, each, mean) in [
        (
            "progenitor",
            "plain progenitor, `serde_json::from_slice`",
            Goal::AtMost(1.0),
            Goal::AtMost(0.90),
        ),
        ("serde_json", "Bindery's types, `serde_json::from_slice`", Goal::None, Goal::None),
        ("serde", "serde by hand, `serde_json::from_slice`", Goal::None, Goal::AtMost(1.0)),
        ("simd-json", "serde by hand, simd-json", Goal::None, Goal::AtMost(1.0)),
        ("sonic-rs", "serde by hand, sonic-rs", Goal::None, Goal::AtMost(1.0)),
    ] {
        let mut product = 1.0;
        for (provider, ours) in PROVIDERS.iter().zip(&ours) {
            let theirs = programs.count(&format!("json/{provider}/{peer}"))?;
            let ratio = instructions(ours, &theirs);
            product *= ratio;
            if matches!(each, Goal::AtMost(_)) {
                table.row(
                    &format!("JSON, {provider}, instructions"),
                    against,
                    Value::Ratio(ratio),
                    each,
                );
            }
        }
        let mean_ratio = product.powf(1.0 / PROVIDERS.len() as f64);
        table.row("JSON, geometric mean of the five", against, Value::Ratio(mean_ratio), mean);
    }
    Ok(())
}

fn xml(table: &mut Table, programs: &Programs) -> Result<(), String> {
    let ours = programs.count("xml/bindery")?;
    for (against, peer, goal) in [
        ("`quick_xml::de`", "quick-xml", 0.65),
        ("roxmltree by hand", "roxmltree", 1.0),
        ("serde-xml-rs", "serde-xml-rs", 1.0),
    ] {
        let theirs = programs.count(&format!("xml/{peer}"))?;
        let ratio = Value::Ratio(instructions(&ours, &theirs));
        table.row("XML, instructions", against, ratio, Goal::AtMost(goal));
    }
    Ok(())
}

fn instructions(ours: &Count, theirs: &Count) -> f64 {
    ours.instructions as f64 / theirs.instructions as f64
}
