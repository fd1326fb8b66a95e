//! `bindery call --all`: the items of a list, one line each, as their pages come.

use std::collections::BTreeSet;

use bindery_runtime::erased::{CallError, Decoded, Pages};
use futures_util::StreamExt as _;

use crate::connection;
use crate::format::{self, Format};
use crate::json;
use crate::output::{self, Code, Failure, Reader};
use crate::view::{Notes, View};

/// Prints every item, until the pages end or a person presses Ctrl-C.
pub(crate) async fn run(mut pages: Pages, view: &View) -> Result<(), Failure> {
    let mut lines =
        Lines { view, columns: None, left_out: BTreeSet::new(), notes: Notes::default() };
    let mut interrupted = std::pin::pin!(tokio::signal::ctrl_c());
    loop {
        let page = tokio::select! {
            biased;
            _ = &mut interrupted => {
                return Err(resumable(Failure::new(Code::Interrupted, "interrupted"), &pages));
            }
            page = pages.next() => page,
        };
        let items = match page {
            None => break,
            Some(Ok(items)) => items,
            Some(Err(error)) => {
                let failure = connection::failure(&CallError::Call(error));
                return Err(resumable(failure, &pages));
            }
        };
        for item in items {
            // Each line is visible on a terminal: those of JSON have their escapes already.
            if output::print(&lines.of(item.as_ref()))? == Reader::Gone {
                return Ok(());
            }
        }
    }
    lines.end();
    Ok(())
}

/// Says where to continue: at the page that was not printed.
fn resumable(failure: Failure, pages: &Pages) -> Failure {
    match pages.resume_token() {
        Some(token) => failure.advice(format!("Continue with: --resume-from '{token}'")),
        None => failure,
    }
}

struct Lines<'a> {
    view: &'a View,
    /// The columns of CSV: the fields of the first item.
    columns: Option<Vec<String>>,
    left_out: BTreeSet<String>,
    notes: Notes,
}

/// The maximum number of fields without a column that are named.
const NAMED: usize = 20;

impl Lines<'_> {
    /// The line of an item; for the first one, after the header of CSV.
    fn of(&mut self, item: &dyn Decoded) -> String {
        let inspection = self.view.inspect(item);
        self.notes.add(&inspection);
        if self.view.format != Format::Csv {
            return json::line(&inspection.json);
        }
        let cells = format::cells(&inspection.json);
        let mut rows = Vec::new();
        let columns = self.columns.get_or_insert_with(|| {
            let columns: Vec<String> = cells.iter().map(|(path, _)| path.clone()).collect();
            rows.push(columns.clone());
            columns
        });
        let cell = |column: &String| {
            let found = cells.iter().find(|(path, _)| path == column);
            found.map_or_else(String::new, |(_, cell)| cell.clone())
        };
        rows.push(columns.iter().map(cell).collect());
        let unplaced = cells.iter().map(|(path, _)| path).filter(|path| !columns.contains(path));
        for path in unplaced {
            if self.left_out.len() <= NAMED {
                self.left_out.insert(path.clone());
            }
        }
        format::csv(&rows)
    }

    fn end(self) {
        self.notes.end();
        let named: Vec<&str> = self.left_out.iter().take(NAMED).map(String::as_str).collect();
        if !named.is_empty() {
            let more = if self.left_out.len() > NAMED { " and more" } else { "" };
            let named = named.join(", ");
            output::complain(&format!(
                "the first item has no column for these fields, which are left out: {named}{more}"
            ));
        }
    }
}

#[cfg(test)]
mod tests {
    use bindery_runtime::Value;
    use serde_json::json;

    use super::*;

    #[test]
    fn csv_has_the_columns_of_the_first_item() {
        let view = View { format: Format::Csv, show_secrets: false };
        let mut lines = Lines {
            view: &view,
            columns: None,
            left_out: BTreeSet::new(),
            notes: Notes::default(),
        };
        let mut line = |item: serde_json::Value| lines.of(&Value::from(item));
        assert_eq!(line(json!({"id": 1, "a": {"b": "x"}})), "id,a.b\n1,x");
        assert_eq!(line(json!({"new": 3, "a": {"b": "y, z"}})), ",\"y, z\"");
        assert_eq!(lines.left_out, BTreeSet::from(["new".to_owned()]));
    }
}
