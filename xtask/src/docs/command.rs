//! The command line of `cargo xtask docs`.

use std::path::{Path, PathBuf};

use crate::docs::{self, inventory};
use crate::load;
use crate::report::{Failure, print};
use crate::tree::Difference;
use crate::write;

/// Compare a provider's page with what is recorded of it
///
/// Exits with 1 if anything differs.
#[derive(clap::Args)]
pub struct Arguments {
    /// The provider: a folder under specs/
    #[arg(required_unless_present = "report")]
    provider: Option<String>,
    /// The page, saved as text
    #[arg(required_unless_present = "report")]
    page: Option<PathBuf>,
    /// The operation that the page documents, for a provider with several
    #[arg(long, value_name = "ID")]
    operation: Option<String>,
    /// Record what the page says in specs/PROVIDER/inventory.txt
    #[arg(long)]
    accept: bool,
    /// Print how well the specs cover the pages, as Markdown
    #[arg(long, conflicts_with_all = ["provider", "page", "operation", "accept"])]
    report: bool,
}

/// Compares a page with its record, records it, or reports on all.
pub fn run(arguments: &Arguments, root: &Path) -> Result<(), Failure> {
    let specs = load::load(root);
    let (Some(provider), Some(page)) = (&arguments.provider, &arguments.page) else {
        print(&docs::report(specs.good()));
        return specs.all_good();
    };
    let spec = specs.provider(provider)?;
    let operation = docs::operation(spec, arguments.operation.as_deref())?;
    let recorded = spec.inventory.get(&operation).cloned().unwrap_or_default();
    let facts = docs::extract(&load::page(page)?, &recorded);
    let page = page.display();
    if facts.fields.is_empty() {
        return Err(docs::no_fields(&page.to_string()).into());
    }
    let changes = inventory::difference(&recorded, &facts);
    if changes.is_empty() {
        print(&format!(
            "specs/{provider}: the page says what was recorded\n"
        ));
        return Ok(());
    }
    print(&format!(
        "specs/{provider}: the page differs from what was recorded\n{}",
        docs::describe(&changes)
    ));
    if arguments.accept {
        let file = spec.inventory_file();
        let mut inventory = spec.inventory.clone();
        inventory.insert(operation, facts);
        let difference = Difference {
            path: PathBuf::from(&file),
            found: None,
            wanted: Some(inventory::print(&inventory).into_bytes()),
        };
        write::write(&write::lock(root)?, &[vec![difference]])?;
        print(&format!("Recorded in {file}.\n"));
        return Ok(());
    }
    print(&format!(
        "Edit {}, then: cargo xtask docs {provider} {page} --accept\n",
        spec.file()
    ));
    Err(Failure::Differs)
}
