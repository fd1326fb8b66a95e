//! The table: a row for each thing that was measured, printed as soon as it is known.

/// The goal of a row.
#[derive(Clone, Copy)]
pub enum Goal {
    AtMost(f64),
    AtLeast(f64),
    /// Printed without a goal.
    None,
}

/// A value, as it is shown.
pub enum Value {
    Ratio(f64),
    /// A plain number of things.
    Number(f64),
    /// So many more than the other side has.
    More(f64),
}

pub struct Table {
    short: usize,
}

impl Table {
    /// Prints the head.
    pub fn start() -> Self {
        println!("| Work | Against | Measured | Goal | |");
        println!("|---|---|---:|---:|---|");
        Self { short: 0 }
    }

    /// Prints a row.
    pub fn row(&mut self, work: &str, against: &str, value: Value, goal: Goal) {
        let (number, shown) = match value {
            Value::Ratio(ratio) => (ratio, format!("{ratio:.2}")),
            Value::Number(number) => (number, format!("{number:.0}")),
            Value::More(more) => (more, format!("{more:+.0}")),
        };
        let bound = |bound: f64| match value {
            Value::Ratio(_) => format!("{bound:.2}"),
            Value::Number(_) => format!("{bound:.0}"),
            Value::More(_) => format!("{bound:+.0}"),
        };
        // As it is shown, so that no row of 0.80 misses a goal of 0.80.
        let rounded = match value {
            Value::Ratio(_) => (number * 100.0).round() / 100.0,
            Value::Number(_) | Value::More(_) => number,
        };
        let (goal, reached) = match goal {
            Goal::AtMost(most) => (format!("≤ {}", bound(most)), Some(rounded <= most)),
            Goal::AtLeast(least) => (format!("≥ {}", bound(least)), Some(rounded >= least)),
            Goal::None => ("-".to_owned(), None),
        };
        let verdict = match reached {
            Some(true) => "reached",
            Some(false) => {
                self.short += 1;
                "**short**"
            }
            None => "",
        };
        println!("| {work} | {against} | {shown} | {goal} | {verdict} |");
    }

    /// The number of rows that miss their goal.
    pub fn short(&self) -> usize {
        self.short
    }
}
