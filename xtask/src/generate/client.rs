//! The module `client`: the public client around progenitor's methods.

use crate::spec::Spec;

/// The module. It defines `Client`, `ClientBuilder`, `Credentials` and `Error`, and a module `options` with one struct for
/// each operation that has optional parameters, which the crate's root re-exports with `pub use client::options::*`:
/// a glob, so that an operation called `error` never clashes with the root's own names.
pub fn client(_spec: &Spec) -> syn::File {
    todo!("in work")
}
