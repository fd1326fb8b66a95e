//! A spec as a crate: what is generated for each provider, and the registry of all of them.

mod body;
pub mod client;
#[cfg(test)]
#[path = "../tests/common/compiler.rs"]
mod compiler;
pub mod docs;
pub mod erased;
mod headers;
pub mod library;
mod lower;
mod manifest;
pub mod methods;
pub mod mock;
mod outcome;
mod pages;
pub mod progenitor;
mod registry;
pub mod rust;
#[cfg(test)]
pub(crate) mod testing;
pub mod types;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::spec::{Problem, Spec};

pub use registry::registry;

/// Generated files by their paths from the workspace's root.
pub type Tree = BTreeMap<PathBuf, Vec<u8>>;

/// How line 1 of every generated file starts, after the comment sign.
pub const MARK: &str = "Generated from ";

/// The version of the workspace's crates, which is xtask's own too.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");

/// Every file of a provider's crate.
pub fn provider(spec: &Spec) -> Result<Tree, Problem> {
    let problem = |message| Problem { file: spec.file(), at: None, message };
    let generated = progenitor::run(&spec.document).map_err(problem)?;
    let folder = PathBuf::from("crates").join(&spec.provider);
    let file = spec.file();
    let modules = [
        ("lib", library::library(spec)),
        ("types", types::types(spec, &generated).map_err(problem)?),
        ("methods", methods::methods(spec, &generated).map_err(problem)?),
        ("client", client::client(spec, &generated).map_err(problem)?),
        ("erased", erased::erased(spec)),
        ("mock", mock::mock(spec)),
    ];
    let mut texts = BTreeMap::from([("Cargo.toml".to_owned(), manifest::provider(spec))]);
    texts.extend(
        modules.map(|(name, module)| (format!("src/{name}.rs"), rust::print(&file, &module))),
    );
    for (name, text) in [("README.md", docs::readme(spec)), ("src/lib.md", docs::front_page(spec))]
    {
        texts.insert(name.to_owned(), format!("<!-- {} -->\n\n{text}", header(&file)));
    }
    for example in docs::examples(spec) {
        let name = format!("examples/{}.rs", example.target(spec));
        texts.insert(name, format!("// {}\n{}", header(&file), example.text(spec)));
    }
    let mut tree: Tree =
        texts.into_iter().map(|(path, text)| (folder.join(path), text.into_bytes())).collect();
    tree.extend(
        spec.samples
            .iter()
            .map(|sample| (folder.join("samples").join(sample.file_name()), sample.body.clone())),
    );
    tree.extend(licences(&folder));
    Ok(tree)
}

/// Line 1 of every generated file, after the comment sign.
pub fn header(source: &str) -> String {
    format!("{MARK}{source} by `cargo xtask regen`; edit the spec, not this file.")
}

/// The licences go into every crate as they are, without the header of generated files: they are legal texts.
fn licences(folder: &Path) -> Tree {
    let licence = |name: &str, text: &str| (folder.join(name), text.as_bytes().to_owned());
    Tree::from([
        licence("LICENSE-APACHE", include_str!("../../LICENSE-APACHE")),
        licence("LICENSE-MIT", include_str!("../../LICENSE-MIT")),
    ])
}

#[cfg(test)]
mod tests;
