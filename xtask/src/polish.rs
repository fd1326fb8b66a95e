//! Turns progenitor's output into the modules `types` and `client` of a provider's crate, and asserts on the result that
//! every setting and every lowering took: progenitor ignores what it does not know in silence.

mod client;
mod docs;
mod types;

pub use client::client;
pub use docs::{docs, escape};
pub use types::{bare_type, rust_type, types};

use std::collections::BTreeSet;

use syn::visit_mut::{self, VisitMut};
use syn::{Item, ItemMod, Path};

/// The names that generated modules use unqualified, and where they come from.
const IMPORTS: [(&str, &[&str]); 2] = [
    (
        "progenitor_client",
        &["Decimal", "Extra", "Object", "Secret", "Timestamp", "Value"],
    ),
    ("uuid", &["Uuid"]),
];

/// Prelude types, which progenitor spells out.
const PRELUDE: [&str; 5] = ["Option", "String", "Vec", "Box", "Result"];

/// The items of `mod types` in progenitor's output.
fn types_module(file: &syn::File) -> Option<&Vec<Item>> {
    file.items.iter().find_map(|item| match item {
        Item::Mod(ItemMod {
            ident,
            content: Some((_, items)),
            ..
        }) if ident == "types" => Some(items),
        _ => None,
    })
}

/// Shortens paths to the names that a person would write, and notes which of them need an import.
struct Shorten {
    /// The module that the code is in.
    module: Module,
    used: BTreeSet<String>,
}

/// A module of a provider's crate.
#[derive(PartialEq)]
enum Module {
    Types,
    Client,
}

impl VisitMut for Shorten {
    fn visit_path_mut(&mut self, path: &mut Path) {
        // These are the runtime's, since their numbers keep their digits.
        if path
            .segments
            .iter()
            .map(|s| &s.ident)
            .eq(["serde_json", "Map"].iter())
        {
            *path = syn::parse_quote!(::progenitor_client::Object);
        }
        visit_mut::visit_path_mut(self, path);
        let names: Vec<String> = path.segments.iter().map(|s| s.ident.to_string()).collect();
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        let keep_last = |path: &mut Path| {
            path.leading_colon = None;
            if let Some(last) = path.segments.pop() {
                path.segments = std::iter::once(last).collect();
            }
        };
        match names.as_slice() {
            ["serde_json", "Value"] => {
                self.used.insert("Value".to_owned());
                keep_last(path);
            }
            ["std", _, name] if PRELUDE.contains(name) => keep_last(path),
            ["std", "collections", "BTreeMap"] => path.leading_colon = None,
            ["crate", "types", _] if self.module == Module::Types => keep_last(path),
            ["crate", "types", _] => {
                path.segments = path.segments.iter().skip(1).cloned().collect()
            }
            [root, name] if import_of(name) == Some(root) => {
                self.used.insert((*name).to_owned());
                keep_last(path);
            }
            ["progenitor_client", ..] => path.leading_colon = None,
            _ => {}
        }
    }
}

impl Shorten {
    fn new(module: Module) -> Self {
        Self {
            module,
            used: BTreeSet::new(),
        }
    }

    /// The `use` lines for the names met.
    fn imports(&self) -> String {
        let mut lines = String::new();
        for (root, names) in IMPORTS {
            let used: Vec<&str> = names
                .iter()
                .copied()
                .filter(|n| self.used.contains(*n))
                .collect();
            match used.as_slice() {
                [] => {}
                [name] => lines.push_str(&format!("use {root}::{name};\n")),
                names => lines.push_str(&format!("use {root}::{{{}}};\n", names.join(", "))),
            }
        }
        lines
    }
}

fn import_of(name: &str) -> Option<&'static str> {
    IMPORTS
        .iter()
        .find(|(_, names)| names.contains(&name))
        .map(|(root, _)| *root)
}
