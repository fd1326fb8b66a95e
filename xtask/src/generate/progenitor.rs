//! Runs progenitor over a lowered document.

use crate::spec::Spec;

/// What progenitor makes of a spec.
pub struct Output {
    /// The items of its module `types`.
    pub types: Vec<syn::Item>,
    /// Its `impl Client { … }` with the methods.
    pub methods: syn::ItemImpl,
}

/// Runs progenitor; its error, or the panic that it ended with, in a sentence.
pub fn run(_spec: &Spec) -> Result<Output, String> {
    todo!("in work")
}
